"""The language of a text."""

from __future__ import annotations

import pytest

from crawler.fields import language
from crawler.page import Page

SENTENCE = "The council met on Tuesday and voted for the new bridge, as all had hoped. "


@pytest.mark.parametrize(
    "text, code",
    [
        (SENTENCE * 2, "en"),
        (
            "Der Rat hat am Dienstag getagt und für die neue Brücke gestimmt.",
            "de",
        ),
        (
            "Le conseil s'est réuni mardi et a voté pour le nouveau pont.",
            "fr",
        ),
        (
            "Совет собрался во вторник и проголосовал за строительство моста.",
            "ru",
        ),
        (
            "市议会星期二开会，并投票决定建造一座新的大桥，大家都对此感到非常高兴。",
            "zh",
        ),
    ],
)
def test_the_text_tells_its_language(text: str, code: str) -> None:
    assert language.read(Page.from_html("<html lang='xx'><p>x"), text * 2) == code


@pytest.mark.parametrize(
    "markup, code",
    [
        ("<html lang='pt-BR'><p>x", "pt"),
        ("<meta property='og:locale' content='de_AT'><p>x", "de"),
        ("<html lang='nb'><p>x", "no"),
        ("<p>x", None),
    ],
)
def test_a_short_text_has_the_language_its_page_states(
    markup: str, code: str | None
) -> None:
    assert language.read(Page.from_html(markup), "x") == code


CROATIAN = "Vijeće se sastalo u utorak i glasovalo za novi most, kako su svi željeli. "


def test_among_near_relatives_the_page_knows_better() -> None:
    text = CROATIAN * 2
    assert language.read(Page.from_html("<p>x"), text) == "hr"
    assert language.read(Page.from_html("<html lang='sr-Latn'><p>x"), text) == "sr"
    assert language.read(Page.from_html("<html lang='bs'><p>x"), text) == "bs"
    assert language.read(Page.from_html("<html lang='en'><p>x"), text) == "hr"


def test_a_template_of_another_language_does_not_count() -> None:
    assert language.read(Page.from_html("<html lang='de'><p>x"), SENTENCE * 2) == "en"


def test_a_start_in_the_stated_language_is_enough() -> None:
    german = "Der Rat hat am Dienstag getagt und für die neue Brücke gestimmt. "
    text = SENTENCE * 6 + german * 20
    assert language.read(Page.from_html("<html lang='en'><p>x"), text) == "en"
