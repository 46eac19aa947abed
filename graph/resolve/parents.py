"""Which articles a copy may come from, and what speaks for each of them. Pure.

All that is known of a story goes in: what its pages declare, what its texts share,
how they differ, when they were published, and who takes from whom at other times.
Out come the possible sources of each article with their reasons; the tree chooses.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.resolve.reasons import reason
from graph.resolve.republication import comparing, in_parallel
from graph.resolve.rivals import RELATIVE, against_each_other
from graph.resolve.story import Known
from graph.resolve.timing import EVEN

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from graph.model import Reason
    from graph.resolve.story import Story

_NOWHERE = 1.9
"""Log odds that an article comes from none that is known, before anything is."""
_INSIDE = 1.6
"""What it speaks against that each time that e times as many other pages of the story
credit articles of it: whoever else has the story has it from there, too."""
_OUTSIDE = 2.2
"""What it speaks for it each time that e times as many credit others, of which none is
there: what came over an agency's wire came to the pages without a credit, too."""
_TAKEN_FROM = 0.6
"""What it speaks for an original each time that e times as many pages credit it."""
_SILENT = 0.9
"""What it speaks for it that a page credits nobody: so do originals."""
_CREDITS = 1.9
"""What it speaks against an original that its page credits an article of the story."""
_UNREAD = 3.0
"""Or, where that article was never read, as if it shared the text as well."""
_FEW = 12
"""Articles that have fewer partners were compared with all that come near."""
_NEAREST = 12
"""Others are looked at, nearest first."""
_ONCE = 0.1
"""To have taken once tells nearly half of that: few outlets are taken from at all."""
_LEAST_MORE = 0.05
"""Two outlets that begin stories about as often tell nothing."""
_USUAL = 20
"""An outlet that took so often from another is in the habit of it."""


@dataclass(frozen=True, slots=True)
class Possible:
    """The possible sources of a story's articles."""

    reasons: Mapping[str, Mapping[str, tuple[Reason, ...]]]
    """For each article, by source."""
    unknown: Mapping[str, float]
    """For each article, the log odds of a source that is not in the store."""
    shared_by: Mapping[str, Mapping[str, float]]
    """For each article, by source: the logarithm of how many could be as well."""

    @property
    def scores(self) -> dict[str, dict[str, float]]:
        """For each article, the log odds of each source.

        That there is one among many is no likelier than that there is one among
        few: so what speaks for each is parted between them.
        """
        return {
            copy: _scored(sources, self.shared_by[copy])
            for copy, sources in self.reasons.items()
        }


def _scored(
    sources: Mapping[str, Sequence[Reason]], shared_by: Mapping[str, float]
) -> dict[str, float]:
    """The log odds of each source of an article.

    Whether it was taken from one that is known, they tell by what speaks for each
    alone; which one that is, also by what speaks for one against the others.
    """
    odds = {source: sum(one.weight for one in why) for source, why in sources.items()}
    alone = [
        sum(one.weight for one in why if one.name not in RELATIVE) - shared_by[source]
        for source, why in sources.items()
    ]
    change = _sum(alone) - _sum(odds.values()) if odds else 0.0
    return {source: value + change for source, value in odds.items()}


def _sum(odds: Collection[float]) -> float:
    """Of log odds, the log odds of their sum."""
    most = max(odds)
    return most + math.log(math.fsum(math.exp(one - most) for one in odds))


def possible(story: Story, known: Known | None = None) -> Possible:
    """Every source that an article of the story may have, with all reasons.

    ``known`` is what follows from the story, where that was found out already.
    """
    known = known or Known(story)
    copies = sorted(story.articles.keys() - story.outside)
    reasons = {copy: _sources(known, copy) for copy in copies}
    shared_by = {copy: _as_well(known, copy, list(reasons[copy])) for copy in copies}
    return Possible(reasons, {c: _unknown(known, c) for c in copies}, shared_by)


def _sources(known: Known, copy: str) -> dict[str, tuple[Reason, ...]]:
    """Every possible source of an article, with its reasons."""
    found = {source: _why(known, source, copy) for source in _candidates(known, copy)}
    for source, why in against_each_other(known, copy, list(found)):
        found[source].append(why)
    return {source: tuple(why) for source, why in found.items()}


