"""Which archives are asked for which dead links, and in which order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, select

from crawler.discover.services.terms import chosen
from crawler.follow import Plan
from crawler.outside import dead
from crawler.outside.run import Outside
from graph.model import Candidate, Date, Outcome, Precision
from graph.store import frontier, listed
from graph.store.engine import open_store
from graph.store.frontier import Entry
from graph.store.schema import FRONTIER

NOW = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
URL = "https://herald.example/ferry"
LIST = "https://index.commoncrawl.org/collinfo.json"


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    store = open_store(str(tmp_path / "whence.db"))
    with store.write() as connection:
        yield connection
    store.close()


def ended(connection: Connection, outcome: Outcome, **known: object) -> Entry:
    """An entry that ended so."""
    entry = Entry(**{"url": URL, "host": "herald.example", **known})  # type: ignore[arg-type]
    frontier.add(connection, [entry])
    frontier.settle(connection, entry, outcome, now=NOW)
    return entry


def asked(connection: Connection, services: str, depth: int = 5) -> list[str]:
    """The questions that wait after a look at what is dead, by their kinds."""
    plan = Plan(depth=depth)
    dead.ask(Outside(chosen(services)), connection, plan, now=NOW)
    waiting = select(FRONTIER.c.kind).where(FRONTIER.c.state == "queued")
    rows = connection.execute(waiting.order_by(FRONTIER.c.position))
    return list(rows.scalars())


@pytest.mark.parametrize(
    "outcome", [Outcome.NOT_FOUND, Outcome.DNS, Outcome.UNREACHABLE]
)
def test_a_dead_page_is_asked_for_once(
    connection: Connection, outcome: Outcome
) -> None:
    ended(connection, outcome)
    for _ in range(2):
        assert asked(connection, "wayback") == ["wayback"]


def test_what_failed_at_another_root_is_asked_at_this_one(
    connection: Connection,
) -> None:
    ended(connection, Outcome.NOT_FOUND)
    elsewhere = "http://mirror.example/cdx/search/cdx?url=x"
    ended(connection, Outcome.DNS, url=elsewhere, kind="wayback", cause=URL)
    assert asked(connection, "wayback") == ["wayback"]


@pytest.mark.parametrize(
    "outcome", [Outcome.KEPT, Outcome.ROBOTS, Outcome.TIMEOUT, Outcome.TRAP]
)
def test_what_may_still_be_there_is_not_asked_for(
    connection: Connection, outcome: Outcome
) -> None:
    ended(connection, outcome)
    assert asked(connection, "all") == []


def test_what_lies_beyond_the_depth_is_not_asked_for(connection: Connection) -> None:
    ended(connection, Outcome.NOT_FOUND, depth=6)
    ended(connection, Outcome.NOT_FOUND, url=f"{URL}.xml", kind="sitemap")
    assert asked(connection, "all") == []


def test_the_second_archive_is_asked_when_the_first_has_nothing(
    connection: Connection,
) -> None:
    ended(connection, Outcome.NOT_FOUND)
    services = "wayback,commoncrawl"
    assert asked(connection, services) == ["wayback"]
    (question,) = connection.execute(
        select(FRONTIER.c.url).where(FRONTIER.c.kind == "wayback")
    ).scalars()
    ended(connection, Outcome.LISTED, url=question, kind="wayback", cause=URL)
    assert asked(connection, services) == ["crawls"]


def test_the_crawls_after_the_first_credit_are_asked(connection: Connection) -> None:
    ended(connection, Outcome.NOT_FOUND)
    known = ended(connection, Outcome.LISTED, url=LIST, kind="crawls", cause=URL)
    crawls = [
        Candidate(
            url=f"https://index.commoncrawl.org/CC-MAIN-{month}-index",
            published=Date(value=f"{month}-01", precision=Precision.DAY),
            source="commoncrawl",
        )
        for month in ("2025-06", "2023-06", "2022-06", "2022-01")
    ]
    listed.put_listing(connection, known.key, crawls)
    assert dead._indexes(connection, LIST, URL) == [one.url for one in crawls[:3]]
    assert asked(connection, "commoncrawl") == ["commoncrawl"] * 3


def test_a_seed_that_is_still_dead_ends_by_the_copy_that_was_kept(
    connection: Connection,
) -> None:
    page = ended(connection, Outcome.NOT_FOUND)
    copy = f"https://web.archive.org/web/20220218093000id_/{URL}"
    ended(connection, Outcome.KEPT, url=copy, kind="capture", cause=URL)
    asked(connection, "wayback")
    assert frontier.outcome_of(connection, page) == ("kept", f"from {copy}")
