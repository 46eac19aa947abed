"""Names that are a newspaper's, though no list knows them."""

from __future__ import annotations

import pytest

from crawler.outlets.newspaper import is_masthead, is_newspaper, is_outlet


@pytest.mark.parametrize(
    "name",
    [
        "The Harbour Ledger",
        "Elden Herald",
        "East Coast Observer",
        "Diario del Lago",
        "Gazette des Collines",
    ],
)
def test_a_newspaper_s_word_beside_one_of_its_own(name: str) -> None:
    assert is_newspaper(name)
    assert is_outlet(name)


@pytest.mark.parametrize(
    "name",
    [
        "World News",
        "The Daily News",
        "Breaking News",
        "News Editor",
        "Harbour News Desk",
        "Elden Press Ltd",
        "Press Office",
        "for the Harbour Ledger",
        "Ann Lee The Harbour Ledger",
        "told the Harbour News",
        "Harbour Ledger, page 3",
        "Herald",
        "Ann Lee",
        "",
    ],
)
def test_sections_desks_companies_and_people_are_none(name: str) -> None:
    assert not is_newspaper(name)


@pytest.mark.parametrize("name", ["Harbour Record", "Elden Mercury", "Écho du Lac"])
def test_words_of_other_things_too_count_where_a_credit_names_them(name: str) -> None:
    assert is_masthead(name)
    assert not is_newspaper(name)


def test_an_article_makes_a_newspaper_of_them() -> None:
    assert is_newspaper("The Harbour Record")
    assert not is_newspaper("The World Record")
