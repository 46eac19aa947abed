"""All authors as a table."""

from __future__ import annotations

import pytest

from graph.errors import UsageError
from graph.query.authors import COLUMNS
from graph.store import aliases
from tests.graph.query.conftest import Ask
from tests.graph.small_store import Small

pytestmark = pytest.mark.usefixtures("network")


def test_every_author_has_their_row(ask: Ask) -> None:
    answer = ask("authors")
    assert answer["number"] == 3
    assert answer["authors"][0] == {
        "key": "ann-lee",
        "name": "Ann Lee",
        "articles": 3,
        "originals": 2,
        "outlets": 3,
        "reposts": 2,
        "keeps_byline": 0.5,
        "gives_credit": 1.0,
        "first": "2022-02-18",
        "last": "2022-03-02",
    }


def test_it_is_sorted_by_any_column(ask: Ask) -> None:
    for name in COLUMNS:
        up = [row[name] for row in ask("authors", sort=name)["authors"]]
        down = [row[name] for row in ask("authors", sort=f"-{name}")["authors"]]
        assert up == sorted(up), name
        assert down == up[::-1]


def test_a_column_that_is_none_is_said_so(ask: Ask) -> None:
    with pytest.raises(UsageError, match="no column is called relays"):
        ask("authors", sort="relays")


def test_names_that_are_one_are_one_row(network: Small, ask: Ask) -> None:
    with network.store.write() as connection:
        aliases.state(connection, "author", "ann-lee", "someone", "spelling")
    answer = ask("authors")
    assert answer["number"] == 2
    row = answer["authors"][0]
    assert (row["key"], row["articles"], row["outlets"]) == ("ann-lee", 4, 4)
