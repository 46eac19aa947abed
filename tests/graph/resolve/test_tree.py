"""The likeliest tree of a story, and how sure its edges are: checked by all trees."""

from __future__ import annotations

import math
import random
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.resolve import tree as module
from graph.resolve.tree import Placed, roots, tree

Scores = dict[str, dict[str, float]]
Story = tuple[Scores, dict[str, float]]

ODDS = st.floats(-15.0, 15.0)


@st.composite
def stories(draw: st.DrawFn) -> Story:
    """Up to five articles, any of which may come from any other, or from elsewhere."""
    names = "abcde"[: draw(st.integers(1, 5))]
    pairs = [(copy, source) for copy in names for source in names if copy != source]
    scores: Scores = {copy: {} for copy in names}
    for copy, source in pairs:
        if draw(st.booleans()):
            scores[copy][source] = draw(ODDS)
    return scores, {one: draw(st.just(0.0) | ODDS) for one in names}


def ends(sources: dict[str, str | None]) -> bool:
    """Whether the way up from every article ends."""
    for start in sources:
        one: str | None = start
        for _ in sources:
            one = sources[one] if one else None
        if one:
            return False
    return True


def by_all_trees(scores: Scores, unknown: dict[str, float]) -> Scores:
    """How likely each source is, over all trees; the unknown one is ``""``."""
    offers = {one: {"": unknown[one], **scores.get(one, {})} for one in unknown}
    found = {one: dict.fromkeys(offered, 0.0) for one, offered in offers.items()}
    for choice in product(*offers.values()):
        chosen = dict(zip(offers, choice, strict=True))
        if ends({one: source or None for one, source in chosen.items()}):
            weight = math.exp(sum(offers[o][s] for o, s in chosen.items()))
            for one, source in chosen.items():
                found[one][source] += weight
    return {
        one: {
            source: weight / sum(shares.values()) for source, weight in shares.items()
        }
        for one, shares in found.items()
    }


def sources(placed: dict[str, Placed]) -> dict[str, str | None]:
    return {one: place.source for one, place in placed.items()}


@given(stories())
def test_how_sure_a_source_is_all_trees_tell(story: Story) -> None:
    placed, wanted = tree(*story), by_all_trees(*story)
    for one, shares in wanted.items():
        unknown = shares.pop("")
        # Odds of e to the 25th leave five digits of sixteen to a solved matrix.
        assert placed[one].shares == pytest.approx(shares, abs=1e-4)
        source = placed[one].source
        sure = shares[source] if source else unknown
        assert placed[one].sure == pytest.approx(sure, abs=1e-4)


@given(stories())
def test_every_article_has_a_place_and_every_way_up_ends(story: Story) -> None:
    scores, unknown = story
    placed = tree(scores, unknown)
    assert placed.keys() == unknown.keys()
    assert ends(sources(placed))
    assert all(p.source is None or p.source in scores[o] for o, p in placed.items())


def turned(story: Story) -> Story:
    """The same story, told from its end."""
    scores, unknown = story
    others = {c: dict(reversed(scores[c].items())) for c in reversed(scores)}
    return others, dict(reversed(unknown.items()))


@given(stories())
def test_no_order_matters(story: Story) -> None:
    one, other = tree(*story), tree(*turned(story))
    assert sources(one) == sources(other)
    sure = {name: place.sure for name, place in other.items()}
    assert {name: place.sure for name, place in one.items()} == pytest.approx(sure)


def test_the_likelier_source_is_taken() -> None:
    placed = tree({"c": {"a": 2.0, "b": 5.0}}, dict.fromkeys("abc", 0.0))
    assert sources(placed) == {"a": None, "b": None, "c": "b"}
    assert placed["c"].sure > 0.9
    assert placed["a"].sure == 1.0


def test_of_equal_sources_the_first_by_id_is_taken() -> None:
    placed = tree({"c": {"b": 5.0, "a": 5.0}}, dict.fromkeys("cba", 0.0))
    assert placed["c"].source == "a"
    assert placed["c"].sure < 0.5


def test_a_source_is_taken_where_any_is_likelier_than_none() -> None:
    many = {f"a{number}": 0.0 for number in range(5)}
    unknown = dict.fromkeys([*many, "c"], 0.0)
    assert tree({"c": many}, unknown)["c"].source == "a0"
    assert tree({"c": many}, unknown | {"c": 3.0})["c"].source is None


@pytest.mark.parametrize("odds", [1.0, 8.0, 15.0])
def test_of_two_that_no_order_parts_neither_is_the_others_source(odds: float) -> None:
    placed = tree({"a": {"b": odds}, "b": {"a": odds}}, {"a": 0.0, "b": 0.0})
    assert sources(placed) == {"a": None, "b": None}
    assert placed["a"].shares["b"] == pytest.approx(placed["b"].shares["a"])


