"""All outlets as a table."""

from __future__ import annotations

from typing import Any

import pytest

from graph.errors import UsageError
from graph.query.outlets import COLUMNS
from graph.store import aliases
from tests.graph.query.conftest import Ask
from tests.graph.small_store import Small


def keys(answer: dict[str, Any]) -> list[str]:
    return [row["key"].partition(".")[0] for row in answer["outlets"]]


@pytest.mark.usefixtures("network")
def test_every_outlet_has_its_row(ask: Ask) -> None:
    answer = ask("outlets")
    assert answer["number"] == 7
    found = {row["name"]: row for row in answer["outlets"]}
    assert found["Beta"] == {
        "key": "beta.example",
        "name": "Beta",
        "articles": 1,
        "fetched": 1,
        "originates": 0,
        "relays": 1,
        "sources": 1,
        "takers": 1,
        "copies": 1,
        "lag_hours": 48.0,
        "gives_credit": 1.0,
        "gets_credit": 1.0,
        "first": "2022-02-20",
        "last": "2022-02-20",
    }
    assert found["Gamma"]["gets_credit"] == 0.0
    assert found["Alpha"]["originates"] == 1
    assert found["The Wire"]["copies"] == 1
    assert found["Zeta"]["gives_credit"] is None


@pytest.mark.usefixtures("network")
def test_it_is_sorted_by_any_column_either_way(ask: Ask) -> None:
    for name in COLUMNS:
        up = [row[name] for row in ask("outlets", sort=name)["outlets"]]
        down = [row[name] for row in ask("outlets", sort=f"-{name}")["outlets"]]
        known = [value for value in up if value is not None]
        unknown = [None] * (len(up) - len(known))
        assert known == sorted(known), name
        assert up == known + unknown
        assert down == known[::-1] + unknown


@pytest.mark.usefixtures("network")
def test_reverse_turns_the_order_round(ask: Ask) -> None:
    up = keys(ask("outlets", sort="name"))
    assert keys(ask("outlets", sort="-name", reverse=True)) == up
    assert keys(ask("outlets", sort="name", reverse=True)) == up[::-1]


@pytest.mark.usefixtures("network")
def test_the_limit_is_for_rows_and_not_for_counts(ask: Ask) -> None:
    answer = ask("outlets", sort="name", limit=2)
    assert (keys(answer), answer["number"]) == (["alpha", "beta"], 7)
    assert len(ask("outlets", limit=0)["outlets"]) == 7


@pytest.mark.usefixtures("network")
def test_a_column_that_is_none_is_said_so(ask: Ask) -> None:
    with pytest.raises(UsageError, match="no column is called size; there are key"):
        ask("outlets", sort="-size")


def test_keys_that_are_one_outlet_are_one_row(network: Small, ask: Ask) -> None:
    with network.store.write() as connection:
        aliases.state(connection, "outlet", "beta.example", "gamma.example", "redirect")
    answer = ask("outlets")
    assert answer["number"] == 6
    (row,) = [row for row in answer["outlets"] if row["articles"] == 2]
    assert (row["key"], row["relays"], row["copies"]) == ("beta.example", 1, 1)
    assert (row["sources"], row["takers"]) == (1, 1)
    assert (row["first"], row["last"]) == ("2022-02-20", "2022-02-23")
    assert row["lag_hours"] == 48.0


@pytest.mark.usefixtures("network")
def test_the_table_agrees_with_every_profile(ask: Ask) -> None:
    for row in ask("outlets", limit=0)["outlets"]:
        profile = ask("outlet", row["key"])
        credit = profile["credit"]
        assert row["originates"] == profile["originates"]
        assert row["relays"] == profile["relays"]
        assert row["copies"] == profile["to"]["copies"]
        assert row["sources"] == profile["from"]["outlets"]
        assert row["takers"] == profile["to"]["outlets"]
        assert row["lag_hours"] == profile["lag_hours"]["taking"]["median"]
        for column, side in (("gives_credit", "given"), ("gets_credit", "received")):
            none = credit[side]["none"]
            assert row[column] == (None if none is None else 1 - none)


def test_an_empty_store_has_an_empty_table(ask: Ask) -> None:
    assert ask("outlets")["outlets"] == []
    assert ask("authors")["authors"] == []
    assert ask("stories")["stories"] == []
