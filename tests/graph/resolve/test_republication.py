"""Claims, overlaps and dates give edges, each with its reasons and verdict."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.model import (
    Claim,
    Credit,
    Overlap,
    Place,
    Relation,
    Republication,
    Reuse,
    Verdict,
    Where,
    Witness,
)
from graph.resolve.republication import Evidence, declared, inferred
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


def test_text_and_time_infer_an_edge() -> None:
    edge = inferred(SOURCE, COPY, ALL)
    assert edge is not None
    assert (edge.declared, edge.inferred, edge.credit) == (False, True, Credit.NONE)
    assert (edge.verdict, edge.relation) == (Verdict.CERTAIN, Relation.REPUBLISHES)


def test_a_part_that_was_copied_is_an_excerpt() -> None:
    edge = inferred(SOURCE, COPY, replace(ALL, of_original=0.2, reuse=Reuse.EXCERPT))
    assert edge is not None
    assert edge.relation is Relation.EXCERPTS


def test_what_was_judged_to_be_copied_counts_however_long_the_rest_is() -> None:
    part = replace(ALL, of_original=0.9, of_copy=0.3, reuse=Reuse.EDITED)
    edge = inferred(SOURCE, COPY, part)
    assert edge is not None
    assert edge.relation is Relation.ADAPTS
    assert edge.verdict is Verdict.CERTAIN


@pytest.mark.parametrize(
    "source, copy, shared",
    [
        (COPY, SOURCE, ALL),
        (SOURCE, replace(COPY, published=SOURCE.published), ALL),
        (replace(SOURCE, published=None), COPY, ALL),
        (SOURCE, replace(COPY, published=None), ALL),
        (SOURCE, COPY, replace(ALL, reuse=Reuse.QUOTATION)),
        (SOURCE, COPY, replace(ALL, reuse=Reuse.SAME_EVENT)),
        (SOURCE, COPY, replace(ALL, reuse=None)),
        (SOURCE, replace(COPY, outlet=SOURCE.outlet), ALL),
    ],
    ids=[
        "later",
        "same day",
        "no date",
        "no date of copy",
        "quoted",
        "same event",
        "not judged",
        "same outlet",
    ],
)
def test_similar_text_alone_never_means_direction(
    source: Witness, copy: Witness, shared: Overlap
) -> None:
    assert inferred(source, copy, shared) is None


def test_the_earlier_of_two_stated_days_is_an_order_of_less_weight() -> None:
    near = replace(COPY, published=day("2022-02-19"))
    first = replace(SOURCE, published=day("2022-02-18"))
    edge = inferred(first, near, ALL)
    assert edge is not None
    assert weights(edge)["earlier-day"] == 0.3
    assert inferred(near, first, ALL) is None
