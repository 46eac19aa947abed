"""Story trees: of all ways to hang articles below their sources, the likeliest. Pure.

Each article of a story has some possible sources, with the log odds of each, and the
unknown one, whose log odds are nought. The tree is the arborescence with the greatest
sum (Chu and Liu 1965; Edmonds 1967). How sure each of its edges is, all trees tell
together: the sum of the weights of those with the edge, over that of all (the matrix
tree theorem for directed graphs: Tutte 1948; Koo et al., EMNLP 2007).
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from graph.resolve.arborescence import greatest_arborescence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    Scores = Mapping[str, Mapping[str, float]]
    """For each copy, the log odds of each of its possible sources."""

_MOST_AT_ONCE = 1_200
"""Articles of which none can be put before the other: as many are solved together.
Solving takes the cube of it."""
_STEEPEST = 30.0
"""Log odds beyond this are as good as certain, and would only lose digits."""
_ROOT = ""
_HALF = 0.5
_DIGITS = 1e-6
_LEAST = 1e-9
"""Less likely is as good as not at all."""
_SWEEPS = 6
"""Ways up are hardly ever longer than this many hops."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Where the tree hangs an article."""

    source: str | None
    """Its source; None where no article earns it."""
    sure: float
    """How likely that source is, or that there is none, 0 to 1."""
    shares: Mapping[str, float]
    """How likely each possible source is, 0 to 1; what is left is the unknown one's."""


def tree(scores: Scores, unknown: Mapping[str, float]) -> dict[str, Placed]:
    """The likeliest tree of a story.

    ``unknown`` are the log odds of the unknown source, for each article; a source
    that is none of these has no place itself. The result does not depend on any
    order. Takes time by the number of possible sources, and by the cube of the
    articles of which each may be another's.
    """
    placed: dict[str, Placed] = {}
    for group in _tangles(scores, unknown):
        if len(group) > _MOST_AT_ONCE:
            scores = _untangled(scores, group)
            for one in group:
                placed |= _alone(scores, unknown, one)
        elif len(group) == 1:
            placed |= _alone(scores, unknown, group[0])
        else:
            placed |= _together(scores, unknown, group)
    return placed


def _tangles(scores: Scores, articles: Iterable[str]) -> list[list[str]]:
    """Articles that may be each other's sources, by way of others too."""
    # Loaded with the first tree: a crawl, and each process that helps, begins sooner.
    import networkx as nx  # noqa: PLC0415

    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(sorted(articles))
    graph.add_edges_from(
        (source, copy)
        for copy, sources in scores.items()
        for source in sources
        if source in graph
    )
    return [sorted(group) for group in nx.strongly_connected_components(graph)]


def _alone(
    scores: Scores, unknown: Mapping[str, float], copy: str
) -> dict[str, Placed]:
    """The place of an article that can be no source of its own sources."""
    shares = _shares({_ROOT: unknown[copy], **scores.get(copy, {})})
    known = {one: share for one, share in shares.items() if one != _ROOT}
    source = _ROOT if _is_first(shares) else _best(known)
    return {copy: _placed(source, shares)}


def _is_first(shares: Mapping[str, float]) -> bool:
    """Whether that no source is known is likelier than any, as far as digits tell."""
    return shares[_ROOT] >= _HALF - _DIGITS


def _untangled(scores: Scores, group: Sequence[str]) -> dict[str, Mapping[str, float]]:
    """The same, each of the group with sources only that come before it.

    Who leads to more of the others comes first: it is what is left to go by.
    """
    lead: defaultdict[str, float] = defaultdict(float)
    for copy in group:
        for source, odds in scores.get(copy, {}).items():
            lead[source] += odds - scores.get(source, {}).get(copy, 0.0)
    rank = {one: (-round(lead[one], 6), one) for one in group}
    inside = set(group)
    return {
        copy: {
            source: odds
            for source, odds in sources.items()
            if source not in inside or copy not in inside or rank[source] < rank[copy]
        }
        for copy, sources in scores.items()
    }


def _shares(odds: Mapping[str, float]) -> dict[str, float]:
    most = max(odds.values())
    weights = {one: math.exp(value - most) for one, value in odds.items()}
    total = sum(weights.values())
    return {one: weight / total for one, weight in weights.items()}


def _best(values: Mapping[str, float]) -> str:
    """The greatest; of equal ones the first by id, whatever their order."""
    return min(values, key=lambda one: (-round(values[one], 9), one))


