"""The whole story of an article as a tree: who took it from whom."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from graph.query.cards import OUTLET_NODE, cards
from graph.query.coverage import coverage
from graph.query.edges import from_outlet, into
from graph.query.family import dated, downward, gather, upward
from graph.query.find import find
from graph.query.origin import trace
from graph.store.schema import ARTICLE

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from graph.query.edges import Edge
    from graph.query.family import Family

MOST_UNPLACED = 200
"""So many articles of a story without a known place in it are listed."""


def chain(connection: Connection, url: str) -> dict[str, Any]:
    """The tree below the first source of an article, every copy in it once.

    A node is ``{"article", "edge", "asked", "circular", "copies"}``; ``edge`` is
    None at the root. ``unplaced`` are articles of the same story whose source is
    not known: their text alone joins them with it.
    """
    article = find(connection, url)
    above = gather(connection, [article], upward(connection, article))
    route = trace(above, article)
    edges = _below(connection, above, route.end)
    family = gather(connection, [article, route.end], [*edges, *route_edges(above)])
    parents, circular = spanning(family, route.end)
    placed = {route.end, *parents}
    return {
        "article": family.cards[article].answer(),
        "known": route.known,
        "circular": route.circular,
        "tree": _tree(family, route.end, parents, circular, asked=article),
        "unplaced": _unplaced(connection, family.cards[article].story, placed),
        "coverage": coverage(connection),
    }


def route_edges(family: Family) -> list[Edge]:
    """The stored edges of a family, without those that copies imply."""
    found = [edge for edges in family.above.values() for edge in edges]
    return [edge for edge in found if edge.stated_by is None]


def _below(connection: Connection, above: Family, root: str) -> list[Edge]:
    """All edges below the root; below an outlet, in this story only."""
    if not root.startswith(OUTLET_NODE):
        return downward(connection, {root})
    copies = {e.copy_id for e in route_edges(above) if e.source == root}
    stories = {card.story for card in above.cards.values() if card.story}
    for story in sorted(stories):
        outlet = root.removeprefix(OUTLET_NODE)
        copies |= {e.copy_id for e in from_outlet(connection, outlet, story)}
    return [*into(connection, copies), *downward(connection, copies)]


def spanning(family: Family, root: str) -> tuple[dict[str, Edge], set[str]]:
    """One edge into each descendant of ``root``, and those that close a circle.

    Everybody gets the nearest source. Where that leads round in a circle, the
    one with a source that does not is hung there.
    """
    members = family.descendants(root)
    parents = {
        node: next(e for e in family.sources(node) if e.source in members)
        for node in members
        if node != root
    }
    closed = any(edge.source in members for edge in family.sources(root))
    circular = {root} if closed else set()
    reached = _reached(root, parents)
    while lost := sorted(members.keys() - reached):
        node, edge = next(
            (node, edge)
            for node in lost
            for edge in family.sources(node)
            if edge.source in reached
        )
        parents[node] = edge
        circular.add(node)
        reached = _reached(root, parents)
    return parents, circular


def _reached(root: str, parents: dict[str, Edge]) -> set[str]:
    children = _children(parents)
    reached, new = {root}, [root]
    while new:
        new = [child for node in new for child in children[node]]
        reached.update(new)
    return reached


def _children(parents: dict[str, Edge]) -> defaultdict[str, list[str]]:
    children: defaultdict[str, list[str]] = defaultdict(list)
    for node, edge in parents.items():
        children[edge.source].append(node)
    return children


def _tree(
    family: Family,
    root: str,
    parents: dict[str, Edge],
    circular: set[str],
    *,
    asked: str,
) -> dict[str, Any]:
    """The nodes as nested values; built from the leaves, however deep it is."""
    children = _children(parents)
    nodes: dict[str, dict[str, Any]] = {
        node: {
            "article": family.cards[node].answer(),
            "edge": family.hop(parents[node]) if node in parents else None,
            "asked": node == asked,
            "circular": node in circular,
            "copies": [],
        }
        for node in [root, *parents]
    }
    for node, copies in children.items():
        copies.sort(key=lambda copy: dated(family.cards[copy]))
        nodes[node]["copies"] = [nodes[copy] for copy in copies]
    return nodes[root]


def _unplaced(
    connection: Connection, story: str | None, placed: set[str]
) -> list[dict[str, Any]]:
    if story is None:
        return []
    members = connection.execute(
        select(ARTICLE.c.id).where(ARTICLE.c.story == story).order_by(ARTICLE.c.id)
    ).scalars()
    loose = [node for node in members if node not in placed][:MOST_UNPLACED]
    found = sorted(cards(connection, loose).values(), key=dated)
    return [card.answer() for card in found]
