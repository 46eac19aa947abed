"""One crawl that finds credited articles on sites without REST, each by another way."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from graph import query
from graph.store.engine import open_store
from tests.crawler.test_crawl import fetch
from tests.hostile.pages import article, credit
from tests.hostile.site import Answer, Site, body

STORY = "/archive/story"
HTML = "text/html"
XML = "application/xml"
PLAIN = "text/plain"
DESCRIBED = "application/opensearchdescription+xml"

INDEX = "<sitemapindex><sitemap><loc>HOST/{}.xml</loc></sitemap></sitemapindex>"
NEWS = (
    '<urlset xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>HOST'
    f"{STORY}</loc><n:news><n:title>TITLE</n:title></n:news></url></urlset>"
)
JSON = (
    '{"version": "https://jsonfeed.org/version/1.1", "items": '
    f'[{{"id": "1", "url": "{STORY}", "title": "TITLE"}}]}}'
)
LINK = f'<html><body><h2><a href="{STORY}">TITLE</a></h2></body></html>'
SEARCH = """<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
<Url type="text/html" template="/find?q={searchTerms}"/></OpenSearchDescription>"""
ACTION = """<script type="application/ld+json">{"@type": "WebSite", "potentialAction":
{"@type": "SearchAction", "target": "/?s={search_term_string}"}}</script>"""
NEW = """<feed><link rel='next' href='/old'/><entry><title>Quite another thing</title>
<link href='/n'/></entry></feed>"""
OLD = f"<rss><item><title>TITLE</title><link>{STORY}</link></item></rss>"


@dataclass(frozen=True)
class Way:
    """A site that has the article, and what alone leads there."""

    host: str
    title: str
    lists: dict[str, tuple[str, str]]
    head: str = ""
    inside: str = ""
    words: str = ""
    not_asked: list[str] = field(default_factory=list)


WAYS = {
    "the sitemaps that robots.txt names": Way(
        "127.0.6.1",
        "The last ferry leaves the harbour",
        {
            "/robots.txt": ("Sitemap: HOST/maps.xml\n", PLAIN),
            "/maps.xml": (INDEX.format("days"), XML),
            "/days.xml": (INDEX.format("news"), XML),
            "/news.xml": (NEWS, XML),
        },
        not_asked=["/sitemap.xml"],
    ),
    "a JSON feed": Way(
        "127.0.6.2",
        "Seven gulls above an empty pier",
        {"/feed.json": (JSON, "application/feed+json")},
        head='<link rel="alternate" type="application/feed+json" href="/feed.json">',
        not_asked=["/sitemap.xml"],
    ),
    "an OpenSearch description": Way(
        "127.0.6.3",
        "Bakers refuse another winter of rye",
        {"/os": (SEARCH, XML), "/find?q=QUESTION": (LINK, HTML)},
        head=f'<link rel="search" type="{DESCRIBED}" href="/os">',
        words="bakers%20refuse%20another%20winter%20of%20rye",
    ),
    "a search action": Way(
        "127.0.6.4",
        "Council forgets its oldest bridge",
        {"/?s=QUESTION": (LINK, HTML)},
        head=ACTION,
        words="council%20forgets%20its%20oldest%20bridge",
    ),
    "an older page of a feed": Way(
        "127.0.6.5",
        "Miners teach their owls to read",
        {"/new": (NEW, XML), "/old": (OLD, XML)},
        head='<link rel="alternate" type="application/atom+xml" href="/new">',
    ),
    "the articles of its author": Way(
        "127.0.6.6",
        "Nobody counts lamps along that road",
        {"/people/7": (LINK, HTML)},
        inside='<p>By <a rel="author" href="/people/7">Ann Lee</a></p>',
    ),
}


def at_home(text: str, kind: str, title: str) -> Answer:
    """An answer that names its own host."""

    def give(handler: Any) -> None:  # noqa: ANN401 - the site's own
        host = f"http://{handler.headers['Host']}"
        told = text.replace("HOST", host).replace("TITLE", title)
        handler.give(told.encode(), headers={"Content-Type": kind})

    return give


def site_of(way: Way, salt: int) -> Site:
    front = f"<html><head>{way.head}</head><body><p>Welcome.</p>{way.inside}</body>"
    lists = {
        path.replace("QUESTION", way.words): at_home(text, kind, way.title)
        for path, (text, kind) in way.lists.items()
    }
    page = article(way.title, outlet=f"Herald {salt}", salt=salt)
    return Site(way.host, {STORY: body(page), "/": body(front.encode()), **lists})


@dataclass(frozen=True)
class Crawled:
    """What the crawl asked and found."""

    store: Path
    sites: dict[str, Site]
    copies: dict[str, str]


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    """One crawl of a site with a copy of every article, its source's home credited."""
    store = tmp_path_factory.mktemp("found") / "whence.db"
    with ExitStack() as stack:
        sites = {
            name: stack.enter_context(site_of(way, salt))
            for salt, (name, way) in enumerate(WAYS.items(), 1)
        }
        pages = {
            f"/copy-{salt}": article(
                WAYS[name].title,
                credit=credit(site.url("/"), f"Herald {salt}"),
                salt=salt,
            )
            for salt, (name, site) in enumerate(sites.items(), 1)
        }
        told = {path: body(page) for path, page in pages.items()}
        copier = stack.enter_context(Site("127.0.6.100", told))
        copies = dict(zip(sites, map(copier.url, pages), strict=True))
        code, _, said = fetch(store, *copies.values())
        assert code == 0, said
        yield Crawled(store, sites, copies)


@pytest.mark.parametrize("name", WAYS)
def test_the_article_is_found_by(name: str, crawled: Crawled) -> None:
    site = crawled.sites[name]
    store = open_store(str(crawled.store))
    with store.read() as connection:
        answer = query.origin(connection, crawled.copies[name])
    store.close()
    assert answer["origin"]["url"] == site.url(STORY), site.asked
    assert answer["origin"]["status"] == "fetched"
    assert set(site.asked).isdisjoint(WAYS[name].not_asked)
