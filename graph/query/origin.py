"""Where an article came from, hop by hop, and how we know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from graph.model import Status, Verdict
from graph.query.cards import OUTLET_NODE
from graph.query.coverage import coverage
from graph.query.family import gather, upward
from graph.query.find import find
from graph.store.schema import ARTICLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from graph.query.edges import Edge
    from graph.query.family import Family

KNOWN = 0.95
"""A first source is known from so much on, 0 to 1."""
_SURE = {Verdict.CERTAIN.value, Verdict.LIKELY.value}


@dataclass(frozen=True, kw_only=True, slots=True)
class Route:
    """The way from an article up to where it came from."""

    start: str
    """The article asked for."""
    edges: tuple[Edge, ...]
    """From the article upwards."""
    circular: bool
    """Whether the last edge leads back to where the way has been."""

    @property
    def end(self) -> str:
        """The id of the first source, or where the circle closes."""
        return self.edges[-1].source if self.edges else self.start

    @property
    def found(self) -> bool:
        """Whether it ends at a source."""
        return bool(self.edges) and not self.circular

    @property
    def known(self) -> bool:
        """Whether it is sure that the way ends where it does.

        Which article is the nearest source may be open where the first one is not:
        all of the others may lead to it.
        """
        if not self.found:
            return False
        articles = [edge for edge in self.edges if edge.source_id]
        alone = [edge for edge in self.edges if not edge.source_id]
        if any(edge.rooted is None for edge in articles):
            return all(edge.verdict in _SURE for edge in self.edges)
        rooted = articles[0].rooted if articles else None
        sure = rooted is None or rooted >= KNOWN
        return sure and all(edge.verdict in _SURE for edge in alone)

    @property
    def nodes(self) -> list[str]:
        """The ids along the way, the first source first, each once."""
        return list(dict.fromkeys([self.start, *(e.source for e in self.edges)]))[::-1]


def origin(connection: Connection, url: str) -> dict[str, Any]:
    """The first source of an article, the hops to it, and other sources named.

    ``origin`` is None where nothing points further up and where credits go in a
    circle: that no source was found never makes an article the original.
    ``known`` says that every hop is certain or likely.
    """
    article = find(connection, url)
    family = gather(connection, [article], upward(connection, article))
    route = trace(family, article)
    return {
        "article": family.cards[article].answer(),
        "origin": family.cards[route.end].answer() if route.found else None,
        "known": route.known and not _might_be_met(connection, route.end),
        "circular": route.circular,
        "chain": [family.cards[node].answer() for node in route.nodes],
        "hops": [family.hop(edge) for edge in reversed(route.edges)],
        "alternatives": [_alternative(family, edge) for edge in _others(family, route)],
        "coverage": coverage(connection),
    }


def _might_be_met(connection: Connection, end: str) -> bool:
    """Whether only an outlet is known of which the store has read articles.

    None of them was found to be the one that is credited: it may be another's.
    """
    if not end.startswith(OUTLET_NODE):
        return False
    met = select(ARTICLE.c.id).where(
        ARTICLE.c.outlet_key == end.removeprefix(OUTLET_NODE),
        ARTICLE.c.status == Status.FETCHED.value,
    )
    return connection.execute(met.limit(1)).first() is not None


def trace(family: Family, start: str) -> Route:
    """The way up by the nearest sources; one that ends beats one that circles."""
    trail: list[Edge] = []
    circle: tuple[Edge, ...] = ()
    seen, way = {start}, {start}
    choices: list[Iterator[Edge]] = [iter(family.sources(start))]
    while choices:
        edge = next(choices[-1], None)
        if edge is None:
            choices.pop()
            way.discard(trail.pop().source if trail else start)
        elif edge.source in way:
            circle = circle or (*trail, edge)
        elif edge.source not in seen:
            trail.append(edge)
            seen.add(edge.source)
            way.add(edge.source)
            if not family.sources(edge.source):
                return Route(start=start, edges=tuple(trail), circular=False)
            choices.append(iter(family.sources(edge.source)))
    return Route(start=start, edges=circle, circular=bool(circle))


def _others(family: Family, route: Route) -> list[Edge]:
    """The edges into the articles along the way that the way does not take."""
    taken = {(edge.source, edge.copy_id) for edge in route.edges}
    known = {edge.id for edge in route.edges}
    return [
        edge
        for node in reversed(route.nodes)
        for edge in family.sources(node)
        if (edge.source, edge.copy_id) not in taken and edge.id not in known
    ]


def _alternative(family: Family, edge: Edge) -> dict[str, Any]:
    return family.cards[edge.source].answer() | family.hop(edge)
