"""Reading processes: a page that is slow or deadly costs its own record only."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import Iterator

import pytest

from crawler import workers
from crawler.workers import Job, Workers
from graph.model import Article, Outcome
from tests.hostile.pages import article

URL = "https://herald.example/story"
PAGE = Job(body=article("The last ferry leaves the harbour"), url=URL)


def burn(job: Job) -> Article:
    """Use the processor for ever."""
    while job.body:
        pass
    return Article(url=job.url)


def crash(job: Job) -> Article:
    """End the process without a word."""
    os.kill(os.getpid(), signal.SIGKILL)
    return Article(url=job.url)


def fail(job: Job) -> Article:
    """Raise what nobody expects."""
    raise RecursionError(str(job.url))


def grow(job: Job) -> Article:
    """Ask for more memory than a page may have."""
    return Article(url=job.url, text="x" * len(job.body) * 2**45)


@pytest.fixture(scope="module")
def pool() -> Iterator[Workers]:
    with Workers(2, deadline=1.0) as started:
        yield started


async def _read(pool: Workers, *works: object) -> list[Article]:
    """Read one page after the other, each with its own work."""
    found = []
    for work in works:
        workers._read_article = work  # type: ignore[assignment]
        found.append(asyncio.ensure_future(pool.article(PAGE)))
        await asyncio.sleep(0)
    return list(await asyncio.gather(*found))


def ends(pool: Workers, monkeypatch: pytest.MonkeyPatch, *works: object) -> list[str]:
    # The test puts other work in the place of reading.
    monkeypatch.setattr(workers, "_read_article", workers._read_article)
    return [found.outcome.value for found in asyncio.run(_read(pool, *works))]


_READ = workers._read_article


def test_a_page_is_read(pool: Workers) -> None:
    found = asyncio.run(pool.article(PAGE))
    assert found.outcome is Outcome.KEPT
    assert found.headline == "The last ferry leaves the harbour"


def test_a_list_is_read(pool: Workers) -> None:
    feed = Job(body=b"<rss><item><link>https://a.org/x</link></item></rss>", url=URL)
    answer = asyncio.run(pool.list("feed", feed))
    assert answer is not None
    assert [found.url for found in answer.candidates] == ["https://a.org/x"]


@pytest.mark.parametrize(
    "work, outcome",
    [(burn, "too-slow"), (crash, "broken"), (fail, "broken"), (grow, "broken")],
)
def test_what_ends_one_page_ends_no_other(
    pool: Workers, monkeypatch: pytest.MonkeyPatch, work: object, outcome: str
) -> None:
    assert ends(pool, monkeypatch, work, _READ, _READ) == [outcome, "kept", "kept"]


def test_other_pages_are_read_while_one_is_slow(
    pool: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def read_both() -> float:
        monkeypatch.setattr(workers, "_read_article", burn)
        slow = asyncio.ensure_future(pool.article(PAGE))
        await asyncio.sleep(0)
        monkeypatch.setattr(workers, "_read_article", _READ)
        await pool.article(PAGE)
        assert not slow.done()
        started = time.monotonic()
        assert (await slow).outcome is Outcome.TOO_SLOW
        return time.monotonic() - started

    assert asyncio.run(read_both()) < 20


def test_a_list_that_can_not_be_read_is_none(pool: Workers) -> None:
    assert asyncio.run(pool.list("no such source", PAGE)) is None


def nap(word: str) -> str:
    """Answer the sooner the later it is asked; fail where that is asked for."""
    if word == "fail":
        raise RecursionError
    if word == "die":
        os._exit(9)
    while word == "burn":
        pass
    time.sleep(0.01 * len(word))
    return word.upper()


def size(word: str) -> int | None:
    return len(word) if word else None


def test_answers_come_in_the_order_of_the_tasks(pool: Workers) -> None:
    words = ["slow" * 9, "", "fail", "a", "die", "burn", "b", ""]
    found = list(pool.in_order(nap, words, weigh=size))
    assert [task for task, _ in found] == words
    assert [answer for _, answer in found] == [
        "SLOW" * 9,
        None,
        Outcome.BROKEN,
        "A",
        Outcome.BROKEN,
        Outcome.TOO_SLOW,
        "B",
        None,
    ]


def test_what_came_before_an_error_is_given_first(pool: Workers) -> None:
    def words() -> Iterator[str]:
        yield from ("slow" * 9, "a")
        raise ValueError("torn")

    found: list[str] = []
    answers = pool.in_order(nap, words(), weigh=size)
    with pytest.raises(ValueError, match="torn"):
        found.extend(task for task, _ in answers)
    assert found == ["slow" * 9, "a"]


@pytest.mark.parametrize("limit", ["_AHEAD", "_MOST_AHEAD"])
def test_no_more_is_handed_out_than_may_wait(
    pool: Workers, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    monkeypatch.setattr(workers, limit, 10)
    words = iter(["a" * 5, *"bcdefghijklmnopqrstuvwxyz"])
    answers = pool.in_order(nap, words, weigh=size)
    assert next(answers) == ("aaaaa", "AAAAA")
    assert len(list(words)) >= 14


def test_a_task_heavier_than_the_limit_is_done_alone(
    pool: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "_MOST_AHEAD", 2)
    words = ["aaaa", "bbbb", "c"]
    found = pool.in_order(nap, words, weigh=size)
    assert [answer for _, answer in found] == ["AAAA", "BBBB", "C"]
