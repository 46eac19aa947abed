"""Finding an article on pages that list articles: the front page, a day's archive.

The front page also tells which machine-readable lists the site has, and which
other sites it is a neighbour of.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from crawler.discover.base import Answer, Site, Sought, Source, candidate
from crawler.door.body import Unreadable, decode
from crawler.fields.doors import doors
from crawler.page import Page
from graph.identity import is_home, origin_of, same_outlet
from graph.model import Candidate, Precision
from graph.text import words

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST = 300


def ask_front(site: Site, sought: Sought) -> list[str]:
    """The front page itself."""
    del sought
    return [site.home]


def ask_day(site: Site, sought: Sought) -> list[str]:
    """The archive of the day that a credit names, where the site keeps one."""
    date = sought.date
    if date is None or date.precision not in {Precision.DAY, Precision.MINUTE}:
        return []
    if not site.archives:
        return []
    return [urljoin(site.home, date.value[:10].replace("-", "/") + "/")]


def read(body: bytes, url: str, source: str = "frontpage") -> Answer:
    """The site's own articles that a page links to, its lists and its neighbours."""
    try:
        page = Page.from_html(decode(body).text, url)
    except Unreadable:
        return Answer()
    links = list(_links(page))
    outside = (origin_of(href) for href, _ in links if not same_outlet(href, url))
    return Answer(
        candidates=tuple(islice(_candidates(links, url, source), _MOST)),
        endpoints=tuple(_endpoints(page, url)),
        neighbours=tuple(dict.fromkeys(origin for origin in outside if origin)),
    )


def _links(page: Page) -> Iterator[tuple[str, str]]:
    """(address, words) of every link."""
    for block in page.blocks:
        for link in block.links:
            if link.href:
                yield link.href, link.text


def _candidates(
    links: list[tuple[str, str]], url: str, source: str
) -> Iterator[Candidate]:
    for href, text in links:
        # A menu's words are few, a headline's many.
        if same_outlet(href, url) and not is_home(href) and len(words(text)) > 2:
            found = candidate(href, source, headline=text)
            if found:
                yield found


def _endpoints(page: Page, url: str) -> Iterator[tuple[str, str]]:
    yield from doors(page)
    generators = " ".join(page.meta.get("generator", ())).lower()
    if "wordpress" in generators or any(
        "/wp-content/" in s for s in page.scripts + page.images
    ):
        yield "archives", urljoin(url, "/")


FRONT = Source(
    name="frontpage", ask=ask_front, read=read, doc="the outlet's front page"
)
DAY = Source(name="day", ask=ask_day, read=read, doc="the outlet's archive of a day")
