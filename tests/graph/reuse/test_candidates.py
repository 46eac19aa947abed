"""Which articles are compared: those that share what not everybody has."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.reuse import candidates
from graph.reuse.candidates import (
    MOST_ARTICLES,
    Found,
    Known,
    first_of_each,
    hashes_of,
    keys_of,
    numbers_of,
    pairs,
)

OWN = 40
"""Fingerprints of an article's own."""


@dataclass
class Articles:
    """Articles as sets of fingerprints, in the order in which they came."""

    outlets: list[int] = field(default_factory=list)
    prints: list[set[int]] = field(default_factory=list)
    used: int = 1000

    def own(self, count: int = OWN) -> set[int]:
        """Fingerprints that nobody else has."""
        self.used += count
        return set(range(self.used - count, self.used))

    def add(self, outlet: int, prints: set[int]) -> int:
        """One more article; gives its number."""
        self.outlets.append(outlet)
        self.prints.append(prints)
        return len(self.prints)

    def pairs(self, first: int = 1) -> Found:
        """What is found when the articles from one on are new."""
        numbers = np.arange(1, len(self.prints) + 1)
        parts = [
            keys_of(
                np.array(sorted(some), np.uint32).view(np.int32),
                np.full(len(some), number),
            )
            for number, some in zip(numbers.tolist(), self.prints, strict=True)
        ]
        sizes = np.array([len(some) for some in self.prints])
        known = Known(numbers, sizes, np.array(self.outlets), numbers)
        return pairs(np.sort(np.concatenate(parts)), first, known)


def found_pairs(found: Found) -> dict[tuple[int, int], int]:
    """How many fingerprints each pair shares."""
    both = zip(found.ones.tolist(), found.others.tolist(), strict=True)
    return dict(zip(both, found.shared.tolist(), strict=True))


@pytest.fixture
def articles() -> Articles:
    return Articles()


@pytest.fixture
def in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """So few pairs at once that every article is a part of its own."""
    monkeypatch.setattr(candidates, "_AT_ONCE", 1)


@given(
    st.lists(
        st.tuples(
            st.sampled_from([0, 1, 2**31 - 1, 2**31, 2**32 - 1]) | st.integers(0, 9),
            st.integers(0, 2**31 - 1),
        )
    )
)
def test_a_fingerprint_is_its_hash_and_its_article(both: list[tuple[int, int]]) -> None:
    hashes = np.array([one for one, _ in both], np.uint32)
    numbers = np.array([other for _, other in both], np.int64)
    keys = keys_of(hashes.view(np.int32), numbers)
    assert hashes_of(keys).tolist() == hashes.tolist()
    assert numbers_of(keys).tolist() == numbers.tolist()
    keys = np.sort(keys)
    ordered = zip(hashes_of(keys).tolist(), numbers_of(keys).tolist(), strict=True)
    assert list(ordered) == sorted(both)


def test_two_fingerprints_in_common_make_a_pair_and_one_does_not(
    articles: Articles,
) -> None:
    articles.add(1, {1, 2, 3} | articles.own())
    articles.add(2, {1, 2} | articles.own())
    articles.add(3, {3} | articles.own())
    assert found_pairs(articles.pairs()) == {(2, 1): 2}


def test_one_is_enough_for_a_short_text(articles: Articles) -> None:
    articles.add(1, {1} | articles.own())
    articles.add(2, {1})
    articles.add(3, {1} | articles.own(candidates._FEW))
    assert found_pairs(articles.pairs()) == {(2, 1): 1, (3, 2): 1}


def test_pairs_of_older_articles_are_not_found_again(articles: Articles) -> None:
    shared = articles.own()
    for outlet in range(4):
        articles.add(outlet, shared)
    assert set(found_pairs(articles.pairs(first=4))) == {(4, 1), (4, 2), (4, 3)}
    assert found_pairs(articles.pairs(first=5)) == {}


def test_nothing_in_nothing_out(articles: Articles) -> None:
    none = np.zeros(0, np.int64)
    found = pairs(np.zeros(0, np.uint64), 1, Known(none, none, none, none))
    assert found_pairs(found) == {}
    assert found.boilerplate.tolist() == []
    assert first_of_each(np.zeros(0, np.uint64)).tolist() == []
    articles.add(1, set())
    articles.add(1, {7})
    assert found_pairs(articles.pairs()) == {}


@pytest.mark.parametrize("edge", [0, 2**31 - 1, 2**31, 2**32 - 1])
def test_hashes_at_both_ends_of_the_range_count_like_others(
    articles: Articles, edge: int
) -> None:
    articles.add(1, {edge, 5} | articles.own())
    articles.add(2, {edge, 5} | articles.own())
    assert found_pairs(articles.pairs()) == {(2, 1): 2}


def test_a_footer_of_one_outlet_is_boilerplate(articles: Articles) -> None:
    footer = {1, 2, 3, 4}
    for _ in range(3):
        articles.add(1, footer | articles.own())
    assert articles.pairs().boilerplate.tolist() == []
    for _ in range(2):
        articles.add(1, footer | articles.own())
    found = articles.pairs(first=5)
    assert set(found.boilerplate.tolist()) == footer
    assert found_pairs(found) == {}


