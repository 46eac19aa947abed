"""Reading what resolving and searching need. Contains no judgement and no writes.

The five questions have their own readers in :mod:`graph.query`.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, or_, select

from graph.identity import address_key, name_key, named_outlet, outlet_key, url_key
from graph.model import Candidate, Claim, Status, Witness
from graph.store.rows import claim_of, date_of, snapshot_of
from graph.store.schema import (
    ADDRESS,
    ARTICLE,
    BYLINE,
    CLAIM,
    LISTING,
    NEIGHBOUR,
    OUTLET,
    REPUBLICATION,
    SEARCH,
    SNAPSHOT,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

    from graph.model import Snapshot

_LEAST_NAME = 6
"""A shorter name is a part of too many hosts."""


def article_at(connection: Connection, url: str) -> str | None:
    """The id of the article known under any spelling of this address.

    Where it names a part of a page that is not known, that of the page.
    """
    for key in dict.fromkeys((address_key(url), url_key(url))):
        found = select(ADDRESS.c.article_id).where(ADDRESS.c.url_key == key)
        identity = connection.execute(found).scalar_one_or_none()
        if identity is not None:
            return str(identity)
    return None


def spellings(connection: Connection, identities: Iterable[str]) -> set[str]:
    """The keys of all addresses under which these articles were met."""
    keys = select(ADDRESS.c.url_key).where(ADDRESS.c.article_id.in_(list(identities)))
    return set(connection.execute(keys).scalars())


def article_row(connection: Connection, identity: str) -> dict[str, Any]:
    """The whole row of an article; KeyError if there is none."""
    row = connection.execute(select(ARTICLE).where(ARTICLE.c.id == identity))
    found = row.mappings().one_or_none()
    if found is None:
        raise KeyError(identity)
    return dict(found)


def witness(connection: Connection, identity: str) -> Witness:
    """What is known of an article, for judging it; KeyError if there is none."""
    asked = {"identity": identity}
    row = connection.execute(_WITNESS, asked).mappings().one_or_none()
    if row is None:
        raise KeyError(identity)
    return Witness(
        id=identity,
        outlet=row["outlet_key"],
        headline=row["headline"],
        authors=tuple(connection.execute(_NAMES, asked).scalars()),
        published=date_of(row, "published"),
        language=row["language"],
        words=row["words"],
        seen=datetime.fromisoformat(row["first_seen"]),
    )


# All but the text, which is long.
_WITNESS = select(
    *ARTICLE.c["outlet_key", "headline", "language", "words", "first_seen"],
    *(column for column in ARTICLE.c if column.name.startswith("published_")),
).where(ARTICLE.c.id == bindparam("identity"))
_NAMES = (
    select(BYLINE.c.name)
    .where(BYLINE.c.article_id == bindparam("identity"))
    .order_by(BYLINE.c.position)
)


def text_of(connection: Connection, identity: str) -> str:
    """The main text of an article; empty where it was never read."""
    found = connection.execute(select(ARTICLE.c.text).where(ARTICLE.c.id == identity))
    return str(found.scalar_one())


def claims_of(connection: Connection, identity: str) -> list[Claim]:
    """What an article's page says of its origin."""
    rows = connection.execute(_CLAIMS, {"identity": identity})
    return [claim_of(row) for row in rows.mappings()]


_CLAIMS = (
    select(CLAIM)
    .where(CLAIM.c.article_id == bindparam("identity"))
    .order_by(CLAIM.c.position)
)


def outlet_named(connection: Connection, name: str, *, near: str | None = None) -> str:
    """The key of the outlet of that name; ``name:…`` if none or several are known.

    Where no outlet bears it, a host that spells it is meant: one of an outlet
    that is known, or that pages of the outlet ``near`` link to.
    """
    bears = OUTLET.c.name_key == name_key(name)
    real = ~OUTLET.c.key.startswith("name:")
    found = select(OUTLET.c.key).where(bears, real).limit(2)
    keys = list(connection.execute(found).scalars())
    if not keys:
        keys = _spelled(connection, name, near)
    return keys[0] if len(keys) == 1 else named_outlet(name)


