"""Sitemaps: pages, indexes, news, and all that is wrong with them."""

from __future__ import annotations

import gzip

import pytest

from crawler.discover import Site, Sought, sitemap
from crawler.discover.sitemap import slug_words

URL = "https://herald.example/sitemap.xml"
_NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def urlset(*entries: str) -> bytes:
    inside = "".join(f"<url>{entry}</url>" for entry in entries)
    return f'<?xml version="1.0"?><urlset {_NS}>{inside}</urlset>'.encode()


def index(*maps: str) -> bytes:
    inside = "".join(f"<sitemap><loc>{one}</loc></sitemap>" for one in maps)
    return f"<sitemapindex {_NS}>{inside}</sitemapindex>".encode()


def test_a_page_has_the_words_of_its_address() -> None:
    body = urlset("<loc> https://herald.example/2022/the-last-ferry-1234.html </loc>")
    (found,) = sitemap.read(body, URL).candidates
    assert (found.headline, found.published) == ("the last ferry", None)


def test_news_have_their_title_and_date() -> None:
    news = (
        '<n:news xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">'
        "<n:publication><n:name>Herald</n:name></n:publication><n:publication_date>"
        "2022-02-18</n:publication_date><n:title>The last ferry</n:title></n:news>"
    )
    (found,) = sitemap.read(urlset(f"<loc>https://a.org/x</loc>{news}"), URL).candidates
    assert found.headline == "The last ferry"
    assert found.published is not None
    assert found.published.value == "2022-02-18"


@pytest.mark.parametrize("before", [True, False])
def test_the_address_of_a_picture_is_not_the_page(before: bool) -> None:  # noqa: FBT001
    picture = (
        '<i:image xmlns:i="http://www.google.com/schemas/sitemap-image/1.1">'
        "<i:loc>https://a.org/ferry.jpg</i:loc><i:title>A picture</i:title></i:image>"
    )
    page = "<loc>https://a.org/the-last-ferry</loc>"
    entry = picture + page if before else page + picture
    (found,) = sitemap.read(urlset(entry), URL).candidates
    assert found.url == "https://a.org/the-last-ferry"
    assert found.headline == "the last ferry"


def test_an_index_leads_to_its_maps_of_posts_and_the_newest_are_asked() -> None:
    posts = [f"https://a.org/post-sitemap{n}.xml" for n in range(10)]
    others = [
        f"https://a.org/{name}-sitemap.xml"
        for name in ("category", "post_tag", "tag", "author", "page", "product")
    ]
    answer = sitemap.read(index(*others, *posts, URL), URL)
    assert answer.candidates == ()
    assert answer.endpoints == tuple(("sitemap", one) for one in posts)
    met = Site(home="https://a.org/", sitemaps=tuple(posts))
    assert sitemap.ask(met, Sought()) == posts[:-7:-1]


@pytest.mark.parametrize(
    "one",
    [
        "https://www.tagesschau.example/sitemap-news.xml",
        "https://authority.example/sitemap1.xml",
        "https://a.org/vintage-sitemap.xml",
        "https://a.org/category/sitemap-2.xml",
    ],
)
def test_a_map_is_judged_by_the_name_of_its_file_alone(one: str) -> None:
    assert sitemap.read(index(one), URL).endpoints == (("sitemap", one),)


def test_an_address_that_can_not_be_asked_is_left_out() -> None:
    body = urlset("<loc>http://[::1/broken-url</loc>", "<loc></loc>", "<lastmod/>")
    assert sitemap.read(body, URL).candidates == ()


def test_a_packed_map_is_unpacked_and_a_broken_one_gives_nothing() -> None:
    packed = gzip.compress(urlset("<loc>https://a.org/the-last-ferry</loc>"))
    assert len(sitemap.read(packed, URL).candidates) == 1
    assert sitemap.read(packed[:-9], URL).candidates == ()
    assert sitemap.read(b"\x1f\x8bbroken", URL).candidates == ()


def test_a_map_that_unfolds_for_ever_is_cut() -> None:
    packed = gzip.compress(b"<urlset>" + b" " * (40 * 1024**2))
    assert sitemap.read(packed, URL).candidates == ()


def test_a_large_map_gives_a_part_of_its_pages() -> None:
    body = urlset(*(f"<loc>https://a.org/a-{n}</loc>" for n in range(6000)))
    assert len(sitemap.read(body, URL).candidates) == 5000


def test_what_is_met_is_asked_else_where_maps_usually_lie() -> None:
    home = "https://a.org/"
    assert sitemap.ask(Site(home=home), Sought()) == ["https://a.org/sitemap.xml"]
    wordpress = sitemap.ask(Site(home=home, archives=True), Sought())
    assert wordpress == ["https://a.org/wp-sitemap.xml"]
    met = Site(home=home, sitemaps=("https://a.org/m.xml",))
    assert sitemap.ask(met, Sought()) == ["https://a.org/m.xml"]


@pytest.mark.parametrize(
    "url, words",
    [
        ("https://a.org/2022/the-last-ferry/", "the last ferry"),
        ("https://a.org/p/123", ""),
        ("https://a.org/%E2%82%AC-and-pound", "€ and pound"),
    ],
)
def test_words_are_read_from_an_address(url: str, words: str) -> None:
    assert slug_words(url) == words


def test_a_text_has_an_address_on_each_line() -> None:
    body = (
        b"\xef\xbb\xbfhttps://a.org/the-last-ferry\r\n\nnonsense\nhttps://a.org/x-y\n"
    )
    urls = [found.url for found in sitemap.read(body, URL).candidates]
    assert urls == ["https://a.org/the-last-ferry", "https://a.org/x-y"]
    packed = sitemap.read(gzip.compress(body), URL)
    assert [found.url for found in packed.candidates] == urls


def test_a_feed_may_stand_for_a_sitemap() -> None:
    body = b"<rss><item><link>https://a.org/x</link><title>Ferry</title></item></rss>"
    (found,) = sitemap.read(body, URL).candidates
    assert found.headline == "Ferry"


def test_the_same_article_in_other_languages_is_a_candidate_once() -> None:
    def link(language: str) -> str:
        return (
            f'<x:link xmlns:x="http://www.w3.org/1999/xhtml" rel="alternate"'
            f' hreflang="{language}" href="https://a.org/{language}/the-ferry"/>'
        )

    links = link("en") + link("fr") + link("de")
    entries = [
        f"<loc>https://a.org/{language}/the-ferry</loc>{links}"
        for language in ("en", "fr")
    ]
    urls = [found.url for found in sitemap.read(urlset(*entries), URL).candidates]
    assert urls == [f"https://a.org/{one}/the-ferry" for one in ("en", "fr", "de")]


def test_an_index_of_very_many_maps_gives_the_last() -> None:
    maps = [f"https://a.org/posts-{n}.xml" for n in range(800)]
    assert len(sitemap.read(index(*maps), URL).endpoints) == 500
