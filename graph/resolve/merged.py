"""The second source of a text that was merged from two, where none is told. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.model import Reuse, Verdict
from graph.resolve.republication import comparing, inferred

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graph.model import Overlap, Reason, Republication
    from graph.resolve.story import Story

_OWN_PART = 0.25
"""A second source has this share of the copy's text, where the first has none."""


def second_sources(
    story: Story,
    reasons: Mapping[str, Sequence[Reason]],
    source: str,
    copy: str,
) -> list[Republication]:
    """The edge from the likeliest other source of what a copy's source has not.

    One or none. ``reasons`` are those of the copy's possible sources; articles of
    other stories that share a part are looked at, too.
    """
    first = story.overlap(source, copy)
    if first is None:
        return []
    ends = story.articles
    known = dict(reasons)
    for other in sorted(story.outside):
        if part_of_it := story.overlap(other, copy):
            known[other] = comparing(ends[other], ends[copy], part_of_it)
    offered = []
    for other, why in known.items():
        shared = story.overlap(other, copy)
        if other == source or not shared or shared.reuse is not Reuse.COMPOSITE:
            continue
        part = _beside(shared, first) / max(1, len(story.texts[copy]))
        if part >= _OWN_PART:
            weight = sum(one.weight for one in why)
            offered.append((-round(part + weight, 3), other, shared, why))
    if not offered:
        return []
    _, other, shared, why = min(offered, key=lambda one: one[:2])
    edge = inferred(ends[other], ends[copy], shared, why)
    return [] if edge.verdict is Verdict.REJECTED else [edge]


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
