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
    "link", ["", "javascript:alert(1)", "file:///etc/hostname", "/a", "http://[::1/"]
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
