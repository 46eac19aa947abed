"""What the texts of a story say of the credits on its pages. Pure.

A page may credit what it has nothing from. One page alone can't tell: a story can,
by whoever has the copy's text, and by what two languages have in common.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from graph.model import Verdict
from graph.resolve.reasons import reason, verdict
from graph.resolve.republication import as_translation, in_order, in_parallel
from graph.reuse.parallel import anchors, parallel

if TYPE_CHECKING:
    from graph.model import Reason, Republication
    from graph.resolve.story import Known

BY_TEXTS = frozenset({"not-parallel", "parallel-text", "text-elsewhere"})
"""The reasons that are added to a credit here."""
_ENOUGH = 12
"""Two texts with fewer names and figures may be a translation all the same."""


def weighed(known: Known) -> list[Republication]:
    """The credits on a story's pages, with what the texts say of each.

    Whether a credit stands at all its own page tells: what is counted over all
    stories must not depend on which of them were settled before.
    """
    return [_weighed(known, edge) for edge in known.story.declared]


def _weighed(known: Known, edge: Republication) -> Republication:
    told = _told(known, edge.source, edge.copy) if edge.source else None
    if told is None or any(one.name == "no-shared-text" for one in edge.reasons):
        return edge
    reasons = in_order((*edge.reasons, told))
    edge = replace(edge, reasons=reasons, verdict=_standing(edge, verdict(reasons)))
    return as_translation(edge) if told.name == "parallel-text" else edge


def _standing(edge: Republication, told: Verdict) -> Verdict:
    if edge.verdict is Verdict.REJECTED:
        return Verdict.REJECTED
    return Verdict.POSSIBLE if told is Verdict.REJECTED else told


def _told(known: Known, source: str, copy: str) -> Reason | None:
    """What speaks for or against a source that is credited; None for nothing."""
    texts = [known.story.texts.get(one) for one in (source, copy)]
    if not all(texts) or (source, copy) in known.shared:
        return None
    tongues = [known.story.articles[one].language for one in (source, copy)]
    if None in tongues:
        return None
    if tongues[0] == tongues[1]:
        return reason("text-elsewhere") if known.near[copy] else None
    if beside := known.parallel[copy].get(source):
        return in_parallel(beside)
    rows = [anchors(text or "").row for text in texts]
    if min(map(len, rows)) < _ENOUGH or parallel(*rows):
        return None
    return reason("not-parallel")
