"""Feeds of every kind, well made or not, and nothing that reaches out."""

from __future__ import annotations

import time

import pytest

from crawler.discover import Site, Sought, feed

URL = "https://herald.example/feed/"

RSS = b"""<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Herald</title>
<link>https://herald.example/</link><item>
<title>Ferry &amp; harbour</title><link>https://herald.example/ferry?utm_source=rss</link>
<dc:creator>Ann Lee</dc:creator><pubDate>Fri, 18 Feb 2022 09:30:00 +0100</pubDate>
<description>Short.</description>
<content:encoded><![CDATA[<p>The ferry left.</p><p>Nobody waved.</p>]]>
</content:encoded>
</item></channel></rss>"""

ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Herald</title><entry>
<title type="html">&lt;b&gt;Ferry&lt;/b&gt; news</title>
<link rel="self" href="https://herald.example/self"/>
<link rel="alternate" href="https://herald.example/ferry"/>
<author><name>Ann Lee</name></author><author><name>Bo Diaz</name></author>
<published>2022-02-18T09:30:00Z</published><summary>The ferry left.</summary>
</entry></feed>"""

RDF = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<item rdf:about="https://herald.example/ferry"><title>Ferry</title>
<link>https://herald.example/ferry</link><dc:date>2022-02-18</dc:date></item></rdf:RDF>"""


def test_rss_gives_headline_author_date_and_text() -> None:
    (found,) = feed.read(RSS, URL).candidates
    assert found.headline == "Ferry & harbour"
    assert found.authors == ("Ann Lee",)
    assert found.published is not None
    assert found.published.value == "2022-02-18T08:30+00:00"
    assert found.text == "The ferry left.\nNobody waved."
    assert found.source == "feed"


def test_atom_gives_the_page_not_the_feed() -> None:
    (found,) = feed.read(ATOM, URL).candidates
    assert (found.url, found.headline) == ("https://herald.example/ferry", "Ferry news")
    assert found.authors == ("Ann Lee", "Bo Diaz")
    assert found.published is not None
    assert found.published.value.startswith("2022-02-18T09:30")


def test_rdf_is_a_feed_too() -> None:
    (found,) = feed.read(RDF, URL).candidates
    assert found.url == "https://herald.example/ferry"
    assert found.published is not None
    assert found.published.value == "2022-02-18"


def test_an_address_may_stand_in_the_guid() -> None:
    body = b"<rss><item><guid>https://herald.example/a</guid></item></rss>"
    assert [c.url for c in feed.read(body, URL).candidates] == [
        "https://herald.example/a"
    ]


@pytest.mark.parametrize(
    "link", ["", "javascript:alert(1)", "file:///etc/hostname", "http://[::1/"]
)
def test_links_that_can_not_be_asked_are_left_out(link: str) -> None:
    body = f"<rss><item><link>{link}</link></item></rss>".encode()
    assert feed.read(body, URL).candidates == ()


@pytest.mark.parametrize(
    "stated, read",
    [
        ("Fri, 18 Feb 2022 09:30:00 -0000", "2022-02-18T09:30+00:00"),
        ("Fri, 18 Feb 2022 09:30:00 GMT", "2022-02-18T09:30+00:00"),
        ("9999-12-31T23:59:59-12:00", None),
        ("Fri, 31 Dec 9999 23:59:59 -1200", None),
        ("0000-00-00", None),
        ("soon", None),
    ],
)
def test_dates_never_raise(stated: str, read: str | None) -> None:
    body = f"<rss><item><link>https://a.org/x</link><pubDate>{stated}</pubDate></item></rss>"
    (found,) = feed.read(body.encode(), URL).candidates
    if read is None:
        assert found.published is None or found.published.value.startswith("9999")
    else:
        assert found.published is not None
        assert found.published.value == read


