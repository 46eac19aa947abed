"""Searches in the store: opened, given their lists, ended. Contains no judgement.

A search looks for one article on one outlet: going up for the source of a
claim, going down for a copy of an article.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select, update

from graph.store.rows import upsert
from graph.store.schema import (
    ADDRESS,
    ARTICLE,
    CLAIM,
    ENDPOINT,
    FRONTIER,
    OUTLET,
    REPUBLICATION,
    SEARCH,
    SEARCH_PROBE,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection, Select


@dataclass(frozen=True, kw_only=True, slots=True)
class Search:
    """One open question, namely where on an outlet an article is."""

    id: int
    """Its number."""
    direction: str
    """``up`` for a claim's source, ``down`` for a copy."""
    article_id: str
    """Up: the copy that makes the claim. Down: the original."""
    claim_position: int | None
    """Up: which of its claims."""
    outlet_key: str
    """The outlet that is asked."""
    home: str
    """Its front page."""
    stage: int
    """How many stages of sources were asked."""
    depth: int
    """Hops of attribution from a seed, of the article that is looked for."""


def open_search(  # noqa: PLR0913 - what tells one search from another
    connection: Connection,
    *,
    direction: str,
    article: str,
    outlet: str,
    home: str,
    depth: int,
    position: int | None = None,
) -> Search | None:
    """A new search; None if the same one was ever opened."""
    same = (
        (SEARCH.c.direction == direction)
        & (SEARCH.c.article_id == article)
        & (SEARCH.c.outlet_key == outlet)
    )
    if connection.execute(select(SEARCH.c.id).where(same)).first():
        return None
    row: dict[str, object] = {
        "direction": direction,
        "article_id": article,
        "claim_position": position,
        "outlet_key": outlet,
        "home": home,
        "stage": 0,
        "state": "open",
        "depth": depth,
        "alternatives": [],
    }
    number = connection.execute(SEARCH.insert().values(row).returning(SEARCH.c.id))
    return _search({"id": number.scalar_one(), **row})


def _search(row: Any) -> Search:  # noqa: ANN401 - a row or a dict
    return Search(**{name: row[name] for name in Search.__dataclass_fields__})


def reading(connection: Connection, probe: str) -> list[Search]:
    """The open searches that wait for this list."""
    rows = connection.execute(
        select(SEARCH)
        .join(SEARCH_PROBE, SEARCH_PROBE.c.search_id == SEARCH.c.id)
        .where(SEARCH_PROBE.c.url_key == probe, SEARCH.c.state == "open")
        .order_by(SEARCH.c.id)
    )
    return [_search(row) for row in rows.mappings()]


def put_probes(connection: Connection, search: Search, probes: Iterable[str]) -> None:
    """Let a search read these lists, and count a stage."""
    rows = [
        {"search_id": search.id, "url_key": probe} for probe in dict.fromkeys(probes)
    ]
    upsert(connection, SEARCH_PROBE, rows)
    connection.execute(
        update(SEARCH).where(SEARCH.c.id == search.id).values(stage=search.stage + 1)
    )


def add_probe(connection: Connection, search: Search, probe: str) -> None:
    """Let a search read one more list in the same stage."""
    upsert(connection, SEARCH_PROBE, [{"search_id": search.id, "url_key": probe}])


def lists_on(connection: Connection, host: str, kind: str) -> int:
    """How many lists of a kind were ever queued on a host."""
    mine = select(func.count()).where(
        # Named, as the index begins with them.
        FRONTIER.c.state.in_(("queued", "leased", "done")),
        FRONTIER.c.host == host,
        FRONTIER.c.kind == kind,
    )
    return int(connection.execute(mine).scalar_one())


def probes_of(connection: Connection, search: Search) -> list[str]:
    """The lists that a search reads."""
    found = select(SEARCH_PROBE.c.url_key).where(SEARCH_PROBE.c.search_id == search.id)
    return sorted(connection.execute(found).scalars())


def waits(connection: Connection, search: Search) -> bool:
    """Whether a list of this search was not read yet."""
    mine = select(SEARCH_PROBE.c.url_key).where(SEARCH_PROBE.c.search_id == search.id)
    open_ = connection.execute(
        select(func.count()).where(
            FRONTIER.c.url_key.in_(mine), FRONTIER.c.state != "done"
        )
    )
    return bool(open_.scalar_one())


def end(
    connection: Connection,
    search: Search,
    *,
    found: str | None,
    score: float | None,
    alternatives: Sequence[dict[str, object]],
) -> None:
    """Close a search with what it found, or with nothing."""
    connection.execute(
        update(SEARCH)
        .where(SEARCH.c.id == search.id)
        .values(
            state="found" if found else "abstained",
            found=found,
            score=score,
            alternatives=list(alternatives),
        )
    )


