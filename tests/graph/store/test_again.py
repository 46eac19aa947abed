"""What is done can be queued again, and keeps its one row."""

from __future__ import annotations

from dataclasses import replace

from graph.model import Outcome
from graph.store import again, frontier, validators
from graph.store.engine import Store
from graph.store.frontier import Entry
from graph.store.validators import Validator
from tests.graph.store.facts import NOW, entry

URL = "https://a.org/1"


def asked(store: Store) -> list[Entry]:
    with store.write() as connection:
        return frontier.lease(connection, "me:1", limit=9, now=NOW)


def test_what_is_done_is_asked_again_as_it_was_told(store: Store) -> None:
    with store.write() as connection:
        frontier.add(connection, [entry("http://a.org/1", depth=7, cause="x")])
        found = entry("http://a.org/1")
        frontier.settle(connection, found, Outcome.KEPT, now=NOW)
        wanted = entry(URL, priority=30, cause=again.CAUSE)
        again.ask(connection, [wanted])
    assert asked(store) == [wanted]


def test_what_was_never_met_is_queued(store: Store) -> None:
    with store.write() as connection:
        again.ask(connection, [entry(URL)])
    assert [one.url for one in asked(store)] == [URL]


def test_what_is_being_asked_is_left_alone(store: Store) -> None:
    with store.write() as connection:
        frontier.add(connection, [entry(URL, cause="x")])
    (leased,) = asked(store)
    with store.write() as connection:
        again.ask(connection, [replace(leased, cause=again.CAUSE)])
    assert asked(store) == []


def test_a_seed_that_is_named_again_is_a_seed_again(store: Store) -> None:
    with store.write() as connection:
        again.ask(connection, [entry(URL, cause=again.CAUSE)])
        frontier.settle(connection, entry(URL), Outcome.KEPT, now=NOW)
        frontier.add(connection, [entry(URL, seed=True, cause="seed")])
    (seed,) = asked(store)
    assert (seed.seed, seed.cause) == (True, "seed")


def test_ends_are_told_by_key(store: Store) -> None:
    with store.write() as connection:
        frontier.add(connection, [entry(URL)])
        frontier.settle(connection, entry(URL), Outcome.TIMEOUT, now=NOW)
        ends = again.ends(connection, [entry(URL).key, "a.org/2"])
    (end,) = ends.values()
    assert (end["state"], end["outcome"]) == ("done", "timeout")


def test_a_validator_is_kept_replaced_and_forgotten(store: Store) -> None:
    one, two = (
        Validator(etag='"1"'),
        Validator(modified="Fri, 18 Feb 2022 09:00:00 GMT"),
    )
    for validator in (one, two, None):
        with store.write() as connection:
            validators.keep(connection, "a.org/1", validator, now=NOW)
            validators.check(connection, "a.org/1", now=NOW)
            assert validators.of(connection, "a.org/1") == validator
