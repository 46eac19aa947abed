"""Recall and precision of reported pairs."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.reuse.articles import KINDS, Kind, Truth
from benchmarks.reuse.scoring import Score, score

VERBATIM, COMPOSITE = KINDS.index(Kind.VERBATIM), KINDS.index(Kind.COMPOSITE)
# 0 and 1 are originals; 2 and 3 copy the first of them, 4 is made of both.
TRUTH = Truth(
    kinds=np.array([-1, -1, VERBATIM, VERBATIM, COMPOSITE], np.int8),
    sources=np.array([[0, 0], [1, 1], [0, 0], [0, 0], [0, 1]]),
)


def of(*pairs: tuple[int, int]) -> Score:
    return score(TRUTH, [np.array([pair]) for pair in pairs])


def test_everything_planted_was_found() -> None:
    found = of((0, 2), (3, 0), (4, 0), (1, 4))
    assert found.recall == {"verbatim": 1.0, "composite": 1.0}
    assert found.precision == 1.0


def test_nothing_was_found() -> None:
    found = score(TRUTH, [])
    assert found.recall == {"verbatim": 0.0, "composite": 0.0}
    assert (found.pairs, found.precision) == (0, 1.0)


def test_half_of_a_composite_counts_as_half() -> None:
    assert of((0, 4)).recall["composite"] == 0.5


@pytest.mark.parametrize("pair", [(0, 2), (2, 0), (2, 3), (3, 4), (1, 4)])
def test_a_right_pair(pair: tuple[int, int]) -> None:
    assert of(pair).precision == 1.0


@pytest.mark.parametrize("pair", [(0, 1), (1, 2), (3, 1)])
def test_a_wrong_pair(pair: tuple[int, int]) -> None:
    assert of(pair).precision == 0.0


def test_a_pair_counts_once_however_often_it_is_reported() -> None:
    found = of((0, 1), (1, 0), (0, 2), (2, 3))
    assert found.pairs == 3
    assert found.precision == pytest.approx(2 / 3)
