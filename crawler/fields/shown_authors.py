"""Authors that a page shows its readers, in lines around its prose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from crawler.block import Block, Zone
from crawler.fields.by import after_by, after_own_by, behind_by
from crawler.fields.elements import elements, near
from crawler.fields.language import of_dates
from crawler.fields.names import is_institution, split_names
from crawler.fields.stated_authors import from_jsonld
from crawler.page import Page

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BYLINE = re.compile(
    r"(?:^|[\s_-])(?:by-?line\w*|authors?|author-?names?|article-?author\w*|p-author|writer"
    r"|fn|vcard|autor\w*|auteurs?|posted-by|entry-author|author-?txt|authorname-\w+)(?=$|[\s_-])",
)
_NOT_BYLINE = re.compile(
    r"bio|related|comment|image|photo|caption|more|date|time|social|follow|avatar|credit|cutline|legend"
)
# Steps of addresses that lead to pages about an author.
_PROFILE = re.compile(
    r"/(?:authors?|autor|autores|autoren|autori|autorzy|auteurs?|by"
    r"|profiles?|staff|contributors?|writers?|journalists?|journalistes?|reporters?"
    r"|columnists?|columnistas?|yazar|yazarlar|penulis|forfatter|@[\w.-]+)(?:/|$)",
    re.IGNORECASE,
)
# Classes of icons that themes set before an author: "fa fa-user", "icon-person".
_ICON = re.compile(
    r"(?:fa[a-z]?|icons?|ico|icofont|glyphicon|dashicons|bi|ti|mdi|ion|la[a-z]?|lni|ri|uil|fi"
    r"|bxs?|flaticon|svg|i)[-_](?:[a-z]{1,12}[-_])?(?:user|person|author|pencil|pen)s?(?:[-_]|$)"
)
_DIGIT = re.compile(r"\d")
_LONGEST_LINE = 200
# A signature stands right behind the prose; further down others' articles begin.
_NEAR_END = 5
# Words beside a link in a line that is there for the link.
_MOST_BESIDE = 40
# Lines before the prose, and parts of one, that may hold an icon.
_NEAR_PROSE = 10
_MOST_PARTS = 40


def from_links(page: Page) -> Iterator[str]:
    """Links that say ``rel=author``, above the article or else below it."""
    for zone in (Zone.HEAD, Zone.FOOT):
        near = (block for block in page.blocks if block.zone is zone)
        links = [link for block in near for link in block.links]
        found = [link.text for link in links if "author" in link.rel.split()]
        if found:
            yield from found
            return


def from_profile_links(page: Page) -> Iterator[str]:
    """Links of the head to pages about an author, in lines that are there for them."""
    for block in _of_zone(page, Zone.HEAD):
        beside = len(block.text) - sum(len(link.text) for link in block.links)
        for link in block.links if beside <= _MOST_BESIDE else ():
            if _PROFILE.search(link.href):
                yield link.text


def from_icons(page: Page) -> Iterator[str]:
    """The words right behind the icon of a person, above the prose."""
    first = next((b.index for b in page.blocks if b.zone is Zone.BODY), 0)
    for block in page.blocks[max(0, first - _NEAR_PROSE) : first]:
        node = page.runs[block.index].node
        if len(block.text) <= _LONGEST_LINE and node is not None:
            icons = filter(_is_icon, islice(node.element.iter(), _MOST_PARTS))
            found = (words for icon in icons if (words := _behind(icon)))
            yield from (w for w in found if w in block.text and not _DIGIT.search(w))


def _is_icon(element: HtmlElement) -> bool:
    """Whether an element without words is drawn as a person or a pen."""
    names = (element.get("class") or "").lower().split()
    drawn = any(map(_ICON.match, names))
    return drawn and not "".join(element.itertext()).strip()


def _behind(element: HtmlElement) -> str:
    """The words behind an element, or those of the element behind it."""
    words = element.tail or ""
    following = element.getnext()
    if not words.strip() and following is not None:
        words = "".join(following.itertext())
    return " ".join(words.split())


def from_stated_lines(page: Page) -> Iterator[str]:
    """Short lines of the head that are marked as a byline and say "by".

    They come before what the page says to machines, which may be who posted it,
    unless the head shows that name too.
    """
    head = _of_zone(page, Zone.HEAD)
    posted = [name for text in from_jsonld(page) for name in split_names(text)]
    if any(name in block.text for name in posted for block in head):
        return
    for block in filter(_is_marked, head):
        stated = after_by(block.text)
        if stated and _capital(stated):
            yield stated


def from_marked_blocks(page: Page) -> Iterator[str]:
    """Short lines whose class names call them a byline; those that say "by" first."""
    marked = [block for block in near(page) if _is_marked(block)]
    saying = [block for block in marked if after_by(block.text)]
    for block in saying or marked:
        yield _byline_part(block)


def _is_marked(block: Block) -> bool:
    own = block.hints[:120]
    if len(block.text) > _LONGEST_LINE or block.tag in {"h1", "h2"}:
        return False
    return bool(_BYLINE.search(own)) and not _NOT_BYLINE.search(own.split(" ")[0])


def _byline_part(block: Block) -> str:
    """The linked names of a byline, where it links them; else all of it."""
    linked = [link.text for link in block.links if split_names(link.text)]
    stated = after_by(block.text) or behind_by(block.text)
    if stated is None and linked:
        return ", ".join(linked)
    return block.text


def from_elements(page: Page) -> Iterator[str]:
    """Parts of lines whose class names call them an author."""
    head = [block.text for block in page.blocks if block.zone is Zone.HEAD]
    for element in elements(page, Zone.HEAD):
        own = " ".join((element.get("class") or "").lower().split())
        if _BYLINE.search(own) and not _NOT_BYLINE.search(own):
            text = " ".join("".join(element.itertext()).split())
            if 0 < len(text) <= _LONGEST_LINE and any(text in line for line in head):
                yield text


def from_lines(page: Page) -> Iterator[str]:
    """Lines of the head, or the foot, that begin with "by" or have it in them."""
    language = of_dates(page)
    for block in [*_of_zone(page, Zone.HEAD), *_of_zone(page, Zone.BODY)[:1]]:
        rest = after_by(block.text)
        if rest is None and block.zone is Zone.HEAD:
            rest = after_own_by(block.text, language)
        if rest is None and block.tag not in {"h1", "h2"}:
            rest = behind_by(block.text)
        if rest and _capital(rest) and (names := split_names(rest)):
            yield rest
            if not all(map(is_institution, names)):
                return
    for block in _of_zone(page, Zone.FOOT)[:_NEAR_END]:
        rest = after_by(block.text)
        if rest and split_names(rest) and _capital(rest):
            yield rest
            return


def _of_zone(page: Page, zone: Zone) -> list[Block]:
    """The short lines of one zone."""
    blocks = page.blocks
    return [b for b in blocks if b.zone is zone and len(b.text) <= _LONGEST_LINE]


def _capital(text: str) -> bool:
    return text[:1].isupper() or not text[:1].isascii()
