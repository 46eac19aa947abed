"""Bylines, datelines, sign-offs and lines of copyright that name an agency."""

from __future__ import annotations

import pytest

from crawler.cues import read_claims
from crawler.cues.agencies import initialled, named
from crawler.page import Page
from graph.model import Article

OWN = "https://daily.example/2022/bridge"
PROSE = (
    "The council met on Tuesday and voted for the new bridge over the river, as "
    "everyone in the valley had hoped for many years and through many winters. "
) * 3


def read(
    head: str = "", lead: str = "", end: str = "", foot: str = "", url: str = OWN
) -> set[str]:
    page = Page.from_html(
        f"<html><head><title>Bridge</title></head><body><article><h1>Bridge</h1>{head}<p>{lead}{PROSE}</p>"
        f"<p>{PROSE}</p><p>{PROSE}{end}</p>{foot}</article></body></html>",
        url,
    )
    found = read_claims(page, Article(url=url, language="en"))
    return {claim.reference.outlet or "" for claim in found}


@pytest.mark.parametrize(
    "line, name",
    [
        ("By Associated Press", "Associated Press"),
        ("Von dpa 30.04.2021, 18:58", "dpa"),
        ("By Ann Lee, Associated Press", "Associated Press"),
        ("Ann Lee Associated Press", "Associated Press"),
        ("Associated Press in Rome", "Associated Press"),
        ("PTI Mumbai", "PTI"),
        ("By Ann Lee, CNN", "CNN"),
        ("By Ann Lee / Indian Punchline", "Indian Punchline"),
        ("Af Ritzau", "Ritzau"),
        (
            "By Ann Lee, Associated Press March 08, 2023 at 10:00AM",
            "Associated Press",
        ),
        ("By Ann Lee, The Harbour Ledger", "The Harbour Ledger"),
        ("By The Harbour Ledger", "The Harbour Ledger"),
        ("Posted on March 8, 2023 by Ann Lee, Harbour Ledger", "Harbour Ledger"),
        ("Author of the article: Canadian Press", "Canadian Press"),
        ("dpa2020.10.26 13:44", "dpa"),
        ("RMF FM/PAP", "RMF FM/PAP"),
        ("Autor: PAP/Daily", "PAP/Daily"),
        ("Von dpa/lno", "dpa/lno"),
    ],
)
def test_a_byline_names_its_agency(line: str, name: str) -> None:
    assert read(head=f"<p>{line}</p>") == {name}


@pytest.mark.parametrize(
    "line",
    [
        "By Ann Lee",
        "Photo: AP",
        "© REUTERS / Ann Lee",
        "Ann Lee/Reuters",
        "REUTERS/Ann Lee",
        "The Associated Press contributed to this report",
        "By Ann Lee, News Editor",
        "By Ann Lee, for the Harbour Ledger",
        "By Ann Lee, Harbour Ledger Foundation",
        "By Ann Lee, Port Elden",
        "By Web Desk",
        "The mayor speaks to people who wait at the old bridge on Monday. AP",
    ],
)
def test_other_lines_name_none(line: str) -> None:
    assert read(head=f"<p>{line}</p>") == set()


@pytest.mark.parametrize(
    "lead, name",
    [
        ("NEW YORK (AP) — ", "AP"),
        ("(Reuters) - ", "Reuters"),
        ("Frankfurt/Main (dpa) - ", "dpa"),
        ("London, Jun 11 (EFE).- ", "EFE"),
        ("ANI | ", "ANI"),
        ("La Habana, 3 de mayo (Prensa Latina) ", "Prensa Latina"),
        ("LONDON, May 3 (Xinhua) -- ", "Xinhua"),
        ("Hamburg (dpa/lno) - ", "dpa/lno"),
        ("МОСКВА, 8 марта. /ТАСС/. ", "ТАСС"),
        ("МОСКВА, 8 мар - РИА Новости. ", "РИА Новости"),
        ("Москва. 8 марта. INTERFAX.RU - ", "INTERFAX.RU"),
        ("PORT ELDEN, ES / BUSINESS WIRE / March 8, 2023 / ", "BUSINESS WIRE"),
        ("新华社伦敦3月8日电（记者李明）", "新华社"),
        ("（中央社記者李明倫敦8日電）", "中央社"),
        ("(서울=연합뉴스) 홍길동 기자 = ", "연합뉴스"),
        ("[서울=뉴시스]홍길동 기자 = ", "뉴시스"),
        ("［ロンドン　８日　ロイター］ - ", "ロイター"),
        ("【3月8日 AFP】東京の", "AFP"),
    ],
)
def test_a_dateline_names_its_agency(lead: str, name: str) -> None:
    assert read(lead=lead) == {name}


