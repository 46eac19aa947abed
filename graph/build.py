"""The store as a graph: typed nodes and edges in a stream, or one for networkx.

Four views of one store:

``full``
    Outlets, authors, articles and stories; ``published_by`` from article to outlet,
    ``written_by`` from article to author, ``part_of`` from article to story,
    republications from source to copy, and ``claims`` from an article to what its
    page credits.
``articles``
    Articles and republications alone.
``outlets``
    Who feeds whom: an edge a pair of outlets, its weight the number of
    republications.
``authors``
    Where authors appear: an edge from an author to each outlet with articles of
    theirs, its weight the number of articles; and whose articles others put their
    names to, its weight the number of republications.

Where only the outlet of a source is known, the edge starts at the outlet.
Rejected republications are in no view, if a selection does not ask for them. What is
not known is left out, and every attribute has one type, told by :data:`NODE_TYPES`
and :data:`EDGE_TYPES`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import networkx as nx
from sqlalchemy import Connection

from graph import claims, pairs, parts, works
from graph.errors import UsageError
from graph.parts import Edge, Node, Value
from graph.selection import Selection, selected
from graph.store.engine import Store

NODE_TYPES: dict[str, type[Value]] = {
    "kind": str,
    "label": str,
    "url": str,
    "outlet": str,
    "headline": str,
    "authors": str,
    "published": str,
    "published_precision": str,
    "language": str,
    "words": int,
    "topics": str,
    "rights": str,
    "status": str,
    "outcome": str,
    "story": str,
}
"""Every attribute that a node may have, in the order of files."""

EDGE_TYPES: dict[str, type[Value]] = {
    "id": str,
    "relation": str,
    "declared": bool,
    "inferred": bool,
    "verdict": str,
    "weight": float,
    "credit": str,
    "published_source": str,
    "published_copy": str,
    "lag_hours": float,
    "of_original": float,
    "of_copy": float,
    "headline_changed": bool,
    "quote": str,
    "cue": str,
    "count": int,
    "declared_count": int,
    "credited_count": int,
    "copies_count": int,
    "declared_share": float,
    "median_lag_hours": float,
    "first": str,
    "last": str,
    "claimed": str,
}
"""Every attribute that an edge may have, in the order of files."""


@dataclass(frozen=True, kw_only=True, slots=True)
class View:
    """One way to see a store as a graph."""

    nodes: tuple[Callable[[Connection, Selection], Iterator[Node]], ...]
    edges: tuple[Callable[[Connection, Selection], Iterator[Edge]], ...]
    parallel: bool
    """Whether two nodes may have more than one edge."""


def load(
    where: Store | Connection, *, view: str | Selection = "full"
) -> nx.DiGraph[str]:
    """The graph of a store: a MultiDiGraph, or a DiGraph for outlets and authors.

    ``view`` is the name of a view, or one with filters. Edges of a MultiDiGraph
    have their id as key. Raises UsageError for an unknown view.
    """
    chosen = selected(view)
    found = view_named(chosen.view)
    if isinstance(where, Store):
        with where.read() as connection:
            return load(connection, view=view)
    kind = nx.MultiDiGraph if found.parallel else nx.DiGraph
    graph: nx.DiGraph[str] = kind(view=chosen.view)
    graph.add_nodes_from((node.id, node.attributes) for node in nodes(where, view))
    for edge in edges(where, view):
        key = {"key": edge.attributes["id"]} if found.parallel else {}
        graph.add_edge(edge.source, edge.target, **key, **edge.attributes)
    return graph


def view_named(name: str) -> View:
    """The view of that name; raises UsageError with the names there are."""
    if name not in VIEWS:
        message = f"no view is called {name}; there are {', '.join(VIEWS)}"
        raise UsageError(message, subject=name)
    return VIEWS[name]


def nodes(connection: Connection, view: str | Selection = "full") -> Iterator[Node]:
    """The nodes of a view in the order of their ids, in little memory."""
    chosen = selected(view)
    for reader in view_named(chosen.view).nodes:
        yield from reader(connection, chosen)


def edges(connection: Connection, view: str | Selection = "full") -> Iterator[Edge]:
    """The edges of a view in the order of their ids, in little memory."""
    chosen = selected(view)
    for reader in view_named(chosen.view).edges:
        yield from reader(connection, chosen)


VIEWS: dict[str, View] = {
    "full": View(
        nodes=(parts.articles, parts.authors, parts.outlets, works.stories),
        edges=(
            claims.claims,
            works.part_of,
            parts.published_by,
            parts.republications,
            parts.written_by,
        ),
        parallel=True,
    ),
    "articles": View(
        nodes=(parts.articles, parts.outlets_alone),
        edges=(parts.republications,),
        parallel=True,
    ),
    "outlets": View(nodes=(parts.outlets,), edges=(pairs.feeds,), parallel=False),
    "authors": View(
        nodes=(parts.authors, parts.outlets),
        edges=(pairs.appears, pairs.author_feeds),
        parallel=False,
    ),
}
"""The views by name."""
