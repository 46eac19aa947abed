"""An outlet's profile: what it originates and relays, from whom, to whom, how."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import event

from graph.model import Credit, Overlap, Reason, Verdict
from graph.store import aliases
from tests.graph.query.conftest import ALPHA, BETA, DELTA, GAMMA, Ask
from tests.graph.small_store import Small


def names(rows: list[dict[str, Any]]) -> list[str]:
    return [row["outlet"]["name"] for row in rows]


@pytest.mark.usefixtures("network")
def test_it_originates_what_has_no_source_and_was_taken(ask: Ask) -> None:
    for name, originates, relays, copies in (
        ("Alpha", 1, 0, 1),
        ("Beta", 0, 1, 1),
        ("Delta", 0, 1, 0),
        ("Zeta", 0, 0, 0),
    ):
        answer = ask("outlet", name)
        assert answer["originates"] == originates, name
        assert answer["relays"] == relays
        assert answer["to"]["copies"] == copies
        assert answer["originator_share"] == originates
        assert answer["relay_share"] == relays


@pytest.mark.usefixtures("network")
def test_from_whom_and_to_whom(ask: Ask) -> None:
    answer = ask("outlet", "Gamma")
    (taken,), (taker,) = answer["from"]["most"], answer["to"]["most"]
    assert taken == {
        "outlet": {"key": "beta.example", "name": "Beta"},
        "copies": 1,
        "declared": 1.0,
        "credited": 1.0,
        "lag_hours": 72.0,
    }
    assert (taker["outlet"]["name"], taker["declared"]) == ("Delta", 0.0)
    assert (taker["credited"], taker["lag_hours"]) == (0.0, 24.0)
    assert answer["lag_hours"]["taking"] == {
        "copies": 1,
        "p10": 72.0,
        "median": 72.0,
        "p90": 72.0,
    }


@pytest.mark.usefixtures("network")
def test_credit_headlines_relations_verdicts_dates_authors(ask: Ask) -> None:
    answer = ask("outlet", "Gamma")
    given = {"copies": 1, "linked": 0.0, "named": 1.0, "none": 0.0}
    assert answer["credit"]["given"] == given
    assert answer["credit"]["received"] == {
        "copies": 1,
        "linked": 0.0,
        "named": 0.0,
        "none": 1.0,
    }
    assert answer["headlines"] == {"compared": 1, "changed": 1.0}
    assert ask("outlet", "Beta")["headlines"] == {"compared": 1, "changed": 0.0}
    assert answer["relations"] == {"republishes": 1}
    assert ask("outlet", "Delta")["relations"] == {"adapts": 1}
    assert answer["verdicts"] == {"likely": 1}
    assert (answer["first"], answer["last"]) == ("2022-02-23", "2022-02-23")
    assert answer["articles"] == {"fetched": 1, "cited": 0}
    assert answer["authors"] == [{"key": "someone", "name": "Someone", "articles": 1}]


@pytest.mark.usefixtures("network")
def test_an_outlet_of_which_only_the_name_is_known(ask: Ask) -> None:
    answer = ask("outlet", "The Wire")
    assert answer["articles"] == {"fetched": 0, "cited": 0}
    assert names(answer["to"]["most"]) == ["Epsilon"]
    assert answer["originator_share"] is None
    assert answer["credit"]["received"]["named"] == 1.0
    assert names(ask("outlet", "Epsilon")["from"]["most"]) == ["The Wire"]


@pytest.mark.usefixtures("network")
def test_the_hop_at_which_it_lost_a_credit(ask: Ask) -> None:
    lost = ask("outlet", "Gamma")["lost_credits"]
    assert lost["number"] == 1
    (hop,) = lost["hops"]
    assert (hop["kind"], hop["source_url"], hop["copy_url"]) == ("changed", BETA, GAMMA)
    assert [one["name"] for one in hop["before"]] == ["Alpha"]
    assert [one["name"] for one in hop["after"]] == ["Beta"]
    (hop,) = ask("outlet", "Delta")["lost_credits"]["hops"]
    assert (hop["kind"], hop["after"]) == ("vanished", [])
    assert ask("outlet", "Beta")["lost_credits"] == {"number": 0, "hops": []}


def test_a_credit_that_goes_past_the_relay_is_kept(network: Small, ask: Ask) -> None:
    a, d = network.cited(ALPHA), network.cited(DELTA)
    network.edge(a, d, credit=Credit.NAMED)
    # Its source credits Beta only, so that one was not passed on...
    assert ask("outlet", "Delta")["lost_credits"]["number"] == 1
    network.edge(network.cited(BETA), d, credit=Credit.NAMED)
    assert ask("outlet", "Delta")["lost_credits"]["number"] == 0


def test_the_best_credit_that_a_page_gives_counts(network: Small, ask: Ask) -> None:
    network.edge(network.cited(ALPHA), network.cited(GAMMA), credit=Credit.LINKED)
    answer = ask("outlet", "Gamma")
    assert answer["relays"] == 1
    assert answer["credit"]["given"]["linked"] == 1.0
    # Its nearest source is Beta, which is credited by name as before.
    assert ask("outlet", "Beta")["credit"]["received"]["named"] == 1.0


@pytest.mark.parametrize(
    "reason, kind",
    [
        ("mutual-credit", "mutual"),
        ("later", "later-source"),
        ("no-shared-text", "no-shared-text"),
    ],
)
def test_contradictions_are_counted_though_the_edge_is_rejected(
    network: Small, ask: Ask, reason: str, kind: str
) -> None:
    network.edge(
        network.cited(DELTA),
        network.cited(BETA),
        verdict=Verdict.REJECTED,
        reasons=(Reason(name=reason, weight=-3.0),),
    )
    answer = ask("outlet", "Beta")
    assert answer["contradictions"][kind] == 1
    assert sum(answer["contradictions"].values()) == 1
    assert answer["relays"] == 1


@pytest.mark.usefixtures("network")
def test_licence_conditions_that_are_kept(ask: Ask) -> None:
    licences = ask("outlet", "Beta")["licences"]
    assert (licences["copies"], licences["licensed"]) == (1, 1)
    for name in ("author", "link", "unaltered"):
        assert licences[name] == {"kept": 1, "broken": 0, "unknown": 0, "not-asked": 0}
    assert licences["broken"] == []


def test_licence_conditions_that_are_broken(network: Small, ask: Ask) -> None:
    short = Overlap(of_original=0.4, of_copy=0.9, words=200)
    url = "https://eta.example/short"
    eta = network.article(url, "2022-02-19", authors=["Someone Else"])
    network.edge(
        network.cited(ALPHA), eta, nearest=True, credit=Credit.NAMED, overlap=short
    )
    licences = ask("outlet", "eta.example")["licences"]
    assert [licences[n]["broken"] for n in ("author", "link", "unaltered")] == [1, 1, 1]
    (broken,) = licences["broken"]
    assert (broken["url"], broken["rights"]) == (url, "© Alpha, CC BY-ND 4.0")
    assert {one["state"] for one in broken["conditions"]} == {"broken"}
    assert broken["conditions"][0]["why"] == "the copy's byline names somebody else"


def test_a_credit_at_the_foot_alters_no_text(network: Small, ask: Ask) -> None:
    eta = network.article("https://eta.example/x", "2022-02-19", text="word " * 100)
    for share, state in ((0.76, "kept"), (0.74, "broken")):
        overlap = Overlap(of_original=1.0, of_copy=share, words=100)
        network.edges.clear()
        network.edge(network.cited(ALPHA), eta, nearest=True, overlap=overlap)
        assert ask("outlet", "eta.example")["licences"]["unaltered"][state] == 1


@pytest.mark.usefixtures("network")
def test_without_a_licence_nobody_asks_for_the_same_text(ask: Ask) -> None:
    licences = ask("outlet", "Gamma")["licences"]
    assert licences["licensed"] == 0
    assert licences["unaltered"]["not-asked"] == 1
    assert licences["link"]["broken"] == 1


def test_what_stays_within_an_outlet_does_not_count(network: Small, ask: Ask) -> None:
    again = network.article("https://gamma.example/again", "2022-03-01")
    network.edge(network.cited(GAMMA), again, nearest=True)
    answer = ask("outlet", "Gamma")
    assert (answer["relays"], answer["to"]["copies"]) == (1, 1)
    with network.store.write() as connection:
        aliases.state(
            connection, "outlet", "gamma.example", "delta.example", "redirect"
        )
    answer = ask("outlet", "Gamma")
    assert answer["outlet"]["keys"] == ["delta.example", "gamma.example"]
    assert answer["articles"]["fetched"] == 3
    assert (answer["relays"], answer["to"]["copies"]) == (1, 0)


def test_edges_that_are_rejected_or_not_the_nearest_do_not_count(
    network: Small, ask: Ask
) -> None:
    zeta = network.cited("https://zeta.example/alone")
    network.edge(network.cited(ALPHA), zeta, nearest=False)
    network.edge(network.cited(BETA), zeta, nearest=True, verdict=Verdict.REJECTED)
    assert ask("outlet", "Zeta")["relays"] == 0
    assert ask("outlet", "Beta")["to"]["copies"] == 1


def test_a_profile_takes_as_many_statements_for_many_articles(
    network: Small, ask: Ask
) -> None:
    statements: list[str] = []
    event.listen(
        network.store.engine,
        "before_cursor_execute",
        lambda *given: statements.append(given[2]),
    )
    alpha, few = network.cited(ALPHA), 0
    for number in range(20):
        url = f"https://delta.example/{number}"
        copy = network.article(url, f"2022-03-{number + 1:02}")
        network.edge(alpha, copy, nearest=True)
        if not number:
            statements.clear()
            ask("outlet", "Delta")
            few = len(statements)
    statements.clear()
    answer = ask("outlet", "Delta")
    assert len(statements) == few <= 30
    assert answer["relays"] == 21
    lags = answer["lag_hours"]["taking"]
    assert (lags["copies"], lags["p10"], lags["median"]) == (21, 288.0, 480.0)
