"""A page says what stands where, whatever its markup."""

from __future__ import annotations

import pytest

from crawler.page import Page, Zone

PROSE = (
    "The council met on Tuesday and voted for the new bridge, as everyone had hoped. "
)

BLOG = f"""<!DOCTYPE html>
<html lang="en-GB"><head>
<title>Bridge approved | Daily Example</title>
<meta property="og:site_name" content="Daily Example">
<meta name="Keywords" content="bridge">
<link rel="Canonical" href="/2022/bridge/">
<link rel="alternate" type="application/rss+xml" href="/feed/">
</head><body class="single-post">
<header class="site-header">
<p>Daily Example, the news of the valley and of the hills.</p></header>
<nav><ul><li><a href="/">Home</a></li></ul></nav>
<main><article class="post">
<header class="entry-header">
<h1 class="entry-title">Bridge approved</h1>
<div class="entry-meta">By <a rel="author" href="/ann">Ann Lee</a>
<time datetime="2022-02-20">20 February 2022</time></div>
</header>
<div class="entry-content">
<p>{PROSE * 2}</p>
<p>{PROSE * 2}</p>
<p>This text first appeared in <a href="https://other.example/b">Other Paper</a>.</p>
<p>© Ann Lee, 2022</p>
</div>
<footer class="entry-footer">Tags: <a rel="tag" href="/t/bridges">Bridges</a></footer>
</article>
<div id="comments"><p>{PROSE * 4}</p></div>
<aside><p>{PROSE}</p></aside>
</main>
<footer class="site-footer">
<p>Copyright Daily Example, all rights reserved, since 1990.</p></footer>
<dialog><textarea>{PROSE * 5}</textarea></dialog>
<script>var x = 1;</script>
</body></html>"""


def zone_of(page: Page, words: str) -> Zone:
    return next(block.zone for block in page.blocks if words in block.text)


def test_headline_and_byline_are_the_head() -> None:
    page = Page.from_html(BLOG, "https://daily.example/2022/bridge/?x=1")
    assert zone_of(page, "Bridge approved") is Zone.HEAD
    assert zone_of(page, "By Ann Lee") is Zone.HEAD


def test_prose_is_the_body_and_notes_behind_it_are_the_foot() -> None:
    page = Page.from_html(BLOG, "https://daily.example/")
    body = [block for block in page.blocks if block.zone is Zone.BODY]
    assert [block.tag for block in body] == ["p", "p"]
    assert zone_of(page, "first appeared") is Zone.FOOT
    assert zone_of(page, "© Ann Lee") is Zone.FOOT
    assert zone_of(page, "Tags:") is Zone.FOOT


def test_what_is_not_the_article_is_outside() -> None:
    page = Page.from_html(BLOG)
    outside = [block.text for block in page.blocks if block.zone is Zone.OUTSIDE]
    for words in ("Home", "all rights reserved", "the news of the valley"):
        assert any(words in text for text in outside)
    assert sum(PROSE.strip() in text for text in outside) == 2, "comment, aside"


HIDDEN = (
    "hidden",
    "style='display: none'",
    "style='color: red; DISPLAY : none !important'",
    "style='visibility:hidden'",
    "style='position: absolute; left: -9999px'",
    "style='opacity: 0'",
    "style='font-size: 0'",
    "style='position:absolute; clip: rect(0 0 0 0)'",
)


@pytest.mark.parametrize("hiding", [*HIDDEN, "aria-hidden='true'"])
def test_what_is_not_shown_is_no_block(hiding: str) -> None:
    page = Page.from_html(
        f"<h1>Title here</h1><p>{PROSE}</p><p>{PROSE}</p>"
        f"<div {hiding}><p>Originally published elsewhere.</p></div>",
    )
    assert not any("elsewhere" in block.text for block in page.blocks)


@pytest.mark.parametrize("hiding", HIDDEN)
def test_a_hidden_part_of_a_line_is_not_read(hiding: str) -> None:
    page = Page.from_html(
        f"<h1>Title here</h1><p>{PROSE} <span {hiding}>From <b>Elsewhere</b>.</span>"
        f" And more.</p><p>{PROSE}</p>"
    )
    assert page.blocks[1].text == f"{PROSE.strip()} And more."


@pytest.mark.parametrize("hiding", [*HIDDEN, "aria-hidden='true'"])
def test_an_article_that_a_script_will_show_is_read(hiding: str) -> None:
    page = Page.from_html(f"<h1>Title here</h1><div {hiding}><p>{PROSE * 3}</p></div>")
    assert zone_of(page, "council") is Zone.BODY


def test_a_closed_dialog_is_not_shown() -> None:
    for state, shown in (("", False), ("open", True)):
        page = Page.from_html(
            f"<h1>Title here</h1><p>{PROSE * 3}</p>"
            f"<dialog {state}><p>Join us.</p></dialog>"
        )
        assert any("Join us" in block.text for block in page.blocks) == shown


