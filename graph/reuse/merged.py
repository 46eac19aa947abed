"""Texts that were made of several others: who they were taken from. Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from graph.model import Reuse
from graph.reuse.judge import COPIED, REASONS
from graph.rule import weighed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.model import Overlap

_CANDIDATES = COPIED | {Reuse.QUOTATION}
_SHARE = 0.2
"""Of the copy's words, what each source must give it that no other one does."""
_LONGEST = 30
"""Words in a row that each source must give it; less may be a common quotation."""
_TOGETHER = 0.5
"""Of the copy's words, what all of them must give it."""
_MOST_QUOTED = 0.5
"""Of what is shared, what may stand in quotation marks."""
_SAME = 0.5
"""Two sources that give it the same words, by this share, are copies of one."""


def merged(sources: Mapping[str, Overlap]) -> dict[str, Overlap]:
    """The sources that a copy was merged from, judged anew; none if there is one.

    Given is what the copy shares with each possible source. Greedy: the source of
    most words first, then whichever gives most that is not there yet. The first is
    the one whose story the copy belongs to.
    """
    wanted = {
        name: overlap for name, overlap in sources.items() if _may_be_part(overlap)
    }
    if len(wanted) < 2:
        return {}
    end = max(span.copy_end for one in wanted.values() for span in one.spans)
    covered = np.zeros(end, bool)
    chosen: list[str] = []
    given = 0.0
    for name in sorted(wanted, key=lambda name: (-wanted[name].of_copy, name)):
        mine = _mask(wanted[name], end)
        new = 1.0 - float(covered[mine].mean())
        if new >= _SAME and new * wanted[name].of_copy >= _SHARE:
            chosen.append(name)
            covered |= mine
            given += new * wanted[name].of_copy
    if len(chosen) < 2 or given < _TOGETHER:
        return {}
    return {name: _as_part(wanted[name], len(chosen)) for name in chosen}


def _may_be_part(overlap: Overlap) -> bool:
    """Whether the copy may have taken its own prose from there."""
    if overlap.reuse not in _CANDIDATES or overlap.quoted > _MOST_QUOTED:
        return False
    own_outlet = any(reason.name == "one-outlet" for reason in overlap.reasons)
    longest = max((span.words for span in overlap.spans), default=0)
    return not own_outlet and longest >= _LONGEST


def _mask(overlap: Overlap, end: int) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """The characters of the copy that a source has."""
    found = np.zeros(end, bool)
    for span in overlap.spans:
        found[span.copy_start : span.copy_end] = True
    return found


def _as_part(overlap: Overlap, count: int) -> Overlap:
    detail = f"{overlap.of_copy:.0%} of the copy, one of {count} sources"
    reason = weighed(REASONS, "merged", detail=detail)
    others = (one for one in overlap.reasons if one.name != "merged")
    reasons = sorted((reason, *others), key=lambda r: (-abs(r.weight), r.name))
    return replace(overlap, reuse=Reuse.COMPOSITE, reasons=tuple(reasons))
