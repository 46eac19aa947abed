"""Where a crawl goes after an article: up its credits, as far as the plan says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection

from crawler.discover import Answer
from crawler.follow import NOTHING, Plan, after_article, after_list, widen
from graph.model import (
    Article,
    Date,
    Outcome,
    Outlet,
    Precision,
)
from graph.resolve import stage
from graph.store import frontier, write
from graph.store.engine import open_store
from tests.crawler.ferry import NOW, SOURCE, claim, entry, put, queued


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Connection]:
    opened = open_store(str(tmp_path / "whence.db"))
    with opened.write() as connection:
        yield connection
    opened.close()


def test_a_linked_article_is_asked_one_hop_deeper(store: Connection) -> None:
    after_article(store, put(store, claim(SOURCE)), entry(depth=1), Plan())
    assert queued(store) == [("page", SOURCE, 2)]


@pytest.mark.parametrize(
    "plan",
    [
        Plan(direction="down"),
        Plan(depth=0),
        Plan(since=Date(value="2022-03", precision=Precision.MONTH)),
    ],
)
def test_a_plan_may_end_here(store: Connection, plan: Plan) -> None:
    after_article(store, put(store, claim(SOURCE)), entry(), plan)
    assert queued(store) == []


def test_a_date_that_may_lie_within_the_plan_is_followed(store: Connection) -> None:
    since = Date(value="2022-02", precision=Precision.MONTH)
    after_article(store, put(store, claim(SOURCE)), entry(), Plan(since=since))
    assert len(queued(store)) == 1


def test_maps_that_list_maps_for_ever_are_asked_to_the_third_level(
    store: Connection,
) -> None:
    after_article(store, put(store, claim("https://source.example/")), entry(), Plan())
    for _ in range(40):
        leased = frontier.lease(store, "test:1", limit=9, now=NOW)
        for one in leased:
            deeper = tuple(
                ("sitemap", f"https://source.example/{one.host}-{len(one.url)}-{n}.xml")
                for n in range(3)
            )
            answer = Answer(endpoints=deeper) if one.kind == "sitemap" else NOTHING
            frontier.settle(store, one, Outcome.LISTED, now=NOW)
            after_list(store, one, answer)
        if not leased:
            break
    assert frontier.counts(store)["queued"] == 0
    levels = [depth // 100 for kind, _, depth in queued(store) if kind == "sitemap"]
    assert (levels.count(0), max(levels)) == (1, 2)
    assert len(levels) <= 1 + 3 + 9


def test_copies_that_a_page_names_are_asked_when_going_down(store: Connection) -> None:
    copies = ["https://copier.example/ferry", "https://www.facebook.com/ferry"]
    identity = put(store)
    after_article(store, identity, entry(), Plan(), copies)
    after_article(store, identity, entry(depth=5), Plan(direction="down"), copies)
    assert queued(store) == []
    after_article(store, identity, entry(depth=1), Plan(direction="down"), copies)
    assert queued(store) == [("page", copies[0], 2)]


def test_a_source_that_was_read_as_a_neighbour_is_followed_on(
    store: Connection,
) -> None:
    first = "https://first.example/ferry"
    article = Article(
        url=SOURCE,
        outlet=Outlet(key="source.example", name="Source"),
        headline="The last ferry leaves the harbour",
        text="The ferry left the harbour before dawn and nobody on the quay waved.",
        claims=(claim(first),),
    )
    frontier.add(store, [entry(depth=0)])
    frontier.add(store, [frontier.Entry(url=SOURCE, host="source.example", depth=99)])
    for identity in (
        put(store, claim(SOURCE)),
        write.put_article(store, article, now=NOW),
    ):
        stage.resolve(store, identity, now=NOW)
    for one in frontier.lease(store, "test:1", limit=9, now=NOW):
        frontier.settle(store, one, Outcome.KEPT, now=NOW)
    assert widen(store, Plan(), now=NOW)
    assert ("page", first, 2) in queued(store)
