"""Lines that say a page is a translation turn what it republishes."""

from __future__ import annotations

import pytest

from crawler.cues import read_claims
from crawler.cues.translation import translation
from crawler.page import Page
from graph.model import Article, Claim, Relation

OWN = "https://daily.example/2022/bridge"
PROSE = "The council met on Tuesday and voted for the new bridge over the river. " * 5


def read(head: str, foot: str, language: str) -> tuple[Claim, ...]:
    page = Page.from_html(
        f"<html><head><title>Bridge</title></head><body><article><h1>Bridge</h1>{head}"
        f"<p>{PROSE}</p><p>{PROSE}</p>{foot}</article></body></html>",
        OWN,
    )
    return read_claims(page, Article(url=OWN, language=language))


MARKERS = [
    ("en", "Translated from English by Ann Lee"),
    ("de", "Aus dem Englischen übersetzt von Ann Lee"),
    ("fr", "Traduit de l’anglais par Ann Lee"),
    ("es", "Traducido del inglés por Ann Lee"),
    ("pt", "Traduzido por Ann Lee"),
    ("it", "Traduzione di Ann Lee"),
    ("ru", "Перевод с английского: Анна Ли"),
    ("zh", "译者：李安"),
    ("zh", "翻译：李安"),
]


@pytest.mark.parametrize("language, line", MARKERS)
def test_a_marker_turns_republishes_into_translates(language: str, line: str) -> None:
    head = "<link rel=canonical href='https://hill.example/a'>"
    (claim,) = read(head, f"<p>{line}</p>", language)
    assert claim.relation is Relation.TRANSLATES
    assert claim.reference.outlet_key == "hill.example"
    assert line in [place.quote for place in claim.places]


@pytest.mark.parametrize("language, line", MARKERS)
def test_a_marker_alone_makes_no_claim(language: str, line: str) -> None:
    assert read("", f"<p>{line}</p>", language) == ()


def test_it_may_stand_behind_the_credit_or_above_the_text() -> None:
    credit = "Dieser Artikel erschien zuerst bei Hill News."
    behind = f"<p>{credit} Aus dem Englischen übersetzt von Ann Lee.</p>"
    assert [c.relation for c in read("", behind, "de")] == [Relation.TRANSLATES]
    above = "<p>Aus dem Englischen von Ann Lee</p>"
    (claim,) = read(above, f"<p>{credit}</p>", "de")
    assert claim.relation is Relation.TRANSLATES


def test_other_relations_stay() -> None:
    line = "<p>Continue reading at Hill News</p><p>Translated by Ann Lee</p>"
    assert [c.relation for c in read("", line, "en")] == [Relation.EXCERPTS]


@pytest.mark.parametrize(
    "line",
    [
        "This article has been translated into many languages.",
        "Find a translation service near you.",
        "Also available in French and Spanish.",
    ],
)
def test_other_lines_mark_nothing(line: str) -> None:
    foot = f"<p>This article first appeared on Hill News.</p><p>{line}</p>"
    assert [c.relation for c in read("", foot, "en")] == [Relation.REPUBLISHES]


def test_a_translator_in_the_prose_marks_nothing() -> None:
    around = f"<p>{PROSE}</p>" * 10
    told = f"<p>The poem was translated from French by Ann Lee. {PROSE}</p>"
    page = Page.from_html(
        f"<html><body><article><h1>Bridge</h1>{around}{told}{around}</article></body>",
        OWN,
    )
    assert translation(page, Article(url=OWN, language="en")) is None
