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
