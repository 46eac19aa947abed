"""The possible edges of a world's stories, and which of them are true."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from sqlalchemy import select

from benchmarks.chains.asking import taken_in
from benchmarks.chains.scoring import is_copy, parent_right
from benchmarks.fitting.likelihood import Forest
from graph.identity import url_key
from graph.resolve.parents import possible
from graph.resolve.reasons import REASONS
from graph.resolve.settling import known_of
from graph.resolve.story import Known
from graph.resolve.telling import weighed
from graph.store import trees
from graph.store.schema import ARTICLE
from tests.world import WORLDS, World

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from graph.model import Reason
    from graph.resolve.parents import Possible
    from graph.resolve.story import Story
    from tests.world import Truth

NAMES = tuple(name for name, rule in REASONS.items() if rule.weight)
"""The reasons in the order of a forest's columns."""
_PLACE = {name: place for place, name in enumerate(NAMES)}


def _of_world(name: str, seed: int, articles: int) -> list[Forest]:
    """The stories of a world that have possible edges."""
    pages = list(World(articles=articles, seed=seed, parameters=WORLDS[name]).pages())
    truths = {url_key(page.url): page.truth for page in pages}
    with taken_in(pages) as (store, _), store.read() as connection:
        keys = {
            one: url_key(url)
            for one, url in connection.execute(select(ARTICLE.c.id, ARTICLE.c.url))
        }
        stories = list(trees.stories_of(connection, list(keys)).values())
        found = (_forest(one, keys, truths) for one in known_of(connection, stories))
        return [forest for forest in found if len(forest.copies)]


def _forest(
    story: Story, keys: Mapping[str, str], truths: Mapping[str, Truth]
) -> Forest:
    known = Known(story)
    known.hear(weighed(known))
    found = possible(known.story, known)
    place = {copy: number for number, copy in enumerate(found.reasons)}
    true, rootless = _truth(found, keys, truths)
    edges = [(source, copy) for copy, why in found.reasons.items() for source in why]
    return Forest(
        sources=np.array([place.get(s, len(place)) for s, _ in edges], np.int64),
        copies=np.array([place[c] for _, c in edges], np.int64),
        scales=np.array(
            [_scales(found.reasons[copy][source]) for source, copy in edges]
        ).reshape(len(edges), len(NAMES)),
        shared_by=np.array([found.shared_by[c][s] for s, c in edges]),
        unknown=np.array([found.unknown[copy] for copy in place]),
        true=np.array(true, bool),
        rootless=np.array(rootless, bool),
    )


def _scales(reasons: Sequence[Reason]) -> list[float]:
    """How much there is of each reason."""
    scales = [0.0] * len(NAMES)
    for one in reasons:
        if one.name in _PLACE:
            scales[_PLACE[one.name]] += one.weight / REASONS[one.name].weight
    return scales


def _truth(
    found: Possible, keys: Mapping[str, str], truths: Mapping[str, Truth]
) -> tuple[list[bool], list[bool]]:
    """Which edges may be true, and which articles may have no known source."""
    edges: list[bool] = []
    rootless = []
    for copy, why in found.reasons.items():
        truth = truths.get(keys.get(copy, ""))
        right = [bool(truth and parent_right(truth, keys.get(s))) for s in why]
        # Of a page that was not read, or whose source is not among those, all may be.
        unsaid = truth is None or (is_copy(truth) and bool(truth.parents))
        anything = unsaid and not any(right)
        edges += [one or anything for one in right]
        rootless.append(not any(right))
    return edges, rootless


def forests_of(some: Sequence[tuple[str, int]], articles: int) -> Iterator[Forest]:
    """The stories of several worlds, each by its name and seed."""
    for name, seed in some:
        yield from _of_world(name, seed, articles)
