"""What ended is kept together, and what fails costs only itself."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, select

from crawler.discover import Answer
from crawler.follow import Plan
from crawler.spiders import settling
from crawler.spiders.limits import Tally
from crawler.spiders.settling import Ended, Settling
from graph.identity import host_and_port
from graph.model import Article, Candidate, Outcome, Snapshot
from graph.store import frontier, trees
from graph.store.engine import Store, open_store
from graph.store.schema import ARTICLE, FRONTIER, LISTING, SNAPSHOT
from tests.crawler.ferry import NOW


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(str(tmp_path / "whence.db"))
    yield opened
    opened.close()


def leased(store: Store, *urls: str, kind: str = "page") -> list[frontier.Entry]:
    entries = [
        frontier.Entry(url=url, host=host_and_port(url), kind=kind) for url in urls
    ]
    with store.write() as connection:
        frontier.add(connection, entries)
        return frontier.lease(connection, "me", limit=len(urls), now=NOW)


def kept(entry: frontier.Entry, number: int = 0) -> Ended:
    """A page that was read, and where its answer lies."""
    snapshot = Snapshot(
        url=entry.url,
        fetched_at=NOW,
        status=200,
        content_type="text/html",
        digest=f"sha1:{number}",
        warc="a.warc.gz",
        offset=number,
    )
    article = Article(
        url=entry.url, outcome=Outcome.KEPT, text=f"The ferry sails to pier {number}."
    )
    return Ended(entry=entry, outcome=Outcome.KEPT, snapshot=snapshot, article=article)


def broken(ended: Ended) -> Ended:
    """One that no database keeps."""
    assert ended.snapshot
    return replace(ended, snapshot=replace(ended.snapshot, digest=None))  # type: ignore[arg-type]


def keep(
    store: Store, *batch: Ended, under_way: int | None = None
) -> list[BaseException | None]:
    """What came of keeping them all at once; errors are given, not raised."""
    count = len(batch) if under_way is None else under_way

    async def run() -> list[BaseException | None]:
        some = Settling(store, Plan(), Tally(), under_way=lambda: count)
        waiting: list[Coroutine[Any, Any, None]] = [some.keep(one) for one in batch]
        return await asyncio.gather(*waiting, return_exceptions=True)

    return asyncio.run(run())


def states(store: Store) -> dict[str, tuple[str, str | None]]:
    with store.read() as connection:
        rows = connection.execute(
            select(FRONTIER.c.url, FRONTIER.c.state, FRONTIER.c.outcome)
        )
        return {url: (state, outcome) for url, state, outcome in rows}


@pytest.fixture
def commits(store: Store) -> Callable[[], int]:
    """Counts the transactions that were kept from now on."""
    seen: list[object] = []
    event.listen(store.engine, "commit", seen.append)
    return lambda: len(seen)


URLS = [f"https://{name}.example/story" for name in ("herald", "courier", "gazette")]


def test_pages_that_end_together_are_kept_in_one_transaction(
    store: Store, commits: Callable[[], int]
) -> None:
    entries = leased(store, *URLS)
    before = commits()
    ended = [kept(entry, number) for number, entry in enumerate(entries)]
    assert keep(store, *ended) == [None] * 3
    assert commits() - before == 1
    assert states(store) == dict.fromkeys(URLS, ("done", "kept"))
    with store.read() as connection:
        assert len(connection.execute(select(ARTICLE.c.id)).all()) == 3


def test_a_page_that_breaks_costs_only_itself(store: Store) -> None:
    first, second, third = leased(store, *URLS)
    told = keep(store, kept(first), broken(kept(second, 1)), kept(third, 2))
    assert [type(one).__name__ for one in told] == [
        "NoneType",
        "IntegrityError",
        "NoneType",
    ]
    assert states(store)[second.url] == ("leased", None)
    assert states(store)[first.url] == states(store)[third.url] == ("done", "kept")


def test_nothing_waits_when_nothing_else_is_under_way(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settling, "_LONGEST", 3600)
    (entry,) = leased(store, URLS[0])
    assert keep(store, kept(entry)) == [None]


def test_a_page_does_not_wait_for_ever_for_others(store: Store) -> None:
    (entry,) = leased(store, URLS[0])
    assert keep(store, kept(entry), under_way=9) == [None]
    assert states(store) == {entry.url: ("done", "kept")}


def test_no_transaction_has_more_than_so_many(
    store: Store, monkeypatch: pytest.MonkeyPatch, commits: Callable[[], int]
) -> None:
    monkeypatch.setattr(settling, "_MOST", 2)
    monkeypatch.setattr(settling, "_LONGEST", 0.01)
    entries = leased(store, *URLS)
    before = commits()
    ended = [kept(entry, number) for number, entry in enumerate(entries)]
    assert keep(store, *ended, under_way=9) == [None] * 3
    assert commits() - before == 2


def test_a_host_that_asks_for_a_pause_is_held_and_its_url_waits(store: Store) -> None:
    (entry,) = leased(store, URLS[0])
    until = NOW + timedelta(hours=1)
    assert keep(store, Ended(entry=entry, until=until, detail="HTTP 429")) == [None]
    assert states(store) == {entry.url: ("queued", None)}
    with store.read() as connection:
        assert frontier.held_until(connection, now=NOW) == until


def test_a_list_is_kept_with_what_it_offers(store: Store) -> None:
    (entry,) = leased(store, "https://herald.example/feed", kind="feed")
    found = Candidate(url=URLS[0], headline="The ferry", source="feed")
    answer = Answer(candidates=(found,))
    ended = Ended(entry=entry, outcome=Outcome.LISTED, answer=answer)
    assert keep(store, ended) == [None]
    assert states(store) == {entry.url: ("done", "listed")}
    with store.read() as connection:
        assert connection.execute(select(LISTING.c.url)).scalars().all() == [URLS[0]]


def test_what_could_not_be_read_keeps_its_answer(store: Store) -> None:
    (entry,) = leased(store, URLS[0])
    ended = replace(kept(entry), outcome=Outcome.NO_TEXT, article=None)
    assert keep(store, ended) == [None]
    assert states(store) == {entry.url: ("done", "no-text")}
    with store.read() as connection:
        assert connection.execute(select(SNAPSHOT.c.offset)).scalars().all() == [0]


@pytest.mark.parametrize("every, left", [(0.0, 0), (3600.0, 3)])
def test_trees_are_made_now_and_then(
    store: Store, monkeypatch: pytest.MonkeyPatch, every: float, left: int
) -> None:
    monkeypatch.setattr(settling, "_TREES_EVERY", every)
    entries = leased(store, *URLS)
    keep(store, *[kept(entry, number) for number, entry in enumerate(entries)])
    with store.read() as connection:
        assert trees.count_unsettled(connection) == left
