"""Placing: a story's evidence in, the edges into each of its articles out. Pure."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from graph.model import Verdict
from graph.resolve.merged import second_sources
from graph.resolve.parents import possible
from graph.resolve.reasons import LEAST, reason, verdict
from graph.resolve.republication import (
    as_translation,
    in_order,
    inferred,
)
from graph.resolve.story import Known
from graph.resolve.telling import BY_TEXTS, weighed
from graph.resolve.tree import roots, tree

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graph.model import Reason, Republication
    from graph.resolve.parents import Possible
    from graph.resolve.story import Story
    from graph.resolve.tree import Placed
    from graph.reuse.parallel import Parallel

_ABSTAIN = 0.5
"""Where the unknown source is likelier than this, no source is inferred."""
_ONE_WAY = 1.5
"""So much likelier than the other way round an inferred edge must be."""
_ORDERED = 0.45
"""Or the dates must tell it so surely, by the weight of "earlier"."""
_LEADS = 0.5
"""Or all ways up must lead, so surely, to one beginning."""
_UNTOLD = 0.8
"""A first source is no surer than this where nobody credits it: all of the copies
may come from one that is not in the store."""
_SUREST = 0.9999
_SURE_ALONE = 4.5
"""Log odds from which an edge is likely that rests on text and time alone."""
_SURE_AMONG_OTHERS = 4.2
"""Log odds of a declared edge against all others that are known, and against the
other way round, from which it may be certain: 65 to 1."""
_RAREST = 1e-6
IN_STORY = "in-story"
_OTHERS = "other-sources"


class Likely(NamedTuple):
    """A story with its credits as they are weighed, and its likeliest tree."""

    story: Story
    possible: Possible
    placed: Mapping[str, Placed]


def likely(story: Story) -> Likely:
    """The likeliest tree of a story, and all that it was chosen from."""
    known = Known(story)
    known.hear(weighed(known))
    found = possible(known.story, known)
    return Likely(known.story, found, tree(found.scores, found.unknown))


def trees_of(story: Story) -> dict[str, list[Republication]]:
    """All edges into each article of a story, the nearest source's marked."""
    story, found, placed = likely(story)
    first = roots(placed)
    into: defaultdict[str, list[Republication]] = defaultdict(list)
    for edge in story.declared:
        into[edge.copy].append(edge)
    told = {edge.source or edge.source_outlet for edge in story.declared}
    edges = {}
    for copy in sorted(placed):
        root, rooted = first[copy]
        if told.isdisjoint({root, story.articles[root].outlet}):
            rooted = min(rooted, _UNTOLD)
        edges[copy] = _Placing(story, found, placed, copy, rooted).edges(
            copy, into[copy]
        )
    return edges


