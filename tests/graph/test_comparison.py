"""Comparing two articles: which is the original, what changed, what is shared."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from graph import query
from graph.errors import UnknownError, UsageError
from graph.model import Reference, Verdict
from tests.graph.small_store import Small

A = "https://alpha.example/2022/red-lines"
B = "https://beta.example/red-lines"
C = "https://gamma.example/red-lines-again"
TEXT = (
    "The night ferry between the harbour and the island has sailed almost empty since"
    " November, as the books of the harbour show.\n"
    "Tickets cost four crowns, and children under seven travel free in the winter.\n"
)
CHANGED = "Exclusive. " + TEXT.replace("sailed almost", "run nearly")


@pytest.fixture
def small(store_url: str) -> Iterator[Small]:
    small = Small(store_url)
    yield small
    small.store.close()


def compare(small: Small, url: str, other: str) -> dict[str, Any]:
    with small.store.read() as connection:
        return query.comparison(connection, url, other)


def roles(answer: dict[str, Any]) -> tuple[str, str, str]:
    return answer["original"]["url"], answer["copy"]["url"], answer["decided_by"]


def test_the_edge_tells_which_is_the_original(small: Small) -> None:
    a, b = small.article(A, "2022-02-20"), small.article(B, "2022-02-18")
    small.edge(a, b)
    for given in ((A, B), (B, A)):
        answer = compare(small, *given)
        assert roles(answer) == (A, B, "edge")
        assert (answer["edge"]["verdict"], answer["edge"]["credit"]) == (
            "certain",
            "linked",
        )


def test_a_chain_of_edges_tells_it_too(small: Small) -> None:
    a, b, c = (small.article(url) for url in (A, B, C))
    small.edge(a, b)
    small.edge(b, c)
    answer = compare(small, C, A)
    assert roles(answer) == (A, C, "chain")
    assert answer["edge"] is None


@pytest.mark.parametrize(
    "dates, expected",
    [
        (("2022-02-20", "2022-02-18"), (B, A, "dates")),
        (("2022-02-18", "2022-02-18"), (A, B, "given")),
        (("2022-02-18", None), (A, B, "given")),
        ((None, None), (A, B, "given")),
    ],
)
def test_dates_tell_it_where_no_edge_does(
    small: Small, dates: tuple[str | None, str | None], expected: tuple[str, str, str]
) -> None:
    small.article(A, dates[0])
    small.article(B, dates[1])
    assert roles(compare(small, A, B)) == expected


def test_a_rejected_edge_tells_nothing_and_is_shown(small: Small) -> None:
    a, b = small.article(A), small.article(B)
    small.edge(b, a, verdict=Verdict.REJECTED)
    assert roles(compare(small, A, B)) == (A, B, "given")
    assert compare(small, B, A)["edge"]["verdict"] == "rejected"


def test_two_that_credit_each_other_are_told_by_their_dates(small: Small) -> None:
    a, b = small.article(A, "2022-02-20"), small.article(B, "2022-02-18")
    small.edge(a, b)
    small.edge(b, a)
    assert roles(compare(small, A, B)) == (B, A, "dates")


def test_headline_authors_date_and_credit_are_compared(small: Small) -> None:
    small.article(A, "2022-02-18", headline="Red lines", authors=["Ann Lee"])
    b = small.article(B, "2022-02-20", headline="Lines in red", authors=["ANN LEE"])
    small.claim(b, Reference(outlet="Alpha", url=A), quote="First in\nAlpha.")
    changes = compare(small, A, B)["changes"]
    assert changes["headline"] == {
        "original": "Red lines",
        "copy": "Lines in red",
        "changed": True,
    }
    assert changes["authors"]["changed"] is False
    assert changes["published"]["changed"] is True
    assert changes["credit"] == {
        "original": "",
        "copy": "First in Alpha.",
        "changed": True,
    }


def test_a_byline_that_is_gone_is_a_change(small: Small) -> None:
    small.article(A, "2022-02-18", authors=["Ann Lee"])
    small.article(B, "2022-02-20")
    assert compare(small, A, B)["changes"]["authors"]["changed"] is True


def test_what_is_not_known_did_not_change(small: Small) -> None:
    small.article(A, authors=["Ann Lee"])
    small.cited(B)
    changes = compare(small, A, B)["changes"]
    assert {name: one["changed"] for name, one in changes.items()} == {
        "headline": None,
        "authors": None,
        "published": None,
        "credit": None,
    }


def test_texts_are_compared_passage_by_passage(small: Small) -> None:
    small.article(A, "2022-02-18", text=TEXT)
    small.article(B, "2022-02-20", text=CHANGED)
    answer = compare(small, A, B)
    kinds = [passage["kind"] for passage in answer["passages"]]
    assert kinds == ["inserted", "same", "changed", "same"]
    inserted, _, changed, _ = answer["passages"]
    assert (inserted["original"], inserted["copy"]) == (None, [0, 11])
    assert inserted["copy_text"] == "Exclusive. "
    (where,) = changed["copy_changed"]
    assert CHANGED[slice(*where)] == "run nearly"
    overlap = answer["overlap"]
    assert overlap["counts"] == {
        "same": overlap["words"],
        "inserted": 1,
        "deleted": 0,
        "changed": 2,
        "moved": 0,
    }
    assert 0.9 < overlap["of_original"] < 1
    assert overlap["reuse"] in {"copy", "edited"}
    span = overlap["spans"][0]
    assert TEXT[slice(*span["original"])] == CHANGED[slice(*span["copy"])]


def test_a_text_that_was_never_read_has_no_passages(small: Small) -> None:
    small.article(A, text=TEXT)
    small.cited(B)
    answer = compare(small, A, B)
    assert answer["passages"] == []
    assert answer["overlap"]["reuse"] is None


def test_an_article_is_not_compared_with_itself(small: Small) -> None:
    small.article(A)
    with pytest.raises(UsageError, match="the same article"):
        compare(small, A, A.replace("https://", "http://www.") + "?utm_source=x")


def test_an_unknown_address_is_said_to_be_unknown(small: Small) -> None:
    small.article(A)
    with pytest.raises(UnknownError, match="nothing is known under"):
        compare(small, A, "https://nobody.example/unheard")
