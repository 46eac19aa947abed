"""Claims, overlaps and dates to republications. Pure: facts in, edges out."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graph.identity import name_key
from graph.identity.desk import is_desk
from graph.model import Credit, Relation, Republication, Reuse, Where, Witness
from graph.resolve import timing
from graph.resolve.reasons import reason, verdict
from graph.reuse.judge import COPIED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graph.model import Claim, Date, Overlap, Reason
    from graph.reuse.parallel import Parallel

_SEEN = frozenset({Where.TEXT, Where.LINK, Where.FEED})
"""Where a reader sees a credit."""
_BY_TEXT = {
    Reuse.COPY: Relation.REPUBLISHES,
    Reuse.EDITED: Relation.ADAPTS,
    Reuse.EXCERPT: Relation.EXCERPTS,
    Reuse.COMPOSITE: Relation.ADAPTS,
}
"""What a copy did with its source, where only the texts tell."""
_COPIED = 0.6
"""What shared text counts for at least, of what a whole copy counts for, where it
was judged to be copied."""
_NOTHING = 0.05
"""Two texts that share less than this share by chance."""
_HALF = 0.5
_WRONG = 0.03
"""So many of the dates that pages bear are not those of the article."""
_TOLD = 0.02
"""Less of an order of dates than this is none."""
_ENOUGH_WORDS = 40
"""A text shorter than this proves nothing by what it does not share."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Evidence:
    """A claim of the copy, and what is known of the source it points at."""

    claim: Claim
    """What the copy's page says."""
    source: Witness | None = None
    """The article it points at; None where only the outlet is known."""
    outlet: str | None = None
    """The source's outlet key."""
    overlap: Overlap | None = None
    """What both texts share; None where one of them is not known."""
    found: float | None = None
    """How sure a search was of the source; None where the page links to it."""
    mutual: bool = False
    """Whether the source's page credits the copy."""


def declared(copy: Witness, evidence: Sequence[Evidence]) -> tuple[Republication, ...]:
    """The edges that a copy's own page declares, one for each source.

    Two claims about one source give one edge, with the reasons of the stronger;
    an outlet is no source of its own beside an article of it.
    """
    edges: dict[str, Republication] = {}
    for item in sorted(evidence, key=lambda e: -e.claim.strength):
        edge = _declared_edge(copy, item)
        if edge is not None:
            edges.setdefault(edge.source or edge.source_outlet or "", edge)
    articles = {edge.source_outlet for edge in edges.values() if edge.source}
    return tuple(
        edge
        for edge in edges.values()
        # The outlet alone says less than its article does.
        if edge.source or edge.source_outlet not in articles
    )


def _declared_edge(copy: Witness, item: Evidence) -> Republication | None:
    source = item.source
    if source is not None and source.id == copy.id:
        return None
    outlet = source.outlet if source and source.outlet else item.outlet
    if source is None and (outlet is None or outlet == copy.outlet):
        return None
    reasons = in_order((*_saying(item), *_comparing(source, copy, item)))
    return Republication(
        source=source.id if source else None,
        source_outlet=outlet,
        copy=copy.id,
        relation=_relation(copy, item),
        declared=True,
        inferred=item.overlap is not None and item.overlap.reuse in COPIED,
        verdict=verdict(reasons),
        credit=_credit(item),
        quote=item.claim.places[0].quote,
        cue=item.claim.cue,
        overlap=item.overlap,
        reasons=reasons,
    )


def _relation(copy: Witness, item: Evidence) -> Relation:
    """As claimed; a whole copy in another language is a translation, said or not."""
    stated, source = item.claim.relation, item.source
    if stated is not Relation.REPUBLISHES or source is None:
        return stated
    languages = {source.language, copy.language}
    if len(languages - {None}) < 2 or not source.words:
        return stated
    return Relation.TRANSLATES


def _credit(item: Evidence) -> Credit:
    """What a reader of the copy sees: markup and pixels are not for readers."""
    claim = item.claim
    if not any(place.where in _SEEN for place in claim.places):
        return Credit.NONE
    # An address such as ``/?p=7`` was read from the pixel; readers got a name.
    hidden = any(place.where is Where.PIXEL for place in claim.places)
    by_number = "?p=" in (claim.reference.url or "")
    if item.source is None or item.found is not None or (hidden and by_number):
        return Credit.NAMED
    return Credit.LINKED


def _saying(item: Evidence) -> Iterator[Reason]:
    """What the page itself says."""
    claim = item.claim
    scale = claim.strength
    places = {place.where for place in claim.places}
    if places == {Where.PIXEL}:
        yield reason("pixel", scale=scale, detail=claim.places[0].quote)
    elif claim.cue == "canonical" and len(claim.places) == 1:
        yield reason("canonical", scale=scale, detail=claim.places[0].quote)
    elif item.source is not None and item.found is None:
        yield reason("declared-link", scale=scale, detail=claim.places[0].quote)
    else:
        yield reason("declared-name", scale=scale, detail=claim.places[0].quote)
    if item.found is not None:
        yield reason("found", scale=item.found, detail=f"match {item.found:.2f}")
    if item.mutual:
        yield reason("mutual-credit")


