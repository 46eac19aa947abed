"""From whom articles that credit nobody seem to have their text. Contains no judgement.

What is due is noted in the transaction that changes the evidence, so that a kill loses
nothing.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, select

from graph.store.bulk import parts
from graph.store.rows import upsert
from graph.store.schema import ARTICLE, INCLINATION, LEANING, UNLEANED

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from sqlalchemy import Connection

    Pair = tuple[str, str]
    """The keys of the outlet that is taken from, and of the one that takes."""
    Leanings = Mapping[str, Mapping[str, float]]
    """For each copy, how likely it is from each outlet."""


def expire(connection: Connection, identities: Iterable[str]) -> None:
    """Note that the evidence of these articles has changed."""
    rows = [{"article_id": identity} for identity in sorted(set(identities))]
    upsert(connection, UNLEANED, rows)


def due(connection: Connection, limit: int) -> list[str]:
    """Some of the articles whose leanings are out of date, in order."""
    found = select(UNLEANED.c.article_id).order_by(UNLEANED.c.article_id)
    return list(connection.execute(found.limit(limit)).scalars())


def count_due(connection: Connection) -> int:
    """How many articles have leanings that are out of date."""
    found = select(func.count()).select_from(UNLEANED)
    return int(connection.execute(found).scalar_one())


def put(connection: Connection, copies: Collection[str], found: Leanings) -> None:
    """Keep the leanings of these articles, in place of all that they had."""
    for some in parts(copies):
        connection.execute(delete(LEANING).where(LEANING.c.copy_id.in_(some)))
        connection.execute(delete(UNLEANED).where(UNLEANED.c.article_id.in_(some)))
    rows = [
        {"copy_id": copy, "source_outlet": outlet, "share": share}
        for copy in sorted(found)
        for outlet, share in sorted(found[copy].items())
    ]
    if rows:
        connection.execute(LEANING.insert(), rows)


def of(connection: Connection, copies: Collection[str]) -> dict[str, dict[str, float]]:
    """The leanings of these articles."""
    found: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for some in parts(copies):
        rows = select(LEANING).where(LEANING.c.copy_id.in_(some))
        for copy, outlet, share in connection.execute(rows):
            found[copy][outlet] = share
    return dict(found)


def summed(connection: Connection) -> dict[Pair, float]:
    """How often each outlet seems to take from another, over all articles."""
    sums = (
        select(LEANING.c.source_outlet, ARTICLE.c.outlet_key, func.sum(LEANING.c.share))
        .join(ARTICLE, ARTICLE.c.id == LEANING.c.copy_id)
        .where(ARTICLE.c.outlet_key.is_not(None))
        .group_by(LEANING.c.source_outlet, ARTICLE.c.outlet_key)
    )
    return {(source, copy): total for source, copy, total in connection.execute(sums)}


def inclinations_of(
    connection: Connection, outlets: Collection[str]
) -> dict[Pair, float]:
    """How often these outlets seem to take from each other, as the trees use it."""
    inside = set(outlets)
    return {
        (source, copy): count
        for some in parts(inside)
        for source, copy, count in connection.execute(
            select(INCLINATION).where(INCLINATION.c.copy_outlet.in_(some))
        )
        if source in inside
    }
