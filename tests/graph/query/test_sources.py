"""What some pages go back to: their sources, and where credits were lost."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from graph.errors import UnknownError
from graph.model import Credit, Date, Precision, Reference, Verdict
from tests.graph.query.conftest import (
    ALPHA,
    BETA,
    DELTA,
    EPSILON,
    GAMMA,
    ZETA,
    Ask,
)
from tests.graph.small_store import Small


def bounds(answer: dict[str, Any], name: str = "roots") -> tuple[Any, Any]:
    sources = answer["sources"]
    return sources["least"][name], sources["most"][name]


@pytest.mark.usefixtures("network")
def test_pages_go_back_to_sources(ask: Ask) -> None:
    answer = ask("sources", [BETA, GAMMA, DELTA, EPSILON])
    assert (answer["articles"], bounds(answer)) == (4, (2, 2))
    assert bounds(answer, "effective") == (1.75, 1.75)
    first, second = answer["roots"]
    assert (first["root"]["url"], first["articles"], first["share"]) == (ALPHA, 3, 0.75)
    assert first["urls"] == [BETA, DELTA, GAMMA]
    assert first["known"]
    assert second["root"]["outlet"] == {"key": "name:the-wire", "name": "The Wire"}
    assert second["root"]["url"] is None


@pytest.mark.usefixtures("network")
def test_a_page_without_a_source_may_be_one_of_its_own(ask: Ask) -> None:
    answer = ask("sources", [BETA, ZETA])
    assert bounds(answer) == (2, 2)
    assert not answer["roots"][1]["known"] or not answer["roots"][0]["known"]


@pytest.mark.usefixtures("network")
def test_one_page_stands_for_its_story(ask: Ask) -> None:
    answer = ask("sources", [GAMMA])
    assert answer["articles"] == 4
    (story,) = ask("stories")["stories"]
    assert ask("sources", [story["id"]]) == answer
    assert ask("sources", [ZETA])["articles"] == 1


@pytest.mark.usefixtures("network")
def test_pages_that_are_not_known_are_named(ask: Ask) -> None:
    nowhere = "https://nowhere.example/x"
    answer = ask("sources", [ALPHA, f"{ALPHA}?utm_source=x", nowhere])
    assert answer["articles"] == 1
    assert answer["not_known"] == [nowhere]
    with pytest.raises(UnknownError, match="none of these 2 pages is known"):
        ask("sources", [nowhere, f"{nowhere}/y"])
    with pytest.raises(UnknownError, match="nothing is known under"):
        ask("sources", [nowhere])
    with pytest.raises(UnknownError, match="no story is known under 0123456789abcdef"):
        ask("sources", ["0123456789abcdef"])


@pytest.mark.usefixtures("network")
def test_credits_that_were_lost_on_the_way(ask: Ask) -> None:
    lost = ask("sources", [DELTA, ZETA])["lost_credits"]
    told = [(hop["kind"], hop["source_url"], hop["copy_url"]) for hop in lost]
    assert sorted(told) == [("changed", BETA, GAMMA), ("vanished", GAMMA, DELTA)]


def test_pages_that_credit_each_other(network: Small, ask: Ask) -> None:
    network.edge(
        network.cited(BETA),
        network.cited(ALPHA),
        verdict=Verdict.REJECTED,
        credit=Credit.LINKED,
    )
    (one,) = ask("sources", [BETA])["contradictions"]
    assert (one["kind"], sorted(one["pages"])) == ("mutual", [ALPHA, BETA])


def test_a_page_that_credits_two_originals(network: Small, ask: Ask) -> None:
    network.edge(network.cited(ZETA), network.cited(BETA), credit=Credit.NAMED)
    (one,) = ask("sources", [BETA, GAMMA])["contradictions"]
    assert (one["kind"], one["pages"]) == ("two-originals", [BETA])
    assert sorted(one["sources"]) == [ALPHA, ZETA]


def test_a_credit_with_a_date_after_the_pages_own(network: Small, ask: Ask) -> None:
    later = Date(value="2022-03-05", precision=Precision.DAY)
    network.claim(network.cited(BETA), Reference(url=ALPHA, date=later))
    (one,) = ask("sources", [BETA, GAMMA])["contradictions"]
    assert (one["kind"], one["pages"]) == ("later-date", [BETA])
    assert one["detail"] == "credits 2022-03-05, bears 2022-02-20"


def test_sources_that_go_round_in_a_circle_are_unknown(small: Small, ask: Ask) -> None:
    urls = [f"https://{name}.example/ring" for name in ("one", "two", "three")]
    ids = [small.article(url) for url in urls]
    for place, copy in enumerate(ids):
        small.edge(ids[place - 1], copy, nearest=True)
    answer = ask("sources", urls)
    assert (answer["articles"], bounds(answer)) == (3, (1, 3))
    assert {root["known"] for root in answer["roots"]} == {False}
    assert [one["kind"] for one in answer["contradictions"]] == ["circle"]


def test_a_long_chain_is_followed_to_its_root(small: Small, ask: Ask) -> None:
    urls = [f"https://site{number}.example/x" for number in range(120)]
    ids = [small.article(url) for url in urls]
    for source, copy in pairwise(ids):
        small.edge(source, copy, nearest=True)
    answer = ask("sources", urls)
    assert bounds(answer) == (1, 1)
    assert answer["roots"][0]["root"]["url"] == urls[0]
