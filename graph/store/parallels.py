"""Which articles in two languages say the same, and by what to find them.

Contains no judgement. An article's keys stand under the number of its sketch, which
a changed text does not keep.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, or_, select

from graph.reuse.parallel import Parallel
from graph.store import bulk
from graph.store.rows import date_of, upsert
from graph.store.schema import ANCHOR, ARTICLE, PARALLEL, SKETCH, STORE_INFO

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from sqlalchemy import Connection

    from graph.model import Date
    from graph.store.rows import Row

    Pair = tuple[str, str]

_REACHED = "anchored texts"
"""The note of the sketch up to which all texts have been looked at."""
_AT_ONCE = 500


@dataclass(frozen=True, kw_only=True, slots=True)
class Text:
    """A text that may have been translated, or be a translation."""

    id: str
    """Its article's id."""
    number: int
    """Of its sketch."""
    language: str
    """Its main part: ``de`` of ``de-AT``."""
    outlet: str | None
    """Its outlet's key."""
    published: Date | None
    """When it was published there."""
    text: str


def has_several_languages(connection: Connection) -> bool:
    """Whether any article may be a translation of another."""
    known = ARTICLE.c.language
    ends = select(func.min(known), func.max(known)).where(
        known.is_not(None), ARTICLE.c.words > 0
    )
    first, last = connection.execute(ends).one()
    return first is not None and _main(first) != _main(last)


def _main(language: str) -> str:
    return language.partition("-")[0].lower()


def reached(connection: Connection) -> int:
    """The number of the last sketch whose text was looked at."""
    found = select(STORE_INFO.c.value).where(STORE_INFO.c.name == _REACHED)
    return int(connection.execute(found).scalar_one_or_none() or 0)


def reach(connection: Connection, number: int) -> None:
    """Note that all texts up to this sketch were looked at."""
    row = {"name": _REACHED, "value": str(number)}
    upsert(connection, STORE_INFO, [row], update=("value",))


def behind(connection: Connection, number: int, limit: int) -> list[Text]:
    """The next texts behind a sketch, those without a language too."""
    found = _TEXTS.where(SKETCH.c.number > number).order_by(SKETCH.c.number)
    return [_text(row) for row in connection.execute(found.limit(limit)).mappings()]


def texts(connection: Connection, numbers: Collection[int]) -> list[Text]:
    """The texts of sketches, in their order."""
    ordered, found = sorted(numbers), list[Text]()
    for start in range(0, len(ordered), _AT_ONCE):
        some = SKETCH.c.number.in_(ordered[start : start + _AT_ONCE])
        rows = connection.execute(_TEXTS.where(some).order_by(SKETCH.c.number))
        found += [_text(row) for row in rows.mappings()]
    return found


_TEXTS = select(
    ARTICLE.c.id,
    SKETCH.c.number,
    ARTICLE.c.language,
    ARTICLE.c.outlet_key,
    ARTICLE.c.text,
    *(column for column in ARTICLE.c if column.name.startswith("published_")),
).join(ARTICLE, ARTICLE.c.id == SKETCH.c.article_id)


def _text(row: Row) -> Text:
    return Text(
        id=row["id"],
        number=row["number"],
        language=_main(row["language"] or ""),
        outlet=row["outlet_key"],
        published=date_of(row, "published"),
        text=row["text"],
    )


def put_keys(
    connection: Connection, texts: Iterable[tuple[Text, Collection[int]]]
) -> None:
    """Keep the keys of new texts."""
    rows = [
        {"hash": key, "number": text.number, "language": text.language}
        for text, keys in texts
        for key in sorted(keys)
    ]
    upsert(connection, ANCHOR, rows)


def having(connection: Connection, keys: Collection[int]) -> list[tuple[int, int, str]]:
    """Who has these keys: key, number of the sketch, language."""
    return [
        (key, number, language)
        for key, number, language in bulk.ask(
            connection,
            "SELECT a.hash, a.number, a.language FROM {values} "
            "{join} anchor a ON a.hash = value",
            sorted(keys),
        )
    ]


def forget(connection: Connection, identities: Sequence[str]) -> set[Pair]:
    """Drop what these articles were parallel to; gives the pairs."""
    dropped = {
        (one, other)
        for end in ("one_id", "other_id")
        for one, other in bulk.ask(
            connection,
            "SELECT p.one_id, p.other_id FROM {values} "  # noqa: S608 - our own names
            "{join} parallel p ON p." + end + " = value",
            identities,
        )
    }
    for one, other in dropped:
        connection.execute(
            delete(PARALLEL).where(
                PARALLEL.c.one_id == one, PARALLEL.c.other_id == other
            )
        )
    return dropped


def put(connection: Connection, found: Mapping[Pair, Parallel]) -> None:
    """Keep pairs of parallel articles; the smaller id comes first."""
    rows = [
        {
            "one_id": min(pair),
            "other_id": max(pair),
            "anchors": one.anchors,
            "order": one.order,
        }
        for pair, one in sorted(found.items())
    ]
    upsert(connection, PARALLEL, rows, update=("anchors", "order"))


def among(connection: Connection, identities: Collection[str]) -> dict[Pair, Parallel]:
    """The parallel articles among these, each pair once."""
    ordered, found = sorted(set(identities)), dict[tuple[str, str], Parallel]()
    inside = set(ordered)
    for start in range(0, len(ordered), _AT_ONCE):
        some = ordered[start : start + _AT_ONCE]
        either = or_(PARALLEL.c.one_id.in_(some), PARALLEL.c.other_id.in_(some))
        for one, other, anchors, order in connection.execute(
            select(PARALLEL).where(either)
        ):
            if one in inside and other in inside:
                found[one, other] = Parallel(anchors, order)
    return found
