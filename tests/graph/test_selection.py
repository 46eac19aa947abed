"""Filters: what stays of a store, and that nothing stays half."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from typing import Any

import pytest

from graph.build import VIEWS, load
from graph.errors import UsageError
from graph.export import jsonl
from graph.judgement import Decision, Judged, Judgement
from graph.model import Reference, Relation, Verdict
from graph.selection import Selection
from graph.store import judgements
from tests.graph.small_store import NOW, Small

ALL = Selection(view="articles")


@pytest.fixture
def small(store_url: str) -> Iterator[Small]:
    """Republications wire -> a -> b -> c, c -> d rejected; e stands alone.

    a is of February 18th, b of the 20th, c of some day in March and French, d of no
    date, e of 2023.
    """
    small = Small(store_url)
    a = small.article(url("a"), "2022-02-18", language="en", authors=["Ann Lee"])
    b = small.article(url("b"), "2022-02-20", language="en")
    c = small.article(url("c"), "2022-03", language="fr", authors=["Ann Lee"])
    d = small.article(url("d"), language="fr")
    small.article(url("e"), "2023", language="en")
    relays: dict[str, Any] = {
        "relation": Relation.RELAYS,
        "verdict": Verdict.POSSIBLE,
    }
    small.edge(None, a, outlet="name:the-wire", **relays)
    small.edge(a, b, inferred=True)
    translates: dict[str, Any] = {
        "relation": Relation.TRANSLATES,
        "verdict": Verdict.LIKELY,
    }
    small.edge(b, c, declared=False, inferred=True, **translates)
    small.edge(c, d, verdict=Verdict.REJECTED)
    small.claim(b, Reference(outlet="Alpha", outlet_key="a.example", url=url("a")))
    small.claim(c, Reference(outlet="Beta", outlet_key="b.example"))
    small.overlap(a, b, 0.9)
    small.overlap(b, c, 0.4)
    small.story(a, b)
    with small.store.write() as connection:
        for one, other in ((a, b), (c, d)):
            judged = Judgement(
                kind=Judged.ARTICLE,
                one=one,
                other=other,
                verdict=Decision.YES,
                note="",
                one_name="",
                other_name="",
                judged_at=NOW,
            )
            judgements.put(connection, judged)
    yield small
    small.store.close()


def url(name: str) -> str:
    return f"https://{name}.example/{name}"


def named(small: Small, chosen: Selection) -> tuple[str, str]:
    """Articles that stay, and edges as pairs of names, in order."""
    graph = load(small.store, view=chosen)
    name = {
        node: data["url"][-1] if "url" in data else "wire"
        for node, data in graph.nodes(data=True)
    }
    edges = sorted(f"{name[source]}{name[copy]}" for source, copy in graph.edges())
    return " ".join(sorted(name.values())), " ".join(edges)


@pytest.mark.parametrize(
    "asked, articles, edges",
    [
        ({}, "a b c d e wire", "ab bc wirea"),
        ({"since": "2022-02-19"}, "a b c e", "ab bc"),
        ({"since": "2022-03-15"}, "b c e", "bc"),
        ({"until": "2022-02-18"}, "a wire", "wirea"),
        ({"since": "2022-02-20", "until": "2022-02-20"}, "a b", "ab"),
        ({"since": "2022", "until": "2022"}, "a b c wire", "ab bc wirea"),
        ({"outlets": ("c.example",)}, "b c", "bc"),
        ({"outlets": ("name:the-wire",)}, "a wire", "wirea"),
        ({"languages": ("fr",)}, "b c d", "bc"),
        ({"relations": ("translates",)}, "b c", "bc"),
        ({"relations": ("translates", "relays")}, "a b c wire", "bc wirea"),
        ({"verdicts": ("certain",)}, "a b", "ab"),
        ({"verdicts": ("rejected",)}, "c d", "cd"),
        ({"declared": True}, "a b wire", "ab wirea"),
        ({"declared": False}, "b c", "bc"),
        ({"inferred": True}, "a b c", "ab bc"),
        ({"declared": True, "inferred": True}, "a b", "ab"),
        ({"languages": ("fr",), "declared": True}, "", ""),
        ({"languages": ("de",)}, "", ""),
    ],
)
def test_what_fits_stays_with_both_of_its_ends(
    small: Small, asked: dict[str, Any], articles: str, edges: str
) -> None:
    assert named(small, replace(ALL, **asked)) == (articles, edges)


def test_a_story_stays_whole_with_what_leads_in_and_out(small: Small) -> None:
    ids = ids_of(small)
    story = min(ids["a"], ids["b"]).removeprefix("article:")
    chosen = replace(ALL, story=story)
    assert named(small, chosen) == ("a b c wire", "ab bc wirea")


def ids_of(small: Small) -> dict[str, str]:
    graph = load(small.store, view="articles")
    return {
        data["url"][-1]: node for node, data in graph.nodes(data=True) if "url" in data
    }


@pytest.mark.parametrize(
    "depth, articles, edges",
    [(0, "b", ""), (1, "a b c wire", "ab bc wirea"), (9, "a b c wire", "ab bc wirea")],
)
def test_a_neighbourhood_reaches_as_far_as_asked_in_both_directions(
    small: Small, depth: int, articles: str, edges: str
) -> None:
    chosen = replace(ALL, around=(ids_of(small)["b"],), depth=depth)
    assert named(small, chosen) == (articles, edges)


def test_hops_lead_along_what_fits_only(small: Small) -> None:
    near = replace(ALL, around=(ids_of(small)["a"],), depth=2)
    assert named(small, near) == ("a b c wire", "ab bc wirea")
    assert named(small, replace(near, declared=True)) == ("a b wire", "ab wirea")


@pytest.mark.parametrize(
    "node, articles, edges",
    [
        ("outlet:b.example", "a b c wire", "ab bc wirea"),
        ("outlet:name:the-wire", "a wire", "wirea"),
        ("author:ann-lee", "a b c wire", "ab bc wirea"),
        ("outlet:e.example", "e", ""),
        ("outlet:nobody.example", "", ""),
    ],
)
def test_outlets_and_authors_have_what_is_near_their_articles(
    small: Small, node: str, articles: str, edges: str
) -> None:
    assert named(small, replace(ALL, around=(node,))) == (articles, edges)


def test_what_is_no_id_of_a_node_is_refused(small: Small) -> None:
    with pytest.raises(UsageError, match="wire is no id of an article"):
        load(small.store, view=replace(ALL, around=("wire",)))


def test_a_circle_of_copies_ends(small: Small) -> None:
    ids = ids_of(small)
    names = {name: node.removeprefix("article:") for name, node in ids.items()}
    small.edge(names["c"], names["a"])
    chosen = replace(ALL, around=(ids["a"],), depth=50)
    assert named(small, chosen)[0] == "a b c wire"


def test_outlets_and_authors_stay_with_their_articles(small: Small) -> None:
    graph = load(small.store, view=Selection(languages=("fr",)))
    others = sorted(
        node for node in graph if not node.startswith(("article:", "story:"))
    )
    assert others == [
        "author:ann-lee",
        "outlet:b.example",
        "outlet:c.example",
        "outlet:d.example",
    ]


def test_pairs_count_what_stays_only(small: Small) -> None:
    fits = Selection(view="outlets", relations=("translates",))
    outlets = load(small.store, view=fits)
    assert list(outlets.edges) == [("outlet:b.example", "outlet:c.example")]
    assert sorted(outlets) == ["outlet:b.example", "outlet:c.example"]
    authors = load(small.store, view=replace(fits, view="authors"))
    assert authors.edges["author:ann-lee", "outlet:c.example"]["copies_count"] == 1
    assert authors.size() == 1


@pytest.mark.parametrize(
    "asked, found",
    [
        ({}, {("b", "a"), ("c", "outlet:b.example")}),
        ({"verdicts": ("certain",)}, {("b", "a")}),
        ({"until": "2022-02-20"}, {("b", "a")}),
        ({"languages": ("fr",)}, {("c", "outlet:b.example")}),
        ({"outlets": ("e.example",)}, set()),
    ],
)
def test_claims_stay_where_both_of_their_ends_do(
    small: Small, asked: dict[str, Any], found: set[tuple[str, str]]
) -> None:
    names = {node: name for name, node in ids_of(small).items()}
    graph = load(small.store, view=Selection(**asked))
    assert {
        (names[source], names.get(target, target))
        for source, target, data in graph.edges(data=True)
        if data["relation"] == "claims"
    } == found


FILTERS: dict[str, list[Any]] = {
    "since": [None, "2022-02-20"],
    "outlets": [(), ("b.example",), ("name:the-wire",)],
    "languages": [(), ("fr",)],
    "verdicts": [(), ("certain", "rejected")],
    "around": [(), ("outlet:b.example",)],
}


def test_no_edge_is_left_without_its_ends(small: Small) -> None:
    for values, view in product(product(*FILTERS.values()), VIEWS):
        chosen = Selection(view=view, **dict(zip(FILTERS, values, strict=True)))
        graph = load(small.store, view=chosen)
        # A node that only an edge names has nothing that is told of it.
        assert all(data for _, data in graph.nodes(data=True)), chosen


def lines(small: Small, chosen: Selection) -> list[dict[str, Any]]:
    file = io.BytesIO()
    with small.store.read() as connection:
        jsonl.write(connection, file, chosen)
    return [json.loads(line) for line in file.getvalue().splitlines()]


def test_lines_of_everything_stay_with_the_articles(small: Small) -> None:
    found = lines(small, Selection(verdicts=("certain",)))
    assert [line["type"] for line in found] == (
        "outlet outlet author article article republication claim overlap story"
        " judgement".split()
    )


def test_rejected_republications_are_lines_and_keep_their_ends(small: Small) -> None:
    found = lines(small, Selection(languages=("fr",)))
    articles = {line["id"] for line in found if line["type"] == "article"}
    edges = [line for line in found if line["type"] == "republication"]
    assert {edge["verdict"] for edge in edges} == {"likely", "rejected"}
    assert {edge["copy"] for edge in edges} | {e["source"] for e in edges} <= articles
