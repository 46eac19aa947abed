"""Credits that contradict each other, a date, or the texts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import TYPE_CHECKING

import networkx as nx

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from graph.measure.credits import Credited, Hop
    from graph.model import Date


class Kind(StrEnum):
    """How credits contradict."""

    MUTUAL = "mutual"
    """Two pages credit each other."""
    CIRCLE = "circle"
    """Three pages or more credit each other all the way round."""
    TWO_ORIGINALS = "two-originals"
    """A page credits two originals, of which neither comes from the other."""
    LATER_DATE = "later-date"
    """The credit names a date after the copy's own."""
    LATER_SOURCE = "later-source"
    """The credited article was published after the copy."""
    NO_SHARED_TEXT = "no-shared-text"
    """Both texts are known and share next to nothing."""


CONTRADICTORY: dict[str, Kind] = {
    "mutual-credit": Kind.MUTUAL,
    "later": Kind.LATER_SOURCE,
    "no-shared-text": Kind.NO_SHARED_TEXT,
}
"""Reasons against an edge that are contradictions, by their names."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Stated:
    """A date that a credit names, and the one that the page bears itself."""

    page: str
    """Id of the article whose page names it."""
    credited: Date
    """When the source was published, as the credit says."""
    published: Date
    """When the page itself was."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Contradiction:
    """Credits that can't all be right."""

    kind: Kind
    """How."""
    pages: tuple[str, ...]
    """Ids of the pages that give the credits."""
    sources: tuple[str, ...] = ()
    """What they credit, where that is not the pages themselves."""
    detail: str = ""
    """The dates, where it is about dates."""


def contradictions(
    given: Sequence[Credited],
    hops: Iterable[Hop] = (),
    stated: Iterable[Stated] = (),
) -> tuple[Contradiction, ...]:
    """All that credits say against each other, the dates and the texts.

    ``hops`` tell which source comes from which, where no page says it: of two
    sources in one chain each may be credited.
    """
    found = [
        *_circles(given),
        *_rivals(given, hops),
        *_dated(stated),
        *_doubted(given),
    ]
    return tuple(sorted(found, key=lambda c: (list(Kind).index(c.kind), c.pages)))


def _circles(given: Iterable[Credited]) -> Iterator[Contradiction]:
    """Pages that credit each other, directly or all the way round."""
    web = nx.DiGraph((c.page, c.source) for c in given if c.page != c.source)
    for members in nx.strongly_connected_components(web):
        if len(members) > 1:
            kind = Kind.MUTUAL if len(members) == 2 else Kind.CIRCLE
            yield Contradiction(kind=kind, pages=tuple(sorted(members)))


def _rivals(given: Sequence[Credited], hops: Iterable[Hop]) -> Iterator[Contradiction]:
    """Pages that credit two originals; a text merged from both is no contradiction."""
    web = nx.DiGraph((c.page, c.source) for c in given)
    web.add_edges_from((hop.copy, hop.source) for hop in hops)
    originals: defaultdict[str, dict[str, Credited]] = defaultdict(dict)
    for credit in given:
        if credit.visible and not credit.relay:
            originals[credit.page].setdefault(credit.source, credit)
    for page, named in originals.items():
        for one, other in combinations(sorted(named), 2):
            if _rival(web, named[one], named[other]):
                yield Contradiction(
                    kind=Kind.TWO_ORIGINALS, pages=(page,), sources=(one, other)
                )


def _rival(web: nx.DiGraph[str], one: Credited, other: Credited) -> bool:
    if one.outlet == other.outlet or (one.supported and other.supported):
        return False
    ends = one.source, other.source
    return not (nx.has_path(web, *ends) or nx.has_path(web, *reversed(ends)))


def _dated(stated: Iterable[Stated]) -> Iterator[Contradiction]:
    for one in stated:
        if one.published.before(one.credited):
            detail = f"credits {one.credited.value}, bears {one.published.value}"
            yield Contradiction(kind=Kind.LATER_DATE, pages=(one.page,), detail=detail)


def _doubted(given: Iterable[Credited]) -> Iterator[Contradiction]:
    """What the reasons against an edge say; circles are found above."""
    for credit in given:
        for name in sorted(credit.reasons & CONTRADICTORY.keys()):
            if CONTRADICTORY[name] is not Kind.MUTUAL:
                yield Contradiction(
                    kind=CONTRADICTORY[name],
                    pages=(credit.page,),
                    sources=(credit.source,),
                )
