"""The rules of thumb, and the oracle."""

from __future__ import annotations

from benchmarks.chains.answers import NOTHING, named_outlet_of, outlet_node, walked
from benchmarks.chains.baselines import earliest, similar
from benchmarks.chains.habits import Habits
from benchmarks.chains.oracle import oracle
from benchmarks.chains.scoring import score
from tests.benchmarks.chains_pages import TEXT, WORDS, key, page
from tests.world import WORLDS, World

ONE = {key(name): "1" for name in ("first", "second", "third", "fourth")}
HALF = " ".join(WORDS[:40])


def test_a_way_ends_where_nothing_is_above() -> None:
    found = walked({"a": [], "b": ["a"], "c": ["b"], "d": ["c", "a"], "e": ["d", None]})
    assert found["a"].origins == found["a"].parents == NOTHING
    assert found["c"].origins == {"a": 1.0}
    assert found["d"].parents == {"c": 0.5, "a": 0.5}
    assert found["d"].origins == {"a": 1.0}
    assert found["e"].origins == {"a": 0.5, None: 0.5}


def test_an_outlet_alone_is_no_article() -> None:
    assert named_outlet_of(outlet_node("reuters.com")) == "reuters.com"
    assert named_outlet_of("reuters.com/1") is None
    assert named_outlet_of(None) is None


def test_the_earliest_date_wins() -> None:
    pages = [page("second", day=2), page("first", day=1), page("third", day=3)]
    found = earliest(pages, ONE)
    assert found[key("first")].parents == NOTHING
    assert found[key("third")].parents == {key("first"): 1.0}
    assert found[key("third")].origins == {key("first"): 1.0}


def test_of_two_that_are_earliest_each_has_its_share() -> None:
    pages = [page("first"), page("second"), page("third", day=2)]
    found = earliest(pages, ONE)
    assert found[key("third")].origins == {key("first"): 0.5, key("second"): 0.5}
    assert found[key("first")].parents == {None: 0.5, key("second"): 0.5}


def test_what_is_stated_counts_and_not_what_is_true() -> None:
    pages = [page("first", day=1, stated=5), page("second", day=2)]
    found = earliest(pages, ONE)
    assert found[key("first")].parents == {key("second"): 1.0}


def test_who_has_no_date_is_nobodys_source() -> None:
    pages = [page("first", stated=None), page("second", day=2), page("third", day=3)]
    for rule in (earliest, similar):
        found = rule(pages, ONE)
        assert found[key("second")].parents == NOTHING
        assert found[key("third")].parents == {key("second"): 1.0}
        assert key("first") not in found[key("third")].parents
    alone = [page("first", stated=None), page("second", stated=None)]
    assert earliest(alone, ONE)[key("first")].parents == NOTHING


def test_who_was_joined_to_no_story_is_alone() -> None:
    pages = [page("first"), page("second", day=2)]
    assert earliest(pages, {})[key("second")].parents == NOTHING


def test_the_most_similar_earlier_article_wins() -> None:
    pages = [
        page("first"),
        page("second", day=2, text=HALF),
        page("third", day=3, text=HALF),
        page("fourth", day=3, text=TEXT),
    ]
    found = similar(pages, ONE)
    assert found[key("second")].parents == {key("first"): 1.0}
    # Both have all of it; the second is no longer than that.
    assert found[key("third")].parents == {key("second"): 1.0}
    assert found[key("third")].origins == {key("first"): 1.0}
    assert found[key("fourth")].parents == {key("first"): 1.0}


def test_of_several_that_are_as_similar_each_has_its_share() -> None:
    pages = [page("first"), page("second", day=2), page("third", day=3)]
    found = similar(pages, ONE)
    assert found[key("third")].parents == {key("first"): 0.5, key("second"): 0.5}


def test_texts_that_share_nothing_are_not_similar() -> None:
    pages = [page("first"), page("second", day=2, text=TEXT[::-1])]
    assert similar(pages, ONE)[key("second")].parents == NOTHING


def test_the_oracle_follows_inherited_changes() -> None:
    pages = [
        page("third", "second", day=3, changes=(1, 2)),
        page("second", "first", day=2, changes=(1,)),
        page("other", "first", day=2, changes=(3,)),
        page("first"),
    ]
    found = oracle(pages)
    assert found[key("third")].parents == {key("second"): 1.0}
    assert found[key("third")].origins == {key("first"): 1.0}
    assert found[key("other")].parents == {key("first"): 1.0}
    assert found[key("first")].parents == NOTHING


def test_the_oracle_sees_through_what_was_cut_away() -> None:
    pages = [
        page("first"),
        page("second", "first", day=2, changes=(1, 2)),
        page("third", "second", day=3, changes=(1,)),
    ]
    assert oracle(pages)[key("third")].parents == {key("second"): 1.0}


def test_a_house_style_tells_less_than_a_change_of_ones_own() -> None:
    pages = [
        page("first"),
        page("second", "first", day=2, changes=(1,), style=(4,)),
        page("third", "first", day=2, style=(4,)),
        page("fourth", "first", day=3, style=(4,)),
        page("fifth", "second", day=4, changes=(1,)),
    ]
    found = oracle(pages)
    assert found[key("fourth")].parents == {key("third"): 1.0}
    assert found[key("fifth")].parents == {key("second"): 1.0}


def test_the_oracle_knows_true_dates_and_true_stories() -> None:
    pages = [
        page("first", day=1, stated=9),
        page("second", "first", day=2),
        page("third", day=3, story=2),
    ]
    found = oracle(pages)
    assert found[key("second")].parents == {key("first"): 1.0}
    assert found[key("third")].parents == NOTHING


def test_the_oracle_knows_a_text_from_the_wire() -> None:
    pages = [
        page("first", agency="Northern Wire", changes=(1,)),
        page("second", agency="Northern Wire", day=2, changes=(2,)),
        page("third", "first", agency="Northern Wire", day=3, changes=(1, 3)),
    ]
    wire = outlet_node("name:northern-wire")
    found = oracle(pages)
    assert found[key("second")].parents == {wire: 1.0}
    assert found[key("third")].parents == {key("first"): 1.0}
    assert found[key("third")].origins == {wire: 1.0}


def test_an_oracle_that_knows_the_habits_guesses_better() -> None:
    world = World(articles=150, seed=2, parameters=WORLDS["silent"])
    pages = list(world.pages())
    blind, knowing = oracle(pages), oracle(pages, Habits(world))
    guessed = score(pages, blind)["parent"].share
    known = score(pages, knowing)["parent"].share
    assert guessed is not None
    assert known is not None
    assert 0.5 < guessed < known <= 1
    assert score(pages, knowing)["origin"].share == 1
