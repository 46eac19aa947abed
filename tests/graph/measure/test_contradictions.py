"""Credits that contradict each other, a date, or the texts."""

from __future__ import annotations

from typing import Any

import pytest

from graph.measure import (
    CONTRADICTORY,
    Credited,
    Hop,
    Kind,
    Stated,
    contradictions,
)
from graph.model import Date, Precision
from graph.resolve.reasons import REASONS


def credit(page: str, source: str, **fields: Any) -> Credited:  # noqa: ANN401 - any field
    """A credit of one page to another."""
    return Credited(page=page, source=source, outlet=f"{source}.example", **fields)


def kinds(*given: Credited, hops: tuple[Hop, ...] = ()) -> list[str]:
    return [one.kind.value for one in contradictions(given, hops)]


def day(value: str, precision: Precision = Precision.DAY) -> Date:
    return Date(value=value, precision=precision)


def test_the_reasons_are_those_of_the_table() -> None:
    assert CONTRADICTORY.keys() <= REASONS.keys()


def test_two_pages_that_credit_each_other() -> None:
    (one,) = contradictions([credit("b", "a"), credit("a", "b")])
    assert (one.kind, one.pages) == (Kind.MUTUAL, ("a", "b"))


def test_three_pages_in_a_circle_are_told_once() -> None:
    given = [credit("b", "a"), credit("c", "b"), credit("a", "c"), credit("d", "a")]
    (one,) = contradictions(given)
    assert (one.kind, one.pages) == (Kind.CIRCLE, ("a", "b", "c"))


def test_a_page_that_credits_itself_is_no_circle() -> None:
    assert kinds(credit("a", "a")) == []


def test_two_originals() -> None:
    (one,) = contradictions([credit("c", "a"), credit("c", "b")])
    assert (one.kind, one.pages) == (Kind.TWO_ORIGINALS, ("c",))
    assert one.sources == ("a", "b")


@pytest.mark.parametrize(
    "given",
    [
        [credit("c", "a"), credit("c", "b", relay=True)],
        [credit("c", "a"), credit("c", "b", visible=False)],
        [credit("c", "a"), credit("c", "b"), credit("b", "a")],
        [credit("c", "a", supported=True), credit("c", "b", supported=True)],
        [credit("c", "a"), Credited(page="c", source="x", outlet="a.example")],
    ],
    ids=["via", "not seen", "one from the other", "merged from both", "one outlet"],
)
def test_two_credits_need_not_be_two_originals(given: list[Credited]) -> None:
    assert kinds(*given) == []


def test_two_sources_of_one_chain_may_both_be_credited() -> None:
    given = [credit("c", "a"), credit("c", "b")]
    assert kinds(*given, hops=(Hop(source="a", copy="b"),)) == []


def test_what_the_reasons_say_is_told() -> None:
    doubted = credit("b", "a", reasons=frozenset({"no-shared-text", "same-author"}))
    assert kinds(doubted) == ["no-shared-text"]
    assert kinds(credit("b", "a", reasons=frozenset({"later"}))) == ["later-source"]


@pytest.mark.parametrize(
    "credited, found",
    [
        (day("2022-03-01"), ["later-date"]),
        (day("2022-02-21"), []),
        (day("2022-02-19"), []),
        (day("2022", Precision.YEAR), []),
        (day("2023", Precision.YEAR), ["later-date"]),
    ],
)
def test_a_date_after_the_pages_own_for_sure(credited: Date, found: list[str]) -> None:
    stated = Stated(page="b", credited=credited, published=day("2022-02-20"))
    told = contradictions([], stated=[stated])
    assert [one.kind.value for one in told] == found
