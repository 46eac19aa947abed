"""Statements join keys, can be taken back, and give way to analysts."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import Connection

from graph.model import Author
from graph.store import write
from graph.store.aliases import (
    AUTHOR,
    OUTLET,
    alias,
    groups,
    keep,
    related,
    replace,
    state,
    statements,
    together,
    withdraw,
)
from graph.store.engine import Store, open_store
from graph.store.schema import JUDGEMENT
from tests.graph.store.facts import NOW, article


@pytest.fixture
def sqlite_store(tmp_path: Path) -> Iterator[Store]:
    """An open, empty store, where the kind of database does not matter."""
    opened = open_store(str(tmp_path / "whence.db"))
    yield opened
    opened.close()


def judge(connection: Connection, one: str, other: str, verdict: str, at: str) -> None:
    """An analyst's word on two outlets."""
    row = {"kind": OUTLET, "one": one, "other": other, "verdict": verdict}
    names = {"one_name": one, "other_name": other, "note": "", "judged_at": at}
    connection.execute(JUDGEMENT.insert(), [row | names])


def test_a_statement_joins_two_keys_given_in_any_order(store: Store) -> None:
    with store.write() as connection:
        state(connection, OUTLET, "old.example", "new.example", "redirect", "3 pages")
        state(connection, OUTLET, "new.example", "old.example", "redirect", "4 pages")
        assert statements(connection, OUTLET, ["old.example"]) == [
            alias(OUTLET, "new.example", "old.example", "redirect", "4 pages")
        ]
        both = ("new.example", "old.example")
        assert together(connection, OUTLET, "old.example") == both
        assert together(connection, OUTLET, "new.example") == both
        assert together(connection, AUTHOR, "new.example") == ("new.example",)
        assert together(connection, OUTLET, "unknown") == ("unknown",)


def test_nobody_has_to_state_that_a_key_is_itself(sqlite_store: Store) -> None:
    with sqlite_store.write() as connection, pytest.raises(ValueError, match="itself"):
        state(connection, OUTLET, "a.example", "a.example", "redirect")


def test_statements_go_on_from_one_to_the_next(sqlite_store: Store) -> None:
    with sqlite_store.write() as connection:
        for one, other in ("ab", "cd", "bc", "xy"):
            state(connection, OUTLET, one, other, "redirect")
        assert together(connection, OUTLET, "d") == ("a", "b", "c", "d")
        assert together(connection, OUTLET, "x") == ("x", "y")
        assert groups(connection, OUTLET) == dict.fromkeys("abcd", "a") | {
            "x": "x",
            "y": "x",
        }


def test_a_statement_can_be_taken_back(store: Store) -> None:
    with store.write() as connection:
        for source in ("redirect", "canonical"):
            state(connection, OUTLET, "a", "b", source)
        assert withdraw(connection, OUTLET, "b", "a", "redirect") == 1
        assert together(connection, OUTLET, "a") == ("a", "b")
        assert withdraw(connection, OUTLET, "a", "b") == 1
        assert together(connection, OUTLET, "a") == ("a",)
        assert withdraw(connection, OUTLET, "a", "b") == 0


def test_an_analyst_joins_what_nothing_states(sqlite_store: Store) -> None:
    with sqlite_store.write() as connection:
        judge(connection, "b", "a", "yes", "2026-01-01")
        state(connection, OUTLET, "b", "c", "redirect")
        assert together(connection, OUTLET, "a") == ("a", "b", "c")
        assert set(groups(connection, OUTLET)) == {"a", "b", "c"}


def test_an_analyst_parts_what_statements_join(store: Store) -> None:
    with store.write() as connection:
        state(connection, OUTLET, "a", "b", "same-name")
        state(connection, OUTLET, "b", "c", "redirect")
        judge(connection, "c", "a", "no", "2026-01-01")
        # The weaker of the two statements between them gives way.
        assert together(connection, OUTLET, "a") == ("a",)
        assert together(connection, OUTLET, "b") == ("b", "c")
        assert groups(connection, OUTLET) == {"b": "b", "c": "b"}