class _Placing:
    """Puts one article into its tree."""

    def __init__(
        self,
        story: Story,
        found: Possible,
        placed: Mapping[str, Placed],
        copy: str,
        rooted: float,
    ) -> None:
        self.story = story
        self.found = found
        self.placed = placed[copy]
        self.back = {
            source: placed[source].shares.get(copy, 0.0)
            for source in self.placed.shares
            if source in placed
        }
        self.above = _above(placed, copy)
        self.rooted = round(min(rooted, _SUREST), 4)

    def edges(
        self, copy: str, declared: Sequence[Republication]
    ) -> list[Republication]:
        """All edges into the article."""
        edges = [self._beside_others(self._judged(edge)) for edge in declared]
        source = self.placed.source
        if source is not None and self._stands(source, copy, declared):
            edges = self._hung(source, copy, edges)
            if sum(1 for edge in edges if edge.source) == 1:
                why = self.found.reasons[copy]
                edges += second_sources(self.story, why, source, copy)
        elif alone := [edge for edge in edges if edge.source is None]:
            edges = [e for e in edges if e is not alone[0]]
            edges.append(self._nearest(alone[0]))
        return edges

    def _stands(
        self, source: str, copy: str, declared: Sequence[Republication]
    ) -> bool:
        """Whether a source is told at all: rather none than a guess.

        Similar text never means direction: what may as well be the other way round
        is told only where a page or an analyst says it.
        """
        said = self.story.judged.get((source, copy))
        if (said and said.weight > 0) or self._credited(source, declared):
            return True
        unknown = 1.0 - sum(self.placed.shares.values())
        there, back = self.placed.shares[source], self.back.get(source, 0.0)
        dated = any(
            one.name == "earlier" and one.weight >= _ORDERED
            for one in self.found.reasons[copy][source]
        )
        led = dated or there >= _ONE_WAY * back or self.rooted >= _LEADS
        return unknown <= _ABSTAIN and led

    def _credited(self, source: str, declared: Sequence[Republication]) -> bool:
        outlet = self.story.articles[source].outlet
        return any(
            edge.source == source if edge.source else edge.source_outlet == outlet
            for edge in declared
        )

    def _judged(self, edge: Republication) -> Republication:
        """A declared edge with what an analyst said of it."""
        said = self.story.judged.get((edge.source or "", edge.copy))
        if not said:
            return edge
        reasons = in_order((*edge.reasons, said))
        return replace(edge, reasons=reasons, verdict=verdict(reasons))

    def _beside_others(self, edge: Republication) -> Republication:
        """A declared edge that is certain only where the tree is as sure of it.

        What a page says of its source is likely at least. But another may fit as well
        that the tree does not have above, or the source may have it from the copy: who
        credits one of its own copies says no less than others do.
        """
        source = edge.source or ""
        share = self.placed.shares.get(source)
        if share is None or edge.verdict is not Verdict.CERTAIN or self._said(edge):
            return edge
        if source in self.above:
            return edge
        shares = self.placed.shares.items()
        others = sum(part for one, part in shares if one not in {source, *self.above})
        back = self.back.get(source, 0.0)
        odds = math.log(max(share, _RAREST) / max(others + back, _RAREST))
        if odds >= _SURE_AMONG_OTHERS:
            return edge
        total = sum(one.weight for one in edge.reasons)
        odds = min(max(odds, LEAST[Verdict.LIKELY]), LEAST[Verdict.CERTAIN] - 0.1)
        rivals = (
            "or the other way round" if back >= others else self._rivals(source, 99)
        )
        doubt = reason(_OTHERS, scale=total - odds, detail=rivals)
        found = (*edge.reasons, doubt)
        return replace(edge, reasons=found, verdict=verdict(found))

    def _said(self, edge: Republication) -> bool:
        """Whether an analyst said what the edge is."""
        return (edge.source or "", edge.copy) in self.story.judged

    def _beside(self, source: str, copy: str) -> Parallel | None:
        """How far a source and the copy say the same in two languages."""
        pairs = self.story.parallels
        return pairs.get((source, copy)) or pairs.get((copy, source))

    def _hung(
        self, source: str, copy: str, edges: list[Republication]
    ) -> list[Republication]:
        """The edges with the one from the nearest source."""
        for number, edge in enumerate(edges):
            if edge.source == source:
                edges[number] = self._nearest(edge)
                return edges
        outlet = self.story.articles[source].outlet
        for number, edge in enumerate(edges):
            if edge.source is None and outlet and edge.source_outlet == outlet:
                edges[number] = self._nearest(self._in_story(edge, source))
                return edges
        edge = inferred(
            self.story.articles[source],
            self.story.articles[copy],
            self.story.overlap(source, copy),
            self._reasons(source, copy),
        )
        if self._beside(source, copy):
            edge = as_translation(edge)
        return [*edges, self._nearest(replace(edge, verdict=self._alone(edge)))]

    def _nearest(self, edge: Republication) -> Republication:
        return replace(edge, nearest=True, rooted=self.rooted)

    def _alone(self, edge: Republication) -> Verdict:
        """How sure an edge is that nobody declares.

        Text and time alone never make it certain: both may come from a third one.
        """
        if self._said(edge):
            return edge.verdict
        total = sum(one.weight for one in edge.reasons)
        return Verdict.LIKELY if total >= _SURE_ALONE else Verdict.POSSIBLE

    def _in_story(self, edge: Republication, source: str) -> Republication:
        """A credit that names an outlet only, as it means this article of it."""
        shared = self.story.overlap(source, edge.copy)
        reasons = in_order((*self.found.reasons[edge.copy][source], reason(IN_STORY)))
        edge = replace(
            edge,
            source=source,
            inferred=shared is not None,
            overlap=shared,
            reasons=reasons,
            verdict=verdict(reasons),
        )
        return as_translation(edge) if self._beside(source, edge.copy) else edge

    def _reasons(self, source: str, copy: str) -> tuple[Reason, ...]:
        """All that speaks for a source, and how many others may be it as well."""
        reasons = self.found.reasons[copy][source]
        total = sum(one.weight for one in reasons)
        share = self.placed.shares[source]
        beside = total - _log_odds(share)
        if beside < 0.05 or share >= _SUREST:
            return reasons
        rivals = self._rivals(source, 10)
        return (*reasons, reason(_OTHERS, scale=beside, detail=rivals))

    def _rivals(self, source: str, times: float) -> str:
        """How many others may be it as well, if at most so many times less likely."""
        least = self.placed.shares[source] / times
        rivals = [s for s, part in self.placed.shares.items() if part >= least]
        others = len(rivals) - 1
        return f"{others} in the store" if others > 0 else "none in the store"


def _above(placed: Mapping[str, Placed], copy: str) -> set[str]:
    """All that the tree has above an article's own source."""
    found: set[str] = set()
    one = placed[copy].source
    while one is not None and one not in found:
        found.add(one)
        one = placed[one].source if one in placed else None
    return found - {placed[copy].source}


def _log_odds(share: float) -> float:
    kept = min(max(share, _RAREST), _SUREST)
    return math.log(kept / (1.0 - kept))


def unplaced(edge: Republication) -> Republication:
    """A declared edge as its page alone has it, without what the tree made of it."""
    reasons = tuple(
        r
        for r in edge.reasons
        if r.name not in BY_TEXTS
        and r.name != _OTHERS
        and not r.name.startswith("judged")
    )
    if any(one.name == IN_STORY for one in reasons):
        reasons = tuple(r for r in reasons if r.name in {"declared-name", "pixel"})
        edge = replace(edge, source=None, inferred=False, overlap=None)
    return replace(
        edge, nearest=False, rooted=None, reasons=reasons, verdict=verdict(reasons)
    )
