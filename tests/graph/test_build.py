"""The graph of a store, for networkx."""

from __future__ import annotations

from collections.abc import Iterator

import networkx as nx
import pytest
from sqlalchemy import update

from graph.build import EDGE_TYPES, NODE_TYPES, VIEWS, load
from graph.errors import UsageError
from graph.model import Credit, Precision, Reference, Verdict
from graph.store.schema import ARTICLE
from tests.graph.small_store import Small

A = "https://alpha.example/red-lines"
B = "https://beta.example/red-lines"
C = "https://gamma.example/red-lines"


@pytest.fixture
def small(store_url: str) -> Iterator[Small]:
    """A copied by B; C from an outlet of which nothing but the name is known."""
    small = Small(store_url)
    a = small.article(A, "2022-02-18", headline="Red lines", authors=["Ann Lee"])
    b = small.article(B, "2022-02-20", headline="Red lines")
    c = small.article(C, "2022-02-21", headline="Red lines", authors=["Ann Lee"])
    small.edge(a, b)
    small.edge(a, c, verdict=Verdict.REJECTED)
    small.edge(None, c, outlet="name:the-wire", credit=Credit.NAMED)
    yield small
    small.store.close()


def named(graph: nx.DiGraph[str], kind: str) -> list[str]:
    return [node for node in graph if node.startswith(f"{kind}:")]


def test_the_full_view_has_everything(small: Small) -> None:
    graph = load(small.store)
    assert isinstance(graph, nx.MultiDiGraph)
    assert len(named(graph, "article")) == 3
    assert named(graph, "author") == ["author:ann-lee"]
    assert "outlet:name:the-wire" in graph
    relations = sorted(data["relation"] for _, _, data in graph.edges(data=True))
    assert relations == ["published_by"] * 3 + ["republishes"] * 2 + ["written_by"] * 2


def test_a_republication_leads_from_source_to_copy(small: Small) -> None:
    graph = load(small.store, view="articles")
    (edge,) = [e for e in graph.edges(data=True) if e[0].startswith("article:")]
    assert graph.nodes[edge[0]]["url"] == A
    assert graph.nodes[edge[1]]["url"] == B
    assert edge[2]["lag_hours"] == 48.0
    assert edge[2]["published_source"] == "2022-02-18"
    assert edge[2]["headline_changed"] is False
    assert 0.9 < edge[2]["weight"] < 1


def test_the_view_of_articles_has_outlets_only_as_lone_sources(small: Small) -> None:
    graph = load(small.store, view="articles")
    assert named(graph, "outlet") == ["outlet:name:the-wire"]
    assert named(graph, "author") == []


def test_the_view_of_outlets_counts_who_feeds_whom(small: Small) -> None:
    graph = load(small.store, view="outlets")
    assert not graph.is_multigraph()
    assert set(graph.edges) == {
        ("outlet:alpha.example", "outlet:beta.example"),
        ("outlet:name:the-wire", "outlet:gamma.example"),
    }
    data = graph.edges["outlet:alpha.example", "outlet:beta.example"]
    assert (data["weight"], data["count"], data["declared_count"]) == (1.0, 1, 1)


def test_a_pair_of_outlets_knows_its_first_and_last_date_and_its_median_lag(
    small: Small,
) -> None:
    source = small.article("https://alpha.example/2", "2022-03-01")
    for day, share in (("2022-01-07", True), ("2022-02-25T10:00Z", False)):
        precision = Precision.DAY if len(day) == 10 else Precision.MINUTE
        copy = small.article(f"https://beta.example/{day[:10]}")
        with small.store.write() as connection:
            date = {"published_value": day, "published_precision": precision.value}
            connection.execute(
                update(ARTICLE).where(ARTICLE.c.id == copy).values(**date)
            )
        small.edge(source, copy, declared=share)
    undated = small.article("https://beta.example/undated")
    small.edge(source, undated)
    graph = load(small.store, view="outlets")
    data = graph.edges["outlet:alpha.example", "outlet:beta.example"]
    assert (data["first"], data["last"]) == ("2022-01-07", "2022-02-25T10:00Z")
    assert (data["count"], data["declared_share"]) == (4, 0.75)
    assert data["median_lag_hours"] == -97.0


