"""The arborescence with the greatest sum, of a dense graph (Chu and Liu, Edmonds).

networkx has the same for any graph; this one takes a matrix, and a small part of the
time where everything may come from everything. A test holds the two together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Weights = NDArray[np.float64]
    Places = NDArray[np.int64]


def greatest_arborescence(weights: Weights) -> list[int]:
    """The source of each node; the root, which has none, is node 0.

    ``weights[i, j]`` is that of the edge from ``i`` to ``j``, minus infinity where
    there is none; from the root there is one to every node. Of equal edges the one
    from the least node is taken. Takes time by the square of the nodes for each
    circle that is met on the way.
    """
    graph = _Graph(weights)
    rings = []
    while (circle := _circle(best := graph.best())) is not None:
        rings.append(graph.contract(circle, best))
    chosen = {node: graph.edge(int(best[node]), node) for node in graph.alive()}
    for ring in reversed(rings):
        # The edge into the ring takes the place of one of its own.
        source, target = chosen[ring.name]
        chosen |= ring.edges
        chosen[int(ring.owners[target])] = source, target
    found = [0] * len(weights)
    for source, target in chosen.values():
        found[target] = source
    return found


class _Ring(NamedTuple):
    """A circle that became one node."""

    name: int
    """The node."""
    edges: dict[int, tuple[int, int]]
    """For each node of it the edge that it had, between nodes of the beginning."""
    owners: Places
    """For each node of the beginning the node it was a part of before."""


class _Graph:
    """A graph of which nodes become one, and edges keep their first ends."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights.copy()
        np.fill_diagonal(self.weights, -np.inf)
        self.weights[:, 0] = -np.inf
        count = len(weights)
        self.sources = np.repeat(np.arange(count)[:, None], count, axis=1)
        self.targets = self.sources.T.copy()
        self.owners = np.arange(count)
        self._alive = np.ones(count, bool)

    def alive(self) -> list[int]:
        """The nodes there are, but for the root."""
        return [int(node) for node in np.flatnonzero(self._alive) if node]

    def edge(self, source: int, target: int) -> tuple[int, int]:
        """The edge between two nodes, as it was in the beginning."""
        ends = source, target
        return int(self.sources[ends]), int(self.targets[ends])

    def best(self) -> Places:
        """The source of the best edge into each node; -1 where a node is gone."""
        found: Places = np.argmax(self.weights, axis=0)
        found[~self._alive] = -1
        found[0] = -1
        return found

    def contract(self, circle: list[int], best: Places) -> _Ring:
        """Make one node of a circle."""
        name, ring = circle[0], np.array(circle)
        edges = {node: self.edge(int(best[node]), node) for node in circle}
        owners = self.owners.copy()
        kept = self.weights[best[ring], ring]
        gains = self.weights[:, ring] - kept
        into, out = np.argmax(gains, axis=1), np.argmax(self.weights[ring], axis=0)
        rows = np.arange(len(self.weights))
        entered = gains[rows, into]
        left = self.weights[ring[out], rows]
        for ends in (self.sources, self.targets):
            ends[:, name], ends[name] = ends[rows, ring[into]], ends[ring[out], rows]
        self.weights[:, name], self.weights[name] = entered, left
        self._alive[ring[1:]] = False
        self.weights[ring[1:]] = self.weights[:, ring[1:]] = -np.inf
        self.weights[name, name] = self.weights[name, 0] = -np.inf
        self.owners[np.isin(self.owners, ring)] = name
        return _Ring(name, edges, owners)


def _circle(best: Places) -> list[int] | None:
    """The nodes of a circle of best edges; None where there is none."""
    done = best < 0
    for start in range(len(best)):
        way: list[int] = []
        node = start
        while not done[node]:
            done[node] = True
            way.append(node)
            node = int(best[node])
        if node in way:
            return way[way.index(node) :]
    return None
