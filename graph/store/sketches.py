"""Which texts the index has, and what it knows of them. Contains no judgement.

An article's number counts up and is never used twice, so that what a changed text
left behind in the index is recognised by its number.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from sqlalchemy import bindparam, delete, func, select, update

from graph.reuse.candidates import Known
from graph.store import bulk
from graph.store.rows import upsert
from graph.store.schema import ARTICLE, BOILERPLATE, SKETCH, STORE_INFO

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from sqlalchemy import Connection

    from graph.reuse.candidates import Numbers


_AT_ONCE = 20_000
"""Articles whose facts are asked for at once; bounds the memory."""


BEHIND = "unmatched texts"
"""What a migration notes in the store, for the next command that writes to it."""
_BEHIND = select(STORE_INFO.c.name).where(STORE_INFO.c.name == BEHIND)


@dataclass(frozen=True, kw_only=True, slots=True)
class Sketched:
    """An article of which a sketch was made."""

    id: str
    """Its article id."""
    outlet: str | None
    """Its outlet's key."""
    digest: str
    """Of the text that the sketch was made of."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Unread:
    """An article whose text is not in the index yet, or has changed since."""

    sketched: Sketched
    """What the index will know of it."""
    text: str
    """Its text as it is now."""


def unread(connection: Connection, identities: Sequence[str]) -> list[Unread]:
    """Of these articles, those with a text that the index does not have as it is."""
    rows = bulk.ask(
        connection,
        "SELECT a.id, a.outlet_key, a.text, s.digest, a.published_value, "
        "a.published_precision FROM {values} {join} article a ON a.id = value "
        "LEFT JOIN sketch s ON s.article_id = a.id",
        list(dict.fromkeys(identities)),
    )
    return [
        Unread(sketched=Sketched(id=identity, outlet=outlet, digest=new), text=text)
        for identity, outlet, text, digest, *date in rows
        if (text or digest) and digest != (new := _digest(text, outlet, *date))
    ]


def count(connection: Connection) -> int:
    """How many articles the index has."""
    found = connection.execute(select(func.count()).select_from(SKETCH))
    return int(found.scalar_one())


def is_behind(connection: Connection) -> bool:
    """Whether an older version left texts of which the index knows nothing."""
    return connection.execute(_BEHIND).first() is not None


def caught_up(connection: Connection) -> None:
    """Note that the index knows all texts."""
    connection.execute(delete(STORE_INFO).where(STORE_INFO.c.name == BEHIND))


def unread_ids(connection: Connection) -> list[str]:
    """All articles with a text of which the index knows nothing, by their ids."""
    found = (
        select(ARTICLE.c.id)
        .outerjoin(SKETCH, SKETCH.c.article_id == ARTICLE.c.id)
        .where(ARTICLE.c.words > 0, SKETCH.c.number.is_(None))
        .order_by(ARTICLE.c.id)
    )
    return list(connection.execute(found).scalars())


def put_sketches(
    connection: Connection, articles: Sequence[Sketched], sizes: Sequence[int]
) -> Numbers:
    """Give articles a new number each; what the index had of them is forgotten."""
    if not articles:
        return np.zeros(0, np.int64)
    forget_sketches(connection, [article.id for article in articles])
    before = connection.execute(select(func.max(SKETCH.c.number))).scalar() or 0
    bulk.insert(
        connection,
        SKETCH,
        ("article_id", "outlet_key", "size", "digest"),
        [
            (article.id, article.outlet, size, article.digest)
            for article, size in zip(articles, sizes, strict=True)
        ],
    )
    numbers = connection.execute(
        select(SKETCH.c.number)
        .where(SKETCH.c.number > before)
        .order_by(SKETCH.c.number)
    ).scalars()
    return np.array(numbers.all(), np.int64)


def forget_sketches(connection: Connection, identities: Sequence[str]) -> None:
    """Take articles out of the index; what stands in blocks goes when they merge."""
    known_ones = bulk.ask(
        connection,
        "SELECT s.article_id FROM {values} {join} sketch s ON s.article_id = value",
        identities,
    )
    identities = [row[0] for row in known_ones]
    bulk.do(
        connection,
        "DELETE FROM fingerprint WHERE number IN (SELECT s.number FROM {values} "
        "{join} sketch s ON s.article_id = value)",
        identities,
    )
    bulk.do(
        connection,
        "DELETE FROM sketch WHERE article_id IN (SELECT value FROM {values})",
        identities,
    )


def shrink(connection: Connection, numbers: Numbers) -> None:
    """Let articles have one fingerprint less for each time that they are named."""
    each, times = np.unique(numbers, return_counts=True)
    rows = [
        {"one": number, "less": less}
        for number, less in zip(each.tolist(), times.tolist(), strict=True)
    ]
    if rows:
        connection.execute(_SHRINK, rows)


_SHRINK = (
    update(SKETCH)
    .where(SKETCH.c.number == bindparam("one"))
    .values(size=SKETCH.c.size - bindparam("less"))
)


def _digest(*facts: str | None) -> str:
    """Of a text, and of what else is judged by: its outlet and date."""
    said = "\0".join(fact or "" for fact in facts)
    return hashlib.blake2b(said.encode(), digest_size=8).hexdigest()


def known(
    connection: Connection,
    numbers: Numbers,
    *more: tuple[int, int, str | None, int | None],
) -> Known:
    """What is known of the articles of these numbers; forgotten ones are left out.

    ``more`` are number, size, outlet and the first one alike, of those that the
    index does not have.
    """
    outlets: dict[str, int] = {}
    wanted = np.unique(numbers)
    parts = [_facts(more, outlets)]
    for start in range(0, len(wanted), _AT_ONCE):
        rows = bulk.ask(
            connection,
            "SELECT s.number, s.size, s.outlet_key, s.alike FROM {values} "
            "{join} sketch s ON s.number = value",
            wanted[start : start + _AT_ONCE].tolist(),
        )
        parts.append(_facts(rows, outlets))
    facts = np.concatenate(parts)
    facts = facts[np.argsort(facts[:, 0])]
    return Known(*facts.T)


def _facts(
    rows: Sequence[tuple[int, int, str | None, int | None]], outlets: dict[str, int]
) -> NDArray[np.int64]:
    """The columns of what is known; one without an outlet is of its own."""
    facts = [
        (
            number,
            size,
            outlets.setdefault(key, len(outlets)) if key else -number,
            alike or number,
        )
        for number, size, key, alike in rows
    ]
    return np.array(facts, np.int64).reshape(-1, 4)


def put_alike(connection: Connection, known: Known, first: int) -> None:
    """Keep which article each one from ``first`` on is like."""
    new = (known.numbers >= first) & (known.alike != known.numbers)
    numbers, alike = known.numbers[new].tolist(), known.alike[new].tolist()
    rows = [{"one": n, "first": a} for n, a in zip(numbers, alike, strict=True)]
    if rows:
        connection.execute(_PUT_ALIKE, rows)


_PUT_ALIKE = (
    update(SKETCH)
    .where(SKETCH.c.number == bindparam("one"))
    .values(alike=bindparam("first"))
)


def identities(connection: Connection, numbers: Numbers) -> dict[int, str]:
    """The article id of each number."""
    rows = bulk.ask(
        connection,
        "SELECT s.number, s.article_id FROM {values} "
        "{join} sketch s ON s.number = value",
        np.unique(numbers).tolist(),
    )
    return dict(rows)


def boilerplate(
    connection: Connection, hashes: NDArray[np.uint32]
) -> NDArray[np.uint32]:
    """Of these hashes, ascending, those that are known to be boilerplate."""
    known = connection.execute(select(func.count()).select_from(BOILERPLATE))
    if known.scalar_one() < len(hashes):  # all of them are sooner read than asked for
        found = connection.execute(select(BOILERPLATE.c.hash)).scalars().all()
        return np.intersect1d(_unsigned(found), hashes, assume_unique=True)
    rows = bulk.ask(
        connection,
        "SELECT b.hash FROM {values} {join} boilerplate b ON b.hash = value",
        _signed(hashes),
    )
    return np.sort(_unsigned([row[0] for row in rows]))


def put_boilerplate(connection: Connection, hashes: NDArray[np.uint32]) -> None:
    """Keep hashes that do not count from now on."""
    rows = [{"hash": one} for one in _signed(hashes)]
    upsert(connection, BOILERPLATE, rows)


def _unsigned(hashes: Sequence[int]) -> NDArray[np.uint32]:
    """Hashes from the database, as they are counted with."""
    return np.array(hashes, np.int64).astype(np.int32).view(np.uint32)


def _signed(hashes: NDArray[np.uint32]) -> list[int]:
    """Hashes as the database has them: integers of 32 bits with a sign."""
    signed: list[int] = hashes.view(np.int32).tolist()
    return signed
