"""Names are read as their owners spell them: without case, from their first word."""

from __future__ import annotations

import pytest

from crawler.phrases import search
from crawler.phrases.naming import uninflected


@pytest.mark.parametrize(
    "line, name",
    [
        ("A cikk eredetileg a Parti Hírlapban jelent meg.", "Parti Hírlap"),
        ("A cikk eredetileg a Kék Tóban jelent meg.", "Kék Tó"),
        ("A cikk eredetileg a Tengerpart.hu-n jelent meg.", "Tengerpart.hu"),
        ("A cikk eredetileg a Parti Almában jelent meg.", "Parti Alma"),
    ],
)
def test_a_name_is_read_without_its_case(line: str, name: str) -> None:
    assert search(line, language="hu")[0].slots["outlet"] == name


def test_of_two_endings_that_fit_the_longer_one_counts() -> None:
    assert uninflected("Almában", {"ban": "", "ában": "a"}) == "Alma"
    assert uninflected("Alma", {"ban": "", "ában": "a"}) == "Alma"


@pytest.mark.parametrize(
    "line, name",
    [
        ("Publicado originalmente en el diario Lago Azul.", "Lago Azul"),
        ("Publicado originalmente en el Diario de Lago Azul.", "Diario de Lago Azul"),
        ("Publicado originalmente en el Diario Lago Azul.", "Diario Lago Azul"),
    ],
)
def test_a_word_with_a_capital_belongs_to_the_name(line: str, name: str) -> None:
    assert search(line, language="es")[0].slots["outlet"].removeprefix("el ") == name


def test_behind_an_apostrophe_no_space_is_needed() -> None:
    found = search("L'article original est paru sur le site d'Eaux Vives.")
    assert found[0].slots["outlet"] == "Eaux Vives"
