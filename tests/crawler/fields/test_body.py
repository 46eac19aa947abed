"""The main text of a page."""

from __future__ import annotations

import pytest

from crawler.fields import body
from crawler.page import Page

SENTENCE = "The council met on Tuesday and voted for the new bridge, as all had hoped. "
PROSE = "".join(f"<p>Part {number}. {SENTENCE * 2}</p>" for number in range(3))
MENU = "".join(f'<li><a href="/s{n}">Section number {n}</a></li>' for n in range(12))


def page(
    extra: str = "", url: str | None = "https://x.example/a", head: str = ""
) -> Page:
    return Page.from_html(
        f"<html><head>{head}</head>"
        f"<article><h1>Bridge approved</h1>{PROSE}{extra}</article>",
        url,
    )


def read(markup: str, title: str = "Bridge approved") -> str:
    whole = f"<html><head><title>{title}</title></head><body>{markup}</body></html>"
    return body.read(Page.from_html(whole, "https://x.example/a"))


def lines(markup: str) -> list[str]:
    return read(markup).split("\n")


def told(words: str) -> str:
    """A paragraph of prose that says ``words``."""
    return f"{words} was asked again by the council, and the answer had not changed."


def teaser(number: int, summary: str = "") -> str:
    title = f"Another story number {number} of the day"
    return f'<div class="card"><a href="/{number}">{title}</a><p>{summary}</p></div>'


def test_the_body_is_the_prose() -> None:
    assert body.read(page("<nav><p>Home and more</p></nav>")).count("The council") == 6


def test_a_huge_page_is_left_to_our_own_reading() -> None:
    assert body.read(Page.from_html("<p>" + "word and word, " * 5000)).startswith(
        "word and"
    )


def test_menus_and_footers_are_left_out() -> None:
    found = read(
        f"<ul>{MENU}</ul><div><h1>Bridge approved</h1>{PROSE}</div>"
        f"<div class='footer'><p>{SENTENCE * 9}</p></div>"
    )
    assert found.startswith("Part 0.")
    assert found.count("The council") == 6


def test_headline_byline_date_and_caption_are_left_out() -> None:
    found = read(
        "<article><h1>Bridge approved</h1><p class='byline'>By Ann Lee</p>"
        f"<p class='date'>18 February 2022</p><p>{told('One')}</p>"
        f"<figure><figcaption>{told('A caption')}</figcaption></figure>"
        f"<p>{told('Two')}</p></article>"
    )
    assert found == f"{told('One')}\n{told('Two')}"


def test_a_standfirst_belongs_to_the_text() -> None:
    standfirst = "After ten years of talks the town will have its second bridge"
    found = lines(
        f"<header><h1>Bridge approved</h1><p class='standfirst'>{standfirst}</p>"
        f"<p class='byline'>By Ann Lee</p></header>"
        f"<div class='story-body'>{PROSE}</div>"
    )
    assert found[0] == standfirst
    assert found[1].startswith("Part 0.")


def test_subheadings_items_and_quotes_belong_to_the_text() -> None:
    found = lines(
        f"<article><h1>Bridge approved</h1>{PROSE}<h2>What it costs</h2>"
        "<ul><li>Steel: two million</li><li>Stone: one million</li></ul>"
        f"<blockquote>We have waited long enough</blockquote><p>{told('Now')}</p>"
        "</article>"
    )
    assert found[3:7] == [
        "What it costs",
        "Steel: two million",
        "Stone: one million",
        "We have waited long enough",
    ]


def test_a_heading_of_nothing_is_left_out() -> None:
    found = read(
        f"<article><h1>Bridge approved</h1>{PROSE}<h3>Read more</h3>"
        f"<h3>The vote</h3><p>{told('Now')}</p><h3>Share this</h3></article>"
    )
    assert "The vote" in found
    assert "Read more" not in found
    assert "Share this" not in found


def test_the_titles_of_other_articles_are_left_out() -> None:
    link = "<p><a href='/b'>The mayor of the next town wants a bridge as well</a></p>"
    found = read(f"<article><h1>Bridge approved</h1>{PROSE}{link}{PROSE}</article>")
    assert "next town" not in found


def test_a_list_of_stories_with_summaries_is_left_out_though_it_is_longer() -> None:
    cards = "".join(teaser(n, told(f"Story {n}") * 2) for n in range(8))
    found = read(
        f"<div class='main'><h1>Bridge approved</h1>{PROSE}</div><div>{cards}</div>"
    )
    assert found.count("\n") == 2
    assert "Story" not in found


