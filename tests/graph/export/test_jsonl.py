"""JSON lines with everything in a store."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.export import jsonl
from graph.export.lines import story_root
from graph.model import Reference, Verdict
from graph.selection import Selection
from graph.store import joining
from graph.text import clean
from tests.graph.small_store import Small, day

A = "https://alpha.example/a"
B = "https://beta.example/b"
C = "https://gamma.example/c"


@pytest.fixture
def small(store_url: str) -> Iterator[Small]:
    small = Small(store_url)
    a = small.article(A, "2022-02-18", headline="One", authors=["Ann Lee"])
    b = small.article(B, headline="Two")
    c = small.cited(C)
    reference = Reference(outlet="Alpha", url=A, date=day("2022-02-18"))
    small.claim(b, reference)
    small.edge(a, b)
    small.edge(None, c, outlet="name:the-wire", verdict=Verdict.REJECTED)
    small.overlap(a, b, 0.9)
    small.story(a, b)
    with small.store.write() as connection:
        joining.put_address(connection, "https://alpha.example/?p=7", a)
    yield small
    small.store.close()


def lines(small: Small, view: str = "full") -> list[dict[str, Any]]:
    file = io.BytesIO()
    with small.store.read() as connection:
        jsonl.write(connection, file, Selection(view=view))
    return [json.loads(line) for line in file.getvalue().splitlines()]


def one(small: Small, kind: str, **fields: object) -> dict[str, Any]:
    (line,) = [
        line
        for line in lines(small)
        if line["type"] == kind
        and all(line[name] == value for name, value in fields.items())
    ]
    return line


def test_every_kind_of_thing_has_its_lines(small: Small) -> None:
    kinds = [line["type"] for line in lines(small)]
    assert list(dict.fromkeys(kinds)) == (
        "outlet author article republication claim overlap story".split()
    )


def test_an_article_has_every_spelling_of_its_address(small: Small) -> None:
    line = one(small, "article", url=A)
    assert line["urls"] == [A, "https://alpha.example/?p=7"]
    assert line["outlet"] == {"key": "alpha.example", "name": "Alpha"}
    assert line["authors"] == [{"name": "Ann Lee"}]
    assert line["published"]["value"] == "2022-02-18"
    assert (line["status"], line["outcome"], line["words"]) == ("fetched", "kept", 4)
    assert line["first_seen"].startswith("2026-01-02")
    assert "text" not in line


def test_copies_share_a_story_and_a_lone_article_has_none(small: Small) -> None:
    articles = [one(small, "article", url=url) for url in (A, B, C)]
    assert articles[0]["story"] == articles[1]["story"] is not None
    assert articles[2]["story"] is None
    story = one(small, "story")
    assert story["id"] == articles[0]["story"]
    assert story["articles"] == sorted([articles[0]["id"], articles[1]["id"]])
    assert story["root"] == articles[0]["id"]


def test_a_republication_names_both_ends(small: Small) -> None:
    line = one(small, "republication", copy_url=B)
    assert (line["source_url"], line["source_outlet"]) == (A, "alpha.example")
    assert line["source"] == one(small, "article", url=A)["id"]
    assert (line["declared"], line["inferred"]) == (True, False)
    assert line["reasons"][0]["weight"] == 3.2
    alone = one(small, "republication", copy_url=C)
    assert (alone["source"], alone["source_url"]) == (None, None)
    assert (alone["source_outlet"], alone["verdict"]) == ("name:the-wire", "rejected")


def test_a_claim_keeps_its_words_and_place(small: Small) -> None:
    line = one(small, "claim")
    assert (line["article_url"], line["url"], line["date"]) == (B, A, "2022-02-18")
    assert line["places"] == [{"quote": "From x.", "where": "text", "path": "block 3"}]


def test_an_overlap_has_its_shares(small: Small) -> None:
    line = one(small, "overlap")
    assert (line["source_url"], line["copy_url"]) == (A, B)
    assert (line["of_original"], line["of_copy"], line["words"]) == (0.9, 0.9, 100)


@pytest.mark.parametrize(
    "view, kinds",
    [("outlets", {"outlet"}), ("authors", {"author"})],
)
def test_a_view_has_its_own_kinds_of_lines(
    small: Small, view: str, kinds: set[str]
) -> None:
    assert {line["type"] for line in lines(small, view)} == kinds


def edge(source: str, copy: str, relation: str = "republishes") -> dict[str, Any]:
    return {
        "source_id": source,
        "source_outlet": None,
        "copy_id": copy,
        "relation": relation,
    }


@pytest.mark.parametrize(
    "edges, root",
    [
        ([edge("a", "b"), edge("b", "c")], "a"),
        ([edge("a", "c"), edge("b", "c")], None),
        ([edge("a", "c"), edge("b", "c", "relays")], "a"),
        ([edge("b", "c", "relays")], "b"),
        ([edge("a", "b"), edge("b", "a")], None),
    ],
)
def test_a_story_has_a_root_where_its_chains_begin_in_one_place(
    edges: list[dict[str, Any]], root: str | None
) -> None:
    assert story_root(edges) == root


VALUES = st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists)


@given(st.dictionaries(st.sampled_from("abc"), VALUES | st.floats(allow_nan=False)))
def test_every_value_is_one_line_that_reads_back(values: dict[str, Any]) -> None:
    encoded = jsonl.encoded(values)
    assert encoded.count(b"\n") == 1
    assert len(encoded.decode().splitlines()) == 1
    assert json.loads(encoded).keys() == values.keys()


@given(st.text(st.characters(categories=None)))
def test_texts_are_clean(text: str) -> None:
    assert json.loads(jsonl.encoded({"a": text})) == {"a": clean(text)}