def test_what_unrelated_articles_of_many_outlets_share_is_boilerplate(
    articles: Articles,
) -> None:
    notice = {1, 2, 3}
    for outlet in range(8):
        articles.add(outlet, notice | articles.own())
    assert articles.pairs().boilerplate.tolist() == []
    for outlet in range(8, 11):
        articles.add(outlet, notice | articles.own())
    found = articles.pairs(first=11)
    assert set(found.boilerplate.tolist()) == notice
    assert found_pairs(found) == {}


@pytest.mark.usefixtures("in_parts")
def test_boilerplate_that_was_just_learned_pairs_nobody_that_follows(
    articles: Articles,
) -> None:
    footer = {1, 2, 3, 4}
    for _ in range(50):
        articles.add(1, footer | articles.own())
    found = articles.pairs()
    assert set(found.boilerplate.tolist()) == footer
    assert max(found.ones.tolist()) < 10


def test_a_footer_does_not_hide_that_an_article_was_copied(articles: Articles) -> None:
    footer, story = {1, 2, 3, 4}, articles.own()
    for _ in range(9):
        articles.add(1, footer | articles.own())
    articles.add(1, footer | story)
    articles.add(2, story)
    assert found_pairs(articles.pairs(first=10)) == {(11, 10): OWN}


@pytest.mark.parametrize("one_outlet", [False, True])
def test_a_story_that_was_printed_often_is_no_boilerplate(
    articles: Articles, *, one_outlet: bool
) -> None:
    story = articles.own()
    for outlet in range(300):
        articles.add(0 if one_outlet else outlet, story)
    found = articles.pairs()
    assert found.boilerplate.tolist() == []
    assert set(found.ones.tolist()) == set(range(2, 301))


def test_neither_is_it_where_every_outlet_has_a_long_footer_of_its_own(
    articles: Articles,
) -> None:
    story = articles.own()
    for outlet in range(100):
        articles.add(outlet, story | articles.own(OWN // 2))
    found = articles.pairs()
    assert found.boilerplate.tolist() == []
    assert set(found.ones.tolist()) == set(range(2, 101))


@pytest.mark.parametrize("parts", [1, 400_000])
def test_a_known_footer_does_not_make_one_outlets_same_article_another(
    articles: Articles, monkeypatch: pytest.MonkeyPatch, parts: int
) -> None:
    monkeypatch.setattr(candidates, "_AT_ONCE", parts)
    footer, story = articles.own(OWN // 2), articles.own()
    for _ in range(20):
        articles.add(1, footer | articles.own())
    for _ in range(50):
        articles.add(1, footer | story)
    found = articles.pairs()
    assert set(found.boilerplate.tolist()) == footer
    assert set(found.ones.tolist()) >= set(range(22, 71))


def test_an_article_is_compared_with_those_that_share_most(
    articles: Articles, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(candidates, "_MOST_PARTNERS", 32)
    mine = articles.own(OWN)
    ordered = sorted(mine)
    for outlet in range(50):
        articles.add(outlet, set(ordered[: OWN - outlet // 2]))
    last = articles.add(99, mine)
    found = found_pairs(articles.pairs(first=last))
    assert set(found) == {(last, other) for other in range(1, 33)}


@pytest.mark.usefixtures("in_parts")
def test_pages_of_one_template_cost_a_bounded_number_of_comparisons(
    articles: Articles,
) -> None:
    template = articles.own()
    for _ in range(2000):
        articles.add(1, template | articles.own(6))
    found = articles.pairs()
    assert set(found.boilerplate.tolist()) >= template
    assert len(found.ones) < 500


def test_no_hash_pairs_more_articles_than_are_kept(articles: Articles) -> None:
    story = articles.own()
    for outlet in range(500):
        articles.add(outlet, story)
    found = articles.pairs()
    assert found.others.max() <= MOST_ARTICLES
    assert len(found.ones) <= 500 * MOST_ARTICLES


def test_of_each_hash_the_first_articles_are_kept() -> None:
    hashes = np.array([3] * 100 + [2**32 - 1] * 70 + [7], np.uint32).view(np.int32)
    numbers = np.array([*range(100), *range(70), 5])
    kept = first_of_each(np.sort(keys_of(hashes, numbers)))
    numbers_by_hash = {
        one: numbers_of(kept[hashes_of(kept) == one]).tolist()
        for one in (3, 7, 2**32 - 1)
    }
    first = list(range(MOST_ARTICLES))
    assert numbers_by_hash == {3: first, 7: [5], 2**32 - 1: first}


@given(st.integers(0, 10**6), st.sampled_from([1, 7, 100, 10**6]))
def test_counting_in_parts_finds_the_same(seed: int, at_once: int) -> None:
    """Few enough articles share a fingerprint that nothing is boilerplate."""
    chance = random.Random(seed)  # noqa: S311 - test data, no secrets
    articles = Articles()
    for outlet in range(30):
        count = candidates._FEW + chance.randrange(-4, 8)
        prints = chance.sample(range(150), count)
        articles.add(outlet, {99991 * one for one in prints})
    expected = {
        (one + 1, other + 1): len(shared)
        for one, mine in enumerate(articles.prints)
        for other, theirs in enumerate(articles.prints[:one])
        if len(shared := mine & theirs) > 1
        or (shared and min(len(mine), len(theirs)) <= candidates._FEW)
    }
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(candidates, "_AT_ONCE", at_once)
        patch.setattr(candidates, "_ACROSS", 99.0)
        assert found_pairs(articles.pairs()) == expected
