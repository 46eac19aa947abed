"""A family: articles joined by edges, and which source comes first for each.

A page may name both its original and the "via" it took the text from. The via
is its nearest source. Where that relay's own page says nothing, the copy's
credit stands for it: "from A via B" is the chain A, B, copy.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from graph.lag import middle
from graph.query.cards import OUTLET_NODE, cards
from graph.query.edges import SURENESS, Edge, edge_answer, into, out_of
from graph.query.stated import stated

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection

    from graph.query.cards import Card

_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, kw_only=True, slots=True)
class Family:
    """Articles and outlets by id, and the edges between them."""

    cards: dict[str, Card]
    above: dict[str, list[Edge]] = field(default_factory=dict)
    """The edges into each copy, the nearest source's first."""

    def sources(self, copy: str) -> Sequence[Edge]:
        """The edges into a copy, the nearest source's first."""
        return self.above.get(copy, ())

    def descendants(self, root: str) -> dict[str, int]:
        """All that lies below ``root``, itself included, with the hops to it."""
        below = defaultdict(set)
        for copy, edges in self.above.items():
            for edge in edges:
                below[edge.source].add(copy)
        hops, new = {root: 0}, {root}
        while new:
            step = hops[next(iter(new))] + 1
            new = {copy for node in new for copy in below[node] if copy not in hops}
            hops |= dict.fromkeys(new, step)
        return hops

    def via(self, edge: Edge) -> Card | None:
        """The relay that the copy names, where the edge is not from it."""
        for other in self.sources(edge.copy_id):
            if other.relays and other.source != edge.source:
                return self.cards[other.source]
        return None

    def hop(self, edge: Edge) -> dict[str, Any]:
        """An edge as an answer gives it, with both its ends."""
        source, copy = self.cards[edge.source], self.cards[edge.copy_id]
        via = self.via(edge)
        by = self.cards[edge.stated_by] if edge.stated_by else None
        return edge_answer(edge, source, copy) | {
            "id": edge.id,
            "source_url": source.url,
            "source_outlet": source.outlet,
            "copy_url": copy.url,
            "copy_outlet": copy.outlet,
            "via": via.url if via else None,
            "via_outlet": via.outlet if via else None,
            "stated_by": by.url if by else None,
        }


def gather(
    connection: Connection, start: Iterable[str], edges: Iterable[Edge]
) -> Family:
    """The family of these edges, with the cards of all their ends."""
    known = list({edge.id: edge for edge in edges}.values())
    ends = {end for edge in known for end in (edge.source, edge.copy_id)}
    found = cards(connection, ends.union(start))
    found |= stated(connection, known, found)
    # An edge to an article that is gone from the store would lead nowhere.
    known = [e for e in known if e.source in found and e.copy_id in found]
    return _ordered(found, known)


def _ordered(found: dict[str, Card], edges: list[Edge]) -> Family:
    def nearest(edge: Edge) -> tuple[object, ...]:
        return (
            not edge.nearest,
            not edge.relays,
            edge.source_id is None,
            SURENESS[edge.verdict],
            middle(found[edge.source].published) or _NEVER,
            edge.source,
        )

    above: defaultdict[str, list[Edge]] = defaultdict(list)
    for edge in sorted(edges, key=nearest):
        above[edge.copy_id].append(edge)
    for relay, edge in _implied(above):
        above[relay].append(edge)
    return Family(cards=found, above=dict(above))


def _implied(above: dict[str, list[Edge]]) -> list[tuple[str, Edge]]:
    """The edge into each relay whose own page says nothing, from what a copy says."""
    found: dict[str, Edge] = {}
    for copy in sorted(above):
        relay = above[copy][0]
        others = [e for e in above[copy] if not e.relays and e.source != relay.source]
        if relay.relays and relay.source not in above and others:
            found.setdefault(relay.source, others[0].implied(relay.source, copy))
    return sorted(found.items())


def upward(connection: Connection, start: str) -> list[Edge]:
    """All edges above an article, each once."""
    edges, seen, level = [], {start}, {start}
    while level:
        found = into(connection, level)
        if level == {start} and not found:
            found = _said_of_relay(connection, start)
        edges += found
        level = {edge.source_id for edge in found if edge.source_id} - seen
        seen |= level
    return edges


def _said_of_relay(connection: Connection, relay: str) -> list[Edge]:
    """The credits of the copies that name this article as their "via"."""
    copies = [edge.copy_id for edge in out_of(connection, [relay]) if edge.relays]
    return into(connection, copies)


def downward(connection: Connection, start: set[str]) -> list[Edge]:
    """All edges into what lies below these articles, from wherever they come."""
    edges, members, level = list[Edge](), set(start), set(start)
    while level:
        copies = {edge.copy_id for edge in out_of(connection, level)} - members
        found = into(connection, copies)
        relays = {e.source for e in found if e.relays} - members - copies
        known = into(connection, relays)
        silent = relays - {edge.copy_id for edge in known}
        edges += found + known
        level = copies | {n for n in silent if not n.startswith(OUTLET_NODE)}
        members |= level
    return edges


def dated(card: Card) -> tuple[datetime, str]:
    """What articles are put in order by: date, the unknown last, then address."""
    return middle(card.published) or _NEVER, card.url or card.id
