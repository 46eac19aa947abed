"""Where an article was reposted, by whom, when, and whether they credit it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.lag import lag_hours
from graph.query.cards import OUTLET_NODE
from graph.query.coverage import coverage
from graph.query.edges import changed_headline, into, out_of
from graph.query.family import dated, downward, gather
from graph.query.find import find
from graph.query.searched import searched

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from graph.query.edges import Edge
    from graph.query.family import Family


def reposts(
    connection: Connection, url: str, *, direct: bool = False
) -> dict[str, Any]:
    """All copies below an article, or those one hop away, earliest first.

    Lag and headline compare each copy with the article asked for; relation,
    verdict, credit and reasons are those of the edge into it, from the article
    itself where there is one, else from ``via``.
    """
    article = find(connection, url)
    family = gather(connection, [article], _below(connection, article, direct=direct))
    hops = family.descendants(article)
    below = {node for node in hops if not node.startswith(OUTLET_NODE)} - {article}
    if direct:
        below = {node for node in below if _credits(family, node, article)}
    ordered = sorted(below, key=lambda node: dated(family.cards[node]))
    return {
        "article": family.cards[article].answer(),
        "reposts": [_repost(family, article, node, hops) for node in ordered],
        "coverage": coverage(connection) | {"searched": searched(connection, article)},
    }


def _below(connection: Connection, article: str, *, direct: bool) -> list[Edge]:
    if not direct:
        return downward(connection, {article})
    return into(connection, {edge.copy_id for edge in out_of(connection, [article])})


def _credits(family: Family, node: str, article: str) -> bool:
    """Whether an edge of its own joins a copy with the article."""
    edges = family.sources(node)
    return any(e.source == article and e.stated_by is None for e in edges)


def _repost(
    family: Family, article: str, node: str, hops: dict[str, int]
) -> dict[str, Any]:
    edge = _shown(family, article, node, hops)
    original, copy = family.cards[article], family.cards[node]
    answer = copy.answer() | family.hop(edge)
    if edge.source != article:
        nearest = family.cards[edge.source]
        answer |= {"via": nearest.url, "via_outlet": nearest.outlet}
    return answer | {
        "lag_hours": lag_hours(original.published, copy.published),
        "headline_changed": changed_headline(original, copy),
        "hops": hops[node],
    }


def _shown(family: Family, article: str, node: str, hops: dict[str, int]) -> Edge:
    """The edge from the article itself, else from the nearest of its copies."""
    edges = [edge for edge in family.sources(node) if edge.source in hops]
    return next((edge for edge in edges if edge.source == article), edges[0])