def _comparing(
    source: Witness | None, copy: Witness, item: Evidence
) -> Iterator[Reason]:
    """What the two articles say side by side."""
    if source is None:
        return
    yield from _sharing(source, copy, item.overlap)
    yield from _resembling(source, copy)
    stated = item.claim.reference.date
    if stated and source.published and not _apart(stated, source.published):
        yield reason(
            "credited-date", detail=f"{stated.value} = {source.published.value}"
        )


def _sharing(
    source: Witness, copy: Witness, overlap: Overlap | None
) -> Iterator[Reason]:
    if overlap is None:
        return
    detail = (
        f"{overlap.of_copy:.0%} of the copy, {overlap.of_original:.0%} of the source"
    )
    if overlap.reuse in COPIED:
        # A short part of a long text is copied no less than a whole one.
        share = max(overlap.of_copy, overlap.of_original, _COPIED)
        yield reason("shared-text", scale=min(1.0, share), detail=detail)
    elif overlap.of_copy > _NOTHING:
        yield reason("shared-text", scale=overlap.of_copy, detail=detail)
    elif (
        source.language is not None
        and source.language == copy.language
        and min(source.words, copy.words) >= _ENOUGH_WORDS
    ):
        yield reason("no-shared-text", detail=detail)


def _resembling(source: Witness, copy: Witness) -> Iterator[Reason]:
    if source.headline and name_key(source.headline) == name_key(copy.headline):
        yield reason("same-headline", detail=source.headline)
    # Two outlets' desks of one name are never one author.
    people = [
        {name_key(name) for name in one.authors if not is_desk(name)}
        for one in (source, copy)
    ]
    if shared := people[0] & people[1]:
        names = ", ".join(a for a in copy.authors if name_key(a) in shared)
        yield reason("same-author", detail=names)
    yield from _timing(source, copy)


def _timing(source: Witness, copy: Witness) -> Iterator[Reason]:
    """What the dates say, as far as they can be told apart, and are right."""
    chance = timing.chance_before(source, copy)
    chance = _WRONG + (1.0 - 2.0 * _WRONG) * chance
    name = "earlier" if chance > _HALF else "later"
    most = 1.0 - _WRONG if chance > _HALF else _WRONG
    scale = math.log(chance / _HALF) / math.log(most / _HALF)
    if scale >= _TOLD:
        dates = f"{timing.told(source)}, {timing.told(copy)}"
        yield reason(name, scale=scale, detail=dates)


def _apart(one: Date, other: Date) -> bool:
    return one.before(other) or other.before(one)


def comparing(
    source: Witness, copy: Witness, shared: Overlap | None
) -> tuple[Reason, ...]:
    """What two articles say side by side, whatever their pages declare."""
    return (*_sharing(source, copy, shared), *_resembling(source, copy))


def in_parallel(beside: Parallel) -> Reason:
    """That a text says in another language what the other says."""
    detail = f"{beside.anchors} names and figures"
    return reason("parallel-text", scale=beside.order, detail=detail)


def as_translation(edge: Republication) -> Republication:
    """An edge between two texts that say the same in two languages."""
    if edge.relation in {Relation.REPUBLISHES, Relation.ADAPTS}:
        edge = replace(edge, relation=Relation.TRANSLATES)
    return replace(edge, inferred=True)


def inferred(
    source: Witness, copy: Witness, shared: Overlap | None, reasons: Sequence[Reason]
) -> Republication:
    """The edge that text and time alone speak for, with the tree's reasons."""
    edge = Republication(
        source=source.id,
        source_outlet=source.outlet,
        copy=copy.id,
        relation=Relation.REPUBLISHES,
        declared=False,
        inferred=False,
        verdict=verdict(tuple(reasons)),
        credit=Credit.NONE,
        reasons=in_order(reasons),
    )
    return with_overlap(edge, shared) if shared else edge


def with_overlap(edge: Republication, shared: Overlap) -> Republication:
    """An edge that nobody declares, with what the two texts share."""
    relation = _BY_TEXT.get(shared.reuse) if shared.reuse else None
    return replace(
        edge,
        overlap=shared,
        inferred=True,
        relation=relation or Relation.ADAPTS,
    )


def in_order(reasons: Sequence[Reason]) -> tuple[Reason, ...]:
    """Reasons, strongest first."""
    return tuple(sorted(reasons, key=lambda r: (-abs(r.weight), r.name)))
