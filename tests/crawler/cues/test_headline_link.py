"""Lines that link the article's own headline to another outlet."""

from __future__ import annotations

import pytest

from crawler.cues.headline_link import headline_link
from crawler.page import Page
from graph.model import Article

OWN = "https://lakeside.example/2023/pier"
TITLE = "Harbour board approves new ferry pier"
URL = "https://harbour-ledger.example/2023/pier-approved"
PROSE = (
    f"<p>{'The harbour board met and voted for a new ferry pier, at last. ' * 4}</p>"
)


def read(foot: str, head: str = "", title: str = TITLE) -> list[tuple[str | None, ...]]:
    markup = (
        f"<title>{title}</title><article><h1>{head or title}</h1>{PROSE * 3}{foot}"
        "</article>"
    )
    page = Page.from_html(markup, OWN)
    found = headline_link(page, Article(url=OWN, headline=title))
    return [(claim.reference.outlet, claim.reference.url) for claim in found]


@pytest.mark.parametrize(
    "line",
    [
        "The post {} appeared first on {}.",
        "Der Beitrag {} erschien zuerst auf {}.",
        "{} yazısı ilk önce {} üzerinde ortaya çıktı.",
        "投稿 {} は {} に最初に表示されました。",
    ],
)
def test_a_feed_s_last_line_in_any_language(line: str) -> None:
    link = f"<a href='{URL}'>{TITLE}</a>"
    home = "<a href='https://harbour-ledger.example/'>Harbour Ledger</a>"
    assert read(f"<p>{line.format(link, home)}</p>") == [("Harbour Ledger", URL)]


def test_a_headline_of_another_script() -> None:
    title = "港务委员会通过新渡轮码头方案"
    assert read(f"<p><a href='{URL}'>{title}</a></p>", title=title) == [(None, URL)]


@pytest.mark.parametrize(
    "foot",
    [
        f"<p><a href='{URL}'>Old lighthouse gets a coat of new paint</a></p>",
        f"<p><a href='https://harbour-ledger.example/'>{TITLE}</a></p>",
        f"<p><a href='https://facebook.com/sharer?u={OWN}'>{TITLE}</a></p>",
        f"<p><a href='https://print.example/page?url={OWN}'>{TITLE}</a></p>",
        f"<div class='related-posts'><p><a href='{URL}'>{TITLE}</a></p></div>",
        f"<h3><a href='{URL}'>{TITLE}</a></h3>",
    ],
)
def test_other_titles_front_pages_and_buttons_are_none(foot: str) -> None:
    assert read(foot) == []


def test_a_linked_headline_is_a_comment_on_the_article() -> None:
    assert read("", head=f"<a href='{URL}'>{TITLE}</a>") == []


def test_a_headline_of_a_few_letters_is_no_article_s_own() -> None:
    assert read(f"<p><a href='{URL}'>Local news</a></p>", title="Local news") == []
