"""Hostile inputs that are read without a crawl: ``inputs.py NAME``.

Prints what came of it, the process's most memory in MB, and the seconds of the
processor that it took.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable

from scrapy import Request
from scrapy.exceptions import CannotResolveHostError
from scrapy.http import Response
from twisted.internet import reactor
from twisted.internet.base import ThreadedResolver
from twisted.internet.defer import Deferred, succeed
from twisted.python.failure import Failure

from crawler import discover
from crawler.door.address import Door, PublicOnly, Refused
from crawler.door.robots import _parse
from crawler.extract import read_html
from crawler.page import Page
from graph.identity import clean_url, outlet_key
from tests.hostile.run import peak

_BOMB = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
_ENTITIES = (
    f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "ha">{_BOMB}'
    '<!ENTITY file SYSTEM "file:///etc/hostname">'
    '<!ENTITY net SYSTEM "http://127.0.0.1:9/entity">]>'
)


def rebinding() -> str:
    """A name whose second answer is private, with no third."""
    answers = iter(["93.184.216.34", "10.0.0.7"])

    def upstream(_self: object, name: str, _timeout: object = ()) -> Deferred[str]:
        assert name == "inside.example"
        return succeed(next(answers))

    ThreadedResolver.getHostByName = upstream  # type: ignore[method-assign, assignment]
    resolver = PublicOnly(reactor, 0, 1.0, allow_private=False)
    given: list[object] = []
    for _ in range(2):
        resolver.getHostByName("inside.example").addBoth(given.append)
    assert given[0] == "93.184.216.34"
    assert isinstance(given[1], Failure)
    try:
        request = Request("http://inside.example/")
        Door(allow_private=False).process_exception(request, CannotResolveHostError())
    except Refused as refused:
        return refused.outcome.value
    return "let in"


def before_an_at() -> str:
    """The outlet of a URL whose user is called like another outlet."""
    url = clean_url("https://nytimes.com@evil.example/story")
    return outlet_key(url or "")


def bad_link() -> str:
    """Fifty good links and a bad one."""
    links = [f'<a href="/story-{n}">Story {n}</a>' for n in range(50)]
    links.insert(25, '<a href="http://[bad">Bad</a>')
    page = Page.from_html(f"<body><p>{' '.join(links)}</p>", "https://a.example/")
    found = [link for block in page.blocks for link in block.links if link.href]
    return f"{len(found)} links"


def near_misses() -> str:
    """A text of beginnings of credits that never end in a name."""
    begun = "originally published the original source first appeared in by via "
    text = begun * (100_000 // len(begun))
    page = f"<article><h1>The ferry</h1><p>{text}</p></article>".encode()
    return f"{len(read_html(page, url='https://a.example/x').claims) or 'no'} claim"


def wildcards() -> str:
    """A robots.txt of expensive patterns, and a path that nearly fits."""
    rules = b"User-agent: *\n" + b"Disallow: /*a*a*a*a*a*a*b\n" * 500
    parsed = _parse(Response("https://a.example/robots.txt", body=rules))
    can = parsed.can_fetch("https://a.example/" + "a" * 900, "whence")
    return "allowed" if can else "refused"


def feed() -> str:
    """A feed with a bomb and external entities, and one harmless item."""
    good = "<item><title>A ferry</title><link>https://a.example/1</link></item>"
    bad = "<item><title>&e9;&file;&net;</title><link>https://a.example/2</link></item>"
    text = f"{_ENTITIES}<rss><channel>{good}{bad}</channel></rss>"
    return _items("feed", text)


def sitemap() -> str:
    """The same as a sitemap."""
    text = f"{_ENTITIES}<urlset><url><loc>https://a.example/1</loc>&e9;&net;</url>"
    return _items("sitemap", f"{text}</urlset>")


def _items(kind: str, text: str) -> str:
    answer = discover.source(kind).read(text.encode(), "https://a.example/list")
    assert all(len(found.headline) < 100 for found in answer.candidates)
    return f"{len(answer.candidates)} item"


INPUTS: dict[str, Callable[[], str]] = {
    "public, then private": rebinding,
    "name before an @": before_an_at,
    "one bad link of 51": bad_link,
    "100 kB of near misses": near_misses,
    "500 wildcards": wildcards,
    "entities in a feed": feed,
    "entities in a sitemap": sitemap,
}


if __name__ == "__main__":
    started = time.process_time()
    found = INPUTS[sys.argv[1]]()
    took = time.process_time() - started
    print(json.dumps([found, peak(), took]))  # noqa: T201 - read by the test
