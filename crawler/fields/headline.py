"""The headline, without the outlet's name behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from crawler import jsonld
from crawler.block import Block, Zone
from crawler.fields.by import after_by, behind_by
from crawler.fields.dates import parse_date
from crawler.page import Page
from graph.identity import is_home, name_key, outlet_key, same_outlet
from graph.text import words

_SEPARATOR = re.compile(r"\s+[|–—·•»«:-]{1,2}\s+|\s*[|｜»«_]\s*")
_LONGEST = 400
_LONGEST_LINE = 250
# A head of more lines than this begins with something else than the headline.
_SHORT_HEAD = 10
_BODY_START = 3000
_MOST_LINES = 300
# A part of a title with fewer words may be a section's name.
_LEAST_WORDS = 4
# The first line of a text stands unless another fits its prose so much better.
_CLEARLY = 2.5
_MENU = re.compile(
    r"\s?[|｜>»›\\/·]\s?|\s?-\s|(?<=[\u3400-\u9fff])\s(?=[\u3400-\u9fff])"
)
_HEADINGS = frozenset({"h1", "h2", "h3"})


def read(page: Page, outlet: str = "") -> str:
    """The headline of the page's article; ``outlet`` is the outlet's name."""
    if page.tree is None:
        return _of_text(page)
    above = frozenset(map(name_key, _home_links(page)))
    names = _own_names(page, outlet) | above
    candidates = [without_outlet(text, names) for text in _stated(page) if text]
    stated = [text for text in candidates if name_key(text) not in names]
    return (_shown(page, stated, above) or next(iter(stated), ""))[:_LONGEST]


def without_outlet(title: str, names: frozenset[str] | set[str]) -> str:
    """``title`` without leading or trailing parts that name the outlet.

    >>> without_outlet("War is over | Daily News", {"daily-news"})
    'War is over'
    """
    signs = [match.span() for match in _SEPARATOR.finditer(title)]
    for start, end in reversed(signs):
        if _names_outlet(title[end:], names):
            return without_outlet(title[:start].strip(), names)
    for start, end in (*signs[:1], *_colon(title)):
        if _names_outlet(title[:start], names):
            return title[end:].strip()
    return title


def _colon(title: str) -> Iterator[tuple[int, int]]:
    """Where the first colon and the space behind it stand."""
    place = title.find(": ")
    if place > 0:
        yield place, place + 2


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


def _home_links(page: Page) -> Iterator[str]:
    """Headings that are nothing but a link to the front page, and no whole title."""
    titles = {name_key(text) for text in _stated(page)}
    for block in page.blocks[:_MOST_LINES]:
        for link in block.links[:1] if block.tag in _HEADINGS else ():
            home = is_home(link.href) and same_outlet(link.href, page.url or "")
            whole = link.text == block.text and name_key(block.text) not in titles
            if whole and home:
                yield block.text


def _stated(page: Page) -> Iterator[str]:
    if page.article_node is not None:
        yield jsonld.text(page.article_node.get("headline"))
    for name in ("og:title", "twitter:title", "dc.title", "dcterms.title", "headline"):
        yield from page.meta.get(name, ())[:1]
    yield page.title


def _shown(page: Page, stated: list[str], sites: frozenset[str]) -> str:
    """The heading on the page that the stated titles repeat, or its main heading.

    ``sites`` are names of the site that stand above it as headings, too.
    """
    keys = [key for text in stated if (key := name_key(text[:_LONGEST]))]
    head = [block for block in _head(page) if name_key(block.text) not in sites]
    headings = [block for block in head if block.tag in _HEADINGS]
    for block in headings:
        key = name_key(block.text)
        if any(key == other or _same(key, other) for other in keys):
            return block.text
    if part := _part(head, keys):
        return part
    main = next((block.text for block in headings if block.tag == "h1"), "")
    return main if not keys or any(_alike(main, text) for text in stated) else ""


def _head(page: Page) -> Iterator[Block]:
    """The short lines of the head, up to the first of the prose."""
    for block in page.blocks:
        if block.zone is Zone.BODY:
            return
        if block.zone is Zone.HEAD and len(block.text) <= _LONGEST_LINE:
            yield block


def _part(head: list[Block], titles: list[str]) -> str:
    """The longest line that stands whole in a title, among names and sections."""
    found = ""
    for block in head:
        key = name_key(block.text)
        whole = any(f"-{key}-" in f"-{title}-" for title in titles)
        if (
            whole
            and len(words(block.text)) >= _LEAST_WORDS
            and len(block.text) > len(found)
        ):
            found = block.text
    return found


def _alike(one: str, other: str) -> bool:
    """Whether half of the words of a heading, longer than a name, are in a title."""
    told = set(words(one))
    return len(told & set(words(other))) * 2 >= len(told) >= _LEAST_WORDS


def _same(one: str, other: str) -> bool:
    """Whether one of two headlines is the other cut short."""
    short, long = sorted((one, other), key=len)
    return len(short) * 2 > len(long) and long.startswith(short)


def _of_text(page: Page) -> str:
    """The first line of a text; a marked heading, or a line that fits better, first.

    A page that was pasted whole begins with its menus: there the headline is the
    line above the prose whose words come back in it.
    """
    for block in page.blocks[:_SHORT_HEAD]:
        if block.tag == "h1":
            return block.text[:_LONGEST]
    first = next(iter(page.blocks), None)
    if first is None or len(first.text) > _LONGEST_LINE:
        return ""
    if first.zone is Zone.BODY:
        sentence = first.text.endswith((".", "。"))
        return first.text if not sentence and _signed(page.blocks[1:2]) else ""
    head = [b for b in page.blocks if b.zone is Zone.HEAD and not _is_menu(b.text)]
    body = " ".join(b.text for b in page.blocks if b.zone is Zone.BODY)
    prose = set(words(body[:_BODY_START]))
    scores = {b.text: _fit(b, prose) for b in head if b is first or _may_be(b.text)}
    best = max(scores, key=lambda text: scores[text], default="")
    pasted = len(head) > _SHORT_HEAD or (head and head[0].index > 0)
    own = scores.get(first.text, -1.0)
    stands = own >= 0 and not pasted and own * _CLEARLY >= scores[best]
    return first.text if stands or not scores.get(best) else best[:_LONGEST]


def _signed(behind: Sequence[Block]) -> bool:
    """Whether the line behind a first one is a byline or a date."""
    return any(
        after_by(b.text) or parse_date(b.text) for b in behind if len(b.text) < 80
    )


def _may_be(text: str) -> bool:
    """Whether a line is long enough for a headline, and no byline or date."""
    if len(text) > _LONGEST_LINE or len(words(text)) < _LEAST_WORDS:
        return False
    return not after_by(text) and not behind_by(text) and not parse_date(text)


def _is_menu(text: str) -> bool:
    """Whether the line is a row of links, or the way to the page."""
    parts = [part for part in _MENU.split(text) if part.strip()]
    return len(parts) > 2 and len(text) < 14 * len(parts)


def _fit(block: Block, prose: set[str]) -> float:
    """How well a line's words come back at the start of the prose."""
    told = set(words(block.text))
    return sum(map(_telling, told & prose)) / float((4 + len(told)) ** 0.5)


def _telling(word: str) -> int:
    """How much a shared word says: its length, short Latin ones nothing."""
    return 0 if word.isascii() and len(word) < 4 else min(len(word), 8)