def test_comments_are_left_out_though_they_are_longer() -> None:
    comments = "".join(f"<div><p>{told('A reader')}</p></div>" for _ in range(20))
    found = read(
        f"<div><h1>Bridge approved</h1>{PROSE}</div><div id='comments'>{comments}</div>"
    )
    assert "A reader" not in found


def test_the_next_article_below_is_left_out() -> None:
    def story(title: str, who: str) -> str:
        text = "".join(f"<p>{n}. {told(who)}</p>" for n in range(4))
        return f"<div class='s'><h1>{title}</h1><div class='text'>{text}</div></div>"

    found = read(story("Bridge approved", "Bo") + story("Rain expected", "Cy"))
    assert found.count("Bo was") == 4
    assert "Cy was" not in found


def test_main_headings_may_part_the_text() -> None:
    parts = "".join(f"<h1>Chapter {n}</h1><p>{n}. {told('Bo')}</p>" for n in range(3))
    found = read(f"<article><h1>Bridge approved</h1>{PROSE}{parts}</article>")
    assert found.count("Bo was") == 3


def test_the_text_may_lie_in_several_parts() -> None:
    part = "<section><div class='text wide'><p>{}</p><p>{}</p></div></section>"
    found = read(
        "<main><h1>Bridge approved</h1>"
        + part.format(told("One") * 2, told("Two") * 2)
        + "<div class='ad'>Advertisement</div>"
        + part.format(told("Three"), told("Four"))
        + "</main>"
    )
    assert [word in found for word in ("One", "Two", "Three", "Four")] == [True] * 4
    assert "Advertisement" not in found


def test_lines_parted_by_breaks_are_paragraphs() -> None:
    found = lines(
        f"<table><tr><td><ul>{MENU}</ul></td><td><font><b>Bridge approved</b><br><br>"
        f"{told('One')}<br><br>{told('Two')}<br><br>It rained.<br><br>{told('Three')}"
        "</font></td></tr></table>"
    )
    assert found == [told("One"), told("Two"), "It rained.", told("Three")]


def test_text_may_stand_right_in_the_body() -> None:
    found = lines(f"<h1>Bridge approved</h1>{told('One')}<p>{told('Two')}")
    assert found == [told("One"), told("Two")]


def test_a_poem_is_read_whole() -> None:
    verses = [
        "Over the river",
        "under the rain",
        "a bridge of iron",
        "comes home again",
    ]
    found = lines(
        f"<ul>{MENU}</ul><article><h1>Bridge approved</h1>"
        f"<div class='poem'><p>{'<br>'.join(verses)}</p></div></article>"
    )
    assert found == verses


def test_questions_and_answers_belong_to_the_text() -> None:
    asked = "".join(f"<p><b>Why {n}?</b></p><p>{n}. {told('It')}</p>" for n in range(4))
    found = read(f"<article><h1>Bridge approved</h1>{asked}</article>")
    assert [f"Why {n}?" in found for n in range(1, 4)] == [True] * 3


def test_posts_of_a_forum_are_its_text() -> None:
    posts = "".join(
        f"<div class='post'><div class='author'>user{n}</div>"
        f"<div class='post-body'><p>{told(f'Post {n}')}</p></div></div>"
        for n in range(5)
    )
    found = lines(f"<h1>Bridge approved</h1><div class='thread'>{posts}</div>")
    assert found == [told(f"Post {n}") for n in range(5)]


@pytest.mark.parametrize(
    "paragraph",
    [
        "市议会周二开会，表决通过了新桥的方案。市长说，这座桥将在三年之内建成，市民都很高兴。",
        "اجتمع المجلس يوم الثلاثاء وصوت لصالح الجسر، وقال العمدة إنه سيبنى قريبا.",
        "สภาเมืองประชุมเมื่อวันอังคารและลงมติเห็นชอบสะพานใหม่ นายกเทศมนตรีกล่าวว่าจะสร้างเสร็จในสามปี",
    ],
)
def test_scripts_of_all_kinds_are_read(paragraph: str) -> None:
    found = lines(
        f"<ul>{MENU}</ul><div><h1>Bridge approved</h1>"
        f"<p>1 {paragraph}</p><p>2 {paragraph}</p></div>"
    )
    assert found == [f"1 {paragraph}", f"2 {paragraph}"]


