"""Authors, from the surest place that names a person."""

from __future__ import annotations

import pytest

from crawler.fields.byline import persons, read
from crawler.page import Page
from graph.identity import named_outlet
from graph.model import Author, Claim, Place, Reference, Relation, Where

PROSE = (
    "<p>The council met on Tuesday and voted for the new bridge, as all had hoped.</p>"
)


def names(head: str, *, data: str = "", outlets: tuple[str, ...] = ()) -> list[str]:
    page = Page.from_html(
        f"{data}<article><h1>Bridge approved</h1>{head}{PROSE * 3}</article>"
    )
    return [author.name for author in read(page, outlets)]


def test_structured_data_comes_first() -> None:
    data = (
        '<script type="ld+json">{"@type": "NewsArticle", "headline": '
        '"Bridge approved", "author": [{"name": "Ann Lee"}, "Bob Witt"]}</script>'
    )
    assert names("<p>By Someone Else</p>", data=data) == ["Ann Lee", "Bob Witt"]


def test_an_author_named_by_id_is_looked_up() -> None:
    data = (
        '<script type="ld+json">{"@graph": [{"@type": "Article", "headline": '
        '"Bridge approved", "author": {"@id": "#a"}}, {"@id": "#a", '
        '"name": "Ann Lee"}]}</script>'
    )
    assert names("", data=data) == ["Ann Lee"]


@pytest.mark.parametrize(
    "head",
    [
        "<p>By Ann Lee</p>",
        "<p>By <a href='/ann' rel='author'>Ann Lee</a> | 3 May 2021</p>",
        "<div class='byline'><span>Ann Lee</span></div>",
        "<p itemprop='author'><span itemprop='name'>Ann Lee</span></p>",
        "<meta name='author' content='Ann Lee'>",
        "<meta property='article:author' content='https://x.example'><p>By Ann Lee</p>",
        "<ul class='article-author'><li>Ann Lee</li></ul>",
    ],
)
def test_places_of_a_byline(head: str) -> None:
    assert names(head) == ["Ann Lee"]


def test_a_person_wins_over_an_agency_named_earlier() -> None:
    head = "<meta name='author' content='Reuters'><p class='byline'>By Ann Lee</p>"
    assert names(head) == ["Ann Lee"]


def test_an_agency_stands_where_nobody_else_does() -> None:
    assert names("<p>By Associated Press</p>") == ["Associated Press"]


def test_the_outlet_itself_is_the_last_resort() -> None:
    meta = "<meta name='author' content='Valley News'>"
    assert names(meta + "<p>By Ann Lee</p>", outlets=("Valley News",)) == ["Ann Lee"]
    assert names(meta, outlets=("Valley News",)) == ["Valley News"]


def test_related_authors_are_not_taken() -> None:
    head = "<p itemprop='author'>Ann Lee</p>"
    page = Page.from_html(
        f"<article><h1>Bridge approved</h1>{head}{PROSE * 3}</article>"
        "<div class='related'><p itemprop='author'>Someone Else</p></div>",
    )
    assert [author.name for author in read(page)] == ["Ann Lee"]


def test_no_byline_gives_nobody() -> None:
    assert names("") == []


def credit(name: str) -> Claim:
    reference = Reference(outlet=name, outlet_key=named_outlet(name))
    return Claim(
        relation=Relation.REPUBLISHES,
        cue="byline",
        strength=0.8,
        reference=reference,
        places=(Place(quote=name, where=Where.TEXT),),
    )


def left(
    *names: str, claims: tuple[str, ...] = (), own: tuple[str, ...] = ()
) -> list[str]:
    authors = [Author(name=name) for name in names]
    return [author.name for author in persons(authors, map(credit, claims), own)]


def test_an_agency_is_no_author_but_where_it_publishes() -> None:
    assert left("Reuters", "Ann Lee") == ["Ann Lee"]
    assert left("Associated Press") == []
    assert left("Reuters", own=("reuters.com",)) == ["Reuters"]


def test_a_source_is_no_author_unless_it_is_a_person() -> None:
    assert left("Harbour Gazette", claims=("The Harbour Gazette",)) == []
    assert left("Ann Lee", claims=("Ann Lee",)) == ["Ann Lee"]
    assert left("Hill News", claims=("Hill News",), own=("Hill News",)) == ["Hill News"]
    assert left("Hill News") == ["Hill News"]


def test_the_name_behind_the_icon_of_a_person() -> None:
    assert names("<ul><li><i class='fa fa-user-o'></i> Ann Lee</li></ul>") == [
        "Ann Lee"
    ]
    assert names("<p><i class='icon-user'></i><b>박강</b></p>") == ["박강"]
    assert names("<p><i class='fa fa-clock'></i> Lake Hill</p>") == []
    assert names("<p><i class='fa fa-users'></i> 120 readers</p>") == []


def test_a_source_in_the_line_of_author_and_date_is_no_author() -> None:
    line = "Par Anne Lind – Le 28 février 2022 – Source Harbour Ledger"
    assert names(f"<p>{line}</p>") == ["Anne Lind"]
    line = "Por Ana Lago | 3 mayo 2021 | Fuente: El Lago"
    assert names(f"<p>{line}</p>") == ["Ana Lago"]


@pytest.mark.parametrize(
    "line, name",
    [
        ("2022-03-01 09:00 来源： 作者：李安分享到：微信 微博 参与评论", "李安"),
        ("2022-03-02 09:00 来源：蓝港在线 记者：李安责任编辑：陈河", "李安"),
        ("記者・田中一郎", "田中一郎"),
        ("文・写真 田中一郎", "田中一郎"),
        ("Пишет Игорь Лесной 2 марта 2022", "Игорь Лесной"),
        ("박강 기자", "박강"),
    ],
)
def test_labels_inside_a_line_and_beside_a_name(line: str, name: str) -> None:
    assert names(f"<p>{line}</p>") == [name]


def test_what_a_paper_writes_is_no_author() -> None:
    assert names("<p>Пишет «Вестник озера»</p>") == []


def written(author: str, relation: Relation = Relation.REPUBLISHES) -> Claim:
    return Claim(
        relation=relation,
        cue="credit_line",
        strength=0.9,
        reference=Reference(outlet="Blue Lake", author=author),
        places=(Place(quote=author, where=Where.TEXT),),
    )


def test_who_wrote_the_source_stands_in_where_no_person_is_named() -> None:
    assert persons((), [written("Ann Lee")]) == (Author(name="Ann Lee"),)
    desk = (Author(name="Redaktion"),)
    assert persons(desk, [written("Ann Lee")]) == (Author(name="Ann Lee"),)


def test_who_wrote_the_source_does_not_replace_a_person() -> None:
    own = (Author(name="Bo Witt"),)
    assert persons(own, [written("Ann Lee")]) == own


def test_who_is_quoted_or_no_person_did_not_write_the_article() -> None:
    assert persons((), [written("Ann Lee", Relation.QUOTES)]) == ()
    assert persons((), [written("Harbour News")]) == ()
