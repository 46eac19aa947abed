"""How likely the true tree of a story is, by the weights of the reasons.

A story's trees count by the sum of their edges' log odds, and the sum over all of them
is a determinant (Tutte 1948; Koo et al., EMNLP 2007). The sum over those that agree
with the truth is one as well: that of the edges that are true. What the logarithm of
either gains by an edge's odds is how likely that edge is among its trees.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]
    Places = NDArray[np.int64]
    Mask = NDArray[np.bool_]

_STEEPEST = 30.0
"""Log odds beyond this are as good as certain."""


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Forest:
    """A story of n articles with e possible edges, ordered by their copies."""

    sources: Places
    """For each edge the place of its source, 0 to n - 1; n for one outside."""
    copies: Places
    scales: Numbers
    """How much there is of each reason for each edge: e by the number of reasons."""
    shared_by: Numbers
    """For each edge, the logarithm of how many could be its source as well."""
    unknown: Numbers
    """For each article, the log odds of a source that is not in the store."""
    true: Mask
    """Which edges may be true ..."""
    rootless: Mask
    """... and which articles may come from no known source."""


def likelihood(
    forest: Forest, weights: Numbers, relative: Mask
) -> tuple[float, Numbers]:
    """The log likelihood of the true trees, and how it changes with each weight.

    ``relative`` are the reasons that choose between known sources only. Stories of
    which no tree agrees with the truth tell nothing: nought, and no change.
    """
    odds, slopes = _odds(forest, weights, relative)
    every = np.ones(len(odds), bool)
    total, likely = _trees(forest, odds, every, np.ones(len(forest.unknown), bool))
    true, wanted = _trees(forest, odds, forest.true, forest.rootless)
    if not np.isfinite(true):
        return 0.0, np.zeros_like(weights)
    inside = np.abs(odds) < _STEEPEST
    return true - total, slopes.T @ np.where(inside, wanted - likely, 0.0)


def _odds(forest: Forest, weights: Numbers, relative: Mask) -> tuple[Numbers, Numbers]:
    """The log odds of each edge, as trees count them, and their change by weight."""
    absolute = np.where(relative, 0.0, weights)
    every = forest.scales @ weights
    alone = forest.scales @ absolute - forest.shared_by
    sums, parts = zip(
        *(_sums(forest.copies, one) for one in (every, alone)), strict=True
    )
    _, starts, back = np.unique(forest.copies, return_index=True, return_inverse=True)
    kept = np.where(relative, 0.0, forest.scales)
    mean = [
        np.add.reduceat(one * part[:, None], starts)[back]
        for one, part in zip((forest.scales, kept), parts, strict=True)
    ]
    return every + sums[1] - sums[0], forest.scales + mean[1] - mean[0]


def _sums(copies: Places, odds: Numbers) -> tuple[Numbers, Numbers]:
    """For each edge, the log odds of all edges of its copy, and its share of them."""
    _, starts, back = np.unique(copies, return_index=True, return_inverse=True)
    most = np.maximum.reduceat(odds, starts)[back]
    total = np.add.reduceat(np.exp(odds - most), starts)[back]
    sums = most + np.log(total)
    return sums, np.exp(odds - sums)


def _trees(
    forest: Forest, odds: Numbers, edges: Mask, rootless: Mask
) -> tuple[float, Numbers]:
    """The logarithm of the sum over all trees of these edges; how likely each is."""
    count = len(forest.unknown)
    clipped = np.clip(odds, -_STEEPEST, _STEEPEST)
    weights = np.where(edges, np.exp(clipped), 0.0)
    table = np.zeros((count + 1, count))
    np.add.at(table, (forest.sources, forest.copies), weights)
    roots = np.where(rootless, np.exp(forest.unknown), 0.0) + table[count]
    into = roots + table[:count].sum(axis=0)
    if not into.all():
        return -np.inf, np.zeros_like(odds)
    laplacian = np.eye(count) - table[:count] / into
    sign, size = np.linalg.slogdet(laplacian)
    if sign <= 0:
        return -np.inf, np.zeros_like(odds)
    inverse = np.linalg.inv(laplacian) / into[:, None]
    own = np.diag(inverse)[forest.copies]
    above = np.minimum(forest.sources, count - 1)
    back = np.where(forest.sources < count, inverse[forest.copies, above], 0.0)
    return float(size + np.log(into).sum()), weights * np.maximum(0.0, own - back)