def test_a_standfirst_above_the_byline_is_head() -> None:
    page = Page.from_html(
        f"<article><h1>Bridge approved</h1><p>{PROSE}</p><p class='byline'>By Ann</p>"
        f"<p>{PROSE}</p><p>{PROSE}</p><p>{PROSE}</p></article>",
    )
    assert [block.zone.value for block in page.blocks] == ["head"] * 3 + ["body"] * 3


def test_a_whole_page_inside_one_form_is_read() -> None:
    page = Page.from_html(f"<form><h1>Title here</h1><p>{PROSE}</p></form>")
    assert zone_of(page, "council") is Zone.BODY


def test_links_lie_in_their_block() -> None:
    page = Page.from_html(
        "<p>See <a href='/a' rel='Nofollow'>this  one</a>, please.</p>",
        "https://x.example/b/",
    )
    (block,) = page.blocks
    (link,) = block.links
    assert block.text == "See this one, please."
    assert block.text[link.start : link.end] == link.text == "this one"
    assert (link.href, link.rel) == ("https://x.example/a", "nofollow")


def test_links_that_lead_nowhere_have_no_address() -> None:
    page = Page.from_html(
        "<p><a href='#'>a</a> <a href='javascript:x()'>b</a> <a href='http://['>c</a></p>",
        "https://x.example/",
    )
    assert [link.href for link in page.blocks[0].links] == ["", "", ""]


def test_a_link_around_paragraphs_is_a_link_in_each() -> None:
    page = Page.from_html(
        "<a href='https://x.example/1'><div>One</div><div>Two</div></a>"
    )
    assert [[link.text for link in block.links] for block in page.blocks] == [
        ["One"],
        ["Two"],
    ]


def test_neighbouring_spans_do_not_run_together() -> None:
    page = Page.from_html("<div><span>By Ann</span><span>3 May</span></div>")
    assert page.blocks[0].text == "By Ann 3 May"


def test_a_line_break_ends_a_block() -> None:
    page = Page.from_html("<p>By Ann<br>3 May 2021</p>")
    assert [block.text for block in page.blocks] == ["By Ann", "3 May 2021"]


def test_hints_and_path_say_where_a_block_stands() -> None:
    page = Page.from_html(
        "<div id='Story'><p class='x'>a</p><p class='Credit line'>b</p></div>"
    )
    block = page.blocks[1]
    assert block.hints == "credit line story"
    assert page.tree is not None
    assert page.tree.xpath(block.path)[0].text == "b"


def test_meta_rels_title_and_language() -> None:
    page = Page.from_html(BLOG, "https://daily.example/")
    assert page.meta["og:site_name"] == ("Daily Example",)
    assert page.meta["keywords"] == ("bridge",)
    assert ("canonical", "https://daily.example/2022/bridge/", "") in page.rels
    assert (
        "alternate",
        "https://daily.example/feed/",
        "application/rss+xml",
    ) in page.rels
    assert (page.title, page.lang) == ("Bridge approved | Daily Example", "en-GB")


def test_scripts_and_images() -> None:
    page = Page.from_html(
        "<script src='/a.js'></script><script>let y = 2</script>"
        "<script type='application/ld+json'>{}</script><img src='/p.gif'><img>",
        "https://x.example/",
    )
    assert page.scripts == ("https://x.example/a.js", "let y = 2")
    assert page.images == ("https://x.example/p.gif",)


def test_base_is_obeyed_and_a_malformed_one_ignored() -> None:
    link = "<a href='y'>z</a>"
    good = Page.from_html(f"<base href='/deep/'>{link}", "https://x.example/a")
    bad = Page.from_html(f"<base href='http://[bad'>{link}", "https://x.example/a")
    assert good.blocks[0].links[0].href == "https://x.example/deep/y"
    assert bad.blocks[0].links[0].href == "https://x.example/y"


def test_control_characters_are_gone() -> None:
    page = Page.from_html("<p>a\x00b\x01c\ud800</p>")
    assert page.blocks[0].text == "abc"


def test_deep_nesting_is_noticed() -> None:
    assert Page.from_html("<div>" * 5000 + "x").too_deep
    assert not Page.from_html("<div>" * 50 + "x").too_deep


def test_nothing_at_all_is_a_page_without_blocks() -> None:
    page = Page.from_html("")
    assert (page.blocks, page.meta, page.jsonld, page.title) == ((), {}, (), "")


def test_a_text_has_head_body_and_foot() -> None:
    page = Page.from_text(
        "Bridge approved\n\nBy [Ann Lee](#)\n\n"
        + f"{PROSE * 3}\n\n" * 4
        + "*\n\nThe original source is Other Paper\nCopyright © Ann Lee, 2022\n",
    )
    zones = [block.zone.value for block in page.blocks]
    assert zones == ["head", "head", *["body"] * 4, "foot", "foot", "foot"]
    assert page.blocks[-1].path == "block 8"
    assert page.tree is None