def test_a_pair_without_dates_tells_none(small: Small) -> None:
    source = small.article("https://delta.example/a")
    small.edge(source, small.article("https://beta.example/undated"))
    data = load(small.store, view="outlets").edges[
        "outlet:delta.example", "outlet:beta.example"
    ]
    assert data.keys().isdisjoint({"first", "last", "median_lag_hours"})


def test_the_view_of_authors_tells_where_they_appear(small: Small) -> None:
    graph = load(small.store, view="authors")
    edges = {(s, t, data["copies_count"]) for s, t, data in graph.edges(data=True)}
    assert edges == {
        ("author:ann-lee", "outlet:alpha.example", 0),
        ("author:ann-lee", "outlet:gamma.example", 1),
    }


def test_authors_feed_those_who_put_their_names_to_a_copy(small: Small) -> None:
    source = small.article("https://delta.example/a", "2022-02-18", authors=["Bo Ek"])
    copy = small.article("https://beta.example/2", authors=["Ann Lee", "Bo Ek"])
    small.edge(source, copy)
    graph = load(small.store, view="authors")
    fed = [(s, t, d) for s, t, d in graph.edges(data=True) if d["relation"] == "feeds"]
    ((one, other, data),) = fed
    assert (one, other) == ("author:bo-ek", "author:ann-lee")
    assert (data["count"], data["declared_share"]) == (1, 1.0)


def of_relation(graph: nx.DiGraph[str], relation: str) -> list[tuple[str, str]]:
    edges = graph.edges(data=True)
    return [(s, t) for s, t, data in edges if data["relation"] == relation]


def test_articles_are_part_of_their_story(small: Small) -> None:
    a, b = (small.article(url) for url in (A, B))
    small.story(a, b)
    graph = load(small.store)
    story = f"story:{min(a, b)}"
    assert named(graph, "story") == [story]
    assert sorted(of_relation(graph, "part_of")) == sorted(
        [(f"article:{a}", story), (f"article:{b}", story)]
    )


def test_a_claim_leads_to_what_the_page_credits(small: Small) -> None:
    a, b, c = (small.article(url) for url in (A, B, C))
    wire = Reference(outlet="The Wire", outlet_key="name:the-wire")
    for article, reference in (
        (b, Reference(url=f"{A}/?utm_source=x", outlet="Alpha")),
        (c, wire),
        (a, Reference(outlet="Nobody", outlet_key="name:nobody")),
    ):
        small.claim(article, reference)
    graph = load(small.store)
    assert sorted(of_relation(graph, "claims")) == sorted(
        [
            (f"article:{b}", f"article:{a}"),
            (f"article:{c}", "outlet:name:the-wire"),
        ]
    )
    (claim,) = graph.get_edge_data(f"article:{b}", f"article:{a}").values()
    assert (claim["claimed"], claim["quote"]) == ("republishes", "From x.")


@pytest.mark.parametrize("view", VIEWS)
def test_every_attribute_has_its_declared_type(small: Small, view: str) -> None:
    graph = load(small.store, view=view)
    assert len(graph)
    assert graph.size()
    for _, data in graph.nodes(data=True):
        assert {name: type(value) for name, value in data.items()}.items() <= (
            NODE_TYPES.items()
        )
    for _, _, data in graph.edges(data=True):
        assert {name: type(value) for name, value in data.items()}.items() <= (
            EDGE_TYPES.items()
        )


def test_a_connection_will_do(small: Small) -> None:
    with small.store.read() as connection:
        assert nx.utils.graphs_equal(load(connection), load(small.store))


def test_an_unknown_view_is_refused(small: Small) -> None:
    with pytest.raises(UsageError, match="there are full, articles"):
        load(small.store, view="everything")
