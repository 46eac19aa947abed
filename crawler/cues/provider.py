"""What a page's template marks as the provider: a name, a link or a logo."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from lxml import etree

from crawler.block import Zone
from crawler.cues.logo import logos
from crawler.cues.making import claim, place, points_at_article
from crawler.cues.mark import foreign, is_name, is_portal, is_provider, marks
from crawler.cues.picture import element_of, is_of_picture
from graph.identity import name_key
from graph.model import Claim, Place, Relation, Where

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from crawler.block import Block
    from crawler.page import Page
    from graph.model import Article

_VIA = re.compile(r"via\b", re.IGNORECASE)
_ORIGINAL = re.compile(
    r"original[_-]?(?:source|link|url|article)|syndicat|source[_-]?(?:link|url)"
)
_LONGEST = 60
_LONGEST_LINE = 200
_LABEL = 20
_MOST_PARTS = 30
# Lines of head and foot that are looked at.
_MOST = 150


def provider(page: Page, record: Article) -> Iterator[Claim]:
    """The page's template marks another outlet as the text's provider or source.

    By a class or an ``itemprop`` such as ``provider`` or ``sourceOrganization`` on a
    name, a link or a logo beside the headline or below the text. The name must
    be an outlet's, or its link's host must spell it; on portals any name will do.
    """
    trusting = is_portal(page, record)
    authors = {name_key(author.name) for author in record.authors}
    near = (block for block in page.blocks if block.zone in {Zone.HEAD, Zone.FOOT})
    for block in islice(near, _MOST):
        if name_key(block.text) not in authors:
            yield from _of_block(block, page, trusting=trusting)
    for found, name, url in logos(page, trusting=trusting):
        yield _claim((found,), name, url)


def _of_block(block: Block, page: Page, *, trusting: bool) -> Iterator[Claim]:
    element = _marked(block, page)
    if element is None:
        return
    words = _words(element)
    words = words if words in block.text else block.text
    links = [ln for ln in block.links if ln.text and ln.text in words]
    url = foreign(links[0].href, page) if links else None
    name = links[0].text if links else words
    places = (place(block.text, Where.TEXT, block.path),)
    if is_name(name, url, trusting=trusting) and not is_of_picture(block, page):
        yield _claim(places, name, url, relayed=_VIA.match(words) is not None)
    elif points_at_article(url) and _ORIGINAL.search(
        f"{marks(element)} {block.hints[:80]}"
    ):
        yield _claim(places, None, url)


def _marked(block: Block, page: Page) -> HtmlElement | None:
    """The part of a line that is marked, or the line in a marked box."""
    element = element_of(block, page) if len(block.text) <= _LONGEST_LINE else None
    if element is None:
        return None
    inner = islice(element.iter(etree.Element), _MOST_PARTS)
    marked = [part for part in inner if is_provider(marks(part))]
    if marked:
        return marked[-1]
    short = len(block.text) <= _LONGEST or "://" in block.text
    return element if short and _is_boxed(element, block) else None


def _is_boxed(element: HtmlElement, block: Block) -> bool:
    """Whether a box that holds little more than the line is marked."""
    most = 2 * len(block.text) + _LABEL
    boxes = (b for b in islice(element.iterancestors(), 2) if is_provider(marks(b)))
    return any(len(_words(box)) <= most for box in boxes)


def _words(element: HtmlElement) -> str:
    return " ".join("".join(element.itertext()).split())


def _claim(
    places: tuple[Place, ...],
    name: str | None,
    url: str | None,
    *,
    relayed: bool = False,
) -> Claim:
    relation = Relation.RELAYS if relayed else Relation.REPUBLISHES
    return claim("provider", relation, 0.85, places, name=name, url=url)
