"""Groups come out the same in any order, and keep to what analysts say."""

from __future__ import annotations

from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from graph.identity.grouping import MOST, Join, grouped

KEYS = st.sampled_from("abcdefg")
JOINS = st.lists(st.builds(Join, rank=st.integers(0, 3), one=KEYS, other=KEYS))
PARTED = st.lists(st.tuples(KEYS, KEYS).filter(lambda pair: pair[0] != pair[1]))


def join(one: str, other: str, rank: int = 1) -> Join:
    return Join(rank=rank, one=one, other=other)


def test_joins_go_on_from_one_to_the_next() -> None:
    assert grouped([join("c", "d"), join("a", "b"), join("b", "c")]) == [list("abcd")]


def test_the_weaker_join_gives_way_where_two_are_held_apart() -> None:
    joins = [join("a", "b", rank=5), join("b", "c", rank=1)]
    assert grouped(joins, [("a", "c")]) == [["b", "c"]]
    assert grouped(joins, [("c", "a")]) == [["b", "c"]]


def test_two_that_are_joined_and_held_apart_are_apart() -> None:
    assert grouped([join("a", "b")], [("b", "a")]) == []


def test_a_group_without_bounds_says_nothing() -> None:
    keys = [f"{number:04}" for number in range(MOST + 1)]
    chain = [join(one, other) for one, other in pairwise(keys)]
    assert grouped(chain) == []
    assert grouped(chain[1:]) == [keys[1:]]
    # Not even if an analyst parts it: what joined it is wrong elsewhere too.
    assert grouped(chain, [(keys[0], keys[1])]) == []


@given(JOINS, PARTED, st.randoms())
def test_no_order_counts_and_nobody_is_with_a_foe(
    joins: list[Join],
    parted: list[tuple[str, str]],
    random: Random,
) -> None:
    found = grouped(joins, parted)
    shuffled, others = joins[:], parted[:]
    random.shuffle(shuffled)
    random.shuffle(others)
    assert grouped(shuffled, others) == found
    assert all(not {one, other} <= set(keys) for keys in found for one, other in parted)
    keys = [key for group in found for key in group]
    assert len(keys) == len(set(keys))
