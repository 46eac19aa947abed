"""What speaks for one possible source of a copy and against the others. Pure."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from graph.identity import name_key
from graph.model import Relation
from graph.resolve.reasons import reason

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graph.model import Reason, Republication, Witness
    from graph.resolve.story import Known

    Told = Iterator[tuple[str, Reason]]
    """A source, and what speaks for or against it."""

_SOON = 12.0
"""Hours in which most of what is taken is taken."""
_LONGEST = 4.0
"""A month or more tells nothing more."""
_LEAST = 0.05
_RENOWN = 3.0
"""To be credited by more than twenty times as many pages says nothing more."""


RELATIVE = frozenset(
    {
        "first",
        "lacks-variants",
        "long-before",
        "other-author",
        "other-headline",
        "shared-variants",
        "widely-credited",
    }
)
"""These choose between known sources, and do not say that there is an unknown one."""


def against_each_other(known: Known, copy: str, sources: Sequence[str]) -> Told:
    """Every reason that one source has because there are others."""
    yield from _credits(known, copy, sources)
    yield from _relays(known, copy, sources)
    yield from _renown(known, copy, sources)
    yield from _widely(known, copy, sources)
    yield from _variants(known, copy, sources)
    yield from _heads(known, copy, sources)
    yield from _waiting(known, copy, sources)
    yield from _first(known, sources)


def _credits(known: Known, copy: str, sources: Sequence[str]) -> Told:
    """Whom the copy credits, it has not from another; who credits it, gave nothing."""
    credited = {s for s in sources if _said(known, s, copy)}
    outside = known.outside(copy)
    scale = 1.0 if credited else max(map(known.support, outside), default=0.0)
    for source in sources:
        if source in known.below(copy):
            yield source, reason("credits-the-copy")
        if (credited or outside) and source not in credited:
            nearer = any(known.leads(one, source) for one in credited)
            nearer = nearer or not outside.keys().isdisjoint(known.outside(source))
            name = "credits-its-source" if nearer else "credits-another"
            yield source, reason(name, scale=scale)


def _relays(known: Known, copy: str, sources: Sequence[str]) -> Told:
    """A page that names its "via" has the text from there."""
    said = {source: _said(known, source, copy) for source in sources}
    vias = {s for s, edge in said.items() if edge and _is_via(edge)}
    for source in sources if vias else ():
        if said[source] and source not in vias:
            yield source, reason("via-another")


def _said(known: Known, source: str, copy: str) -> Republication | None:
    """The copy's credit of a source, be it by its outlet's name alone."""
    return known.credits[copy].get(source) or known.named_outlet(source, copy)


def _is_via(edge: Republication) -> bool:
    return edge.relation is Relation.RELAYS


def _renown(known: Known, copy: str, sources: Sequence[str]) -> Told:
    """Whom many pages credit, hardly took it from one that few of them do."""
    mine = len(known.crediting[copy])
    for source in sources if mine else ():
        theirs = len(known.crediting[source])
        if theirs < mine and not _said(known, source, copy):
            scale = min(math.log((1 + mine) / (1 + theirs)), _RENOWN)
            detail = f"{mine} pages, this source {theirs}"
            yield source, reason("credited-more", scale=scale, detail=detail)


def _widely(known: Known, copy: str, sources: Sequence[str]) -> Told:
    """Whom others credit is read, and so it is likelier taken from."""
    for source in sources:
        others = len(known.crediting[source]) - (_said(known, source, copy) is not None)
        if others > 0:
            detail = f"{others} page{'s' if others > 1 else ''}"
            scale = math.log1p(others)
            yield source, reason("widely-credited", scale=scale, detail=detail)


def _variants(known: Known, copy: str, sources: Sequence[str]) -> Told:
    """What the places tell in which the texts differ."""
    named = (*known.credits[copy].values(), *known.named[copy].values())
    if not known.variants.has(copy) or any(map(_is_via, named)):
        return
    able = [
        source
        for source in sources
        if known.shares(source, copy) and not known.surely_before(copy, source)
    ]
    if len(able) < 2:
        return
    apart = {source: known.variants.changes(source, copy) for source in able}
    least, most = min(apart.values()), max(apart.values())
    for source, changes in apart.items():
        shared, lacks = _times(changes, most), _times(least, changes)
        if shared >= _LEAST:
            detail = _places(most - changes)
            yield source, reason("shared-variants", scale=shared, detail=detail)
        if lacks >= _LEAST:
            detail = _places(changes - least)
            yield source, reason("lacks-variants", scale=lacks, detail=detail)


def _times(fewer: float, more: float) -> float:
    """How many times as many changes there are: logarithm."""
    return math.log((1.0 + more) / (1.0 + fewer))


def _places(changes: float) -> str:
    count = max(1, round(changes))
    return f"{count} place{'s' if count > 1 else ''}"


def _heads(known: Known, copy: str, sources: Sequence[str]) -> Told:
    """Headlines and bylines that another source has, and this one has not.

    A translation has others than its source: of another language nothing is told.
    """
    articles = known.story.articles
    languages = {None, articles[copy].language}
    older = [
        source
        for source in sources
        if not known.before(copy, source)
        and (articles[source].language in languages or len(languages) == 1)
    ]
    for name, key in (("other-headline", _headline), ("other-author", _byline)):
        mine = key(articles[copy])
        keys = {source: key(articles[source]) for source in older}
        if mine and mine in keys.values():
            yield from (
                (s, reason(name)) for s, theirs in keys.items() if theirs != mine
            )


def _headline(article: Witness) -> str:
    return name_key(article.headline)


def _byline(article: Witness) -> str:
    return " ".join(sorted(map(name_key, article.authors)))


def _waiting(known: Known, copy: str, sources: Sequence[str]) -> Told:
    """What is taken is mostly taken within hours or days: who came last is likelier."""
    lags = {}
    for source in sources:
        lag = known.lag(source, copy)
        if lag is not None:
            lags[source] = min(math.log1p(max(0.0, lag) / _SOON), _LONGEST)
    shortest = min(lags.values(), default=0.0)
    for source, lag in lags.items():
        if lag - shortest >= _LEAST:
            yield source, reason("long-before", scale=lag - shortest)


def _first(known: Known, sources: Sequence[str]) -> Told:
    """The source that was published before all the others, if one was."""
    dates = {s: known.story.articles[s].published for s in sources}
    dated = {s: date.earliest for s, date in dates.items() if date}
    first = min(dated, key=lambda s: (dated[s], s), default=None)
    others = [source for source in dated if source != first]
    if first and others and all(known.before(first, other) for other in others):
        yield first, reason("first")