def refreshed(connection: Connection, search: Search) -> Search:
    """The search as it stands in the store now."""
    row = connection.execute(select(SEARCH).where(SEARCH.c.id == search.id))
    return _search(row.mappings().one())


def endpoints(connection: Connection, outlet: str) -> dict[str, tuple[str, ...]]:
    """The machine-readable lists that an outlet's pages declare, by kind."""
    rows = connection.execute(
        select(ENDPOINT.c.kind, ENDPOINT.c.url)
        .where(ENDPOINT.c.outlet_key == outlet)
        .order_by(ENDPOINT.c.kind, ENDPOINT.c.url)
    )
    found: dict[str, tuple[str, ...]] = {}
    for kind, url in rows:
        found[kind] = (*found.get(kind, ()), url)
    return found


def put_endpoints(
    connection: Connection, outlet: str, endpoints: Iterable[tuple[str, str]]
) -> None:
    """Keep the lists that an outlet declares."""
    rows = [{"outlet_key": outlet, "url": url, "kind": kind} for kind, url in endpoints]
    upsert(connection, ENDPOINT, rows)


def seeds_stories(connection: Connection) -> dict[str, list[str]]:
    """For each seed that was read: the read articles of its story, the seed too."""
    found: dict[str, list[str]] = {}
    seeds = connection.execute(
        select(ARTICLE.c.id, ARTICLE.c.story)
        .where(ARTICLE.c.id.in_(_seed_ids()), ARTICLE.c.words > 0)
        .order_by(ARTICLE.c.id)
    )
    for identity, story in seeds.all():
        members = select(ARTICLE.c.id).where(
            ARTICLE.c.story == story, ARTICLE.c.words > 0
        )
        kin = connection.execute(members).scalars() if story else ()
        found[identity] = sorted({identity, *kin})
    return found


def _seed_ids() -> Select[tuple[str]]:
    return (
        select(ADDRESS.c.article_id)
        .join(FRONTIER, FRONTIER.c.url_key == ADDRESS.c.url_key)
        .where(FRONTIER.c.seed)
    )


def unsearched(connection: Connection) -> list[tuple[str, int]]:
    """(article, depth) of claims without a link to an article and without a search."""
    searched = select(SEARCH.c.article_id).where(
        SEARCH.c.direction == "up",
        SEARCH.c.article_id == CLAIM.c.article_id,
        SEARCH.c.claim_position == CLAIM.c.position,
    )
    rows = connection.execute(
        select(CLAIM.c.article_id, func.min(FRONTIER.c.depth))
        .join(ADDRESS, ADDRESS.c.article_id == CLAIM.c.article_id)
        .join(FRONTIER, FRONTIER.c.url_key == ADDRESS.c.url_key)
        .where(~searched.exists(), CLAIM.c.url.is_(None))
        .group_by(CLAIM.c.article_id)
        .order_by(CLAIM.c.article_id)
    )
    return [(article, depth) for article, depth in rows]


def too_far(connection: Connection) -> list[tuple[str, str, int]]:
    """(article, address, depth) of sources that were read for another reason.

    Their copies lie nearer to a seed than they were taken to, so that their own
    credits were not followed; ``depth`` is the one that they have.
    """
    copy, source = FRONTIER.alias("copy"), FRONTIER.alias("source")
    here, there = ADDRESS.alias("here"), ADDRESS.alias("there")
    nearest = func.min(copy.c.depth)
    rows = connection.execute(
        select(REPUBLICATION.c.source_id, source.c.url, nearest + 1)
        .join(here, here.c.article_id == REPUBLICATION.c.copy_id)
        .join(copy, copy.c.url_key == here.c.url_key)
        .join(there, there.c.article_id == REPUBLICATION.c.source_id)
        .join(source, source.c.url_key == there.c.url_key)
        .where(REPUBLICATION.c.declared)
        .group_by(REPUBLICATION.c.source_id, source.c.url, source.c.depth)
        .having(source.c.depth > nearest + 1)
        .order_by(REPUBLICATION.c.source_id)
    )
    return [(article, url, depth) for article, url, depth in rows]


def homes_of(connection: Connection, members: Sequence[str]) -> list[tuple[str, str]]:
    """(outlet key, front page) of the outlets of these articles."""
    rows = connection.execute(
        select(OUTLET.c.key, OUTLET.c.home)
        .join(ARTICLE, ARTICLE.c.outlet_key == OUTLET.c.key)
        .where(ARTICLE.c.id.in_(members), OUTLET.c.home.is_not(None))
        .distinct()
        .order_by(OUTLET.c.key)
    )
    return [(key, home) for key, home in rows]
