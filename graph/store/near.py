"""Which articles may have to do with one another. Contains no judgement.

What resolving looks at when an article comes in: possible sources and copies,
those that wait for it, and those of its story.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import or_, select, union

from graph.model import Candidate
from graph.store.read import article_at, article_row, witness
from graph.store.rows import date_of
from graph.store.schema import (
    ADDRESS,
    ARTICLE,
    BYLINE,
    CLAIM,
    OVERLAP,
    REPUBLICATION,
    SEARCH,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import ColumnElement, Connection

_MOST_NAMESAKES = 50
"""A headline that more articles share is a column's name, not a story."""
_AT_ONCE = 1000
_COPIED = 0.5
"""From this share of either text on, two articles belong to one story."""


def suspects(connection: Connection, identity: str) -> list[str]:
    """Fetched articles of other outlets that may share this one's text.

    Those of the same headline, and those that a search joined with it.
    """
    row = article_row(connection, identity)
    outlet = ARTICLE.c.outlet_key
    # A file of unknown origin may be anybody's, also for those that ask of it.
    other = (outlet.is_(None) | (outlet != row["outlet_key"])) & (ARTICLE.c.words > 0)
    ids: set[str] = set()
    if row["headline_key"]:
        same = ARTICLE.c.headline_key == row["headline_key"]
        found = (
            connection.execute(
                select(ARTICLE.c.id).where(same, other).limit(_MOST_NAMESAKES + 1)
            )
            .scalars()
            .all()
        )
        ids.update(found if len(found) <= _MOST_NAMESAKES else ())
    ids.update(_searched(connection, identity))
    return sorted(ids - {identity})


def _searched(connection: Connection, identity: str) -> set[str]:
    """Originals whose search ended here, and copies that this one's search found."""
    mine = select(ADDRESS.c.url).where(ADDRESS.c.article_id == identity)
    urls = connection.execute(mine).scalars().all()
    originals = connection.execute(
        select(SEARCH.c.article_id).where(
            SEARCH.c.direction == "down", SEARCH.c.found.in_(urls)
        )
    ).scalars()
    found = connection.execute(
        select(SEARCH.c.found).where(
            SEARCH.c.direction == "down",
            SEARCH.c.article_id == identity,
            SEARCH.c.found.is_not(None),
        )
    ).scalars()
    copies = (article_at(connection, url) for url in found)
    ids = {*originals, *(copy for copy in copies if copy)}
    read = select(ARTICLE.c.id).where(ARTICLE.c.id.in_(ids), ARTICLE.c.words > 0)
    return set(connection.execute(read).scalars())


def alike(connection: Connection, identity: str, outlet: str) -> list[Candidate]:
    """Articles of an outlet, read already, with this one's headline or author."""
    row = article_row(connection, identity)
    authors = select(BYLINE.c.author_key).where(BYLINE.c.article_id == identity)
    by_them = select(BYLINE.c.article_id).where(BYLINE.c.author_key.in_(authors))
    same: ColumnElement[bool] = ARTICLE.c.id.in_(by_them)
    if row["headline_key"]:
        same = or_(same, ARTICLE.c.headline_key == row["headline_key"])
    found = connection.execute(
        select(ARTICLE)
        .where(ARTICLE.c.outlet_key == outlet, ARTICLE.c.words > 0, same)
        .order_by(ARTICLE.c.id)
        .limit(_MOST_NAMESAKES)
    )
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


def waiting_for(connection: Connection, identity: str) -> list[str]:
    """Copies by the same author that credit this article's outlet, and no article."""
    row = article_row(connection, identity)
    authors = select(BYLINE.c.author_key).where(BYLINE.c.article_id == identity)
    by_them = select(BYLINE.c.article_id).where(BYLINE.c.author_key.in_(authors))
    found = (
        select(REPUBLICATION.c.copy_id)
        .where(
            REPUBLICATION.c.source_outlet == row["outlet_key"],
            REPUBLICATION.c.source_id.is_(None),
            REPUBLICATION.c.copy_id.in_(by_them),
        )
        .limit(_MOST_NAMESAKES)
    )
    return sorted(set(connection.execute(found).scalars()))


def copies_of(connection: Connection, identity: str) -> list[str]:
    """Articles with an edge from this one."""
    found = select(REPUBLICATION.c.copy_id).where(REPUBLICATION.c.source_id == identity)
    return sorted(set(connection.execute(found).scalars()))


def credited_by_name_only(connection: Connection) -> list[str]:
    """Articles whose page credits a name, so that each new outlet may be meant."""
    found = select(CLAIM.c.article_id).where(
        CLAIM.c.outlet_key.is_(None),
        CLAIM.c.url.is_(None),
        CLAIM.c.outlet.is_not(None),
    )
    return sorted(set(connection.execute(found).scalars()))


def kin(connection: Connection, ids: Iterable[str]) -> set[str]:
    """Articles joined to any of these by an edge that stands, or by copied text."""
    near = sorted(ids)
    if len(near) > _AT_ONCE:  # databases take so many values, and no more
        first, rest = near[:_AT_ONCE], near[_AT_ONCE:]
        return kin(connection, first) | kin(connection, rest)
    edge, pair = REPUBLICATION.c, OVERLAP.c
    stands = edge.verdict != "rejected"
    copied = or_(pair.of_original >= _COPIED, pair.of_copy >= _COPIED)
    found = union(
        select(edge.source_id).where(edge.copy_id.in_(near), stands),
        select(edge.copy_id).where(edge.source_id.in_(near), stands),
        select(pair.source_id).where(pair.copy_id.in_(near), copied),
        select(pair.copy_id).where(pair.source_id.in_(near), copied),
    )
    return {identity for identity in connection.execute(found).scalars() if identity}