def test_an_agency_inside_a_sentence_is_no_dateline() -> None:
    assert read(lead="The agency (Reuters) was told of it. ") == set()
    assert read(lead="Reuters was told of it. ") == set()


@pytest.mark.parametrize(
    "lead",
    [
        "据新华社报道，",
        "【速報】",
        "[호수일보=홍길동 기자] ",
        "Как сообщает РИА Новости, ",
        "Mara Olsen (SPD) - ",
        "Mara Olsen, 45 (PAP) ",
        "PORT ELDEN (WELD) — ",
        "PORT ELDEN — Reuters has learnt of it — ",
        "Photograph: Ann Lee/AFP/Example Images ",
        "24/7 service and/or night boats. ",
    ],
)
def test_other_openings_are_no_datelines(lead: str) -> None:
    assert read(lead=lead) == set()


@pytest.mark.parametrize(
    "end, name",
    [
        (" (dpa)", "dpa"),
        (" (ANSA).", "ANSA"),
        (" — AFP", "AFP"),
        (" (KNA 1.2.2020)", "KNA"),
        (" /ritzau/", "ritzau"),
        (" (APA/dpa, 23.8.2015) Punkte: 1. Ann Lee 207, 2. Ben Moss 114", "APA/dpa"),
    ],
)
def test_a_sign_off_names_its_agency(end: str, name: str) -> None:
    assert read(end=end) == {name}


def test_a_feeds_number_stands_behind_a_copyright_sign() -> None:
    foot = "<p>© dpa-infocom, dpa:200503-99-123456/2</p>"
    assert read(foot=foot) == {"dpa-infocom"}
    assert read(foot="<p>© Hill-infocom, hill:200503-99-123456/2</p>") == set()


def test_initials_may_be_written_as_a_word_in_their_own_language() -> None:
    assert initialled("Hina", "hr") == "HINA"
    assert initialled("Hina", "en") is None


def test_a_picture_or_a_half_sentence_is_no_sign_off() -> None:
    assert read(end=" (Foto: dpa)") == set()
    assert read(end=" (Ann Lee/AP)") == set()
    assert read(foot="<p>Mit Material der dpa</p>") == set()


def test_a_line_of_copyright_names_a_known_outlet_only() -> None:
    assert read(foot="<p>Copyright 2020 The Associated Press.</p>") == {
        "Associated Press"
    }
    assert read(foot="<p>Copyright 2020 Hill Music Ltd.</p>") == set()


@pytest.mark.parametrize(
    "line, name",
    [
        ("(c) 2023, The Harbour Ledger", "The Harbour Ledger"),
        ("©2023 The Harbour Ledger. Visit harbour.example.", "The Harbour Ledger"),
        ("©2023 Reuters", "Reuters"),
    ],
)
def test_a_line_of_copyright_names_a_newspaper(line: str, name: str) -> None:
    assert read(foot=f"<p>{line}</p>") == {name}


def test_the_own_copyright_and_a_company_s_are_none() -> None:
    assert read(foot="<p>© 2023 Daily Press Ltd</p>") == set()
    assert read(foot="<p>© 2023 Daily. All rights reserved.</p>") == set()


def test_an_agency_s_name_beside_a_picture_credits_the_picture() -> None:
    picture = "<img src='a.jpg'><p>The bridge at dawn.</p>"
    assert read(head=f"<div>{picture}<div>AP</div></div>") == set()
    assert read(head="<div><img src='a.jpg'><span>AP</span></div>") == set()
    logo = "<div><img src='reuters-logo.png'><p>Reuters</p></div>"
    assert read(head=logo) == {"Reuters"}


