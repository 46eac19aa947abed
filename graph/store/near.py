"""Which articles may have to do with one another. Contains no judgement.

What resolving looks at when an article comes in: possible sources and copies,
those that wait for it, and those of its story.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, or_, select, union

from graph.model import Candidate, Verdict
from graph.store import bulk
from graph.store.read import witness
from graph.store.rows import date_of
from graph.store.schema import (
    ARTICLE,
    BYLINE,
    CLAIM,
    OVERLAP,
    PARALLEL,
    REPUBLICATION,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection

_MOST_NAMESAKES = 50
"""A headline that more articles share is a column's name, not a story."""
_AT_ONCE = 1000


def alike(connection: Connection, identity: str, outlet: str) -> list[Candidate]:
    """Articles of an outlet, read already, with this one's headline or author."""
    asked = {"identity": identity, "outlet": outlet}
    found = connection.execute(_ALIKE, asked)
    return [
        Candidate(
            url=article["url"],
            headline=article["headline"],
            authors=witness(connection, article["id"]).authors,
            published=date_of(article, "published"),
            text=article["text"],
            source="store",
        )
        for article in found.mappings().all()
        if article["url"] and article["id"] != identity
    ]


_SELF = ARTICLE.alias("self")
_HEADLINE = select(_SELF.c.headline_key).where(
    _SELF.c.id == bindparam("identity"), _SELF.c.headline_key != ""
)
_THEIRS, _MINE = BYLINE.alias("theirs"), BYLINE.alias("mine")
_BY_THEM = (
    select(_THEIRS.c.article_id)
    .join(_MINE, _MINE.c.author_key == _THEIRS.c.author_key)
    .where(_MINE.c.article_id == bindparam("identity"))
)
_ALIKE = (
    select(ARTICLE)
    .where(
        ARTICLE.c.outlet_key == bindparam("outlet"),
        ARTICLE.c.words > 0,
        or_(ARTICLE.c.id.in_(_BY_THEM), ARTICLE.c.headline_key.in_(_HEADLINE)),
    )
    .order_by(ARTICLE.c.id)
    .limit(_MOST_NAMESAKES)
)


def waiting_for(connection: Connection, identities: Sequence[str]) -> set[str]:
    """Copies by the author of one of these that credit its outlet, and no article."""
    rows = bulk.ask(
        connection,
        "SELECT r.copy_id FROM {values} {join} article a ON a.id = value "
        "JOIN republication r ON r.source_outlet = a.outlet_key "
        "AND r.source_id IS NULL "
        "JOIN byline theirs ON theirs.article_id = r.copy_id "
        "JOIN byline mine ON mine.article_id = a.id "
        "AND mine.author_key = theirs.author_key",
        identities,
    )
    return {copy for (copy,) in rows}


def copies_of(
    connection: Connection, identities: Sequence[str]
) -> set[tuple[str, str]]:
    """The edges from these articles, source and copy."""
    rows = bulk.ask(
        connection,
        "SELECT r.source_id, r.copy_id FROM {values} "
        "{join} republication r ON r.source_id = value",
        identities,
    )
    return {(source, copy) for source, copy in rows}


def telling(connection: Connection, identities: Sequence[str]) -> set[str]:
    """Those of these whose page says where they come from, or was taken to say it."""
    rows = bulk.ask(
        connection,
        "SELECT value FROM {values} WHERE "
        "EXISTS (SELECT 1 FROM claim c WHERE c.article_id = value) OR EXISTS "
        "(SELECT 1 FROM republication r WHERE r.copy_id = value AND r.declared)",
        identities,
    )
    return {identity for (identity,) in rows}


def credited_by_name_only(connection: Connection) -> list[str]:
    """Articles whose page credits a name, so that each new outlet may be meant."""
    found = select(CLAIM.c.article_id).where(
        CLAIM.c.outlet_key.is_(None),
        CLAIM.c.url.is_(None),
        CLAIM.c.outlet.is_not(None),
    )
    return sorted(set(connection.execute(found).scalars()))


def sources_of(connection: Connection, identity: str) -> set[str]:
    """Articles with a declared edge that stands to this one."""
    return set(connection.execute(_SOURCES, {"copy": identity}).scalars())


_EDGE = REPUBLICATION.c
_SOURCES = select(_EDGE.source_id).where(
    _EDGE.copy_id == bindparam("copy"),
    _EDGE.source_id.is_not(None),
    _EDGE.declared,
    _EDGE.verdict != Verdict.REJECTED.value,
)


def kin(connection: Connection, ids: Iterable[str]) -> set[str]:
    """Articles joined to any of these by an edge that stands, or by their texts."""
    near = sorted(ids)
    if len(near) > _AT_ONCE:  # databases take so many values, and no more
        first, rest = near[:_AT_ONCE], near[_AT_ONCE:]
        return kin(connection, first) | kin(connection, rest)
    edge, pair, tongues = REPUBLICATION.c, OVERLAP.c, PARALLEL.c
    # What is inferred rests on an overlap, which tells by itself.
    stands = edge.declared & (edge.verdict != "rejected")
    found = union(
        select(edge.source_id).where(edge.copy_id.in_(near), stands),
        select(edge.copy_id).where(edge.source_id.in_(near), stands),
        select(pair.source_id).where(pair.copy_id.in_(near), pair.joins),
        select(pair.copy_id).where(pair.source_id.in_(near), pair.joins),
        select(tongues.one_id).where(tongues.other_id.in_(near)),
        select(tongues.other_id).where(tongues.one_id.in_(near)),
    )
    return {identity for identity in connection.execute(found).scalars() if identity}