def _spelled(connection: Connection, name: str, near: str | None) -> list[str]:
    """Outlets whose host's first label is the name: ``first-tide.org``."""
    dashed = name_key(name)
    joined = dashed.replace("-", "")
    labels = {dashed, joined, f"the-{dashed}", f"the{joined}"}
    if len(dashed) < _LEAST_NAME:
        return []
    like = or_(*(OUTLET.c.key.startswith(f"{one}.", autoescape=True) for one in labels))
    keys = set(connection.execute(select(OUTLET.c.key).where(like)).scalars())
    beside = select(NEIGHBOUR.c.origin).where(NEIGHBOUR.c.outlet_key == near)
    linked = map(outlet_key, connection.execute(beside).scalars() if near else ())
    return sorted({*keys, *(k for k in linked if k.partition(".")[0] in labels)})


def outlet_home(
    connection: Connection, key: str, *, near: str | None = None
) -> str | None:
    """An outlet's front page, where one was met, also by pages of ``near``."""
    found = connection.execute(select(OUTLET.c.home).where(OUTLET.c.key == key))
    home = found.scalar_one_or_none()
    if home is not None or near is None:
        return home
    beside = (
        select(NEIGHBOUR.c.origin)
        .where(NEIGHBOUR.c.outlet_key == near)
        .order_by(NEIGHBOUR.c.origin)
    )
    origins = connection.execute(beside).scalars()
    return next((f"{one}/" for one in origins if outlet_key(one) == key), None)


def found_by_search(
    connection: Connection, identity: str, outlet: str
) -> tuple[str, float] | None:
    """The address and score that a search for a claim's source ended with."""
    asked = {"identity": identity, "outlet": outlet}
    row = connection.execute(_FOUND, asked).one_or_none()
    return (row.found, row.score) if row else None


_FOUND = select(SEARCH.c.found, SEARCH.c.score).where(
    SEARCH.c.direction == "up",
    SEARCH.c.article_id == bindparam("identity"),
    SEARCH.c.outlet_key == bindparam("outlet"),
    SEARCH.c.state == "found",
)


def credits_it(connection: Connection, copy: str, source: str) -> bool:
    """Whether the copy's page declares that it comes from the source."""
    found = connection.execute(_CREDITS_IT, {"copy": copy, "source": source})
    return found.first() is not None


_CREDITS_IT = select(REPUBLICATION.c.id).where(
    REPUBLICATION.c.copy_id == bindparam("copy"),
    REPUBLICATION.c.source_id == bindparam("source"),
    REPUBLICATION.c.declared,
)


def same_body(connection: Connection, snapshot: Snapshot) -> Snapshot | None:
    """The newest snapshot of this address that holds the very same body."""
    asked = {
        "key": url_key(snapshot.url),
        "same": snapshot.digest,
        "address": snapshot.url,
    }
    row = connection.execute(_SAME_BODY, asked).mappings().one_or_none()
    return snapshot_of(row) if row else None


_SAME_BODY = (
    select(SNAPSHOT)
    .where(
        SNAPSHOT.c.url_key == bindparam("key"),
        SNAPSHOT.c.digest == bindparam("same"),
        SNAPSHOT.c.url == bindparam("address"),
        SNAPSHOT.c.revisits == "",
    )
    .order_by(SNAPSHOT.c.id.desc())
    .limit(1)
)


def count_articles(connection: Connection) -> int:
    """How many articles were read."""
    fetched = ARTICLE.c.status == Status.FETCHED.value
    found = connection.execute(select(func.count()).where(fetched))
    return int(found.scalar_one())


def count_republications(connection: Connection) -> int:
    """How many republications there are, those that are rejected too."""
    edges = select(func.count()).select_from(REPUBLICATION)
    return connection.execute(edges).scalar_one()


def listed(connection: Connection, probes: Iterable[str]) -> list[Candidate]:
    """What these lists offered, in their order."""
    rows = connection.execute(
        select(LISTING)
        .where(LISTING.c.probe.in_(list(probes)))
        .order_by(LISTING.c.probe, LISTING.c.position)
    )
    return [
        Candidate(
            url=row["url"],
            headline=row["headline"],
            authors=tuple(row["authors"]),
            published=date_of(row, "published"),
            text=row["text"],
            source=row["source"],
        )
        for row in rows.mappings()
    ]
