"""Lines of source whose name no list knows: its link must confirm it."""

from __future__ import annotations

import pytest

from crawler.cues import read_claims
from crawler.page import Page
from graph.model import Article, Claim, Relation

OWN = "https://daily.example/2022/bridge"
PROSE = "The council met on Tuesday and voted for the new bridge over the river. " * 5


def read(head: str = "", foot: str = "", language: str = "en") -> tuple[Claim, ...]:
    page = Page.from_html(
        f"<html><head><title>Bridge</title></head><body><article><h1>Bridge</h1>{head}"
        f"<p>{PROSE}</p><p>{PROSE}</p>{foot}</article></body></html>",
        OWN,
    )
    return read_claims(page, Article(url=OWN, language=language))


def linked(name: str, url: str, word: str = "Source") -> str:
    return f'<p>{word}: <a href="{url}">{name}</a></p>'


@pytest.mark.parametrize(
    "word, language",
    [
        ("Source", "en"),
        ("Quelle", "de"),
        ("Fuente", "es"),
        ("Fonte", "it"),
        ("Fonte", "pt"),
        ("Source ", "fr"),
        ("Источник", "ru"),
    ],
)
def test_a_link_to_an_article_of_the_named_outlet(word: str, language: str) -> None:
    url = "https://harbour-ledger.example/2025/a"
    line = linked("The Harbour Ledger", url, word)
    for found in (read(foot=line, language=language), read(line, language=language)):
        (claim,) = found
        assert claim.reference.url == url
        assert claim.reference.outlet == "The Harbour Ledger"


def test_a_link_to_the_front_page_of_a_paper() -> None:
    (claim,) = read(
        foot=linked("The Harbour Ledger", "https://harbour-ledger.example/")
    )
    assert claim.reference.outlet_key == "harbour-ledger.example"


def test_an_address_that_leads_to_its_own_article() -> None:
    (claim,) = read(foot=linked("hilltimes.example", "https://hilltimes.example/a"))
    assert claim.reference.url == "https://hilltimes.example/a"


@pytest.mark.parametrize(
    "line",
    [
        linked("The Harbour Ledger", "https://elsewhere.example/2025/a"),
        linked("The Daily Example", "https://daily.example/2021/a"),
        # Thanks and figures lead to a front page.
        linked("Steve Tells All", "https://stevetellsall.example/"),
        linked("hilltimes.example", "https://hilltimes.example/"),
        linked("Hill Weather Measuring Station", "https://hill.example/a"),
        linked("Hill Times", "https://hilltimes.example/a", "Image source"),
        linked("Hill Times", "https://hilltimes.example/a", "Data source"),
        linked("Hill Times", "https://hilltimes.example/a", "Photo source"),
        linked("Hill Times", "https://hilltimes.example/a", "Hat tip"),
        f"{linked('Hill Times', 'https://hilltimes.example/a')[:-4]}, page 3</p>",
    ],
)
def test_what_no_link_confirms_is_none(line: str) -> None:
    assert read(foot=line) == ()


def test_a_sentence_is_no_line_of_source() -> None:
    link = '<a href="https://hilltimes.example/a">Hill Times</a>'
    assert read(foot=f"<p>The old source: {link} had more on the bridge.</p>") == ()


@pytest.mark.parametrize(
    "language, foot",
    [
        ("en", "This article was originally published on Hill News, via {}."),
        ("de", "Dieser Beitrag erschien zuerst auf Hill News, via {}."),
        ("fr", "Cet article a été publié initialement sur Hill News, via {}."),
        ("es", "Este artículo fue publicado originalmente en Hill News, vía {}."),
        ("pt", "Este artigo foi publicado originalmente em Hill News, via {}."),
        (
            "it",
            "Questo articolo è stato pubblicato originariamente su Hill News, via {}.",
        ),
        ("ru", "Эта статья была впервые опубликована на сайте Hill News, через {}."),
        ("zh", "本文转载自湖畔日报，via {}"),
    ],
)
def test_the_intermediary_is_a_claim_with_its_link(language: str, foot: str) -> None:
    link = '<a href="https://meadow.example/b">Meadow Notes</a>'
    found = read(foot=f"<p>{foot.format(link)}</p>", language=language)
    relays = [c.reference for c in found if c.relation is Relation.RELAYS]
    assert [(r.outlet, r.url) for r in relays] == [
        ("Meadow Notes", "https://meadow.example/b")
    ]
    others = [c.reference.outlet for c in found if c.relation is not Relation.RELAYS]
    assert others == ["湖畔日报" if language == "zh" else "Hill News"]