def test_who_reported_stands_in_brackets_and_is_left_out() -> None:
    extra = f"<p>{told('Now')}</p><p>(Reporting by Ann Lee; editing by Bo Ray)</p>"
    assert "Reporting" not in body.read(page(extra))


def test_what_is_told_twice_is_read_once() -> None:
    found = read(
        f"<article><h1>Bridge approved</h1>{PROSE}<div class='mobile'>{PROSE}</div>"
        f"<p>{told('Now')}</p></article>"
    )
    assert found.count("Part 1.") == 1


@pytest.mark.parametrize(
    "words",
    [
        "post-5 hentry category-news tag-share has-post-thumbnail no-sidebar",
        "elementor-widget elementor-widget-text-editor",
        "hidden md:block overflow-hidden",
        "subscriber-only",
        "field field-label-hidden",
    ],
)
def test_how_an_element_looks_does_not_hide_its_text(words: str) -> None:
    parts = "".join(
        f"<div class='{words}'><p>{told(f'Part {n}')}</p></div>" for n in range(4)
    )
    found = lines(f"<div id='__next'><h1>Bridge approved</h1>{parts}</div>")
    assert found == [told(f"Part {n}") for n in range(4)]


@pytest.mark.parametrize(
    "words",
    [
        "newsletter-box",
        "c-caption",
        "share-tools",
        "hidden",
        "related_stories",
        "tag-list",
    ],
)
def test_what_names_itself_something_else_is_left_out(words: str) -> None:
    box = f"<div class='{words}'><p>{told('Somebody')}</p></div>"
    found = read(f"<article><h1>Bridge approved</h1>{PROSE}{box}{PROSE}</article>")
    assert "Somebody" not in found


def test_a_form_around_the_whole_page_hides_nothing() -> None:
    found = read(f"<form><ul>{MENU}</ul><h1>Bridge approved</h1>{PROSE}</form>")
    assert found.count("The council") == 6


def test_what_is_not_shown_is_left_out() -> None:
    hidden = f"<div style='display: none'><p>{told('Nobody')}</p></div>"
    assert "Nobody" not in body.read(page(hidden + PROSE))


def test_a_page_without_prose_has_no_text() -> None:
    assert read(f"<ul>{MENU}</ul>") == ""


def test_a_list_of_links_is_an_article_where_the_page_says_so() -> None:
    links = "".join(
        f"<p>Number {n}, in <a href='/{n}'>paper {n} of that week</a> by chance</p>"
        for n in range(20)
    )
    head = '<meta property="og:type" content="article">'
    markup = f"<html><head>{head}</head><body><h2>Found</h2>{links}</body></html>"
    found = body.read(Page.from_html(markup, "https://x.example/a"))
    assert found.count("Number") == 20


def test_one_short_paragraph_may_be_all() -> None:
    assert read("<h1>Bridge approved</h1><p>It will open soon.</p>") == (
        "It will open soon."
    )


def test_the_body_of_a_text_is_its_prose() -> None:
    text = Page.from_text(f"Bridge approved\n\n{SENTENCE * 2}\n\n{SENTENCE * 2}")
    assert body.read(text) == "\n".join([(SENTENCE * 2).strip()] * 2)


def test_short_paragraphs_of_a_text_belong_to_it() -> None:
    text = Page.from_text(
        f"Bridge approved\n\nBy Ann Lee\n\nIt rained.\n\n{SENTENCE * 2}\n\n"
        "They will meet again on Monday."
    )
    assert body.read(text).split("\n") == [
        "It rained.",
        (SENTENCE * 2).strip(),
        "They will meet again on Monday.",
    ]


@pytest.mark.parametrize(
    "note",
    [
        "This article was first published by [Harbour News](https://h.example/a).",
        "*Ann Lee is a reporter in Blue Lake.*",
        "© 2022 Blue Lake Times",
        "(Reporting by Ann Lee)",
        "— Ann Lee",
    ],
)
def test_credits_below_a_text_are_no_part_of_it(note: str) -> None:
    text = Page.from_text(f"Bridge approved\n\n{SENTENCE * 2}\n\n{SENTENCE}\n\n{note}")
    assert body.read(text).split("\n") == [(SENTENCE * 2).strip(), SENTENCE.strip()]
