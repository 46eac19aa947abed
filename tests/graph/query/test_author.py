"""An author's profile: where their articles appear, and what becomes of the name."""

from __future__ import annotations

import pytest

from graph.store import aliases
from tests.graph.query.conftest import ALPHA, BETA, GAMMA, Ask
from tests.graph.small_store import Small

pytestmark = pytest.mark.usefixtures("network")


def test_articles_and_outlets_with_the_first_one(ask: Ask) -> None:
    answer = ask("author", "ann lee")
    assert (answer["articles"], answer["copies"]) == (3, 1)
    found = {row["outlet"]["name"]: row for row in answer["outlets"]}
    assert found.keys() == {"Alpha", "Beta", "Zeta"}
    assert (found["Beta"]["articles"], found["Beta"]["copies"]) == (1, 1)
    assert answer["first_outlet"]["name"] == "Alpha"
    assert (answer["first"], answer["last"]) == ("2022-02-18", "2022-03-02")


def test_reposts_go_on_where_the_name_is_gone(ask: Ask) -> None:
    reposts = ask("author", "Ann Lee")["reposts"]
    assert reposts["copies"] == 3
    assert reposts["byline"] == {"kept": 1, "changed": 1, "dropped": 1}
    assert reposts["credit"] == {"linked": 1, "named": 1, "none": 1}
    found = {row["outlet"]["name"]: row["byline"] for row in reposts["outlets"]}
    assert found["Gamma"] == {"kept": 0, "changed": 1, "dropped": 0}
    assert found["Delta"] == {"kept": 0, "changed": 0, "dropped": 1}


def test_the_hop_at_which_the_name_is_lost(ask: Ask) -> None:
    lost = ask("author", "Ann Lee")["lost_bylines"]
    assert lost == {
        "number": 1,
        "hops": [
            {
                "kind": "changed",
                "source_url": BETA,
                "copy_url": GAMMA,
                "after": ["Someone"],
            }
        ],
    }
    (hop,) = ask("author", "Bo Chan")["lost_bylines"]["hops"]
    assert (hop["source_url"], hop["after"]) == (ALPHA, ["Ann Lee"])


def test_who_writes_with_them(ask: Ask) -> None:
    (other,) = ask("author", "Ann Lee")["coauthors"]
    assert other == {"key": "bo-chan", "name": "Bo Chan", "stories": 1}
    assert ask("author", "Someone")["coauthors"] == []


def test_names_that_are_one_are_one_author(network: Small, ask: Ask) -> None:
    with network.store.write() as connection:
        aliases.state(connection, "author", "ann-lee", "someone", "spelling")
    answer = ask("author", "Ann Lee")
    assert answer["author"]["keys"] == ["ann-lee", "someone"]
    assert answer["articles"] == 4
    assert answer["reposts"]["byline"] == {"kept": 2, "changed": 0, "dropped": 1}


def test_an_author_of_whom_nobody_took_anything(ask: Ask) -> None:
    answer = ask("author", "Someone")
    assert answer["reposts"]["copies"] == 1
    assert answer["reposts"]["byline"]["dropped"] == 1


def test_a_copy_that_was_never_read_tells_nothing_of_the_name(
    network: Small, ask: Ask
) -> None:
    unread = network.cited("https://eta.example/unread")
    network.edge(network.cited(ALPHA), unread, nearest=True)
    reposts = ask("author", "Ann Lee")["reposts"]
    assert reposts["copies"] == 4
    assert sum(reposts["byline"].values()) == 3


def test_a_circle_of_sources_ends(network: Small, ask: Ask) -> None:
    one = network.article("https://one.example/a", authors=["Ring"])
    two = network.article("https://two.example/a", authors=["Ring"])
    network.edge(one, two, nearest=True)
    network.edge(two, one, nearest=True)
    assert ask("author", "Ring")["reposts"]["copies"] == 2
