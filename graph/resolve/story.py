"""A story: all that is known of its articles, and what follows from that. Pure."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from graph.date import Moment, Precision
from graph.resolve import timing
from graph.resolve.outlets import begins, homes
from graph.resolve.variants import Variants
from graph.reuse.judge import COPIED
from graph.store.overlap_rows import turned

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graph.model import Overlap, Reason, Republication, Witness
    from graph.reuse.parallel import Parallel

    Pair = tuple[str, str]
    """Ids of a source and a copy."""

_RATHER = 0.6
"""From such a chance on, one date is taken to be before another."""
_MOSTLY = 0.7
"""Share of the shorter text from which on two were surely copied."""
_LARGE = 600
"""From so many articles on, a story's articles have fewer possible sources each."""
_MOST_SOURCES = 12
_DOUBTED = 0.3
"""A page that credits something else speaks against a credit by so much of it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Story:
    """All that is known of the articles of one story."""

    articles: Mapping[str, Witness]
    """By their ids."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """By their ids; those that were never read have none."""
    overlaps: Mapping[Pair, Overlap] = field(default_factory=dict)
    """What two of them share; a pair comes once."""
    parallels: Mapping[Pair, Parallel] = field(default_factory=dict)
    """Those that say the same in two languages; a pair comes once."""
    declared: Sequence[Republication] = ()
    """What their pages declare; of sources outside, only the unread ones."""
    habits: Mapping[Pair, int] = field(default_factory=dict)
    """How often pages of an outlet credit another, by outlet keys."""
    homes: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """By the keys of authors: in how many stories each writes for which outlet."""
    roles: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """How many stories each outlet began, and how many it took."""
    outside: frozenset[str] = frozenset()
    """Articles of other stories that may be the second source of a merged text."""
    judged: Mapping[Pair, Reason] = field(default_factory=dict)
    """What analysts said of a source and a copy, as a reason."""
    inclinations: Mapping[Pair, float] = field(default_factory=dict)
    """How often an outlet seems to have taken from another without a credit, in other
    stories, by outlet keys."""

    def overlap(self, source: str, copy: str) -> Overlap | None:
        """What two articles share, whatever it is; None for nothing."""
        back = self.overlaps.get((copy, source))
        return self.overlaps.get((source, copy)) or (turned(back) if back else None)


class Shared:
    """What may be copied between a story's articles, in both directions."""

    def __init__(self, overlaps: Mapping[Pair, Overlap]) -> None:
        self.pairs = {p: o for p, o in overlaps.items() if o.reuse in COPIED}
        """Each pair once, in the direction in which it is kept."""

    def __contains__(self, pair: Pair) -> bool:
        return pair in self.pairs or (pair[1], pair[0]) in self.pairs

    def get(self, source: str, copy: str) -> Overlap | None:
        """What a copy may have from a source; None for nothing."""
        back = self.pairs.get((copy, source))
        return turned(back) if back else self.pairs.get((source, copy))

    def share(self, one: str, other: str) -> float:
        """The lesser of the shares of both texts, 0 to 1."""
        found = self.pairs.get((one, other)) or self.pairs.get((other, one))
        return min(found.of_copy, found.of_original) if found else 0.0


