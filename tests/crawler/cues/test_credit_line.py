"""Lines of credit, with the link, author and date they carry."""

from __future__ import annotations

import pytest

from crawler.cues.credit_line import credit_line
from crawler.page import Page
from graph.model import Article, Claim, Relation

OWN = "https://daily.example/2022/bridge"
PROSE = "The council met on Tuesday and voted for the new bridge over the river. " * 5


def read(foot: str, language: str = "en") -> list[Claim]:
    page = Page.from_html(
        f"<html><head><title>Bridge</title></head><body><article><h1>Bridge</h1><p>{PROSE}</p><p>{PROSE}</p>"
        f"{foot}</article></body></html>",
        OWN,
    )
    return list(credit_line(page, Article(url=OWN, language=language)))


def test_name_author_and_date_are_read() -> None:
    (claim,) = read("<p>First published by Hill News on 4 June 2020 by Ann Lee</p>")
    assert claim.reference.outlet == "Hill News"
    assert claim.reference.author == "Ann Lee"
    assert claim.reference.date is not None
    assert claim.reference.date.value == "2020-06-04"


@pytest.mark.parametrize(
    "foot, relation",
    [
        ("<p>Continue reading at Hill News</p>", Relation.EXCERPTS),
        ("<p>Translated by Ann Lee from Hill News.</p>", Relation.TRANSLATES),
        ("<p>This article was adapted from Hill News.</p>", Relation.ADAPTS),
        ("<p>via Common Dreams</p>", Relation.RELAYS),
    ],
)
def test_the_relation_is_told(foot: str, relation: Relation) -> None:
    assert [claim.relation for claim in read(foot)] == [relation]


def test_the_link_behind_another_word_gives_the_article() -> None:
    (claim,) = read(
        '<p>This article is republished from <a href="https://hill.example/">Hill</a> '
        'under a <a href="https://creativecommons.org/l/">licence</a>. '
        'Read the <a href="https://hill.example/a">original article</a>.</p>'
    )
    assert claim.reference.url == "https://hill.example/a"


def test_a_licence_or_a_share_link_is_not_the_article() -> None:
    (claim,) = read(
        "<p>This article is republished from Hill under a "
        '<a href="https://creativecommons.org/l/">licence</a> '
        '<a href="https://www.facebook.com/share">Share</a>.</p>'
    )
    assert claim.reference.url is None


def test_a_linked_headline_is_an_address_and_no_name() -> None:
    headline = "How the long bridge over the wide river was approved in the very end"
    (claim,) = read(
        f'<p>Quelle: <a href="https://hill.example/a">{headline}</a></p>', "de"
    )
    assert claim.reference.outlet is None
    assert claim.reference.url == "https://hill.example/a"


def test_a_caption_is_no_credit() -> None:
    line = "<p class='photo-caption'>Originally published by Hill News</p>"
    assert read(line) == []


def test_a_weak_line_counts_at_the_edges_only() -> None:
    around = f"<p>{PROSE}</p>" * 12
    page = Page.from_html(
        f"<html><body><article><h1>Bridge</h1>{around}<p>Quelle: Seebote</p>{around}"
        "</article></body></html>",
        OWN,
    )
    assert list(credit_line(page, Article(url=OWN, language="de"))) == []


@pytest.mark.parametrize(
    "foot, name",
    [
        ("hill.example/night-ferry'>The Night Ferry</a>, Hill News", "Hill News"),
        ("hill.example/night-ferry'>The Night Ferry</a>", None),
        ("www.commondreams.org/a/1'>The Night Ferry</a>", "Common Dreams"),
        ("hillnews.example/a'>Hill News</a>", "Hill News"),
    ],
)
def test_a_linked_headline_is_no_outlet(foot: str, name: str | None) -> None:
    (claim,) = read(f"<p>Original: <a href='https://{foot}</p>")
    assert claim.reference.outlet == name
    assert claim.reference.url is not None


def test_a_part_of_a_book_is_an_excerpt() -> None:
    (claim,) = read("<p>Excerpted from The Night Ferry by Ann Lee (Hill Books).</p>")
    assert claim.relation is Relation.EXCERPTS


def test_a_link_around_the_whole_credit_is_no_headline() -> None:
    href = "https://hill.example/2021/05/03/the-night-ferry"
    (claim,) = read(f"<p><a href='{href}'>Continue reading at The Hill Times</a></p>")
    assert (claim.reference.outlet, claim.reference.url) == ("The Hill Times", href)


def test_a_host_may_begin_with_the_names_article() -> None:
    (claim,) = read(
        '<p>This text <a href="https://thehill.example/a">first appeared</a>'
        " in The Hill.</p>"
    )
    assert claim.reference.outlet == "The Hill"
    assert claim.reference.url == "https://thehill.example/a"


@pytest.mark.parametrize(
    "name, rest",
    [
        ("Le Courrier des berges", "."),
        ("Le Courrier libertaire", "."),
        ("Le Courrier", " en mai 2020."),
        ("Le Courrier", " du 3 mai 2020."),
        ("Le Courrier", " samedi."),
    ],
)
def test_a_name_goes_on_in_small_letters(name: str, rest: str) -> None:
    line = f"<p>Cet article a d'abord été publié dans {name}{rest}</p>"
    (claim,) = read(line, "fr")
    assert claim.reference.outlet == name


def test_a_days_number_is_not_of_the_name() -> None:
    (claim,) = read(
        "<p>Tekst ukazał się pierwotnie w Hill News 25 września 2020</p>", "pl"
    )
    assert claim.reference.outlet == "Hill News"
    assert claim.reference.date is not None


def test_a_credit_may_follow_another_sentence_of_a_short_line() -> None:
    (claim,) = read("<p>Translated from Danish. Originally published in Hill News.</p>")
    assert claim.reference.outlet == "Hill News"
    assert read("<p>We walked on. Originally published in Danish.</p>") == []


def test_two_sources_of_one_text_are_two_claims() -> None:
    found = read("<p>Sources: Hill News, Harbour Post</p>")
    assert [claim.reference.outlet for claim in found] == ["Hill News", "Harbour Post"]
    assert {claim.relation for claim in found} == {Relation.ADAPTS}