def test_what_a_person_stated_is_surer_than_what_was_derived(
    sqlite_store: Store,
) -> None:
    with sqlite_store.write() as connection:
        state(connection, OUTLET, "a", "b", "their imprint")
        state(connection, OUTLET, "b", "c", "redirect")
        judge(connection, "a", "c", "no", "2026-01-01")
        assert together(connection, OUTLET, "b") == ("a", "b")


def test_unsure_changes_nothing_and_the_last_word_counts(sqlite_store: Store) -> None:
    with sqlite_store.write() as connection:
        state(connection, OUTLET, "a", "b", "redirect")
        judge(connection, "a", "b", "unsure", "2026-01-01")
        assert together(connection, OUTLET, "a") == ("a", "b")
        judge(connection, "b", "a", "no", "2026-01-02")
        assert together(connection, OUTLET, "a") == ("a",)


def test_editions_and_groups_are_told_and_not_joined(sqlite_store: Store) -> None:
    with sqlite_store.write() as connection:
        state(connection, OUTLET, "a.example", "b.example", "edition", "languages")
        state(connection, OUTLET, "b.example", "c.example", "group")
        assert together(connection, OUTLET, "b.example") == ("b.example",)
        assert groups(connection, OUTLET) == {}
        assert [one.source for one in related(connection, "b.example")] == [
            "edition",
            "group",
        ]


def test_the_key_with_most_articles_stands_for_all(store: Store) -> None:
    with store.write() as connection:
        for url in (
            "https://z.example/1",
            "https://z.example/2",
            "https://a.example/1",
        ):
            page = article(url, headline=url, authors=(Author(name="Ann Lee"),))
            write.put_article(connection, page, now=NOW)
        state(connection, OUTLET, "a.example", "z.example", "redirect")
        state(connection, OUTLET, "name:aa", "z.example", "same-name")
        assert set(groups(connection, OUTLET).values()) == {"z.example"}
        state(connection, AUTHOR, "a-lee", "ann-lee", "initials")
        assert groups(connection, AUTHOR) == {"a-lee": "ann-lee", "ann-lee": "ann-lee"}


def test_a_host_stands_for_a_mere_name(sqlite_store: Store) -> None:
    with sqlite_store.write() as connection:
        state(connection, OUTLET, "name:aa", "z.example", "same-name")
        assert set(groups(connection, OUTLET).values()) == {"z.example"}


def test_only_derived_statements_are_replaced(store: Store) -> None:
    derived = alias(OUTLET, "a", "b", "redirect", "3")
    own = alias(OUTLET, "a", "c", "their imprint")
    with store.write() as connection:
        keep(connection, [derived, own, alias(AUTHOR, "x", "y", "initials")])
        again = alias(OUTLET, "a", "b", "redirect", "4")
        replace(connection, OUTLET, [again, alias(OUTLET, "d", "e", "platform")])
        assert statements(connection, OUTLET) == [
            again,
            own,
            alias(OUTLET, "d", "e", "platform"),
        ]
        assert len(statements(connection, AUTHOR)) == 1
        replace(connection, OUTLET, [])
        assert statements(connection, OUTLET) == [own]


def test_a_chain_without_bounds_joins_nothing(sqlite_store: Store) -> None:
    keys = [f"{number:04}.example" for number in range(502)]
    with sqlite_store.write() as connection:
        keep(
            connection,
            (alias(OUTLET, one, other, "redirect") for one, other in pairwise(keys)),
        )
        assert together(connection, OUTLET, keys[7]) == (keys[7],)
        assert groups(connection, OUTLET) == {}
        withdraw(connection, OUTLET, keys[10], keys[11])
        assert together(connection, OUTLET, keys[7]) == tuple(keys[:11])