class Known:
    """A story with what follows from it, each thing found out once."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.shared = Shared(story.overlaps)
        self.near: defaultdict[str, set[str]] = defaultdict(set)
        for one, other in self.shared.pairs:
            self.near[one].add(other)
            self.near[other].add(one)
        if len(story.articles) > _LARGE:
            self._thin()
        self.parallel: defaultdict[str, dict[str, Parallel]] = defaultdict(dict)
        for (one, other), beside in story.parallels.items():
            self.parallel[one][other] = self.parallel[other][one] = beside
        self.outlets: defaultdict[str, list[str]] = defaultdict(list)
        for one in sorted(self._members):
            self.outlets[story.articles[one].outlet or ""].append(one)
        self.credits: defaultdict[str, dict[str, Republication]] = defaultdict(dict)
        self.named: defaultdict[str, dict[str, Republication]] = defaultdict(dict)
        members = self._members
        for edge in story.declared:
            if edge.source and edge.source in members:
                self.credits[edge.copy][edge.source] = edge
            elif edge.source is None:
                self.named[edge.copy].setdefault(edge.source_outlet or "", edge)
        self.crediting: defaultdict[str, list[str]] = defaultdict(list)
        self.naming: defaultdict[str, list[str]] = defaultdict(list)
        self._crediting = {*self.credits, *self.named}
        self._turn_round()
        self._below: dict[str, set[str]] = {}

    def hear(self, declared: Sequence[Republication]) -> None:
        """Take the story's credits as they are weighed now; whom they credit stays."""
        self.story = replace(self.story, declared=declared)
        for edge in declared:
            if edge.source and edge.source in self.credits[edge.copy]:
                self.credits[edge.copy][edge.source] = edge

    def _thin(self) -> None:
        """Leave each article the sources that have most of it, the earliest first."""
        for copy, sources in self.near.items():
            ranked = sorted(sources, key=lambda source: self._rank(source, copy))
            self.near[copy] = set(ranked[:_MOST_SOURCES])

    def _rank(self, source: str, copy: str) -> tuple[float, float, str]:
        share, moment = self.shared.share(source, copy), self._moments.get(source)
        return -round(share, 1), moment.hours if moment else math.inf, source

    def _turn_round(self) -> None:
        """Who credits each article, and who names each outlet."""
        for copy, edges in self.credits.items():
            for source in edges:
                self.crediting[source].append(copy)
        for copy, keys in self.named.items():
            for key in keys:
                self.naming[key].append(copy)
                if len(self.outlets[key]) == 1:
                    self.crediting[self.outlets[key][0]].append(copy)

    @cached_property
    def begins(self) -> dict[str, float]:
        """How often the outlet of each article begins other stories, 0 to 1."""
        return begins(self._members, self.story.declared, self.story.roles)

    @cached_property
    def homes(self) -> dict[str, set[str]]:
        """The outlets for which the authors of each article write otherwise."""
        return homes(self.story.articles, self.story.homes)

    @property
    def _members(self) -> dict[str, Witness]:
        outside = self.story.outside
        return {o: a for o, a in self.story.articles.items() if o not in outside}

    @cached_property
    def variants(self) -> Variants:
        """How the texts differ."""
        return Variants(self.story.texts)

    @cached_property
    def alike(self) -> dict[str, dict[str, float]]:
        """Who has most of whose text, and how much of it."""
        return self.variants.alike(_MOSTLY)

    def shares(self, source: str, copy: str) -> bool:
        """Whether one was copied from the other, or most of it, as far as known."""
        near = (source, copy) in self.shared or source in self.alike.get(copy, ())
        return near and self.variants.has(source)

    def below(self, article: str) -> set[str]:
        """The articles whose credits lead to this one, near or far."""
        if article not in self._below:
            found: set[str] = set()
            new = [article]
            while new:
                new = [c for one in new for c in self.crediting[one] if c not in found]
                found.update(new)
            self._below[article] = found
        return self._below[article]

    @cached_property
    def crediting_inside(self) -> set[str]:
        """The pages that credit an article of the story, or an outlet of one."""
        return {copy for copy in self._crediting if self.credits_inside(copy)}

    @cached_property
    def crediting_outside(self) -> set[str]:
        """The pages that credit an outlet of which the story has no article."""
        return {copy for copy in self._crediting if self.outside(copy)}

    def credits_inside(self, copy: str) -> bool:
        """Whether a page credits an article of the story, or an outlet of one."""
        return bool(self.credits[copy]) or any(
            self.outlets[outlet] for outlet in self.named[copy]
        )

    def is_silent(self, copy: str) -> bool:
        """Whether a page credits nobody at all."""
        return copy not in self._crediting

    def credits_unread(self, copy: str) -> bool:
        """Whether a page credits an article that was never read."""
        return any(not self.story.texts.get(one) for one in self.credits[copy])

    def support(self, outlet: str) -> float:
        """How much of what the story's pages credit is this outlet, 0 to 1.

        One of many pages that credits what no other does is rather mistaken.
        """
        mine = len(self.naming[outlet])
        others = len(self._crediting) - mine
        return mine / (mine + _DOUBTED * max(0, others))

    def outside(self, copy: str) -> dict[str, Republication]:
        """The outlets that a page credits and of which the story has no article."""
        return {
            outlet: edge
            for outlet, edge in self.named[copy].items()
            if not self.outlets[outlet]
        }

    def chance(self, source: str, copy: str) -> float:
        """How likely a source is older than a copy, by their dates and credits."""
        if source in self.below(copy):
            return 0.0
        return self._chance_before(source, copy)

    def _chance_before(self, one: str, other: str) -> float:
        """How likely an article is from before another, by dates and sights alone."""
        first, second = self._moments.get(one), self._moments.get(other)
        return timing.chance(
            first, self._sights.get(one), second, self._sights.get(other)
        )

    def lag(self, source: str, copy: str) -> float | None:
        """Hours from a source to a copy, by the middles of what their dates may mean.

        None where one is not dated.
        """
        first, second = self._moments.get(source), self._moments.get(copy)
        return second.hours - first.hours if first and second else None

    @cached_property
    def _moments(self) -> dict[str, Moment]:
        """When each article was published, and by how much that may be wrong."""
        told = {one: timing.moment(known) for one, known in self.story.articles.items()}
        return {one: moment for one, moment in told.items() if moment}

    @cached_property
    def _sights(self) -> dict[str, Moment]:
        """When each article was there already."""
        seen = {one: timing.bound(known) for one, known in self.story.articles.items()}
        return {one: moment for one, moment in seen.items() if moment}

    def named_outlet(self, source: str, copy: str) -> Republication | None:
        """The credit that names the source's outlet, and no article."""
        return self.named[copy].get(self.story.articles[source].outlet or "")

    def before(self, one: str, other: str) -> bool:
        """Whether an article is rather from before another, by their dates."""
        return self._chance_before(one, other) > _RATHER

    def surely_before(self, one: str, other: str) -> bool:
        """Whether an article is from before another, and both tell the minute.

        Days are sometimes wrong, or those of a change; minutes hardly ever.
        """
        dates = (self.story.articles[end].published for end in (one, other))
        timed = all(date and date.precision is Precision.MINUTE for date in dates)
        return timed and self.before(one, other)

    def leads(self, first: str, source: str) -> bool:
        """Whether a source may itself come from another."""
        if first in self.credits[source]:
            return True
        return not self.before(source, first) and (first, source) in self.shared
