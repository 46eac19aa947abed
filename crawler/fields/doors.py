"""The lists that a page declares: feeds, REST roots, searches, authors' archives.

Each is (kind, URL). An author's archive has the author's name as its fragment, since
an address such as ``/author/17/`` does not tell whose it is.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from itertools import chain, islice
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote, urlsplit

from crawler import jsonld, markup
from graph.identity import clean_url, same_outlet
from graph.text import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from crawler.page import Page

    Door = tuple[str, str]

SEARCH_TERMS = "{searchTerms}"
"""What stands in a template for the question (OpenSearch 1.1)."""

_OPENSEARCH = "application/opensearchdescription+xml"
_MOST = 20
_MOST_LINKS = 5000
_MOST_WORDS = 5
_PLACEHOLDER = "{search_term_string}"


def doors(page: Page) -> tuple[Door, ...]:
    """Every list that a page declares, each once; at most 20 authors' archives."""
    found = chain(_linked(page), _searches(page), islice(_authors(page), _MOST))
    return tuple(dict.fromkeys(found))


def _linked(page: Page) -> Iterator[Door]:
    for rel, href, kind in page.rels:
        if rel == "alternate" and kind.startswith(_feed_types()):
            yield "feed", href
        elif rel == "https://api.w.org/":
            yield "wordpress", href
        elif rel == "search" and kind == _OPENSEARCH and _is_own(href, page):
            yield "opensearch", href


def _searches(page: Page) -> Iterator[Door]:
    """Templates of JSON-LD's and microdata's ``SearchAction`` (schema.org)."""
    stated = [
        (target, _placeholder(action))
        for node in page.jsonld
        for action in jsonld.many(node.get("potentialAction"))
        if isinstance(action, dict) and jsonld.is_a(action, "SearchAction")
        for target in jsonld.many(action.get("target"))
    ]
    stated += [(content, _PLACEHOLDER) for content in page.meta.get("target", ())]
    for target, placeholder in stated:
        address = target.get("urlTemplate") if isinstance(target, dict) else target
        if isinstance(address, str) and placeholder in address:
            template = address.replace(placeholder, SEARCH_TERMS)
            whole = markup.absolute(template, page.base)
            if whole and whole.count("{") == 1 and _is_own(whole, page):
                yield "search", whole


def _placeholder(action: Mapping[str, Any]) -> str:
    """What stands for the question, as ``query-input`` names it."""
    for stated in jsonld.many(action.get("query-input")):
        name = stated.get("valueName") if isinstance(stated, dict) else stated
        if isinstance(name, str):
            return f"{{{name.rpartition('name=')[2].strip()}}}"
    return _PLACEHOLDER


def _authors(page: Page) -> Iterator[Door]:
    """Lists of one author's articles, as bylines and menus of authors link them."""
    links = (link for block in page.blocks for link in block.links)
    for link in islice(links, _MOST_LINKS):
        declared = "author" in link.rel.split()
        if not declared and not _names_author(link.href):
            continue
        name = author_in(link.href)
        if 0 < len(words(link.text)) <= _MOST_WORDS and (declared or not name):
            name = link.text
        cleaned = clean_url(link.href)
        if name and cleaned and _is_own(cleaned, page):
            yield "author", f"{cleaned}#{quote(name, safe='')}"


def _names_author(href: str) -> bool:
    """Whether the last segment of an address stands behind one that says "author"."""
    # Cheap, as a page has hundreds of links.
    segments = href.partition("?")[0].rstrip("/").split("/")[3:]
    return len(segments) > 1 and segments[-2].lower() in _segments()


def author_in(href: str) -> str:
    """The name in the last segment of an archive's address; empty for a number.

    >>> author_in("https://herald.example/author/ann-lee/"), author_in("/author/17")
    ('ann lee', '')
    """
    try:
        last = unquote(urlsplit(href).path).rstrip("/").rpartition("/")[2]
    except ValueError:
        return ""
    return " ".join(word for word in words(last.replace("_", " ")) if word.isalpha())


def _is_own(href: str, page: Page) -> bool:
    filled = href.replace(SEARCH_TERMS, "x")
    return page.url is not None and same_outlet(filled, page.url)


@cache
def _table() -> dict[str, list[str]]:
    file = resources.files("crawler.fields").joinpath("doors.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


@cache
def _feed_types() -> tuple[str, ...]:
    return tuple(_table()["feeds"])


@cache
def _segments() -> frozenset[str]:
    return frozenset(_table()["authors"])