def test_the_better_direction_of_two_is_taken() -> None:
    placed = tree({"a": {"b": 4.0}, "b": {"a": 9.0}}, {"a": 0.0, "b": 0.0})
    assert sources(placed) == {"a": None, "b": "a"}


def test_a_circle_is_broken_where_it_is_weakest() -> None:
    circle = {"a": {"c": 4.0}, "b": {"a": 9.0}, "c": {"b": 9.0}}
    placed = tree(circle, dict.fromkeys("abc", 0.0))
    assert sources(placed) == {"a": None, "b": "a", "c": "b"}


def test_a_circle_is_entered_from_without() -> None:
    circle = {"a": {"b": 9.0, "root": 5.0}, "b": {"a": 9.0}}
    placed = tree(circle, {"a": 0.0, "b": 0.0, "root": 0.0})
    assert sources(placed) == {"root": None, "a": "root", "b": "a"}


@pytest.mark.parametrize("odds", [-40.0, 40.0])
def test_what_an_analyst_said_is_as_good_as_certain(odds: float) -> None:
    scores = {"a": {"b": 6.0}, "b": {"a": 6.0 + odds}}
    placed = tree(scores, {"a": 0.0, "b": 0.0})
    wanted = {"a": None, "b": "a"} if odds > 0 else {"a": "b", "b": None}
    assert sources(placed) == wanted
    assert all(place.sure > 0.99 for place in placed.values())


def tangled(seed: int, count: int) -> Story:
    """Articles of which each may come from each."""
    chance = random.Random(seed)  # noqa: S311 - a story, no secret
    names = [f"n{number:02}" for number in range(count)]
    scores = {c: {s: chance.uniform(-3, 6) for s in names if s != c} for c in names}
    return scores, dict.fromkeys(names, 0.0)


@pytest.mark.parametrize("seed", range(5))
def test_too_many_to_be_solved_at_once_still_make_a_tree(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    scores, unknown = tangled(seed, 12)
    monkeypatch.setattr(module, "_MOST_AT_ONCE", 4)
    placed = tree(scores, unknown)
    assert placed.keys() == unknown.keys()
    assert ends(sources(placed))
    assert any(place.source for place in placed.values())
    assert sources(tree(*turned((scores, unknown)))) == sources(placed)


def test_of_too_many_who_leads_to_the_others_comes_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    names = "abcde"
    scores = {c: {s: 6.0 if s == "e" else 1.0 for s in names if s != c} for c in names}
    monkeypatch.setattr(module, "_MOST_AT_ONCE", 4)
    placed = tree(scores, dict.fromkeys(names, 0.0))
    assert sources(placed) == dict.fromkeys("abcd", "e") | {"e": None}


def test_the_first_source_is_found_up_the_whole_way() -> None:
    chain = {"b": {"a": 6.0}, "c": {"b": 6.0}, "d": {"c": 6.0}}
    found = roots(tree(chain, dict.fromkeys("abcd", 0.0)))
    assert {one: root for one, (root, _) in found.items()} == dict.fromkeys("abcd", "a")
    sure = [found[one][1] for one in "abcd"]
    assert sure[0] == 1.0
    assert sure == sorted(sure, reverse=True)
    hop = sure[1]
    assert sure[3] == pytest.approx(hop**3)


def test_a_doubtful_hop_may_still_lead_to_the_one_root() -> None:
    odds = {"b": {"a": 9.0}, "c": {"a": 9.0}, "d": {"b": 5.0, "c": 5.0, "a": 4.0}}
    placed = tree(odds, dict.fromkeys("abcd", 0.0))
    root, sure = roots(placed)["d"]
    assert placed["d"].sure < 0.5
    assert root == "a"
    assert sure > 0.98


def test_ways_to_another_root_do_not_count() -> None:
    placed = tree({"d": {"a": 5.0, "b": 4.0}}, dict.fromkeys("abd", 0.0))
    root, sure = roots(placed)["d"]
    assert root == "a"
    assert sure == pytest.approx(placed["d"].sure)


def test_an_article_that_stands_alone_is_its_own_root() -> None:
    assert roots(tree({}, {"a": 0.0})) == {"a": ("a", 1.0)}
    assert roots(tree({}, {})) == {}


@given(stories())
def test_a_root_has_no_source_and_is_never_surer_than_one(story: Story) -> None:
    placed = tree(*story)
    found = roots(placed)
    assert found.keys() == placed.keys()
    for root, sure in found.values():
        assert placed[root].source is None
        assert 0.0 <= sure <= 1.0
