"""A redirect to another host waits until nobody else asks that host."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from scrapy import Request

from crawler.visits import Visits
from graph.store import frontier
from graph.store.engine import Store, open_store

NOW = datetime(2026, 1, 2, tzinfo=UTC)
PAUSE = timedelta(seconds=1)
OLD = frontier.Entry(url="https://old.example/a", host="old.example")
HERE = Request("https://old.example/b")
THERE = Request("https://new.example/a")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(str(tmp_path / "whence.db"))


def test_within_its_host_a_redirect_goes_on(store: Store) -> None:
    assert Visits(store, PAUSE).may_go(HERE, OLD, now=NOW)


def test_another_host_is_taken_until_the_visit_ends(store: Store) -> None:
    mine, yours = Visits(store, PAUSE), Visits(store, PAUSE)
    assert mine.may_go(THERE, OLD, now=NOW)
    assert mine.may_go(THERE, OLD, now=NOW)  # again, or on to its next page
    assert not yours.may_go(THERE, OLD, now=NOW)
    assert yours.waited_for == ["new.example"]
    mine.end(OLD, now=NOW)
    later = NOW + timedelta(seconds=25)
    assert yours.may_go(THERE, OLD, now=later)
    assert yours.waited_for == []


def test_a_visit_whose_worker_died_ends_by_itself(store: Store) -> None:
    assert Visits(store, PAUSE).may_go(THERE, OLD, now=NOW)
    later = NOW + timedelta(seconds=25)
    assert Visits(store, PAUSE).may_go(THERE, OLD, now=later)


def test_a_redirect_does_not_wait_for_ever(store: Store) -> None:
    with store.write() as connection:
        frontier.hold_host(connection, "new.example", NOW + timedelta(hours=1))
    visits = Visits(store, PAUSE)
    assert not visits.may_go(THERE, OLD, now=NOW)
    assert not visits.gives_up(OLD, now=NOW)
    assert visits.gives_up(OLD, now=NOW + timedelta(seconds=31))
    visits.end(OLD, now=NOW + timedelta(seconds=31))
    assert visits.waited_for == []