def test_an_entry_of_a_list_of_sources_is_no_sign_off() -> None:
    link = "<a href='https://www.reuters.com/a/b'>Old ships</a>"
    assert read(foot=f"<ul><li>{link}, Reuters, 2021</li></ul>") == set()


def test_a_copyright_line_yields_to_the_agency_that_signs() -> None:
    foot = "<p>© 2020 The Canadian Press</p>"
    assert read(lead="NEW YORK (AP) — ", foot=foot) == {"AP"}


def test_agencies_that_sign_together_stay_together() -> None:
    assert named("APA/dpa, 23.8.2015") == "APA/dpa"
    assert named("det/dpa") == "dpa"
    assert named("") is None


@pytest.mark.parametrize(
    "line, name",
    [
        ("By Northern Press Agency", "Northern Press Agency"),
        ("By Ann Lee, Northern Press Agency", "Northern Press Agency"),
        ("Von Nordische Nachrichtenagentur", "Nordische Nachrichtenagentur"),
        ("Par Agence de presse du Lac", "Agence de presse du Lac"),
        ("Por Agencia de noticias Lago", "Agencia de noticias Lago"),
        ("Source: Lakeside News Service", "Lakeside News Service"),
    ],
)
def test_an_agency_that_no_list_knows_is_told_by_its_name(line: str, name: str) -> None:
    assert read(head=f"<p>{line}</p>") == {name}


def test_it_may_sign_or_be_the_source() -> None:
    name = {"Northern Press Agency"}
    assert read(end=" (Northern Press Agency)") == name
    assert read(end=" — Northern Press Agency") == name
    assert read(foot="<p>Northern Press Agency</p>") == name
    assert read(foot="<p>Source: Northern Press Agency</p>") == name


def test_initials_in_a_dateline_stand_for_the_name_in_the_byline() -> None:
    byline = "<p>By Northern Press Agency</p>"
    lead = "PORT ELDEN, March 3 (NPA) – "
    assert read(head=byline, lead=lead) == {"Northern Press Agency"}
    assert read(foot="<p>Source: Northern Press Agency</p>", lead=lead) == {
        "Northern Press Agency"
    }
    assert read(lead=lead) == set()
    page = Page.from_text(f"# Bridge\n\nBy Northern Press Agency\n\n{lead}{PROSE}", OWN)
    (claim,) = read_claims(page, Article(url=OWN, language="en"))
    assert {place.quote for place in claim.places} == {
        "By Northern Press Agency",
        "PORT ELDEN, March 3 (NPA) –",
    }


@pytest.mark.parametrize("site", ["northern-press.example", "npa.example"])
def test_on_the_agency_s_own_site_it_is_no_claim(site: str) -> None:
    lead = "PORT ELDEN (NPA) – "
    line = "<p>By Northern Press Agency</p>"
    assert read(head=line, lead=lead, url=f"https://{site}/2022/bridge") == set()


@pytest.mark.parametrize(
    "line",
    [
        "The mayor told Northern Press Agency that it was late.",
        "Mayor told Northern Press Agency",
        "As told to Northern Press Agency",
        "Northern Press Agency",
        "By our news agency",
        "By Staff News Service",
        "Photo: Northern Press Agency",
        "Northern Press Agency contributed to this report",
    ],
)
def test_an_agency_that_is_only_mentioned_is_none(line: str) -> None:
    assert read(head=f"<p>{line}</p>") == set()


def test_an_item_of_a_list_is_no_sign_off() -> None:
    link = "<a href='https://npa.example/'>Northern Press Agency</a>"
    assert read(foot=f"<ul><li>{link}</li></ul>") == set()
    assert read(foot=f"<p>{link}</p>") == set()


