"""Shares and quantiles."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.measure import quantile, share


def test_a_share_of_nothing_is_not_known() -> None:
    assert share(0, 0) is None
    assert share(1, 3) == 0.3333


def test_a_quantile_of_nothing_is_not_known() -> None:
    assert quantile([], 0.5) is None


@pytest.mark.parametrize("at, value", [(0.1, 3.0), (0.5, 15.0), (0.9, 27.0)])
def test_a_quantile_is_the_value_of_its_rank(at: float, value: float) -> None:
    assert quantile([(float(n), 1) for n in range(1, 31)], at) == value


@given(st.lists(st.integers(-100, 100), min_size=1), st.floats(0.01, 0.99))
def test_counted_values_and_single_ones_have_the_same_quantile(
    values: list[int], at: float
) -> None:
    counted = [(float(value), count) for value, count in Counter(values).items()]
    found = quantile(counted, at)
    assert found in values
    assert found == quantile([(float(value), 1) for value in values], at)
    assert sum(value <= found for value in values) >= at * len(values) - 1e-6
