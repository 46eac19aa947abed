"""How many independent sources are behind some articles."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.measure import Trace, hill, independent

WEIGHTS = st.lists(st.integers(1, 1000), min_size=1, max_size=20)
TRACES = st.lists(
    st.builds(
        Trace,
        article=st.integers(0, 50).map(str),
        root=st.sampled_from(["r", "s", "t", "outlet:x"]),
        known=st.just(value=True),
        sure=st.booleans(),
        outlet_alone=st.booleans(),
        story=st.sampled_from([None, "1", "2"]),
    ),
    min_size=1,
    unique_by=lambda trace: trace.article,
)


def trace(article: str, root: str = "", **fields: bool) -> Trace:
    """An article of one story with its root, itself where none is named."""
    known = fields.pop("known", bool(root))
    return Trace(
        article=article, root=root or article, known=known, story="s", **fields
    )


@given(WEIGHTS)
def test_a_hill_number_lies_between_one_and_the_number_of_roots(
    weights: list[int],
) -> None:
    orders = [hill(weights, order) for order in (0, 1, 2)]
    assert orders[0] == pytest.approx(len(weights))
    assert sorted(orders, reverse=True) == pytest.approx(orders)
    assert orders[2] >= 1 - 1e-9


@given(st.integers(1, 50), st.sampled_from([0.0, 1.0, 2.0]))
def test_equal_roots_count_in_full(number: int, order: float) -> None:
    assert hill([7] * number, order) == pytest.approx(number)


def test_order_1_is_the_exponential_of_the_entropy() -> None:
    entropy = -(0.75 * math.log(0.75) + 0.25 * math.log(0.25))
    assert hill([3, 1]) == pytest.approx(math.exp(entropy))


def test_copies_of_one_text_are_one_source() -> None:
    least, most = independent(trace(f"{n}", "root") for n in range(40))
    assert least == most
    assert (least.roots, least.effective, least.dominant) == (1, 1.0, 1.0)


def test_what_nobody_knows_the_origin_of_is_one_source_or_many() -> None:
    least, most = independent(trace(f"{n}") for n in range(4))
    assert (least.roots, most.roots) == (1, 4)
    assert most.effective == 4.0


def test_a_hop_that_is_only_possible_may_be_none() -> None:
    traces = [trace("a", "root"), trace("b", "root", sure=False)]
    least, most = independent(traces)
    assert (least.roots, most.roots) == (1, 2)


def test_two_stories_from_one_outlet_may_be_two_works() -> None:
    traces = [
        Trace(article=name, root="outlet:w", known=True, story=story, outlet_alone=True)
        for name, story in (("a", "1"), ("b", "1"), ("c", "2"), ("d", None))
    ]
    least, most = independent(traces)
    assert (least.roots, most.roots) == (1, 3)


@given(TRACES)
def test_the_least_is_never_more_than_the_most(traces: list[Trace]) -> None:
    least, most = independent(traces)
    assert 1 <= least.roots <= most.roots <= len(traces)
    assert least.effective <= most.effective
    assert least.dominant <= most.dominant


def test_no_article_has_no_source() -> None:
    least, most = independent([])
    assert (least.roots, least.effective, most.dominant) == (0, 0.0, 0.0)
