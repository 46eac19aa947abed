"""Pages of the world are read as they are meant, whatever their template."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import islice

import pytest

from crawler.extract import read_html
from graph.identity import outlet_key
from graph.model import Article
from tests.world import WORLDS, Page, Parameters, World
from tests.world.templates import TEMPLATES


@cache
def world(name: str = "") -> tuple[Page, ...]:
    return tuple(World(700, 5, WORLDS[name] if name else Parameters()).pages())


def read(page: Page) -> Article:
    return read_html(page.html.encode(), url=page.url)


def some(name: str, template: str, count: int = 4) -> Iterator[Page]:
    return islice((p for p in world(name) if p.sheet.template == template), count)


def credited(page: Page) -> bool:
    """Whether a claim of the page points at each target of its credit."""
    pointed: set[str] = set()
    for claim in read(page).claims:
        seen = claim.reference
        pointed |= {seen.url or "", seen.outlet or "", outlet_key(seen.url or "")}
    return {*page.truth.credited} <= pointed


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("name", ["credited", "silent"])
def test_every_template_is_read(name: str, template: str) -> None:
    for page in some(name, template):
        article = read(page)
        assert article.headline == page.headline
        assert article.outlet is not None
        assert article.outlet.key == page.outlet.removeprefix("www.").removeprefix(
            "news."
        )
        assert article.published is not None
        assert page.stated is not None
        assert article.published.value == page.stated.value
        assert article.language == page.language
        for paragraph in page.text.split("\n"):
            assert paragraph in article.text


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_page_that_states_no_date_is_read_without_one(template: str) -> None:
    undated = (p for p in world("muddled") if p.stated is None)
    page = next(p for p in undated if p.sheet.template == template)
    assert read(page).published is None


@pytest.mark.parametrize("credit", ["linked", "home", "named"])
def test_most_true_credits_are_read(credit: str) -> None:
    given = [
        page
        for page in world("credited")
        if page.truth.credit == credit
        and page.truth.source_outlet is None
        and len(page.truth.credited) == 1
    ][:24]
    if credit == "home":
        homes = {page.outlet_name for page in given}
        assert homes
    assert sum(map(credited, given)) >= 19


def test_agencies_are_read_in_most_of_their_places() -> None:
    wired = [p for p in world("credited") if p.truth.source_outlet == "Reuters"]
    firsts = [page for page in wired if not page.truth.parents][:20]
    assert sum(map(credited, firsts)) >= 0.8 * len(firsts)
    assert firsts


def test_nobody_is_credited_in_the_silent_world() -> None:
    silent = world("silent")[:60]
    assert sum(bool(read(page).claims) for page in silent) <= 2


def test_false_credits_are_read_too() -> None:
    false = [p for p in world("muddled") if p.truth.credit == "false"]
    elsewhere = [p for p in false if p.url not in p.truth.credited][:16]
    assert sum(map(credited, elsewhere)) >= 11


def test_a_page_that_credits_itself_makes_no_claim() -> None:
    circles = [p for p in world("muddled") if p.url in p.truth.credited]
    assert circles
    assert not any(read(page).claims for page in circles[:5])


def test_pages_show_what_stands_around_articles() -> None:
    for page in world()[:40]:
        assert page.outlet_name in page.html
        assert page.html.count("<a ") + page.html.count("<A ") > 1


def test_translations_are_told_by_their_language() -> None:
    translated = [p for p in world() if p.truth.kind == "translation"][:6]
    assert translated
    for page in translated:
        assert f'lang="{page.language}"' in page.html.lower()
        assert read(page).language == page.language
