"""The edges of a story: those that are declared, and the nearest source of each."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

from graph.model import Credit, Relation, Republication, Reuse, Verdict
from graph.resolve.placing import trees_of, unplaced
from graph.resolve.story import Story
from tests.graph.resolve.telling import (
    FIRST,
    FOURTH,
    PARTS,
    SECOND,
    THIRD,
    WHOLE,
    judged_to_be,
    story,
    swapped,
)

TWO = {"a": WHOLE, "b": WHOLE}
THREE = TWO | {"c": WHOLE}
ORDER = {"a": FIRST, "b": SECOND, "c": THIRD, "d": FOURTH}
SURE = {Verdict.CERTAIN, Verdict.LIKELY}


def edges(told: Story) -> dict[tuple[str | None, str], Republication]:
    """Every edge by its source, an article or an outlet, and its copy."""
    found = [edge for some in trees_of(told).values() for edge in some]
    named = {(edge.source or edge.source_outlet, edge.copy): edge for edge in found}
    assert len(named) == len(found)
    return named


def nearest(told: Story) -> dict[str, str | None]:
    """The source that each copy hangs at; copies that hang nowhere are left out."""
    found = [e for some in trees_of(told).values() for e in some if e.nearest]
    copies = {edge.copy: edge.source or edge.source_outlet for edge in found}
    assert len(copies) == len(found), "more than one nearest source"
    return copies


def names(edge: Republication) -> set[str]:
    return {reason.name for reason in edge.reasons}


# What text and time say.


def test_text_and_time_infer_an_edge() -> None:
    (edge,) = edges(story(TWO, ORDER)).values()
    assert (edge.source, edge.source_outlet, edge.copy) == ("a", "a.example", "b")
    assert (edge.declared, edge.inferred, edge.nearest) == (False, True, True)
    assert (edge.credit, edge.relation) == (Credit.NONE, Relation.REPUBLISHES)
    assert (edge.quote, edge.cue) == ("", "")
    assert edge.verdict is not Verdict.REJECTED
    assert edge.overlap is not None
    assert edge.overlap.of_copy == 1.0
    assert {"shared-text", "earlier"} <= names(edge)


def test_reasons_stand_strongest_first() -> None:
    edited = swapped(WHOLE, 20, 90)
    told = story(THREE | {"b": edited}, ORDER, heads=dict.fromkeys("abc", "One"))
    for edge in edges(told).values():
        weights = [abs(reason.weight) for reason in edge.reasons]
        assert weights == sorted(weights, reverse=True)


@pytest.mark.parametrize(
    "texts, reuse, relation",
    [
        ({"a": WHOLE, "b": PARTS[0]}, Reuse.EXCERPT, Relation.EXCERPTS),
        (TWO, Reuse.EDITED, Relation.ADAPTS),
        (TWO, Reuse.COMPOSITE, Relation.ADAPTS),
    ],
)
def test_the_relation_is_what_the_texts_tell(
    texts: dict[str, str], reuse: Reuse, relation: Relation
) -> None:
    (edge,) = edges(judged_to_be(story(texts, ORDER), reuse)).values()
    assert edge.relation is relation


@pytest.mark.parametrize(
    "days",
    [{}, {"a": FIRST}, {"b": FIRST}, {"a": FIRST, "b": FIRST}],
    ids=["no dates", "one date", "the other's", "one day"],
)
def test_similar_text_alone_never_means_direction(days: dict[str, str]) -> None:
    assert edges(story(TWO, days)) == {}


@pytest.mark.parametrize(
    "reuse", [Reuse.QUOTATION, Reuse.SAME_EVENT, Reuse.BOILERPLATE, None]
)
def test_an_order_of_texts_that_were_not_copied_means_nothing(reuse: Reuse) -> None:
    assert edges(judged_to_be(story(TWO, ORDER), reuse)) == {}


def test_an_outlets_own_pages_are_no_copies_of_each_other() -> None:
    same = {"a": "same.example", "b": "same.example"}
    assert edges(story(TWO, ORDER, outlets=same)) == {}


def test_the_earlier_of_two_stated_days_is_an_order() -> None:
    assert nearest(story(TWO, {"a": "2022-02-18", "b": "2022-02-19"})) == {"b": "a"}
    assert nearest(story(TWO, {"b": "2022-02-18", "a": "2022-02-19"})) == {"a": "b"}


def test_copies_without_a_credit_hang_at_whose_changes_they_have() -> None:
    edited = swapped(WHOLE, 20, 90, 150)
    texts = {"a": WHOLE, "b": edited, "c": swapped(WHOLE, 200), "d": swapped(edited, 9)}
    assert nearest(story(texts, ORDER)) == {"b": "a", "c": "a", "d": "b"}


def test_where_several_may_be_the_source_it_is_said() -> None:
    told = story(THREE, {"a": FIRST, "b": FIRST, "c": FOURTH})
    found = edges(told)["a", "c"]
    assert "other-sources" in names(found)
    assert found.verdict is not Verdict.CERTAIN


# What pages declare.


def test_a_declared_edge_stays_wherever_the_tree_hangs_the_copy() -> None:
    told = story(THREE, ORDER, [("c", "a"), ("c", "b", Relation.RELAYS)])
    found = edges(told)
    assert found.keys() == {("a", "b"), ("a", "c"), ("b", "c")}
    assert nearest(told) == {"b": "a", "c": "b"}
    assert found["a", "c"].declared
    assert found["a", "c"].verdict in SURE
    assert found["a", "c"].rooted is None


def test_a_credit_is_believed_before_the_dates() -> None:
    told = story(TWO, {"a": SECOND, "b": FIRST}, [("b", "a")])
    edge = edges(told)["a", "b"]
    assert edge.declared
    assert "later" in names(edge)
    assert ("b", "a") not in edges(told)


def test_each_copy_hangs_at_what_it_credits() -> None:
    told = story(THREE, ORDER, [("b", "a"), ("c", "b")])
    assert nearest(told) == {"b": "a", "c": "b"}
    assert edges(told).keys() == {("a", "b"), ("b", "c")}
    assert all(edge.declared and edge.inferred for edge in edges(told).values())


def test_a_credit_to_the_original_is_nearest_where_nothing_lies_between() -> None:
    told = story(THREE, ORDER, [("b", "a"), ("c", "a")])
    assert nearest(told) == {"b": "a", "c": "a"}


def test_a_source_that_was_never_read_is_the_nearest() -> None:
    told = story({"a": "", "b": WHOLE}, {"b": SECOND}, [("b", "a")])
    assert nearest(told) == {"b": "a"}
    assert edges(told)["a", "b"].verdict in SURE


def test_a_name_means_the_article_of_that_outlet_in_the_story() -> None:
    told = story(THREE, ORDER, [("c", "B")])
    edge = edges(told)["b", "c"]
    assert (edge.declared, edge.inferred, edge.nearest) == (True, True, True)
    assert edge.credit is Credit.NAMED
    assert edge.quote == "First published by B"
    assert "in-story" in names(edge)
    assert ("b.example", "c") not in edges(told)


def test_a_name_that_no_article_of_the_story_bears_is_the_nearest_source() -> None:
    told = story(TWO, {"a": FIRST, "b": FIRST}, [("b", "Wire")])
    edge = edges(told)["wire.example", "b"]
    assert (edge.source, edge.nearest) == (None, True)
    assert edge.rooted is not None


@pytest.mark.parametrize("count", [2, 3, 4])
def test_credits_in_a_circle_make_no_circle_of_nearest_sources(count: int) -> None:
    letters = "abcd"[:count]
    told = story(
        dict.fromkeys(letters, WHOLE),
        credited=[(one, letters[n - 1]) for n, one in enumerate(letters)],
    )
    assert len([e for e in edges(told).values() if e.declared]) == count
    found = nearest(told)
    assert len(found) < count
    for start in letters:
        one: str | None = start
        for _ in letters:
            one = found.get(one) if one else None
        assert one is None


def test_two_that_credit_each_other_are_both_told_and_neither_is_sure() -> None:
    told = story(TWO, ORDER, [("a", "b"), ("b", "a")])
    found = edges(told)
    assert found.keys() == {("a", "b"), ("b", "a")}
    assert not SURE & {edge.verdict for edge in found.values()}


# Two sources, analysts, and the first source of all.


def merged(credited: list[tuple[str, str]]) -> Story:
    """A text that was merged from two that have nothing in common."""
    parts = "\n".join(PARTS[:3]), "\n".join(PARTS[3:])
    texts = {"a": parts[0], "b": parts[1], "c": "\n".join(parts)}
    told = story(texts, {"a": FIRST, "b": FIRST, "c": THIRD}, credited)
    return judged_to_be(told, Reuse.COMPOSITE)


def test_a_text_of_two_sources_has_an_edge_from_each() -> None:
    found = edges(merged([]))
    assert found.keys() == {("a", "c"), ("b", "c")}
    assert sorted(edge.nearest for edge in found.values()) == [False, True]
    assert all(edge.inferred and not edge.declared for edge in found.values())


def test_a_text_that_credits_both_has_no_third_edge() -> None:
    found = edges(merged([("c", "a"), ("c", "b")]))
    assert found.keys() == {("a", "c"), ("b", "c")}
    assert all(edge.declared for edge in found.values())


def test_a_copy_of_two_copies_has_no_second_source() -> None:
    told = judged_to_be(story(THREE, ORDER), Reuse.COMPOSITE)
    assert {copy for _, copy in edges(told)} == {"b", "c"}
    assert len(edges(told)) == 2


def test_an_analyst_may_turn_a_tree_round() -> None:
    told = story(TWO, ORDER, judged={("b", "a"): "yes", ("a", "b"): "no"})
    edge = edges(told)["b", "a"]
    assert (edge.nearest, edge.verdict) == (True, Verdict.CERTAIN)
    assert {"judged-yes", "later"} <= names(edge)
    assert nearest(told) == {"a": "b"}


def test_an_analysts_source_may_share_nothing_with_the_copy() -> None:
    told = story({"a": PARTS[5], "b": WHOLE}, ORDER, judged={("a", "b"): "yes"})
    (edge,) = edges(told).values()
    assert (edge.source, edge.copy, edge.verdict) == ("a", "b", Verdict.CERTAIN)
    assert (edge.declared, edge.inferred) == (False, False)


def test_a_credit_that_an_analyst_rejects_is_told_and_hangs_nothing() -> None:
    told = story(THREE, ORDER, [("c", "b")], judged={("b", "c"): "no"})
    edge = edges(told)["b", "c"]
    assert (edge.verdict, edge.nearest) == (Verdict.REJECTED, False)
    assert {"declared-link", "judged-no"} <= names(edge)
    assert nearest(told).get("c") != "b"


def test_how_sure_the_first_source_is_is_told_where_a_copy_hangs() -> None:
    told = story(THREE, ORDER, [("b", "a"), ("c", "b")])
    found = edges(told)
    assert all(0.5 < (edge.rooted or 0) < 1.0 for edge in found.values())
    assert (found["b", "c"].rooted or 0) <= (found["a", "b"].rooted or 0)


SAME_DAY = dict.fromkeys("abcde", FIRST)


def test_a_credit_that_its_story_does_not_bear_out_is_not_certain() -> None:
    """Three have it from a, which names e: rather a copy, by what the others say."""
    texts = {"a": WHOLE, "e": swapped(WHOLE, 20, 90)}
    alone = edges(story(texts, SAME_DAY, [("a", "e")]))["e", "a"]
    assert alone.verdict is Verdict.CERTAIN
    others = dict.fromkeys("bcd", swapped(WHOLE, 50))
    credited = [("a", "e"), *((copy, "a") for copy in others)]
    habits = {("a.example", "e.example"): 16}
    told = edges(story(texts | others, SAME_DAY, credited, habits=habits))["e", "a"]
    assert told.verdict is Verdict.LIKELY
    (doubt,) = (one for one in told.reasons if one.name == "other-sources")
    assert doubt.detail == "or the other way round"
    assert unplaced(told).verdict is Verdict.CERTAIN
    assert "other-sources" not in names(unplaced(told))


def test_an_original_that_is_credited_past_a_relay_stays_certain() -> None:
    told = story(THREE, ORDER, [("b", "a"), ("c", "a"), ("c", "b", Relation.RELAYS)])
    assert nearest(told)["c"] == "b"
    assert edges(told)["a", "c"].verdict is Verdict.CERTAIN


def test_nobodys_order_matters() -> None:
    texts = THREE | {"b": swapped(WHOLE, 20, 90), "d": swapped(WHOLE, 20, 90, 99)}
    told = story(texts, ORDER, [("c", "a"), ("d", "Wire"), ("d", "b")])
    wanted = trees_of(told)
    for order in permutations(told.articles):
        other = replace(
            told,
            articles={one: told.articles[one] for one in order},
            texts={one: told.texts[one] for one in order},
            overlaps=dict(reversed(list(told.overlaps.items()))),
            declared=sorted(told.declared, key=lambda edge: order.index(edge.copy)),
        )
        assert trees_of(other) == wanted


def test_an_empty_story_has_no_edges() -> None:
    assert trees_of(story({})) == {}
    assert trees_of(story({"a": WHOLE}, ORDER)) == {"a": []}


def test_settled_edges_can_be_settled_again() -> None:
    told = story(THREE, ORDER, [("b", "a"), ("c", "B")], judged={("a", "b"): "yes"})
    once = trees_of(told)
    declared = [unplaced(e) for some in once.values() for e in some if e.declared]
    assert trees_of(replace(told, declared=declared)) == once
    assert all(edge in told.declared for edge in declared)
