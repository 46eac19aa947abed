"""The headline, without the outlet's name behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler import jsonld
from crawler.block import Block, Zone
from crawler.page import Page
from graph.identity import name_key, outlet_key
from graph.text import words

_SEPARATOR = re.compile(r"\s+[|–—·•»«:-]{1,2}\s+|\s*[|｜»«_]\s*")
_LONGEST = 400
_LONGEST_LINE = 250
# A head of more lines than this begins with something else than the headline.
_SHORT_HEAD = 10
_BODY_START = 3000
_HEADINGS = frozenset({"h1", "h2", "h3"})


def read(page: Page, outlet: str = "") -> str:
    """The headline of the page's article; ``outlet`` is the outlet's name."""
    if page.tree is None:
        return _of_text(page)
    names = _own_names(page, outlet)
    candidates = [without_outlet(text, names) for text in _stated(page) if text]
    stated = [text for text in candidates if name_key(text) not in names]
    return (_shown(page, stated) or next(iter(stated), ""))[:_LONGEST]


def without_outlet(title: str, names: frozenset[str] | set[str]) -> str:
    """``title`` without leading or trailing parts that name the outlet.

    >>> without_outlet("War is over | Daily News", {"daily-news"})
    'War is over'
    """
    signs = [match.span() for match in _SEPARATOR.finditer(title)]
    for start, end in reversed(signs):
        if _names_outlet(title[end:], names):
            return without_outlet(title[:start].strip(), names)
    for start, end in signs[:1]:
        if _names_outlet(title[:start], names):
            return title[end:].strip()
    return title


def _names_outlet(part: str, names: frozenset[str] | set[str]) -> bool:
    key = name_key(part)
    squashed = key.replace("-", "")
    return bool(squashed) and (
        key in names
        or squashed in {name.replace("-", "").replace(".", "") for name in names}
    )


def _own_names(page: Page, outlet: str) -> frozenset[str]:
    names = {
        outlet,
        *page.meta.get("og:site_name", ()),
        *page.meta.get("application-name", ()),
    }
    key = outlet_key(page.url) if page.url else ""
    names |= {key, key.partition(".")[0], key.replace(".", " ")}
    return frozenset(found for name in names if (found := name_key(name)))


def _stated(page: Page) -> Iterator[str]:
    if page.article_node is not None:
        yield jsonld.text(page.article_node.get("headline"))
    for name in ("og:title", "twitter:title", "dc.title", "dcterms.title", "headline"):
        yield from page.meta.get(name, ())[:1]
    yield page.title


def _shown(page: Page, stated: list[str]) -> str:
    """The heading on the page that the stated titles repeat, or its main heading."""
    keys = [key for text in stated if (key := name_key(text))]
    main = ""
    for block in page.blocks:
        if block.zone is Zone.BODY:
            break
        if block.zone is not Zone.HEAD or block.tag not in _HEADINGS:
            continue
        key = name_key(block.text)
        if any(key == other or _same(key, other) for other in keys):
            return block.text
        main = main or (block.text if block.tag == "h1" else "")
    return main if not keys else ""


def _same(one: str, other: str) -> bool:
    """Whether one of two headlines is the other cut short."""
    short, long = sorted((one, other), key=len)
    return len(short) * 2 > len(long) and long.startswith(short)


def _of_text(page: Page) -> str:
    """The first short line of a text; a marked heading, or the fitting line, first.

    A page that was pasted whole begins with its menus: there the headline is the
    line above the prose whose words come back in it.
    """
    for block in page.blocks[:_SHORT_HEAD]:
        if block.tag == "h1":
            return block.text[:_LONGEST]
    short = [block for block in page.blocks if len(block.text) <= _LONGEST_LINE]
    head = [block for block in short if block.zone is Zone.HEAD]
    if len(head) > _SHORT_HEAD or (head and head[0].index > 0):
        return _fitting(head, [b.text for b in page.blocks if b.zone is Zone.BODY])
    first = next(iter(page.blocks), None)
    if first is None or first.zone is Zone.BODY or len(first.text) > _LONGEST_LINE:
        return ""
    return first.text


def _fitting(head: list[Block], body: list[str]) -> str:
    """The line of the head that shares most words with the start of the body."""
    prose = set(words(" ".join(body)[:_BODY_START]))
    best, most = "", 0.0
    for block in head:
        told = set(words(block.text))
        shared = sum(_telling(word) for word in told & prose)
        score = shared / (4 + len(told)) ** 0.5
        if score >= most and shared:
            best, most = block.text, score
    return best[:_LONGEST]


def _telling(word: str) -> int:
    """How much a shared word says: its length, short Latin ones nothing."""
    return 0 if word.isascii() and len(word) < 4 else min(len(word), 8)
