"""Claims, overlaps and dates give edges, each with its reasons and verdict."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.model import (
    Claim,
    Credit,
    Date,
    Overlap,
    Place,
    Precision,
    Relation,
    Republication,
    Reuse,
    Verdict,
    Where,
    Witness,
)
from graph.resolve.republication import Evidence, comparing, declared, inferred
from tests.graph.store.facts import claim, day

SOURCE = Witness(
    id="s",
    outlet="source.example",
    headline="Red lines",
    authors=("A. Writer",),
    published=day("2022-02-10"),
    language="en",
    words=500,
)
COPY = replace(SOURCE, id="c", outlet="copy.example", published=day("2022-02-20"))
ALL = Overlap(of_original=0.97, of_copy=0.95, words=475, reuse=Reuse.COPY)
NOTHING = Overlap(of_original=0.0, of_copy=0.0, words=0)
CITED = Witness(id="s", outlet="source.example")


def one(evidence: Evidence, copy: Witness = COPY) -> Republication:
    (edge,) = declared(copy, [evidence])
    return edge


def weights(edge: Republication) -> dict[str, float]:
    return {reason.name: reason.weight for reason in edge.reasons}


def linked(source: Witness = SOURCE, **fields: object) -> Evidence:
    """A credit with a link to the source's article."""
    values: dict[str, object] = {
        "claim": claim(url="https://source.example/a"),
        "outlet": "source.example",
    }
    return Evidence(source=source, **(values | fields))  # type: ignore[arg-type]


def test_a_link_to_an_article_never_read_is_likely() -> None:
    edge = one(linked(CITED))
    assert (edge.source, edge.source_outlet, edge.copy) == ("s", "source.example", "c")
    assert (edge.declared, edge.inferred) == (True, False)
    assert (edge.verdict, edge.credit) == (Verdict.LIKELY, Credit.LINKED)
    assert edge.quote == "First published by https://source.example/a"
    assert list(weights(edge)) == ["declared-link"]


def test_a_link_whose_text_agrees_is_certain() -> None:
    edge = one(linked(overlap=ALL))
    assert (edge.verdict, edge.inferred) == (Verdict.CERTAIN, True)
    assert set(weights(edge)) == {
        "declared-link",
        "shared-text",
        "same-headline",
        "same-author",
        "earlier",
    }


def test_reasons_stand_strongest_first() -> None:
    found = [abs(r.weight) for r in one(linked(overlap=ALL)).reasons]
    assert found == sorted(found, reverse=True)


def test_a_name_alone_gives_an_edge_from_the_outlet() -> None:
    edge = one(Evidence(claim=claim(outlet="Source"), outlet="source.example"))
    assert (edge.source, edge.source_outlet) == (None, "source.example")
    assert (edge.credit, edge.verdict) == (Credit.NAMED, Verdict.LIKELY)


def test_an_article_found_by_name_is_named_not_linked() -> None:
    edge = one(linked(claim=claim(outlet="Source"), found=0.9, overlap=ALL))
    assert edge.credit is Credit.NAMED
    assert weights(edge)["found"] == pytest.approx(0.9)
    assert "declared-name" in weights(edge)


def test_a_pixel_is_a_reason_of_its_own() -> None:
    pixel = claim(url="https://source.example/a", where=Where.PIXEL, cue="pixel")
    assert "pixel" in weights(one(linked(CITED, claim=pixel)))


def test_a_pixel_beside_a_line_of_credit_is_a_link() -> None:
    pixel = claim(url="https://source.example/a", where=Where.PIXEL, cue="pixel")
    both = (*pixel.places, Place(quote="From Source", where=Where.TEXT))
    edge = one(linked(CITED, claim=replace(pixel, places=both)))
    assert "declared-link" in weights(edge)


def test_a_canonical_alone_says_less_than_a_link() -> None:
    said = claim(url="https://source.example/a", where=Where.LINK, cue="canonical")
    edge = one(linked(CITED, claim=said))
    assert weights(edge)["canonical"] < weights(one(linked(CITED)))["declared-link"]


@pytest.mark.parametrize(
    "worse, name",
    [
        (linked(overlap=ALL, mutual=True), "mutual-credit"),
        (linked(replace(SOURCE, published=day("2022-03-20")), overlap=ALL), "later"),
        (linked(overlap=NOTHING), "no-shared-text"),
    ],
)
def test_what_speaks_against(worse: Evidence, name: str) -> None:
    edge, good = one(worse), one(linked(overlap=ALL))
    assert weights(edge)[name] < 0
    assert sum(weights(edge).values()) < sum(weights(good).values()) - 2


def test_a_credit_without_shared_text_is_possible_at_most() -> None:
    other = replace(SOURCE, headline="Other", authors=(), published=None)
    named = Evidence(claim=claim(outlet="S"), source=other, overlap=NOTHING, found=0.7)
    assert one(named).verdict in {Verdict.POSSIBLE, Verdict.REJECTED}


def test_mutual_credit_of_pages_never_compared_is_possible_at_most() -> None:
    edge = one(linked(CITED, mutual=True))
    assert edge.verdict in {Verdict.POSSIBLE, Verdict.REJECTED}


@pytest.mark.parametrize(
    "changed",
    [{"language": "ru"}, {"language": None}, {"words": 30}],
    ids=["another language", "unknown language", "short"],
)
def test_a_text_that_proves_nothing_is_held_against_nobody(
    changed: dict[str, object],
) -> None:
    source = replace(SOURCE, **changed)  # type: ignore[arg-type]
    assert "no-shared-text" not in weights(one(linked(source, overlap=NOTHING)))


