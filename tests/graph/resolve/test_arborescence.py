"""The greatest arborescence of a matrix is the one that networkx finds."""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.resolve.arborescence import greatest_arborescence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

NO = -math.inf


def matrix(rows: Sequence[Sequence[float]]) -> NDArray[np.float64]:
    return np.array(rows, dtype=np.float64)


def random_matrix(seed: int, nodes: int, missing: float) -> NDArray[np.float64]:
    """Edges of every weight, some of them not there, but from the root to each."""
    chance = np.random.default_rng(seed)
    weights = chance.normal(0.0, 3.0, (nodes, nodes))
    gone = chance.random((nodes, nodes)) < missing
    gone[0] = False
    weights[gone] = NO
    return weights


def total(weights: NDArray[np.float64], sources: Sequence[int]) -> float:
    return float(sum(weights[s, node] for node, s in enumerate(sources) if node))


def is_tree(sources: Sequence[int]) -> bool:
    """Whether the way up from every node ends at the root."""
    for start in range(len(sources)):
        node, steps = start, 0
        while node and steps < len(sources):
            node, steps = sources[node], steps + 1
        if node:
            return False
    return True


def by_networkx(weights: NDArray[np.float64]) -> list[int]:
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(len(weights)))
    graph.add_weighted_edges_from(
        (source, node, weights[source, node])
        for source, node in itertools.permutations(range(len(weights)), 2)
        if node and weights[source, node] > NO
    )
    found = nx.maximum_spanning_arborescence(graph)
    return [0, *(next(iter(found.pred[node])) for node in range(1, len(weights)))]


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("missing", [0.0, 0.5, 0.9])
@pytest.mark.parametrize("nodes", [2, 5, 14])
def test_it_is_the_one_that_networkx_finds(
    seed: int, nodes: int, missing: float
) -> None:
    weights = random_matrix(seed, nodes, missing)
    assert greatest_arborescence(weights) == by_networkx(weights)


@given(
    st.integers(2, 7).flatmap(
        lambda count: st.lists(
            st.lists(st.integers(-2, 2), min_size=count, max_size=count),
            min_size=count,
            max_size=count,
        )
    )
)
def test_where_many_trees_are_equal_it_is_one_of_the_greatest(
    rows: list[list[int]],
) -> None:
    weights = matrix(rows)
    found = greatest_arborescence(weights)
    assert is_tree(found)
    assert total(weights, found) == total(weights, by_networkx(weights))
    assert greatest_arborescence(weights) == found


def test_one_node_is_the_root() -> None:
    assert greatest_arborescence(matrix([[0]])) == [0]


def test_of_equal_edges_that_from_the_least_node_is_taken() -> None:
    assert greatest_arborescence(np.zeros((4, 4))) == [0, 0, 0, 0]
    weights = matrix([[0, 2, 2, 0], [0, 0, 0, 1], [0, 0, 0, 1], [0, 0, 0, 0]])
    assert greatest_arborescence(weights) == [0, 0, 0, 1]


def test_edges_that_are_not_there_are_never_taken() -> None:
    weights = matrix([[NO, -50, -50], [NO, NO, NO], [NO, NO, NO]])
    assert greatest_arborescence(weights) == [0, 0, 0]


def test_a_circle_is_entered_where_it_costs_least() -> None:
    weights = matrix([[0, 1, 1, 2], [0, 0, 9, 0], [0, 0, 0, 9], [0, 9, 0, 0]])
    assert greatest_arborescence(weights) == [0, 3, 1, 0]


def test_circles_within_circles_are_broken() -> None:
    weights = np.full((5, 5), NO)
    weights[0, 1:] = [1, 0, 0, 0]
    weights[1, 2] = weights[2, 1] = 9
    weights[3, 4] = weights[4, 3] = 9
    weights[2, 3], weights[4, 1] = 8, 8
    assert greatest_arborescence(weights) == [0, 0, 1, 2, 3]


def test_the_matrix_stays_as_it_was() -> None:
    weights = random_matrix(1, 6, 0.3)
    before = weights.copy()
    greatest_arborescence(weights)
    np.testing.assert_array_equal(weights, before)


def test_many_nodes_that_may_all_come_from_each_other_are_quick() -> None:
    weights = random_matrix(3, 300, 0.0)
    assert is_tree(greatest_arborescence(weights))
