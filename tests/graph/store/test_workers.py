"""Who works on a store is known, and what the dead had leased is given back."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from datetime import timedelta

import pytest

from graph.store import frontier, workers
from graph.store.engine import Store
from tests.graph.store.facts import NOW, entry, tables

LATER = NOW + timedelta(seconds=frontier.LEASE_SECONDS + 1)


def put(store: Store, *urls: str) -> None:
    with store.write() as connection:
        frontier.add(connection, [entry(url) for url in urls])


def lease(store: Store, worker: str) -> list[frontier.Entry]:
    with store.leasing() as connection:
        return frontier.lease(connection, worker, limit=9, now=NOW)


def states(store: Store) -> dict[str, int]:
    with store.read() as connection:
        return frontier.counts(connection)


def dead_process() -> int:
    """The number of a process that has ended."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


@pytest.mark.parametrize(
    "owner, soon, late",
    [
        (f"{platform.node()}:{dead_process()}", 1, 1),
        (f"{platform.node()}:{os.getpid()}", 1, 1),
        (f"{platform.node()}:{os.getppid()}", 0, 1),
        (f"{platform.node()}:no-number", 1, 1),
        (f"{platform.node()}:{10**30}", 1, 1),
        ("elsewhere:1", 0, 1),
    ],
    ids=["dead", "same number", "alive", "no number", "no such number", "elsewhere"],
)
def test_leases_of_dead_workers_are_given_back(
    store: Store, owner: str, soon: int, late: int
) -> None:
    for now, freed in ((NOW, soon), (LATER, late)):
        put(store, "https://a.org/")
        lease(store, owner)
        with store.write() as connection:
            assert workers.give_back_dead(connection, now=now) == freed
        assert states(store) == {"queued": freed, "leased": 1 - freed, "done": 0}


def test_the_host_of_a_dead_worker_is_left_alone_for_a_pause(store: Store) -> None:
    put(store, "https://a.org/")
    lease(store, f"{platform.node()}:{dead_process()}")
    with store.write() as connection:
        workers.give_back_dead(connection, now=NOW, pause=2)
    assert lease(store, "me:1") == []


def test_a_worker_does_not_take_its_own_leases_for_those_of_the_dead(
    store: Store,
) -> None:
    put(store, "https://a.org/")
    lease(store, workers.worker_name())
    with store.write() as connection:
        living = workers.worker_name()
        assert workers.give_back_dead(connection, now=NOW, living=living) == 0
    assert states(store)["leased"] == 1


def test_a_lease_that_is_renewed_does_not_run_out(store: Store) -> None:
    put(store, "https://a.org/", "https://b.org/")
    mine, theirs = "elsewhere:1", "elsewhere:2"
    with store.leasing() as connection:
        frontier.lease(connection, mine, limit=1, now=NOW)
        frontier.lease(connection, theirs, limit=1, now=NOW)
        workers.renew(connection, mine, began=NOW, now=LATER)
    with store.write() as connection:
        assert workers.give_back_dead(connection, now=LATER) == 1
    assert states(store) == {"queued": 1, "leased": 1, "done": 0}


def test_whoever_comes_later_is_told_since_when_the_crawl_goes_on(
    store: Store,
) -> None:
    empty, minute = tables(store), timedelta(minutes=1)

    def join(worker: str, minutes: int) -> int:
        now = NOW + minutes * minute
        with store.write() as connection:
            return (workers.join(connection, worker, now=now) - NOW) // minute

    def leave(worker: str) -> None:
        with store.write() as connection:
            workers.leave(connection, worker)

    assert join("elsewhere:1", 0) == 0
    assert join("elsewhere:2", 1) == 0
    leave("elsewhere:1")
    assert join("elsewhere:3", 2) == 0
    assert join("elsewhere:4", 9) == 9  # the others gave no sign of life since
    leave("elsewhere:4")
    assert tables(store) == empty


def test_a_dead_process_does_not_keep_a_crawl_going(store: Store) -> None:
    with store.write() as connection:
        dead = f"{platform.node()}:{dead_process()}"
        workers.join(connection, dead, now=NOW)
        later = NOW + timedelta(seconds=1)
        assert workers.join(connection, "elsewhere:1", now=later) == later


def test_this_process_is_named_so_that_others_can_see_if_it_lives() -> None:
    assert workers.worker_name() == f"{platform.node()}:{os.getpid()}"
