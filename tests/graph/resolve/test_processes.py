"""Processes over a store: what they are given to do, and what they give back."""

from __future__ import annotations

import os
import signal

import pytest
from sqlalchemy import Connection, func, select

from graph.resolve.processes import Processes
from graph.store import write
from graph.store.engine import Store
from graph.store.schema import ARTICLE
from tests.graph.store.facts import NOW, article


def counted(connection: Connection, more: int) -> int:
    found = select(func.count()).select_from(ARTICLE)
    return int(connection.execute(found).scalar_one()) + more


def who(_connection: Connection, _number: int) -> int:
    return os.getpid()


def interrupted(_connection: Connection, number: int) -> int:
    os.kill(os.getpid(), signal.SIGINT)
    return number


def failing(_connection: Connection, number: int) -> int:
    message = f"not {number}"
    raise ValueError(message)


def test_results_come_in_the_order_of_the_tasks(store: Store) -> None:
    with Processes(store, 2) as processes:
        assert list(processes.each(counted, range(20))) == list(range(20))


def test_they_see_what_was_committed(store: Store) -> None:
    with Processes(store, 1) as processes:
        assert processes.submit(counted, 0).result() == 0
        with store.write() as connection:
            write.put_article(connection, article("https://a.org/x"), now=NOW)
        assert processes.submit(counted, 0).result() == 1


def test_they_are_other_processes_than_this_one(store: Store) -> None:
    with Processes(store, 1) as processes:
        assert os.getpid() not in processes.each(who, range(3))


def test_an_interrupt_is_left_to_the_command(store: Store) -> None:
    with Processes(store, 1) as processes:
        assert list(processes.each(interrupted, [1, 2])) == [1, 2]


def test_what_goes_wrong_is_raised_here(store: Store) -> None:
    with Processes(store, 1) as processes, pytest.raises(ValueError, match="not 7"):
        processes.submit(failing, 7).result()


def test_nothing_is_started_where_nothing_is_to_do(store: Store) -> None:
    with Processes(store, 2) as processes:
        assert list(processes.each(counted, [])) == []
        assert not processes._pool._processes