def test_two_unknown_languages_are_not_known_to_be_one() -> None:
    source, copy = replace(SOURCE, language=None), replace(COPY, language=None)
    edge = one(linked(source, overlap=NOTHING), copy)
    assert "no-shared-text" not in weights(edge)


@pytest.mark.parametrize("date, said", [("2022-02-10", True), ("2022-01-10", False)])
def test_the_date_of_a_credit_is_compared(date: str, *, said: bool) -> None:
    dated = claim(url="https://source.example/a", date=day(date))
    assert ("credited-date" in weights(one(linked(claim=dated)))) is said


def test_dates_that_may_be_one_say_nothing() -> None:
    edge = one(linked(replace(SOURCE, published=COPY.published)))
    assert not {"earlier", "later"} & set(weights(edge))


def test_no_article_comes_from_itself_or_its_own_outlet_by_name() -> None:
    itself = linked(COPY)
    own = Evidence(claim=claim(outlet="Copy"), outlet="copy.example")
    nobody = Evidence(claim=claim())
    assert declared(COPY, [itself, own, nobody]) == ()


def test_two_claims_about_one_source_are_one_edge_of_the_stronger() -> None:
    weak = claim(url="https://source.example/a", strength=0.5, cue="weak")
    edges = declared(COPY, [linked(claim=weak), linked()])
    assert [edge.cue for edge in edges] == ["credit-line"]


def test_an_outlet_is_no_source_beside_its_own_article() -> None:
    named = Evidence(claim=claim(outlet="Source"), outlet="source.example")
    other = Evidence(claim=claim(outlet="Agency"), outlet="agency.example")
    edges = declared(COPY, [named, linked(), other])
    assert [(e.source, e.source_outlet) for e in edges] == [
        ("s", "source.example"),
        (None, "agency.example"),
    ]


def test_the_relation_is_the_claims() -> None:
    told: Claim = claim(url="https://source.example/a", relation=Relation.TRANSLATES)
    assert one(linked(claim=told)).relation is Relation.TRANSLATES


def test_what_is_inferred_has_no_words_of_credit() -> None:
    edge = inferred(SOURCE, COPY, ALL, ())
    assert (edge.source, edge.source_outlet, edge.copy) == ("s", "source.example", "c")
    assert (edge.declared, edge.inferred, edge.credit) == (False, True, Credit.NONE)
    assert (edge.quote, edge.cue, edge.overlap) == ("", "", ALL)


@pytest.mark.parametrize(
    "reuse, relation",
    [
        (Reuse.COPY, Relation.REPUBLISHES),
        (Reuse.EDITED, Relation.ADAPTS),
        (Reuse.COMPOSITE, Relation.ADAPTS),
        (Reuse.EXCERPT, Relation.EXCERPTS),
    ],
)
def test_the_relation_of_an_inferred_edge_is_what_the_texts_tell(
    reuse: Reuse, relation: Relation
) -> None:
    assert inferred(SOURCE, COPY, replace(ALL, reuse=reuse), ()).relation is relation


def test_nothing_is_inferred_from_texts_that_nobody_compared() -> None:
    edge = inferred(SOURCE, COPY, None, ())
    assert (edge.inferred, edge.overlap) == (False, None)


def test_the_reasons_of_an_inferred_edge_add_up_to_its_verdict() -> None:
    why = comparing(SOURCE, COPY, ALL)
    assert {reason.name for reason in why} == {
        "shared-text",
        "same-headline",
        "same-author",
        "earlier",
    }
    edge = inferred(SOURCE, COPY, ALL, why[::-1])
    assert edge.verdict is Verdict.CERTAIN
    found = [abs(reason.weight) for reason in edge.reasons]
    assert found == sorted(found, reverse=True)


def test_what_was_judged_to_be_copied_counts_however_long_the_rest_is() -> None:
    little = replace(ALL, of_original=0.1, of_copy=0.1)
    edge, other = (
        one(linked(overlap=replace(little, reuse=reuse)))
        for reuse in (Reuse.EXCERPT, Reuse.SAME_EVENT)
    )
    assert weights(edge)["shared-text"] > 2 * weights(other)["shared-text"]


@pytest.mark.parametrize(
    "first, second",
    [("2022-02-18", "2022-02-19"), ("2022-02-18T23:00", "2022-02-19T07:00")],
)
def test_an_order_of_dates_counts_as_far_as_it_is_sure(first: str, second: str) -> None:
    clear = weights(one(linked()))["earlier"]
    near = [time(first), time(second)]
    told = linked(replace(SOURCE, published=near[0]))
    assert 0 < weights(one(told, replace(COPY, published=near[1])))["earlier"] < clear
    told = linked(replace(SOURCE, published=near[1]))
    assert weights(one(told, replace(COPY, published=near[0])))["later"] < 0


def time(value: str) -> Date:
    """A day, or a moment whose zone is not known."""
    precision = Precision.MINUTE if "T" in value else Precision.DAY
    return Date(value=value, precision=precision)


def test_two_outlets_desks_of_one_name_are_no_common_author() -> None:
    desk = replace(SOURCE, authors=("Web Desk",))
    found = comparing(desk, replace(COPY, authors=("Web Desk",)), ALL)
    assert "same-author" not in {reason.name for reason in found}
