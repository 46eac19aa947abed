"""Placing: a story's evidence in, the edges into each of its articles out. Pure."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from graph.model import Reuse, Verdict
from graph.resolve.parents import possible
from graph.resolve.reasons import reason, verdict
from graph.resolve.republication import (
    as_translation,
    comparing,
    in_order,
    inferred,
)
from graph.resolve.story import Known
from graph.resolve.telling import BY_TEXTS, weighed
from graph.resolve.tree import roots, tree
from graph.store.overlap_rows import turned

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graph.model import Overlap, Reason, Republication
    from graph.resolve.parents import Possible
    from graph.resolve.story import Story
    from graph.resolve.tree import Placed
    from graph.reuse.parallel import Parallel

_ABSTAIN = 0.5
"""Where the unknown source is likelier than this, no source is inferred."""
_ONE_WAY = 2.0
"""So much likelier than the other way round an inferred edge must be."""
_ORDERED = 0.3
"""Or the dates must tell it so surely, by the weight of "earlier"."""
_LEADS = 0.5
"""Or all ways up must lead, so surely, to one beginning."""
_OWN_PART = 0.25
"""A second source has this share of the copy's text, where the first has none."""
_UNTOLD = 0.8
"""A first source is no surer than this where nobody credits it: all of the copies
may come from one that is not in the store."""
_SUREST = 0.9999
_SURE_ALONE = 4.5
"""Log odds from which an edge is likely that rests on text and time alone."""
IN_STORY = "in-story"


def trees_of(story: Story) -> dict[str, list[Republication]]:
    """All edges into each article of a story, the nearest source's marked."""
    known = Known(story)
    known.hear(weighed(known))
    story = known.story
    found = possible(story, known)
    placed = tree(found.scores, found.unknown)
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
        self.rooted = round(min(rooted, _SUREST), 4)

    def edges(
        self, copy: str, declared: Sequence[Republication]
    ) -> list[Republication]:
        """All edges into the article."""
        edges = [self._judged(edge) for edge in declared]
        source = self.placed.source
        if source is not None and self._stands(source, copy, declared):
            edges = self._hung(source, copy, edges)
            second = self._second(source, copy, edges)
            edges += [second] if second else []
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
            self._shared(source, copy),
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
        said = self.story.judged.get((edge.source or "", edge.copy))
        if said:
            return edge.verdict
        total = sum(one.weight for one in edge.reasons)
        return Verdict.LIKELY if total >= _SURE_ALONE else Verdict.POSSIBLE

    def _in_story(self, edge: Republication, source: str) -> Republication:
        """A credit that names an outlet only, as it means this article of it."""
        shared = self._shared(source, edge.copy)
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
        share = min(max(self.placed.shares[source], 1e-6), _SUREST)
        beside = total - math.log(share / (1.0 - share))
        if beside < 0.05 or share == _SUREST:
            return reasons
        rivals = [s for s, part in self.placed.shares.items() if part >= share / 10]
        others = len(rivals) - 1
        detail = f"{others} in the store" if others else "none in the store"
        return (*reasons, reason("other-sources", scale=beside, detail=detail))

    def _shared(self, source: str, copy: str) -> Overlap | None:
        found = self.story.overlaps.get((source, copy))
        if found is None and (back := self.story.overlaps.get((copy, source))):
            found = turned(back)
        return found

    def _second(
        self, source: str, copy: str, edges: Sequence[Republication]
    ) -> Republication | None:
        """The other source of a text that was merged from two, where none is told."""
        first = self._shared(source, copy)
        if first is None or sum(1 for edge in edges if edge.source) > 1:
            return None
        offered = []
        ends = self.story.articles
        known: dict[str, Sequence[Reason]] = {**self.found.reasons[copy]}
        for other in sorted(self.story.outside):
            if part_of_it := self._shared(other, copy):
                known[other] = comparing(ends[other], ends[copy], part_of_it)
        for other, why in known.items():
            shared = self._shared(other, copy)
            if other == source or not shared or shared.reuse is not Reuse.COMPOSITE:
                continue
            part = _beside(shared, first) / max(1, len(self.story.texts[copy]))
            if part >= _OWN_PART:
                weight = sum(r.weight for r in why)
                offered.append((-round(part + weight, 3), other, shared, why))
        if not offered:
            return None
        _, other, shared, why = min(offered, key=lambda one: one[:2])
        edge = inferred(ends[other], ends[copy], shared, why)
        return edge if edge.verdict is not Verdict.REJECTED else None


def _beside(shared: Overlap, first: Overlap) -> int:
    """Characters of the copy that a source has, and the first source has not."""
    total = 0
    for span in shared.spans:
        taken = sum(
            max(
                0,
                min(span.copy_end, one.copy_end) - max(span.copy_start, one.copy_start),
            )
            for one in first.spans
        )
        total += span.copy_end - span.copy_start - taken
    return total


def unplaced(edge: Republication) -> Republication:
    """A declared edge as its page alone has it, without what the tree made of it."""
    reasons = tuple(
        r
        for r in edge.reasons
        if r.name not in BY_TEXTS and not r.name.startswith("judged")
    )
    if any(one.name == IN_STORY for one in reasons):
        reasons = tuple(r for r in reasons if r.name in {"declared-name", "pixel"})
        edge = replace(edge, source=None, inferred=False, overlap=None)
    return replace(
        edge, nearest=False, rooted=None, reasons=reasons, verdict=verdict(reasons)
    )
