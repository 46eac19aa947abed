"""Pairs of texts to overlaps, wherever there is a processor for it. Pure.

What is handed over is plain: texts and numbers, so that a worker process may do it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from graph.reuse.commonplace import commonplace_all
from graph.reuse.judge import compare
from graph.reuse.prose import read_all

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from graph.model import Date, Overlap

Pair = tuple[str, str]
"""Two articles by their ids, the source, or the earlier one, first."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Text:
    """What comparing needs of an article."""

    id: str
    """Its article id."""
    outlet: str | None
    """Its outlet's key."""
    published: Date | None
    """When it was published there."""
    text: str
    """Its main text; empty where it was never read."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Work:
    """Pairs to compare, with all that it takes."""

    pairs: Sequence[tuple[str, str]]
    """Ids, in any order."""
    texts: Mapping[str, Text]
    """Every article of them, by its id."""
    boilerplate: NDArray[np.uint32] = field(
        default_factory=lambda: np.zeros(0, np.uint32)
    )
    """Fingerprints of what everybody repeats, ascending."""


def compared(work: Work) -> dict[Pair, Overlap]:
    """What each pair shares, judged; under (source, copy) by their dates."""
    texts = list(work.texts.values())
    readings = dict(
        zip(work.texts, read_all([text.text for text in texts]), strict=True)
    )
    words = [reading.words for reading in readings.values()]
    common = dict(zip(readings, commonplace_all(words, work.boilerplate), strict=True))
    found = {}
    for one, other in work.pairs:
        source, copy = ordered(work.texts[one], work.texts[other])
        found[source.id, copy.id] = compare(
            readings[source.id],
            readings[copy.id],
            one_outlet=source.outlet is not None and source.outlet == copy.outlet,
            common=(common[source.id], common[copy.id])
            if len(work.boilerplate)
            else None,
        )
    return found


def ordered(one: Text, other: Text) -> tuple[Text, Text]:
    """Two articles, the earlier one first; by their ids where dates say nothing."""
    if one.published and other.published:
        if one.published.likely_before(other.published):
            return one, other
        if other.published.likely_before(one.published):
            return other, one
    return (one, other) if one.id < other.id else (other, one)
