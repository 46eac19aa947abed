"""Markup into a tree, and addresses out of it; no judgement of what they mean."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from lxml import etree
from lxml.html import document_fromstring

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LONGEST_HREF = 4096
# What nearly every link is: nothing in it needs to be taken apart.
_PLAIN_URL = re.compile(r"(https?://[a-z0-9.-]+)(?:[/?][\w/.,;:+~@!$&'()*=%?-]*)?")
_PLAIN_PATH = re.compile(
    r"/(?![/.])(?:[\w.,;:+~@!$&'()*=%-]|/(?!\.))*(?:\?[\w/.,;:+~@!$&'()*=%-]+)?"
)
# A tag longer than this holds a picture, or more attributes than anybody writes.
_FLOOD = re.compile(r"(<[a-zA-Z][^<>\s]{0,100}\s)[^<>]{20000,}")
_LARGE = 300_000
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_MOST_ATTRIBUTES = 2000
_OF_HEAD = frozenset("title meta link script style base noscript template".split())


def parse(text: str) -> tuple[HtmlElement | None, bool]:
    """The tree of ``text``, and whether anything was dropped for its depth.

    None where the text holds no element at all.
    """
    if len(text) > _LARGE:
        text = _FLOOD.sub(_calmed, text)
    # Not the parser of lxml.html: its elements take twice as long to come by.
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        tree = document_fromstring(text.encode(), parser=parser, ensure_head_body=True)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None, False
    _fill_body(tree)
    deep = any("Excessive depth" in entry.message for entry in parser.error_log)
    return tree, deep


def _calmed(tag: re.Match[str]) -> str:
    """A tag without its attributes, where there are so many that parsing stalls.

    The parser compares each with all those before it.
    """
    bare = _QUOTED.sub('""', tag[0])
    return tag[0] if len(bare.split()) < _MOST_ATTRIBUTES else tag[1]


def _fill_body(tree: HtmlElement) -> None:
    """Move to the body what the parser left in the head of a page without one.

    libxml2 does not know HTML 5's elements, and takes an ``<article>`` behind a
    ``<title>`` for a part of the head.
    """
    head, body = tree.find("head"), tree.find("body")
    if head is None or body is None:
        return
    elements = [e for e in head if isinstance(e.tag, str)]
    strays = next((i for i, e in enumerate(elements) if e.tag not in _OF_HEAD), None)
    if strays is not None:
        for place, element in enumerate(elements[strays:]):
            body.insert(place, element)


def first(tree: HtmlElement, tag: str, attribute: str) -> str:
    """The first ``attribute`` that an element named ``tag`` carries, or nothing."""
    return next((e.get(attribute) for e in tree.iter(tag) if e.get(attribute)), "")


@lru_cache(maxsize=16)
def _origin(base: str | None) -> str:
    """Scheme and host of a plain address; empty for any other, such as with a port."""
    found = _PLAIN_URL.fullmatch(base or "")
    return found[1] if found else ""


def absolute(href: str, base: str | None) -> str:
    """``href`` as an absolute http(s) address; empty where it leads nowhere.

    >>> absolute("/a", "https://x.example/b/c")
    'https://x.example/a'
    >>> absolute("#", "https://x.example/"), absolute("http://[", None)
    ('', '')
    """
    if _PLAIN_URL.fullmatch(href):
        return href
    href = "".join(href[:_LONGEST_HREF].split("\n")).strip().replace(" ", "%20")
    if not href or href.startswith("#"):
        return ""
    if _PLAIN_PATH.fullmatch(href) and (origin := _origin(base)):
        return origin + href
    try:
        whole = href.startswith(("https://", "http://")) or not base
        joined = href if whole else urljoin(base or "", href)
        parts = urlsplit(joined)
    except ValueError:
        return ""
    return joined if parts.scheme in {"http", "https"} and parts.netloc else ""
