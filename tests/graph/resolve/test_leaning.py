"""From whom an article that credits nobody seems to have its text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.resolve.leaning import leanings
from tests.graph.resolve.telling import FIRST, SECOND, THIRD, WHOLE, story, swapped

TWO = {"a": WHOLE, "b": WHOLE}
THREE = TWO | {"c": WHOLE}


def test_a_later_copy_leans_to_the_only_one_that_has_its_text() -> None:
    found = leanings(story(TWO, {"a": FIRST, "b": SECOND}))
    assert found["b"].keys() == {"a.example"}
    assert 0.5 < found["b"]["a.example"] <= 1.0
    assert found.get("a", {}).get("b.example", 0.0) < 0.1


def test_what_may_come_from_either_leans_to_both() -> None:
    same = story(THREE, {"a": FIRST, "b": FIRST, "c": SECOND})
    told = leanings(same)["c"]
    assert told["a.example"] == pytest.approx(told["b.example"])
    assert sum(told.values()) <= 1.0


def test_who_has_a_change_of_the_text_is_leant_to() -> None:
    changed = swapped(WHOLE, 20, 90, 140)
    texts = {"a": WHOLE, "b": changed, "c": changed}
    told = leanings(story(texts, {"a": FIRST, "b": FIRST, "c": SECOND}))["c"]
    assert told["b.example"] > told["a.example"]


def test_who_credits_anybody_tells_by_that_alone() -> None:
    dated = {"a": FIRST, "b": SECOND, "c": THIRD}
    found = leanings(story(THREE, dated, [("c", "a")]))
    assert found.keys() <= {"a", "b"}
    assert leanings(story(THREE, dated, [("b", "z"), ("c", "a")])).keys() <= {"a"}


def test_articles_of_one_outlet_count_together() -> None:
    outlets = {"a": "paper.example", "b": "paper.example"}
    told = story(THREE, {"a": FIRST, "b": FIRST, "c": SECOND}, outlets=outlets)
    assert leanings(told)["c"].keys() == {"paper.example"}


def test_nobody_leans_to_itself_or_without_an_outlet() -> None:
    dated = {"a": FIRST, "b": SECOND}
    assert leanings(story(TWO, dated, outlets={"a": "b.example"})) == {}
    told = story(TWO, dated)
    nameless = {o: replace(one, outlet=None) for o, one in told.articles.items()}
    assert leanings(replace(told, articles=nameless)) == {}


def test_other_stories_leanings_are_not_leant_on() -> None:
    told = story(THREE, {"a": FIRST, "b": FIRST, "c": SECOND})
    inclined = replace(told, inclinations={("a.example", "c.example"): 16.0})
    assert leanings(inclined) == leanings(told)