@pytest.mark.parametrize(
    "body",
    [
        RSS[:-40],
        b"\n\n  " + RSS,
        b"\xef\xbb\xbf" + RSS,
        RSS.replace(b"Ferry &amp; harbour", b"Ferry & harbour"),
        RSS.replace(b"</description>", b"<br></description>"),
        RSS.replace(b"Ferry", b"Ferry\x0b\x00"),
        RSS.replace(b"Ferry", b"Ferry &#xD800;&#0;"),
        RSS.decode().replace('<?xml version="1.0"?>', "").encode("utf-16"),
    ],
)
def test_a_broken_feed_gives_what_can_be_read(body: bytes) -> None:
    found = feed.read(body, URL).candidates
    assert [c.url.partition("?")[0] for c in found] == ["https://herald.example/ferry"]


def test_entities_of_the_feed_itself_do_no_harm() -> None:
    body = RSS.replace(b"<rss", b'<!DOCTYPE rss [<!ENTITY nbsp "&#160;">]><rss', 1)
    body = body.replace(b"Ferry &amp; harbour", b"Ferry&nbsp;news")
    (found,) = feed.read(body, URL).candidates
    assert found.headline.split() == ["Ferry", "news"]


def test_nothing_outside_the_feed_is_read() -> None:
    for outside in ("file:///etc/hostname", "http://127.0.0.1:9/x"):
        kind = f'<!DOCTYPE rss [<!ENTITY out SYSTEM "{outside}">]>'
        body = f"{kind}<rss><item><link>https://a.org/x</link><title>&out;</title></item></rss>"
        (found,) = feed.read(body.encode(), URL).candidates
        assert found.headline in {"", "&out;"}


def test_entities_that_grow_are_not_unfolded() -> None:
    inner = [f"&a{n - 1};" * 10 for n in range(1, 10)]
    names = [f'<!ENTITY a{n} "{text}">' for n, text in enumerate(inner, 1)]
    kind = f'<!DOCTYPE rss [<!ENTITY a0 "xxxxxxxxxx">{"".join(names)}]>'
    body = (
        f"{kind}<rss><item><link>https://a.org/x</link><title>&a9;</title></item></rss>"
    )
    started = time.process_time()
    titles = [found.headline for found in feed.read(body.encode(), URL).candidates]
    assert all(len(title) < 1000 for title in titles)
    assert time.process_time() - started < 2


def test_a_declared_feed_is_asked_and_a_site_that_searches_is_searched() -> None:
    sought = Sought(headline="The last ferry leaves the harbour")
    site = Site(home="https://a.org/", feeds=("https://a.org/feed",))
    assert feed.ask(site, sought) == ["https://a.org/feed"]
    searched = feed.ask(Site(home="https://a.org/", archives=True), sought)
    assert len(searched) == 1
    assert searched[0].startswith("https://a.org/?s=")
    assert "harbour" in searched[0]


def rss(*items: str, head: str = "") -> bytes:
    inside = "".join(
        f"<item><link>https://herald.example/x</link>{one}</item>" for one in items
    )
    return f"<rss><channel>{head}{inside}</channel></rss>".encode()


@pytest.mark.parametrize("version", ["0.91", "0.92", "2.0"])
def test_every_version_of_rss_is_read(version: str) -> None:
    body = RSS.replace(b'version="2.0"', f'version="{version}"'.encode())
    assert len(feed.read(body, URL).candidates) == 1
    old = RDF.replace(
        b"http://purl.org/rss/1.0/", b"http://my.netscape.com/rdf/simple/0.9/"
    )
    assert len(feed.read(old, URL).candidates) == 1


def test_relative_addresses_start_from_their_base() -> None:
    body = (
        b'<feed xml:base="https://herald.example/2022/"><entry xml:base="02/">'
        b'<link href="ferry"/></entry><entry><link href="/gulls"/></entry></feed>'
    )
    assert [found.url for found in feed.read(body, URL).candidates] == [
        "https://herald.example/2022/02/ferry",
        "https://herald.example/gulls",
    ]


