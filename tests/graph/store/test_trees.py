"""What story trees are made of comes whole, however many articles a story has."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import update

from graph.judgement import Decision, Judged, Judgement
from graph.model import (
    Author,
    Credit,
    Overlap,
    Reason,
    Relation,
    Republication,
    Reuse,
    Span,
    Verdict,
    Witness,
)
from graph.store import bulk, judgements, overlaps, trees, write
from graph.store.engine import Store
from graph.store.schema import ARTICLE, HABIT
from tests.graph.store.facts import NOW, article, day

SPAN = Span(original_start=0, original_end=9, copy_start=5, copy_end=14, words=3)
SHARED = Overlap(
    of_original=0.5, of_copy=0.75, words=3, spans=(SPAN,), reuse=Reuse.EDITED
)
EDGE = Republication(
    source=None,
    source_outlet="elsewhere.example",
    copy="",
    relation=Relation.REPUBLISHES,
    declared=True,
    inferred=False,
    verdict=Verdict.LIKELY,
    credit=Credit.NAMED,
    quote="From Elsewhere.",
    cue="credit-line",
    reasons=(Reason(name="declared-name", weight=2.4, detail="From Elsewhere."),),
)


def keep(store: Store, *letters: str) -> list[str]:
    """Keep an article of each of these outlets; gives their ids."""
    with store.write() as connection:
        return [
            write.put_article(
                connection,
                article(
                    f"https://{letter}.example/x",
                    "2022-02-10",
                    headline=f"About {letter}",
                    authors=(Author(name="A. Writer"), Author(name="Über Ärger")),
                    text=f"Words of {letter} — ünï 한.",
                ),
                now=NOW,
            )
            for letter in letters
        ]


@pytest.fixture
def ids(store: Store) -> list[str]:
    """Five articles: of two stories, and one alone."""
    found = keep(store, *"abcde")
    for story in (found[:2], found[2:4]):
        with store.write() as connection:
            rows = update(ARTICLE).where(ARTICLE.c.id.in_(story))
            connection.execute(rows.values(story=min(story)))
    return found


@pytest.fixture(autouse=True)
def _few_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that every question is asked in several parts."""
    monkeypatch.setattr(bulk, "_AT_ONCE", 2)


def test_what_is_out_of_date_waits_until_it_is_settled(store: Store) -> None:
    with store.write() as connection:
        trees.unsettle(connection, ["c", "a", "b", "a"])
        trees.unsettle(connection, ["b", "d"])
        assert trees.unsettled(connection, 100) == ["a", "b", "c", "d"]
        assert trees.unsettled(connection, 2) == ["a", "b"]
        trees.settled(connection, ["a", "c", "d", "never heard of"])
        assert trees.unsettled(connection, 100) == ["b"]
        assert trees.count_unsettled(connection) == 1
        trees.unsettle(connection, [])
        trees.settled(connection, [])
        assert trees.count_unsettled(connection) == 1


def test_a_story_comes_with_all_its_articles(store: Store, ids: list[str]) -> None:
    a, b, c, d, e = ids
    with store.read() as connection:
        found = trees.stories_of(connection, [b, e, "never heard of"])
        assert found == {min(a, b): sorted((a, b)), e: [e]}
        assert list(found) == sorted(found)
        assert trees.stories_of(connection, [a, b, d, c]) == {
            min(a, b): sorted((a, b)),
            min(c, d): sorted((c, d)),
        }
        assert trees.stories_of(connection, []) == {}


def test_articles_come_with_their_facts_and_texts(store: Store, ids: list[str]) -> None:
    with store.read() as connection:
        found, texts = trees.witnesses(connection, ids)
    assert found.keys() == texts.keys() == set(ids)
    assert texts[ids[1]] == "Words of b — ünï 한."
    assert found[ids[1]] == Witness(
        id=ids[1],
        outlet="b.example",
        headline="About b",
        authors=("A. Writer", "Über Ärger"),
        published=day("2022-02-10"),
        language="en",
        words=found[ids[1]].words,
        seen=NOW,
    )
    assert found[ids[1]].words > 0


