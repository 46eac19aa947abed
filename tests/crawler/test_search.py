"""Searches on an outlet's site: opened once, ended with a find or with none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, select

from crawler import search
from crawler.discover import Answer
from crawler.follow import NOTHING, Plan, after_article
from graph.model import (
    Candidate,
    Date,
    Precision,
)
from graph.store import frontier, read
from graph.store import search as searches
from graph.store.engine import open_store
from graph.store.schema import SEARCH
from tests.crawler.ferry import SOURCE, claim, entry, put, queued, settle_all


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Connection]:
    opened = open_store(str(tmp_path / "whence.db"))
    with opened.write() as connection:
        yield connection
    opened.close()


def test_a_credited_home_page_opens_a_search_there(store: Connection) -> None:
    home = "https://source.example/"
    after_article(store, put(store, claim(home)), entry(), Plan())
    assert queued(store) == [("frontpage", home, 1)]


def test_a_name_that_nobody_knows_asks_nothing(store: Connection) -> None:
    after_article(store, put(store, claim(outlet="Nowhere Post")), entry(), Plan())
    assert queued(store) == []


def test_an_agency_without_a_link_is_not_searched(store: Connection) -> None:
    after_article(store, put(store, claim(outlet="Reuters")), entry(), Plan())
    assert queued(store) == []


def test_a_search_finds_the_article_of_the_same_headline(store: Connection) -> None:
    identity = put(store, claim("https://source.example/"))
    after_article(store, identity, entry(), Plan())
    offered = Candidate(
        url=SOURCE,
        headline="The last ferry leaves the harbour",
        published=Date(value="2022-02-17", precision=Precision.DAY),
        text="The ferry left the harbour before dawn and nobody on the quay waved.",
        source="frontpage",
    )
    settle_all(store, Answer(candidates=(offered,)))
    assert ("page", SOURCE, 1) in queued(store)


def test_an_article_of_another_outlet_is_never_the_find(store: Connection) -> None:
    after_article(store, put(store, claim("https://source.example/")), entry(), Plan())
    stranger = Candidate(
        url="https://stranger.example/ferry",
        headline="The last ferry leaves the harbour",
        source="frontpage",
    )
    settle_all(store, Answer(candidates=(stranger,)))
    assert not [url for kind, url, _ in queued(store) if kind == "page"]


def test_a_search_that_finds_nothing_abstains(store: Connection) -> None:
    after_article(store, put(store, claim("https://source.example/")), entry(), Plan())
    settle_all(store, NOTHING)
    assert store.execute(select(SEARCH.c.state)).scalars().all() == ["abstained"]
    assert frontier.counts(store)["queued"] == 0


def test_a_search_ends_where_its_claim_is_gone(store: Connection) -> None:
    """The copy was asked again, and credits nobody any more."""
    identity = put(store, claim("https://source.example/"))
    after_article(store, identity, entry(), Plan())
    put(store)
    assert read.claims_of(store, identity) == []
    settle_all(store, NOTHING)
    assert store.execute(select(SEARCH.c.state)).scalars().all() == ["abstained"]


def test_the_same_search_is_opened_once(store: Connection) -> None:
    identity = put(store, claim("https://source.example/"))
    for _ in range(2):
        after_article(store, identity, entry(), Plan())
    assert len(store.execute(select(SEARCH)).all()) == 1
    assert not search.look_down(
        store, identity, "x.example", "https://x.example/", depth=1
    ) or searches.reading(store, "frontpage https://x.example/")