def _placed(source: str, shares: Mapping[str, float]) -> Placed:
    known = {one: share for one, share in shares.items() if one != _ROOT}
    return Placed(source or None, shares[source], known)


def _together(
    scores: Scores, unknown: Mapping[str, float], group: list[str]
) -> dict[str, Placed]:
    """The places of articles that may be each other's sources."""
    inside = set(group)
    outer: dict[str, dict[str, float]] = {
        copy: {_ROOT: unknown[copy]}
        | {s: odds for s, odds in scores.get(copy, {}).items() if s not in inside}
        for copy in group
    }
    inner = {
        copy: {s: odds for s, odds in scores.get(copy, {}).items() if s in inside}
        for copy in group
    }
    shares = _marginals(group, outer, inner)
    chosen = _arborescence(shares, inside)
    return {copy: _placed(chosen[copy], shares[copy]) for copy in group}


def _marginals(
    group: list[str],
    outer: Mapping[str, Mapping[str, float]],
    inner: Mapping[str, Mapping[str, float]],
) -> dict[str, dict[str, float]]:
    """How likely each source of each article is, over all trees."""
    place = {one: number for number, one in enumerate(group)}
    weights = np.zeros((len(group), len(group)))
    roots = np.zeros(len(group))
    # Each article's odds may be scaled alone: every tree has one source for each.
    tops = {
        copy: max(*outer[copy].values(), *inner[copy].values(), -_STEEPEST)
        for copy in group
    }

    def weight(copy: str, odds: float) -> float:
        return math.exp(max(odds - tops[copy], -_STEEPEST))

    for copy in group:
        roots[place[copy]] = sum(weight(copy, odds) for odds in outer[copy].values())
        for source, odds in inner[copy].items():
            weights[place[source], place[copy]] = weight(copy, odds)
    laplacian = np.diag(roots + weights.sum(axis=0)) - weights
    inverse = np.linalg.inv(laplacian)
    shares: dict[str, dict[str, float]] = {}
    for copy in group:
        column = place[copy]
        own = inverse[column, column]
        shares[copy] = {
            source: float(min(1.0, weight(copy, odds) * own))
            for source, odds in outer[copy].items()
        } | {
            source: float(
                min(
                    1.0,
                    weights[place[source], column]
                    * max(0.0, own - inverse[column, place[source]]),
                )
            )
            for source in inner[copy]
        }
    return shares


def _arborescence(
    shares: Mapping[str, Mapping[str, float]], inside: set[str]
) -> dict[str, str]:
    """The source of each article in the tree of the likeliest edges.

    None is the first where it is likelier to have a source, whichever that is: but
    for one of them, where all may come from each other and from nowhere else.
    """
    names = [_ROOT, *sorted(shares)]
    place = {name: number for number, name in enumerate(names)}
    odds = np.full((len(names), len(names)), -np.inf)
    entry = {}
    for copy, known in shares.items():
        likely = {one: max(share, _LEAST) for one, share in known.items()}
        outer = {one: share for one, share in likely.items() if one not in inside}
        if not _is_first(known):
            outer[_ROOT] *= _LEAST
        entry[copy] = _best(outer)
        odds[0, place[copy]] = math.log(outer[entry[copy]])
        inner = sorted(likely.keys() & inside)
        odds[[place[one] for one in inner], place[copy]] = [
            math.log(likely[one]) for one in inner
        ]
    sources = greatest_arborescence(odds)
    return {
        copy: names[sources[place[copy]]] if sources[place[copy]] else entry[copy]
        for copy in shares
    }


def roots(placed: Mapping[str, Placed]) -> dict[str, tuple[str, float]]:
    """For each article the first source of its way up, and how likely that is.

    A source that is wrong may still lead to the right one: so the shares of all ways
    are followed up, and not only the one that the tree takes. Where articles may be
    each other's sources, it is found step by step, which ends soon.
    """
    children: defaultdict[str | None, list[str]] = defaultdict(list)
    for copy in sorted(placed):
        children[placed[copy].source].append(copy)
    order = sorted(children[None])
    first = {root: root for root in order}
    for one in order:  # grows as it is gone through
        for copy in children[one]:
            first[copy] = first[one]
            order.append(copy)
    sure = {root: placed[root].sure for root in children[None]}
    for _ in range(_SWEEPS):
        for one in order[len(children[None]) :]:
            sure[one] = sum(
                share * sure.get(source, 0.0)
                for source, share in placed[one].shares.items()
                if first.get(source) == first[one]
            )
    return {one: (first[one], min(1.0, sure[one])) for one in order}
