"""Asking: where an article went, where it came from, and how that is known."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event

from graph import query
from graph.errors import UnknownError
from graph.model import Credit, Outcome, Outlet, Overlap, Reference, Relation, Verdict
from graph.query.cards import Card
from graph.query.chain import spanning
from graph.query.edges import Edge
from graph.query.family import Family
from graph.query.origin import trace
from graph.store import frontier, write
from tests.graph.small_store import NOW, Small, day

A = "https://alpha.example/2022/red-lines"
B = "https://beta.example/red-lines"
C = "https://gamma.example/p/red-lines-again"
D = "https://delta.example/red-lines"


@pytest.fixture
def small(store_url: str) -> Iterator[Small]:
    small = Small(store_url)
    yield small
    small.store.close()


@pytest.fixture
def line(small: Small) -> Small:
    """A, reposted by B two days later, from where C has it under a new headline."""
    a = small.article(A, "2022-02-18", headline="Red lines", authors=["Ann Lee"])
    b = small.article(B, "2022-02-20", headline="Red Lines")
    c = small.article(C, "2022-02-23", headline="Lines in red")
    shares = Overlap(of_original=0.97, of_copy=0.91, words=500)
    small.edge(a, b, overlap=shares)
    small.edge(b, c, credit=Credit.NAMED, verdict=Verdict.LIKELY)
    small.story(a, b, c)
    return small


def ask(small: Small, question: str, *urls: str, **options: bool) -> dict[str, Any]:
    function = getattr(query, question)
    with small.store.read() as connection:
        answer: dict[str, Any] = function(connection, *urls, **options)
    return answer


def urls(articles: list[dict[str, Any]]) -> list[str | None]:
    return [article["url"] for article in articles]


def test_reposts_are_all_descendants_earliest_first(line: Small) -> None:
    answer = ask(line, "reposts", A)
    assert urls(answer["reposts"]) == [B, C]
    assert answer["article"] == {
        "url": A,
        "outlet": {"key": "alpha.example", "name": "Alpha"},
        "headline": "Red lines",
        "authors": [{"name": "Ann Lee"}],
        "published": {"value": "2022-02-18", "precision": "day", "source": "byline"},
        "status": "fetched",
    }


def test_a_repost_says_how_it_came_about(line: Small) -> None:
    first, second = ask(line, "reposts", A)["reposts"]
    assert first["relation"] == "republishes"
    assert first["declared"]
    assert not first["inferred"]
    assert (first["verdict"], first["credit"]) == ("certain", "linked")
    assert first["coverage"] == {"of_original": 0.97, "of_copy": 0.91}
    assert (first["lag_hours"], first["headline_changed"]) == (48.0, False)
    assert first["via"] is None
    assert first["hops"] == 1
    assert first["reasons"][0]["name"] == "declared-link"
    assert (second["via"], second["hops"], second["coverage"]) == (B, 2, None)
    assert (second["lag_hours"], second["headline_changed"]) == (120.0, True)


def test_direct_reposts_are_one_hop_away(line: Small) -> None:
    assert urls(ask(line, "reposts", A, direct=True)["reposts"]) == [B]


def test_a_leaf_has_no_reposts(line: Small) -> None:
    assert ask(line, "reposts", C)["reposts"] == []


def test_rejected_edges_are_no_part_of_a_chain(line: Small) -> None:
    d = line.article(D, "2022-03-01")
    line.edge(line.cited(A), d, verdict=Verdict.REJECTED)
    assert D not in urls(ask(line, "reposts", A)["reposts"])
    assert ask(line, "origin", D)["origin"] is None
    assert ask(line, "evidence", D)["edges"][0]["verdict"] == "rejected"


def test_unknown_dates_and_headlines_are_not_compared(small: Small) -> None:
    small.edge(small.cited(A), small.article(B))
    (repost,) = ask(small, "reposts", A)["reposts"]
    assert repost["lag_hours"] is None
    assert repost["headline_changed"] is None


def test_origin_goes_up_hop_by_hop(line: Small) -> None:
    answer = ask(line, "origin", C)
    assert answer["origin"]["url"] == A
    assert answer["known"] is True
    assert urls(answer["chain"]) == [A, B, C]
    hops = [(hop["source_url"], hop["copy_url"]) for hop in answer["hops"]]
    assert hops == [(A, B), (B, C)]
    assert answer["alternatives"] == []


def test_no_source_found_never_means_original(line: Small) -> None:
    answer = ask(line, "origin", A)
    assert answer["origin"] is None
    assert answer["known"] is False
    assert urls(answer["chain"]) == [A]
    assert answer["hops"] == []


def test_a_possible_hop_leaves_the_origin_unknown(line: Small) -> None:
    line.edge(line.cited(C), line.article(D), verdict=Verdict.POSSIBLE)
    answer = ask(line, "origin", D)
    assert answer["origin"]["url"] == A
    assert answer["known"] is False


def test_an_origin_may_be_an_outlet_with_the_date_its_credit_states(
    small: Small,
) -> None:
    b = small.article(B, "2022-02-20")
    outlet = Outlet(key="name:indian-punchline", name="Indian Punchline")
    with small.store.write() as connection:
        write.meet_outlet(connection, outlet)
    reference = Reference(
        outlet="Indian Punchline", author="Ann Lee", date=day("2022-02-18")
    )
    small.claim(b, reference)
    small.edge(None, b, outlet="name:indian-punchline", verdict=Verdict.LIKELY)
    answer = ask(small, "origin", B)
    assert answer["origin"] == {
        "url": None,
        "outlet": {"key": "name:indian-punchline", "name": "Indian Punchline"},
        "headline": "",
        "authors": [{"name": "Ann Lee"}],
        "published": {"value": "2022-02-18", "precision": "day", "source": "byline"},
        "status": "cited",
    }
    assert answer["known"] is True
    assert answer["hops"][0]["lag_hours"] == 48.0


def test_two_pages_that_credit_each_other_have_no_origin(small: Small) -> None:
    a, b = small.article(A, "2022-02-18"), small.article(B, "2022-02-20")
    small.edge(a, b)
    small.edge(b, a)
    answer = ask(small, "origin", B)
    assert answer["origin"] is None
    assert answer["known"] is False
    assert answer["circular"] is True
    assert urls(answer["chain"]) == [A, B]
    assert len(answer["hops"]) == 2
    assert urls(ask(small, "reposts", A)["reposts"]) == [B]
    assert ask(small, "chain", B)["circular"] is True


def test_a_way_that_ends_beats_one_that_goes_round(small: Small) -> None:
    a, b, c = small.article(A), small.article(B), small.article(C)
    small.edge(c, b)
    small.edge(b, c, relation=Relation.RELAYS)
    small.edge(a, c, verdict=Verdict.POSSIBLE)
    assert ask(small, "origin", C)["origin"]["url"] == A


def test_a_via_lies_between_the_original_and_the_copy(small: Small) -> None:
    a, b, c = small.article(A, "2022-02-18"), small.cited(B), small.article(C)
    small.edge(a, c, quote="First at Alpha, via Beta")
    small.edge(b, c, relation=Relation.RELAYS)
    answer = ask(small, "origin", C)
    assert urls(answer["chain"]) == [A, B, C]
    assert answer["hops"][0]["stated_by"] == C
    assert answer["hops"][1]["stated_by"] is None
    assert answer["alternatives"] == []
    (relay, copy) = sorted(ask(small, "reposts", A)["reposts"], key=lambda r: r["url"])
    assert (relay["url"], copy["url"]) == (B, C)
    assert (copy["relation"], copy["via"]) == ("republishes", B)
    assert urls(ask(small, "reposts", A, direct=True)["reposts"]) == [C]
    tree = ask(small, "chain", C)["tree"]
    assert tree["article"]["url"] == A
    assert tree["copies"][0]["copies"][0]["article"]["url"] == C
    assert ask(small, "origin", B)["origin"]["url"] == A


def test_a_via_may_be_an_outlet_alone(small: Small) -> None:
    a, c = small.article(A, "2022-02-18"), small.article(C)
    small.edge(a, c)
    small.edge(None, c, outlet="name:the-wire", relation=Relation.RELAYS)
    (copy,) = ask(small, "reposts", A)["reposts"]
    assert (copy["url"], copy["via"], copy["via_outlet"]) == (C, None, "name:the-wire")
    assert len(ask(small, "origin", C)["chain"]) == 3


def test_a_second_source_is_an_alternative(line: Small) -> None:
    d = line.article(D, "2022-02-01")
    c = line.article(C, "2022-02-23", headline="Lines in red")
    line.edge(d, c, verdict=Verdict.POSSIBLE)
    answer = ask(line, "origin", C)
    assert answer["origin"]["url"] == A
    assert urls(answer["alternatives"]) == [D]
    assert answer["alternatives"][0]["verdict"] == "possible"


def test_a_chain_is_the_same_tree_for_each_of_its_articles(line: Small) -> None:
    trees = [ask(line, "chain", url)["tree"] for url in (A, B, C)]
    assert trees[0]["asked"]
    assert not trees[1]["asked"]
    for tree in trees:
        assert tree["article"]["url"] == A
        assert tree["edge"] is None
        (b,) = tree["copies"]
        (c,) = b["copies"]
        assert (b["article"]["url"], c["article"]["url"]) == (B, C)
        assert c["edge"]["lag_hours"] == 72.0


def test_copies_of_one_outlet_make_one_tree_within_a_story(small: Small) -> None:
    b, c, d = (small.article(url) for url in (B, C, D))
    for copy in (b, c, d):
        small.edge(None, copy, outlet="reuters.com")
    small.story(b, c)
    tree = ask(small, "chain", B)["tree"]
    assert tree["article"]["outlet"]["key"] == "reuters.com"
    assert sorted(n["article"]["url"] for n in tree["copies"]) == [B, C]


def test_articles_of_a_story_without_a_source_are_listed_apart(line: Small) -> None:
    ids = [line.article(url, headline="x") for url in (A, B, C, D)]
    line.story(*ids)
    assert urls(ask(line, "chain", A)["unplaced"]) == [D]


def test_evidence_shows_claims_edges_overlaps_and_records(line: Small) -> None:
    b = line.article(B, "2022-02-20")
    line.claim(b, Reference(outlet="Alpha", url=A), quote="First published by Alpha.")
    line.overlap(line.cited(A), b, 0.9)
    answer = ask(line, "evidence", B, A)
    (claim,) = answer["claims"]
    assert claim["places"][0]["quote"] == "First published by Alpha."
    assert (claim["page"], claim["cue"]) == (B, "credit-line")
    (edge,) = answer["edges"]
    assert (edge["source"]["url"], edge["copy"]["url"]) == (A, B)
    assert answer["overlaps"][0]["words"] == 100
    assert [r["page"] for r in answer["records"]] == [B, A]
    assert answer["records"][0]["file"] == "small-0001.warc.gz"
    assert {"offset", "digest", "fetched_at", "status"} <= set(answer["records"][0])


def test_evidence_of_one_page_has_the_edges_on_both_sides(line: Small) -> None:
    edges = ask(line, "evidence", B)["edges"]
    assert [edge["source"]["url"] for edge in edges] == [A, B]


@pytest.mark.parametrize(
    "spelling",
    [
        "http://www.alpha.example/2022/red-lines/?utm_source=x",
        "alpha.example/2022/red-lines",
        "https://alpha.example/2022/red-lines/amp/",
    ],
)
def test_an_article_is_found_under_any_spelling(line: Small, spelling: str) -> None:
    assert ask(line, "origin", spelling)["article"]["url"] == A


@pytest.mark.parametrize(
    "unknown, near",
    [
        ("https://alpha.example/2022/redlines", A),
        ("https://elsewhere.example/red-lines-again", C),
        ("https://elsewhere.example/nothing-alike", "whence crawl"),
        ("what is this", "whence crawl"),
        ("%", "whence crawl"),
    ],
)
def test_an_unknown_address_names_the_nearest(
    line: Small, unknown: str, near: str
) -> None:
    with pytest.raises(UnknownError, match="nothing is known under") as caught:
        ask(line, "reposts", unknown)
    assert near in str(caught.value)
    assert "\n" not in str(caught.value)


def test_every_answer_states_its_coverage(line: Small) -> None:
    entries = [
        frontier.Entry(url=f"https://{host}/x", host=host)
        for host in ("p.example", "q")
    ]
    with line.store.write() as connection:
        frontier.add(connection, entries)
        frontier.settle(connection, entries[0], Outcome.ROBOTS, now=NOW)
    assert ask(line, "origin", A)["coverage"] == {
        "fetched": 3,
        "cited": 0,
        "queued": 1,
        "outcomes": {"robots": 1},
        "hosts_refused": 1,
    }
    numbers = ask(line, "stats")
    assert numbers["refused_hosts"] == ["p.example"]
    assert numbers["republications"]["verdicts"]["certain"] == 1
    assert numbers["republications"]["declared_only"] == 2
    assert (numbers["stories"], numbers["outlets"], numbers["authors"]) == (1, 3, 1)


def test_a_thousand_reposts_take_few_statements(small: Small) -> None:
    a = small.article(A, "2022-02-18")
    with small.store.write() as connection:
        from graph.model import Republication

        for number in range(1000):
            url = f"https://copy{number}.example/x"
            outlet = Outlet(key=f"copy{number}.example")
            copy = write.cite(connection, url, outlet=outlet, now=NOW)
            edge = Republication(
                source=a,
                source_outlet=None,
                copy=copy,
                relation=Relation.REPUBLISHES,
                declared=True,
                inferred=False,
                verdict=Verdict.CERTAIN,
                credit=Credit.LINKED,
            )
            write.put_republications(connection, copy, [edge])
    statements: list[str] = []
    event.listen(
        small.store.engine,
        "before_cursor_execute",
        lambda *given: statements.append(given[2]),
    )
    assert len(ask(small, "reposts", A)["reposts"]) == 1000
    assert len(statements) < 30


def family(pairs: set[tuple[int, int]]) -> Family:
    """A family of articles 0 to 6 with an edge for each pair."""
    above: dict[str, list[Edge]] = {}
    for source, copy in sorted(pairs):
        edge = Edge(
            id=f"{source}-{copy}",
            source_id=str(source),
            source_outlet=None,
            copy_id=str(copy),
            relation="republishes",
            declared=True,
            inferred=False,
            verdict="certain",
            credit="linked",
            quote="",
            cue="",
            of_original=None,
            of_copy=None,
            shared_words=None,
            reasons=[],
        )
        above.setdefault(str(copy), []).append(edge)
    return Family(cards={str(n): Card(id=str(n)) for n in range(7)}, above=above)


NUMBERS = st.integers(min_value=0, max_value=6)
PAIRS = st.sets(st.tuples(NUMBERS, NUMBERS).filter(lambda pair: pair[0] != pair[1]))


@given(pairs=PAIRS, start=NUMBERS)
def test_every_way_up_ends(pairs: set[tuple[int, int]], start: int) -> None:
    known = family(pairs)
    route = trace(known, str(start))
    nodes = [str(start), *(edge.source for edge in route.edges)]
    assert [edge.copy_id for edge in route.edges] == nodes[:-1]
    if not route.circular:
        assert len(set(nodes)) == len(nodes)
        assert not known.sources(route.end)


@given(pairs=PAIRS, root=NUMBERS)
def test_a_tree_holds_every_descendant_once(
    pairs: set[tuple[int, int]], root: int
) -> None:
    known = family(pairs)
    parents, _ = spanning(known, str(root))
    assert parents.keys() == known.descendants(str(root)).keys() - {str(root)}
    for node in parents:
        above, steps = node, 0
        while above != str(root):
            above, steps = parents[above].source, steps + 1
            assert steps <= len(parents)


def test_two_named_articles_are_compared_though_nothing_joined_them(
    small: Small,
) -> None:
    text = "The ferry left the harbour before dawn and nobody on the quay waved back."
    small.article(A, headline="One", text=text)
    small.article(B, headline="Another", text=text)
    with small.store.read() as connection:
        (shared,) = query.evidence(connection, A, B)["overlaps"]
    assert (shared["of_original"], shared["of_copy"]) == (1.0, 1.0)


def test_what_was_asked_and_failed_says_how(small: Small) -> None:
    url = "https://gone.example/story"
    with small.store.write() as connection:
        entry = frontier.Entry(url=url, host="gone.example")
        frontier.add(connection, [entry])
        frontier.settle(
            connection, entry, Outcome.NOT_FOUND, now=NOW, detail="HTTP 404"
        )
    with (
        small.store.read() as connection,
        pytest.raises(UnknownError, match=r"not-found \(HTTP 404\)"),
    ):
        query.origin(connection, url)
