"""What other processes do to a store while a test looks on."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import select, update

from graph.model import Outcome
from graph.store import frontier, write
from graph.store.engine import open_store
from graph.store.schema import STORE_INFO
from tests.graph.store.facts import NOW, article, entry


def run(work: Callable[..., None], *arguments: object, times: int) -> None:
    """Run the work in so many processes at once, and see that each ends well."""
    context = multiprocessing.get_context("spawn")
    running = [
        context.Process(target=work, args=(*arguments, number))
        for number in range(times)
    ]
    for process in running:
        process.start()
    for process in running:
        process.join(60)
    assert [process.exitcode for process in running] == [0] * times


def open_it(url: str, _number: int) -> None:
    """Open a store, new or not."""
    open_store(url).close()


def count_up(url: str, steps: int, _number: int) -> None:
    """Read a number and write the next one, many times."""
    store = open_store(url)
    here = STORE_INFO.c.name == "counter"
    for _ in range(steps):
        with store.write() as connection:
            found = connection.execute(select(STORE_INFO.c.value).where(here))
            value = str(int(found.scalar_one()) + 1)
            connection.execute(update(STORE_INFO).where(here).values(value=value))
    store.close()


def put_the_same(url: str, _number: int) -> None:
    """Keep one article, as two crawls of one site would."""
    store = open_store(url)
    for number in range(10):
        with store.write() as connection:
            page = f"https://example.org/{number}"
            write.put_article(connection, article(page, "2022-01-01"), now=NOW)
            frontier.add(connection, [entry(page)])
    store.close()


def ask_all(url: str, number: int) -> None:
    """Lease and settle until nothing is left, noting who had what with whom."""
    store = open_store(url)
    name = f"elsewhere:{number}"
    step = 0
    while True:
        step += 1
        moment = NOW + timedelta(seconds=step)
        with store.write() as connection:
            got = frontier.lease(connection, name, limit=2, now=moment)
        with store.write() as connection:
            for one in got:
                note = {"name": f"{one.url} {name} {step}", "value": one.host}
                connection.execute(STORE_INFO.insert().values(note))
                frontier.settle(connection, one, Outcome.KEPT, now=moment)
            counts = frontier.counts(connection)
        if not counts["queued"]:
            break
    store.close()
