"""The likelihood of true trees, and how it changes with the weights."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.fitting.likelihood import Forest, likelihood

RELATIVE = np.array([False, True])
WEIGHTS = np.array([0.7, -1.2])


def forest(*true: tuple[int, int]) -> Forest:
    """Three articles, of which each may come from each, with two reasons."""
    edges = [(s, c) for c in range(3) for s in range(3) if s != c]
    copies = {copy for _, copy in true}
    return Forest(
        sources=np.array([source for source, _ in edges]),
        copies=np.array([copy for _, copy in edges]),
        scales=np.array([[1.0 + s, 0.5 * c * s] for s, c in edges]),
        shared_by=np.full(len(edges), 0.3),
        unknown=np.array([0.4, -0.2, 0.1]),
        true=np.array([edge in true or edge[1] not in copies for edge in edges]),
        rootless=np.array([copy not in copies for copy in range(3)]),
    )


def of(*true: tuple[int, int]) -> float:
    return likelihood(forest(*true), WEIGHTS, RELATIVE)[0]


def test_all_trees_together_are_certain() -> None:
    assert of() == pytest.approx(0.0)


def test_what_may_not_be_true_together_makes_nothing_likely() -> None:
    assert of((0, 1), (1, 2), (2, 0)) == 0.0


def test_the_ways_to_take_one_article_add_up_to_one() -> None:
    taken = sum(np.exp(of((source, 1))) for source in (0, 2))
    alone = forest()
    alone.true[alone.copies == 1] = False
    rootless = np.exp(likelihood(alone, WEIGHTS, RELATIVE)[0])
    assert taken + rootless == pytest.approx(1.0)


def test_the_slope_is_that_of_the_likelihood() -> None:
    one, step = forest((0, 1), (1, 2)), 1e-6
    value, slope = likelihood(one, WEIGHTS, RELATIVE)
    assert value < 0.0
    for place in range(2):
        more = WEIGHTS.copy()
        more[place] += step
        change = likelihood(one, more, RELATIVE)[0] - value
        assert change / step == pytest.approx(slope[place], abs=1e-4)