def test_a_guid_that_is_no_link_is_none_and_a_counted_one_gives_the_real() -> None:
    guid = '<item><guid isPermaLink="false">https://herald.example/?p=7</guid></item>'
    assert feed.read(f"<rss>{guid}</rss>".encode(), URL).candidates == ()
    counted = "<f:origLink xmlns:f='x:y'>https://herald.example/ferry</f:origLink>"
    (found,) = feed.read(rss(counted), URL).candidates
    assert found.url == "https://herald.example/ferry"


def test_a_mailbox_gives_the_name_beside_it() -> None:
    mailboxes = ("ann@herald.example (Ann Lee)", "ann@herald.example", "Ann Lee")
    items = [f"<author>{one}</author>" for one in mailboxes]
    found = feed.read(rss(*items), URL).candidates
    assert [one.authors for one in found] == [("Ann Lee",), (), ("Ann Lee",)]


def test_titles_of_pictures_are_not_the_items() -> None:
    picture = '<m:title xmlns:m="http://search.yahoo.com/mrss/">A gull</m:title>'
    for other in (picture, "<media:title>A gull</media:title>"):
        (found,) = feed.read(rss(f"{other}<title>Ferry</title>"), URL).candidates
        assert found.headline == "Ferry"


def test_a_prefix_that_nobody_declared_is_understood() -> None:
    told = (
        "<dc:creator>Ann Lee</dc:creator><content:encoded>The ferry.</content:encoded>"
    )
    (found,) = feed.read(rss(told), URL).candidates
    assert (found.authors, found.text) == (("Ann Lee",), "The ferry.")


@pytest.mark.parametrize(
    "declared, really",
    [
        ("windows-1251", "windows-1251"), ("utf-8", "windows-1251"),
        ("iso-8859-1", "utf-8"), ("no-such", "utf-8"), ("utf-16", "utf-8"),
        ("UTF-16", "utf-16"),
    ],
)  # fmt: skip
def test_an_encoding_is_read_though_it_is_stated_wrong(
    declared: str, really: str
) -> None:
    title = "Последний паром покинул старую гавань перед рассветом"
    text = (
        f"<?xml version='1.0' encoding='{declared}'?>"
        + rss(f"<title>{title}</title>").decode()
    )
    (found,) = feed.read(text.encode(really), URL).candidates
    assert found.headline == title


def test_letters_written_as_entities_of_html_are_read() -> None:
    (found,) = feed.read(
        rss("<title>Caf&eacute; &amp; ferry&hellip;</title>"), URL
    ).candidates
    assert found.headline == "Café & ferry…"


WORDPRESS = "<generator>https://wordpress.org/?v=6.5</generator>"


@pytest.mark.parametrize(
    "url, head, wanted",
    [
        (URL, WORDPRESS, "https://herald.example/feed/?paged=2"),
        (f"{URL}?paged=2", WORDPRESS, "https://herald.example/feed/?paged=3"),
        ("https://herald.example/?s=x&feed=rss2", WORDPRESS, None),
        (URL, "<a:link xmlns:a='x' rel='next' href='/feed/2'/>",
         "https://herald.example/feed/2"),
        (URL, "<a:link xmlns:a='x' rel='next' href='https://other.example/'/>", None),
        (URL, f"<a:link xmlns:a='x' rel='next' href='{URL}'/>", None),
        (URL, "", None),
    ],
)  # fmt: skip
def test_a_feed_tells_its_next_page(url: str, head: str, wanted: str | None) -> None:
    found = feed.read(rss("<title>Ferry</title>", head=head), url).endpoints
    assert found == ((("older", wanted),) if wanted else ())
    assert feed.read(rss(head=head), url).endpoints == ()


def test_some_older_pages_are_asked() -> None:
    pages = tuple(f"{URL}?paged={n}" for n in (10, 2, 3, 4))
    asked = feed.ask_older(Site(home="https://herald.example/", older=pages), Sought())
    assert asked == [f"{URL}?paged={n}" for n in (2, 3, 4)]
