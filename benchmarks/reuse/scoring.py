"""How many of the planted copies were found, and how many of the found are copies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.reuse.articles import KINDS, Truth

Pairs = NDArray[np.int64]
"""Two columns: numbers of articles."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Score:
    """How well an engine's pairs agree with the truth."""

    pairs: int
    """How many different ones were reported."""
    recall: Mapping[str, float]
    """The share of planted pairs that were reported, by kind; a composite has two."""
    precision: float
    """The share of reported pairs that are right; 1 for none."""


def score(truth: Truth, reported: Iterable[Pairs]) -> Score:
    """Compare what was reported with what was planted.

    A pair is right if one is the other's original, or both are copies of one
    original. What everybody repeats makes no pair right.
    """
    found = _unique(reported)
    right = _right(truth, found)
    return Score(
        pairs=len(found),
        recall={
            kind: float(np.isin(_keys(planted), _keys(found)).mean())
            for kind, planted in _planted(truth).items()
        },
        precision=float(right.mean()) if len(found) else 1.0,
    )


def _unique(reported: Iterable[Pairs]) -> Pairs:
    """Each pair once, the smaller number first."""
    pairs = np.concatenate([np.empty((0, 2), np.int64), *reported])
    pairs.sort(axis=1)
    _, first = np.unique(_keys(pairs), return_index=True)
    return pairs[first]


def _keys(pairs: Pairs) -> NDArray[np.int64]:
    """One number for each pair whose smaller number stands first."""
    return (pairs[:, 0] << 32) | pairs[:, 1]


def _planted(truth: Truth) -> dict[str, Pairs]:
    """The planted pairs of each kind that there are any of."""
    planted = {}
    for place, kind in enumerate(KINDS):
        copies = np.flatnonzero(truth.kinds == place)
        both = [np.stack([copies, truth.sources[copies, i]], axis=1) for i in (0, 1)]
        if len(copies):
            planted[kind.value] = _unique(both)
    return planted


def _right(truth: Truth, pairs: Pairs) -> NDArray[np.bool_]:
    """Whether the two of each pair come from one article."""
    left, right = truth.sources[pairs[:, 0]], truth.sources[pairs[:, 1]]
    right_ones: NDArray[np.bool_] = (left[:, :, None] == right[:, None, :]).any((1, 2))
    return right_ones
