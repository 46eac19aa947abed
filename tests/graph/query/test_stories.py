"""All stories as a table: how far they went, and what is behind them."""

from __future__ import annotations

import pytest

from graph.model import Verdict
from graph.query.stories import COLUMNS
from tests.graph.query.conftest import ALPHA, ZETA, Ask
from tests.graph.small_store import Small


@pytest.mark.usefixtures("network")
def test_a_story_with_its_first_headline_and_its_one_source(ask: Ask) -> None:
    answer = ask("stories")
    assert answer["number"] == 1
    (story,) = answer["stories"]
    one = {"roots": 1, "effective": 1.0, "dominant": 1.0}
    assert story.pop("id")
    assert story == {
        "headline": "Red lines",
        "outlets": 4,
        "articles": 4,
        "copies": 3,
        "credited": 0.6667,
        "sources": {"least": one, "most": one},
        "origin_known": True,
        "first": "2022-02-18",
        "last": "2022-02-24",
    }


def test_articles_that_nobody_knows_the_source_of(network: Small, ask: Ask) -> None:
    ids = [network.article(f"https://{name}.example/x", "2022-04-01") for name in "xyz"]
    network.story(*ids)
    stories = ask("stories", sort="articles")["stories"]
    assert [story["articles"] for story in stories] == [3, 4]
    sources = stories[0]["sources"]
    assert (sources["least"]["roots"], sources["most"]["roots"]) == (1, 3)
    assert stories[0]["origin_known"] is False
    assert stories[0]["credited"] is None


def test_a_hop_that_is_only_possible_leaves_the_origin_open(
    network: Small, ask: Ask
) -> None:
    eta = network.article("https://eta.example/x", "2022-02-25")
    network.edge(network.cited(ALPHA), eta, nearest=True, verdict=Verdict.POSSIBLE)
    network.story(network.cited(ALPHA), eta, *map(network.cited, [ZETA]))
    stories = ask("stories")["stories"]
    assert {story["origin_known"] for story in stories} >= {False}


def test_it_is_sorted_by_any_column(network: Small, ask: Ask) -> None:
    pair = [
        network.article(f"https://{host}.example/y", "2021-01-01", headline="Beach")
        for host in "xy"
    ]
    network.story(*pair)
    for name in COLUMNS:
        up = [story["id"] for story in ask("stories", sort=name)["stories"]]
        down = [story["id"] for story in ask("stories", sort=f"-{name}")["stories"]]
        assert len(up) == 2
        # What is not known comes last either way.
        assert down == (up if name == "credited" else up[::-1]), name


def test_the_first_source_may_be_sure_where_the_nearest_is_not(
    small: Small, ask: Ask
) -> None:
    ids = [small.article(f"https://{name}.example/z") for name in ("one", "two", "six")]
    small.story(*ids)
    small.edge(ids[0], ids[1], nearest=True)
    end, possible = ids[1:], Verdict.POSSIBLE
    small.edge(*end, rooted=0.97, nearest=True, verdict=possible)
    (story,) = ask("stories")["stories"]
    assert story["origin_known"]
    assert story["sources"]["most"]["roots"] == 1
    small.edges.clear()
    small.edge(*end, rooted=0.4, nearest=True, verdict=possible)
    (story,) = ask("stories")["stories"]
    assert not story["origin_known"]
    assert story["sources"]["most"]["roots"] == 2


@pytest.mark.usefixtures("network")
def test_rows_beyond_the_limit_are_counted(ask: Ask) -> None:
    assert ask("stories", limit=1, sort="-sources")["number"] == 1


def test_a_headline_that_is_known_stands_for_one_that_is_not(
    small: Small, ask: Ask
) -> None:
    first = small.article("https://a.example/x", "2022-01-01", headline="")
    second = small.article("https://b.example/x", "2022-01-02", headline="Second")
    small.story(first, second)
    assert ask("stories")["stories"][0]["headline"] == "Second"
