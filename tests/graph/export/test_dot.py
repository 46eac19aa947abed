"""DOT by its grammar: nothing that a page says leaves its quotes."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pytest
from hypothesis import given

from graph import build
from graph.export import dot
from graph.export.values import worded
from graph.parts import Node
from graph.selection import Selection
from tests.graph.export.hostile import Graph, edges_of, graphs, nodes_of
from tests.graph.small_store import Small

QUOTED = r'"(?:[^"\\]|\\.)*"'
TOKEN = re.compile(rf"\s*(?:({QUOTED})|(->|[{{}};,=\[\]])|([A-Za-z_]\w*))", re.DOTALL)

Statement = tuple[list[str], dict[str, str]]


@pytest.fixture
def small(store_url: str) -> Iterator[Small]:
    small = Small(store_url)
    a = small.article("https://alpha.example/a", headline='"]; x [label="\\')
    b = small.article("https://beta.example/b", authors=["Ann Lee"])
    small.edge(a, b)
    small.edge(None, b, outlet="name:the-wire")
    yield small
    small.store.close()


def written(small: Small, view: str) -> bytes:
    file = io.BytesIO()
    with small.store.read() as connection:
        dot.write(connection, file, Selection(view=view))
    return file.getvalue()


def statements(content: bytes) -> Iterator[Statement]:
    """The (nodes, attributes) of every statement; fails where the grammar does."""
    words = tokens(content.decode())
    assert next(words) == "digraph"
    next(words)
    assert next(words) == "{"
    for first in words:
        if first == "}":
            assert next(words, None) is None
            return
        yield statement(first, words)
    raise AssertionError("it has no end")


def tokens(text: str) -> Iterator[str]:
    place = 0
    while place < len(text.rstrip()):
        found = TOKEN.match(text, place)
        assert found is not None, text[place : place + 40]
        yield found[0].strip()
        place = found.end()


def statement(first: str, words: Iterator[str]) -> Statement:
    ends = [as_it_was(first)]
    attributes: dict[str, str] = {}
    for word in words:
        if word == ";":
            return ends, attributes
        if word == "->":
            ends.append(as_it_was(next(words)))
        elif word != "]":
            assert word in {"[", ","}
            name = next(words)
            assert next(words) == "="
            attributes[name] = as_it_was(next(words))
    raise AssertionError("a statement has no end")


def as_it_was(quoted: str) -> str:
    """What Graphviz draws for a quoted text."""
    assert quoted[0] == quoted[-1] == '"'
    return re.sub(r"\\(.)", lambda s: "\n" if s[1] == "n" else s[1], quoted[1:-1])


@pytest.mark.parametrize("view", build.VIEWS)
def test_every_node_and_edge_is_a_statement(small: Small, view: str) -> None:
    there = build.load(small.store, view=view)
    found = list(statements(written(small, view)))
    assert [ends[0] for ends, _ in found if len(ends) == 1] == list(there)
    edges = {told["id"]: tuple(ends) for ends, told in found if len(ends) == 2}
    wanted = {data["id"]: (s, t) for s, t, data in there.edges(data=True)}
    assert edges == wanted


def test_a_label_that_looks_like_an_entity_is_drawn_as_it_is() -> None:
    file = io.BytesIO()
    node = Node(id="a", attributes={"label": "R&D &amp; &#65;"})
    dot.write_graph(file, [node], [], view="full")
    assert b'label="R&D &amp;amp; &amp;#65;"' in file.getvalue()


def test_the_same_store_gives_the_same_bytes(small: Small) -> None:
    assert written(small, "full") == written(small, "full")


@given(graphs())
def test_whatever_a_page_says_is_read_back(graph: Graph) -> None:
    file = io.BytesIO()
    dot.write_graph(file, *graph, view="full")
    found = list(statements(file.getvalue()))
    nodes = {ends[0]: told for ends, told in found if len(ends) == 1}
    edges = {told["id"]: (*ends, told) for ends, told in found if len(ends) == 2}
    assert nodes == {
        name: {
            key: drawn(worded(value)) if key == "label" else worded(value)
            for key, value in data.items()
        }
        for name, data in nodes_of(graph).items()
    }
    assert edges == {
        name: (s, t, {key: worded(value) for key, value in data.items()})
        for name, (s, t, data) in edges_of(graph).items()
    }


def drawn(label: str) -> str:
    return re.sub(r"&(?=#?\w+;)", "&amp;", label)
