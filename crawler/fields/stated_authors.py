"""Authors that a page states for machines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import TYPE_CHECKING

from crawler import jsonld
from crawler.block import Zone
from crawler.fields.by import words
from crawler.fields.desks import desk_of
from crawler.fields.elements import elements, near
from crawler.fields.names import split_names, turned
from crawler.page import Page
from graph.identity import url_key

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Names of meta elements without their signs, surest first.
_META = (
    "author authors articleauthor articleauthorname authorname dccreator dctermscreator"
    " sailthruauthor parselyauthor citationauthor citationauthors byl ogarticleauthor"
    " shareaholicarticleauthorname rbauthors dccontributor"
).split()
_CATALOGUES = ("dc", "citation")
_SIGNS = re.compile(r"[\W_]+")
_AUTHOR = frozenset({"author", "has_creator"})
_LONGEST_LINE = 200
_LONGEST_VALUE = 2000


def organisations(page: Page) -> Iterator[str]:
    """Authors of the page's data that it calls organisations."""
    node = page.article_node or {}
    for value in chain(
        jsonld.many(node.get("author")), jsonld.many(node.get("creator"))
    ):
        known = jsonld.resolve(value, page.jsonld)
        if isinstance(known, Mapping) and jsonld.is_a(known, "Organization"):
            yield jsonld.text(known.get("name"))


def from_jsonld(page: Page) -> Iterator[str]:
    """Authors, or else creators, of the article's JSON-LD."""
    node = page.article_node or {}
    for key in ("author", "creator"):
        found = [
            name for value in _flat(node.get(key)) if (name := _person(page, value))
        ]
        if found:
            yield from found
            return


def _flat(value: object) -> Iterator[object]:
    """The values of a list, of lists in it, and of a list of names."""
    for item in jsonld.many(value):
        if isinstance(item, list):
            yield from item
        elif isinstance(item, Mapping) and isinstance(item.get("name"), list):
            yield from item["name"]
        else:
            yield item


def _person(page: Page, value: object) -> str:
    value = jsonld.resolve(value, page.jsonld)
    if isinstance(value, Mapping):
        value = value.get("name")
    bounded = value[:_LONGEST_VALUE] if isinstance(value, str) else value
    text = jsonld.text(bounded)[:_LONGEST_LINE]
    return "" if text.startswith("http") else text


def from_meta(page: Page) -> Iterator[str]:
    """The first meta elements that name anybody."""
    named: dict[str, list[str]] = {}
    for name, contents in page.meta.items():
        named.setdefault(_SIGNS.sub("", name), []).extend(contents)
    for name in _META:
        found = [
            turned(text) if name.startswith(_CATALOGUES) else text
            for text in named.get(name, ())
            if "//" not in text and len(text) < _LONGEST_LINE
        ]
        if any(split_names(text) or desk_of(text) for text in found):
            yield from found
            return


def from_cards(page: Page) -> Iterator[str]:
    """Labelled data for cards: ``twitter:label1`` "Written by"."""
    for number in "12":
        label = next(iter(page.meta.get(f"twitter:label{number}", ())), "")
        if label.casefold().strip(" :") in words("by"):
            yield from page.meta.get(f"twitter:data{number}", ())


def from_profiles(page: Page) -> Iterator[str]:
    """Words of the page's links to what ``article:author`` gives as an address."""
    stated = page.meta.get("article:author", ())
    keys = {url_key(url) for url in stated if url.startswith("http")}
    if keys:
        for block in near(page):
            for link in block.links:
                if link.href and url_key(link.href) in keys:
                    yield link.text


def from_microdata(page: Page) -> Iterator[str]:
    """Elements marked as the author: those of the article, else the first."""
    found = [
        text for text in _marked_authors(page) if text and len(text) < _LONGEST_LINE
    ]
    lines = [block.text for block in near(page)]
    of_article = [text for text in found if any(text in line for line in lines)]
    yield from of_article or found[:1]


def _marked_authors(page: Page) -> Iterator[str]:
    for element in elements(page, Zone.HEAD, Zone.FOOT):
        if _AUTHOR.intersection(_properties(element)):
            named = element.find(".//*[@itemprop='name']")
            holder = element if named is None else named
            yield holder.get("content") or " ".join("".join(holder.itertext()).split())
    for element in () if page.tree is None else page.tree.iter("meta"):
        parent = element.getparent()
        named = element.get("itemprop") == "name" and parent is not None
        if named and _AUTHOR.intersection(_properties(parent)):
            yield element.get("content") or ""


def _properties(element: HtmlElement) -> list[str]:
    """What the element says that it is, in microdata and RDFa."""
    stated = (element.get(key) or "" for key in ("itemprop", "property", "rel"))
    return [word.rpartition(":")[2] for word in " ".join(stated).split()]