def test_an_article_that_was_never_read_has_no_text(store: Store) -> None:
    outlet = article("https://a.example/x").outlet
    assert outlet is not None
    with store.write() as connection:
        one = write.cite(connection, "https://a.example/x", outlet=outlet, now=NOW)
        found, texts = trees.witnesses(connection, [one, "never heard of"])
    assert found == {one: Witness(id=one, outlet="a.example", seen=NOW)}
    assert texts == {one: ""}


def test_what_articles_share_comes_once_a_pair(store: Store, ids: list[str]) -> None:
    a, b, c, d, e = ids
    with store.write() as connection:
        overlaps.put(connection, {(a, b): SHARED, (b, c): SHARED, (a, e): SHARED})
        assert trees.overlaps_among(connection, [a, b, c, d]) == {
            (a, b): SHARED,
            (b, c): SHARED,
        }
        assert trees.overlaps_among(connection, [c, d]) == {}


def test_edges_come_as_they_were_put(store: Store, ids: list[str]) -> None:
    a, b, c, *_ = ids
    shared = replace(SHARED, spans=(), reuse=None)
    named = replace(EDGE, copy=b)
    linked = replace(EDGE, copy=b, source=a, source_outlet="a.example", overlap=shared)
    hung = replace(linked, copy=c, declared=False, nearest=True, rooted=0.9731)
    with store.write() as connection:
        trees.put_edges(connection, {b: [named, linked], c: [hung], a: []})
        found = trees.edges_into(connection, [a, b, c])
        assert {(edge.source, edge.copy) for edge in found} == {
            (None, b),
            (a, b),
            (a, c),
        }
        assert all(edge in {named, linked, hung} for edge in found)
        assert trees.edges_into(connection, [c]) == [hung]
        assert trees.edges_into(connection, ids) == found


def test_new_edges_take_the_place_of_those_a_copy_had(
    store: Store, ids: list[str]
) -> None:
    a, b, c, *_ = ids
    with store.write() as connection:
        trees.put_edges(connection, {one: [replace(EDGE, copy=one)] for one in (b, c)})
        now = replace(EDGE, copy=b, source=a, nearest=True)
        trees.put_edges(connection, {b: [now]})
        assert trees.edges_into(connection, [b]) == [now]
        assert trees.edges_into(connection, [c]) == [replace(EDGE, copy=c)]
        trees.put_edges(connection, {b: []})
        assert trees.edges_into(connection, [b]) == []


def test_what_analysts_said_of_edges_into_articles(store: Store) -> None:
    said = Judgement(
        kind=Judged.ARTICLE,
        one="source",
        other="copy",
        verdict=Decision.NO,
        note="The editor told me.",
        one_name="https://a.example/x",
        other_name="https://b.example/x",
        judged_at=datetime(2026, 1, 2, tzinfo=UTC),
    )
    with store.write() as connection:
        judgements.put(connection, said)
        judgements.put(connection, replace(said, other="z", verdict=Decision.UNSURE))
        judgements.put(connection, replace(said, kind=Judged.OUTLET))
        known = trees.judged_into(connection, ["copy", "source", "x", "y"])
        assert known == {("source", "copy"): ("no", "The editor told me.")}
        (unsure,) = trees.judged_into(connection, ["z"]).values()
        assert unsure[0] == "unsure"


def test_habits_come_for_outlets_that_are_both_there(store: Store) -> None:
    rows = [("a", "b", 4), ("a", "c", 2), ("d", "b", 8), ("b", "a", 1)]
    names = ("source_outlet", "copy_outlet", "count")
    with store.write() as connection:
        connection.execute(
            HABIT.insert(), [dict(zip(names, row, strict=True)) for row in rows]
        )
        assert trees.habits_of(connection, ["a", "b", "c"]) == {
            ("a", "b"): 4,
            ("a", "c"): 2,
            ("b", "a"): 1,
        }
        assert trees.habits_of(connection, ["d"]) == {}
