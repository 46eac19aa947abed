"""Names that say what they are: agencies and papers that no list knows."""

from __future__ import annotations

import pytest

from crawler.outlets.agency_name import abbreviates, is_agency_name, is_paper_name


@pytest.mark.parametrize(
    "name",
    [
        "Northern Press Agency",
        "NORTHERN PRESS AGENCY",
        "The Hill News Agency",
        "Lakeside Newswire",
        "Press Association of the Lakes",
        "Nordische Nachrichtenagentur",
        "Presse-Agentur Nord",
        "Agence de presse du Lac",
        "Agencia de Noticias Lago",
        "Agência de notícias do Lago",
        "Agenzia di stampa Lago",
        "Информационное агентство «Озеро»".replace("«", "").replace("»", ""),
        "Северное информационное агентство",
        "北方通讯社",
        "湖畔通信社",
    ],
)
def test_a_name_with_an_agency_s_word_and_words_of_its_own(name: str) -> None:
    assert is_agency_name(name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Press Agency",
        "News Service",
        "Staff News Service",
        "Russian news agency",
        "told Northern Press Agency",
        "Northern Press Agency reports that the bridge is closed",
        "Northern Press Agency, Hill",
        "Ann Lee",
        "Hill Travel Agency",
        "agence de presse",
        "通讯社",
        "他对北方通讯社的记者说大桥已经关闭了",
    ],
)
def test_other_words_are_none(name: str) -> None:
    assert not is_agency_name(name)


@pytest.mark.parametrize(
    "short, name, fits",
    [
        ("NPA", "Northern Press Agency", True),
        ("N.P.A.", "Northern Press Agency", True),
        ("APL", "Agence de presse du Lac", True),
        ("СИА", "Северное информационное агентство", True),
        ("NPA", "Northern Weather Station", False),
        ("npa", "Northern Press Agency", False),
        ("N", "Newswire", False),
        ("", "", False),
    ],
)
def test_initials(short: str, name: str, fits: bool) -> None:  # noqa: FBT001
    assert abbreviates(short, name) is fits


def test_a_paper_names_itself_one() -> None:
    assert is_paper_name("The Harbour Ledger")
    assert is_paper_name("Diario del Lago")
    assert not is_paper_name("News")
    assert not is_paper_name("Harbour Masters")
