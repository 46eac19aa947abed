"""What other stories tell of outlets: who begins them, and who writes for whom."""

from __future__ import annotations

import pytest

from graph.model import Date, Witness
from graph.resolve.outlets import authors_of, beginning, begins, homes
from tests.graph.store.facts import day

Credits = list[tuple[str, str | None, str | None]]
FIRST, SECOND = day("2022-02-10"), day("2022-02-14")


def facts(**dates: Date | None) -> dict[str, tuple[str, Date | None]]:
    """Articles, each of an outlet of its own name."""
    return {one: (one, date) for one, date in dates.items()}


UNDATED = facts(a=None, b=None)
CREDITED: Credits = [("b", "a", "a")]
NAMED: Credits = [("b", None, "a")]


@pytest.mark.parametrize("credited", [CREDITED, NAMED], ids=["linked", "named"])
def test_who_is_credited_begins_and_who_credits_takes(credited: Credits) -> None:
    assert beginning(UNDATED, credited) == {"a": True, "b": False}


def test_who_is_credited_and_credits_takes() -> None:
    told: Credits = [("b", "a", "a"), ("a", None, "wire")]
    assert beginning(UNDATED, told) == {"a": False, "b": False}


def test_dates_tell_where_no_page_does() -> None:
    assert beginning(facts(a=FIRST, b=SECOND), []) == {"a": True, "b": False}


def test_of_two_on_the_first_day_nobody_knows() -> None:
    assert beginning(facts(a=FIRST, b=FIRST, c=SECOND), []) == {"c": False}


def test_a_credit_tells_more_than_a_date() -> None:
    told: Credits = [("a", "b", "b")]
    assert beginning(facts(a=FIRST, b=SECOND), told) == {"a": False, "b": True}


def test_an_article_alone_and_one_without_a_date_tell_nothing() -> None:
    assert beginning(facts(a=FIRST), []) == {}
    assert beginning(facts(a=FIRST, b=None), []) == {}


def witness(outlet: str, *authors: str) -> Witness:
    return Witness(id=outlet, outlet=outlet, authors=authors)


ARTICLES = {"a": witness("a", "Ada Sander"), "b": witness("b", "Ada Sander")}


def test_the_story_itself_is_left_out_of_how_often_outlets_begin() -> None:
    dated = {
        "a": Witness(id="a", outlet="a", published=FIRST),
        "b": Witness(id="b", outlet="b", published=SECOND),
    }
    assert begins(dated, [], {"a": (1, 0), "b": (0, 1)}) == {"a": 0.5, "b": 0.5}
    assert begins(dated, [], {"a": (4, 0), "b": (0, 4)}) == {"a": 0.8, "b": 0.2}


def test_an_outlet_that_is_known_for_nothing_may_as_well_begin() -> None:
    assert begins(ARTICLES, [], {}) == {"a": 0.5, "b": 0.5}


def test_an_author_is_at_home_where_most_of_the_other_stories_stand() -> None:
    known = {"ada-sander": {"a": 4, "b": 2}}
    assert homes(ARTICLES, known) == {"a": {"a"}, "b": {"a"}}


def test_an_author_of_no_other_story_has_no_home() -> None:
    assert homes(ARTICLES, {"ada-sander": {"a": 1, "b": 1}}) == {"a": set(), "b": set()}
    assert homes(ARTICLES, {}) == {"a": set(), "b": set()}


def test_desks_are_no_authors() -> None:
    assert authors_of(witness("a", "Staff Reporter", "Ada Sander")) == {"ada-sander"}


def test_a_name_counts_the_same_before_and_after_a_tree_has_told_its_article() -> None:
    two = {"a": ("one", None), "b": ("one", None), "c": ("two", None)}
    named: Credits = [("c", None, "one")]
    placed: Credits = [("c", "a", "one")]
    assert beginning(two, named) == beginning(two, placed)
