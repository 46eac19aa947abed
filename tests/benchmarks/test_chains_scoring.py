"""What counts as right: of parents, origins, things called known, and edges."""

from __future__ import annotations

import pytest

from benchmarks.chains.answers import Answer, Node, outlet_node
from benchmarks.chains.scoring import (
    Calibration,
    Edge,
    calibrate,
    origin_right,
    parent_right,
    score,
)
from tests.benchmarks.chains_pages import key, page

WIRE = outlet_node("name:northern-wire")
FIRST = page("first")
CHAIN = [
    FIRST,
    page("second", "first", day=2),
    page("third", "second", day=3, origins=("first",)),
]
TAKER = page("taker", agency="Northern Wire")
LATER = page("later", "taker", agency="Northern Wire", day=2)
COMPOSITE = page("both", "first", "other", origins=("first", "other"))


def said(parent: Node, origin: Node, *, known: bool = False) -> Answer:
    return Answer(parents={parent: 1.0}, origins={origin: 1.0}, known=known)


def test_the_nearest_source_is_the_parent_and_the_first_the_origin() -> None:
    third = CHAIN[2].truth
    assert parent_right(third, key("second"))
    assert not parent_right(third, key("first"))
    assert origin_right(third, key("first"))
    assert not origin_right(third, key("second"))


def test_to_name_nothing_is_right_of_originals_only() -> None:
    assert parent_right(FIRST.truth, None)
    assert origin_right(FIRST.truth, None)
    assert not parent_right(CHAIN[1].truth, None)
    assert not origin_right(CHAIN[1].truth, None)
    assert not parent_right(CHAIN[1].truth, outlet_node("first.example"))


@pytest.mark.parametrize("name", ["first", "other"])
def test_a_composite_has_two_right_answers(name: str) -> None:
    assert parent_right(COMPOSITE.truth, key(name))
    assert origin_right(COMPOSITE.truth, key(name))


@pytest.mark.parametrize("node", [None, WIRE])
def test_a_text_from_the_wire_comes_from_the_agency_or_nowhere(node: Node) -> None:
    assert parent_right(TAKER.truth, node)
    assert origin_right(TAKER.truth, node)
    assert origin_right(LATER.truth, node)
    assert not parent_right(LATER.truth, node)


@pytest.mark.parametrize("node", [key("later"), outlet_node("name:southern-wire")])
def test_no_article_and_no_other_agency_is_where_the_wire_began(node: Node) -> None:
    assert not parent_right(TAKER.truth, node)
    assert not origin_right(TAKER.truth, node)


def test_an_agency_that_the_world_knows_has_its_own_key() -> None:
    truth = page("paper", agency="Reuters").truth
    assert parent_right(truth, outlet_node("reuters.com"))
    assert not parent_right(truth, outlet_node("apnews.com"))


def test_measures_of_a_world() -> None:
    pages = [*CHAIN, TAKER]
    found = score(
        pages,
        {
            key("first"): said(key("taker"), key("taker"), known=True),
            key("second"): said(key("first"), key("first"), known=True),
            key("third"): said(key("first"), key("first")),
            key("taker"): said(key("third"), key("first"), known=True),
        },
    )
    assert (found["parent"].right, found["parent"].of) == (1, 3)
    assert found["parent of seen"].share == 0.5
    assert found["parent of unseen"].share == 0.0
    assert (found["origin"].right, found["origin"].of) == (2, 3)
    assert found["origin, known"].right == 1
    assert found["wrongly known"].share == 0.5
    assert found["given a parent"].share == 1.0


def test_a_page_of_which_nothing_is_said_counts() -> None:
    found = score(CHAIN, {})
    assert found["parent"].share == 0.0
    assert found["given a parent"].share == 0.0
    assert found["parent of unseen"].share is None


def test_a_guess_counts_as_what_it_is_worth() -> None:
    guess = Answer(
        parents={key("first"): 0.25, key("second"): 0.75},
        origins={key("first"): 0.6, None: 0.4},
    )
    found = score(CHAIN[2:], {key("third"): guess})
    assert found["parent"].right == 0.75
    assert found["origin"].right == 0.6


def edge(source: str, copy: str, verdict: str = "likely") -> Edge:
    return Edge(
        source=key(source),
        source_outlet=f"{source}.example",
        copy=key(copy),
        verdict=verdict,
    )


def test_an_edge_from_above_is_true_and_one_from_right_above_in_the_strict_sense() -> (
    None
):
    edges = [
        edge("first", "third"),
        edge("second", "third"),
        edge("third", "second"),
        edge("first", "second", "certain"),
        edge("nobody", "first", "certain"),
    ]
    assert calibrate(CHAIN, edges) == {
        "likely": Calibration(edges=3, true=2, strict=1),
        "certain": Calibration(edges=2, true=1, strict=1),
    }


def test_an_unseen_article_of_the_agency_is_its_text() -> None:
    wire = Edge(
        source="reuters.com/1", source_outlet="reuters.com", copy="", verdict="likely"
    )
    taker = page("taker", agency="Reuters")
    later = page("later", "taker", agency="Reuters", day=2)
    edges = [
        Edge(
            source=wire.source,
            source_outlet=outlet,
            copy=key(copy),
            verdict="likely",
        )
        for outlet, copy in [
            ("reuters.com", "taker"),
            ("reuters.com", "later"),
            ("apnews.com", "taker"),
        ]
    ]
    found = calibrate([taker, later], edges)
    assert found == {"likely": Calibration(edges=3, true=2, strict=1)}


def test_an_agencys_own_site_is_the_agency() -> None:
    truth = page("paper", agency="Norvane News Agency").truth
    assert parent_right(truth, outlet_node("nva.example"))
    assert not parent_right(truth, outlet_node("other.example"))