@pytest.mark.parametrize(
    "line",
    [
        "Beeld: ANP",
        "Borítókép: MTI",
        "Titelbild: dpa",
        "Illustration : AFP",
        "Φωτογραφία: ΑΠΕ-ΜΠΕ",
        "Иллюстрация: ТАСС",
        "الصورة: (رويترز)",
        "Zdj. PAP/EPA",
        "Kuva/STT",
    ],
)
def test_a_label_of_a_picture_gives_no_text_to_the_agency(line: str) -> None:
    assert read(foot=f"<p>{line}</p>") == set()
    assert read(head=f"<p>{line}</p>") == set()


@pytest.mark.parametrize(
    "line, name",
    [
        ("Text: dpa", "dpa"),
        ("Agence : AFP", "AFP"),
        ("Nachrichtenagentur: dpa", "dpa"),
        ("Haber Merkezi Kaynak: AA", "AA"),
        ("Written by Associated Press.", "Associated Press"),
    ],
)
def test_a_label_of_the_text_does(line: str, name: str) -> None:
    assert named(line) == name


@pytest.mark.parametrize(
    "line",
    [
        "Об этом ранее рассказали РБК и ТАСС.",
        "Новость первым сообщил канал, затем её подтвердил «Интерфакс».",
        "Das berichten AFP und dpa.",
    ],
)
def test_a_sentence_is_no_signature(line: str) -> None:
    assert named(line) is None
    assert read(foot=f"<p>{line}</p>") == set()


def test_another_text_s_headline_is_no_sign_off() -> None:
    link = "<a href='/b'>Ferry stays in port</a> (AP)"
    assert read(foot="<p>In other news: Ferry stays in port (AP)</p>") == set()
    assert read(foot=f"<p>{link}</p><p>Ferry stays (Reuters)</p>") == set()
    assert read(foot=f"<ul><li>{link}</li><li>Tin slips - Reuters</li></ul>") == set()
    assert read(foot="<p>It sails on Monday. (AP)</p>") == {"AP"}


@pytest.mark.parametrize(
    "lead, name",
    [
        ("ISLAMABAD, March 8 (APP): ", "Associated Press of Pakistan"),
        ("KARACHI (PPI) - ", "Pakistan Press International"),
        ("12 марта. ИНТЕРФАКС - ", "ИНТЕРФАКС"),
    ],
)
def test_a_dateline_may_be_short(lead: str, name: str) -> None:
    assert read(lead=lead) == {name}


def test_what_only_a_dateline_abbreviates_is_nothing_elsewhere() -> None:
    assert read(head="<p>By Ann Lee, APP</p>", end=" (APP)") == set()


def test_initials_written_as_a_word_sign_in_their_own_language() -> None:
    page = Page.from_text(f"# Most\n\nPiše: Hina\n\n{PROSE}\n\n{PROSE}", OWN)
    (claim,) = read_claims(page, Article(url=OWN, language="hr"))
    assert claim.reference.outlet_key == "hina.hr"
    assert read_claims(page, Article(url=OWN, language="en")) == ()


def test_one_agency_in_two_names_is_one_claim() -> None:
    credit = "(यह खबर पीटीआई-भाषा की सिंडिकेट फीड से सीधे प्रकाशित की गई है।)"
    lead = "नयी दिल्ली, तीन जून (भाषा)"
    text = f"# पुल\n\n{lead} {PROSE}\n\n{PROSE}\n\n{credit}"
    claims = read_claims(Page.from_text(text, OWN), Article(url=OWN, language="hi"))
    assert [claim.reference.outlet_key for claim in claims] == ["ptinews.com"]


@pytest.mark.parametrize(
    "line, name",
    [
        ("By Ann Lee, Harbour Weekly 10 March 2024", "Harbour Weekly"),
        ("By Ann Lee and Ben Moss, Harbour Record – 10 March 2024", "Harbour Record"),
        ("By Harbour Herald January 19, 2024", "Harbour Herald"),
    ],
)
def test_the_date_behind_a_byline_is_not_of_the_outlet_s_name(
    line: str, name: str
) -> None:
    assert read(head=f"<p>{line}</p>") == {name}


def test_a_first_name_before_a_date_is_no_agency() -> None:
    assert read(head="<p>By Petra Lee 31 March 2024</p>") == set()