def _unknown(known: Known, copy: str) -> float:
    """The log odds that an article comes from elsewhere, or is an original.

    A page that credits an outlet of which no article is near speaks for it, be it
    this one or another of the story; so does it that many pages credit this one: whom
    all take from rarely takes. Pages that credit an outlet of which the story has an
    article speak against it.
    """
    named = [
        sum(reason.weight for reason in edge.reasons) * known.support(outlet)
        for outlet, edge in known.outside(copy).items()
    ]
    own = known.below(copy) | {copy}
    inside = len(known.crediting_inside) - _in(known.crediting_inside, own)
    outside = len(known.crediting_outside) - _in(known.crediting_outside, {copy})
    return (
        _NOWHERE
        + max([0.0, *named])
        - _INSIDE * math.log1p(inside)
        + _OUTSIDE * math.log1p(outside)
        + _TAKEN_FROM * math.log1p(len(known.crediting[copy]))
        + _SILENT * known.is_silent(copy)
        - _CREDITS * known.credits_inside(copy)
        - _UNREAD * known.credits_unread(copy)
    )


def _in(many: Collection[str], some: Collection[str]) -> int:
    """How many of the few are among the many."""
    return sum(1 for one in some if one in many)


def _as_well(known: Known, copy: str, sources: Sequence[str]) -> dict[str, float]:
    """For each source, the logarithm of how many others could be it as well.

    Each counts for the more, the more pages credit it: it is the more widely read.
    Beside one that is older only the older ones are counted, as far as dates
    tell them apart; beside one that seems to be younger, all.
    """
    chances = {source: known.chance(source, copy) for source in sources}
    read = {source: 1.0 + len(known.crediting[source]) for source in sources}
    older = max(1.0, sum(read[s] * c for s, c in chances.items()))
    every = sum(read.values())
    return {
        s: math.log(max(1.0, (older if c >= EVEN else every) / read[s]))
        for s, c in chances.items()
    }


def _candidates(known: Known, copy: str) -> list[str]:
    """Whoever shares its text, whoever it credits, and whoever an analyst names."""
    articles = known.story.articles
    outlet = articles[copy].outlet
    by_text = {
        source
        for source in known.near[copy] | _alike(known, copy)
        if articles[source].outlet != outlet or outlet is None
    }
    said = {source for source, end in known.story.judged if end == copy}
    named = {one for key in known.named[copy] for one in known.outlets[key]}
    if not any(known.before(source, copy) for source in by_text):
        # Who has an older text in its own language was not translated.
        by_text |= {s for s in known.parallel[copy] if articles[s].outlet != outlet}
    found = (by_text - known.story.outside) | known.credits[copy].keys() | named
    return sorted((found | (said & articles.keys())) - {copy})


def _alike(known: Known, copy: str) -> set[str]:
    """The sources nearest by their text, also where nothing compared the two."""
    if len(known.near[copy]) < _FEW:
        return set()
    able = [one for one in known.alike.get(copy, ()) if not known.before(copy, one)]
    able.sort(key=lambda source: (known.variants.changes(source, copy), source))
    return set(able[:_NEAREST])


def _why(known: Known, source: str, copy: str) -> list[Reason]:
    """What speaks for and against one source alone."""
    story = known.story
    edge = known.credits[copy].get(source) or known.named_outlet(source, copy)
    if edge and edge.source:
        why = list(edge.reasons)
    else:
        shared = known.shared.get(source, copy)
        ends = story.articles[source], story.articles[copy]
        why = list(comparing(*ends, shared))
        if shared is None and (most := known.alike.get(copy, {}).get(source)):
            detail = f"{most:.0%} of the shorter text"
            why.append(reason("shared-text", scale=most, detail=detail))
        if edge:
            why += [r for r in edge.reasons if r.name == "declared-name"]
        if beside := known.parallel[copy].get(source):
            why.append(in_parallel(beside))
    why += _elsewhere(known, source, copy)
    said = story.judged.get((source, copy))
    return [*why, said] if said else why


def _elsewhere(known: Known, source: str, copy: str) -> Iterator[Reason]:
    """What other stories tell of their two outlets."""
    articles = known.story.articles
    outlets = articles[source].outlet or "", articles[copy].outlet or ""
    # The copy's own credit is one of those that were counted.
    own = source in known.credits[copy] or known.named_outlet(source, copy) is not None
    told = max(0, known.story.habits.get(outlets, 0) - own)
    seeming = known.story.inclinations.get(outlets, 0.0)
    if count := told + seeming:
        scale = min(1.0, math.log1p(count / _ONCE) / math.log1p(_USUAL / _ONCE))
        detail = f"{told} times" if told or not seeming else "never credited"
        if seeming:
            detail += f", and seemingly about {seeming:.3g} times more"
        yield reason("habit", scale=scale, detail=detail)
    more = known.begins.get(source, EVEN) - known.begins.get(copy, EVEN)
    if abs(more) >= _LEAST_MORE:
        name = "begins-more" if more > 0 else "takes-more"
        yield reason(name, scale=abs(more))
    homes = known.homes[copy]
    if outlets[0] != outlets[1] and not homes.isdisjoint(outlets):
        name = "author-of-source" if outlets[0] in homes else "author-of-copy"
        yield reason(name)
