"""The elements inside the lines of an article's head and foot."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from crawler.block import Block, Zone
from crawler.line import Node
from crawler.page import Page
from crawler.prose import inside

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# A line holds few; what holds more is a container that text stands in directly.
_MOST = 40
_MOST_LINES = 80
_MOST_ABOVE = 4
_HEADINGS = frozenset({"h1", "h2"})
_CONTAINERS = frozenset({"html", "body", "article", "main"})


def elements(page: Page, *zones: Zone) -> Iterator[HtmlElement]:
    """Each element that the lines of these zones stand in, or hold, once."""
    seen: set[int] = set()
    lines = (block.index for block in page.blocks if block.zone in zones)
    for index in islice(lines, _MOST_LINES):
        node = page.runs[index].node
        if node is None:
            continue
        parents = [n.element for n in islice(node.lineage(), 1, 3)]
        for element in (*parents, *islice(node.element.iter(), _MOST)):
            if id(element) not in seen and isinstance(element.tag, str):
                seen.add(id(element))
                if element.tag not in _CONTAINERS:
                    yield element


def above(page: Page) -> list[Block]:
    """The lines of the article's own header that stand above its headline."""
    title = next((b for b in page.blocks if b.zone is Zone.HEAD), None)
    node = page.runs[title.index].node if title and title.tag in _HEADINGS else None
    if title is None or node is None:
        return []
    header = next((n for n in islice(node.lineage(), 1, 4) if _is_header(n)), None)
    lines = page.blocks[max(0, title.index - _MOST_ABOVE) : title.index]
    return [b for b in lines if header and inside(page.runs[b.index].node, header)]


def _is_header(node: Node) -> bool:
    """Whether an element holds what stands at the top of one article."""
    if node.tag == "article":
        return True
    return node.tag == "header" and any(n.tag == "article" for n in node.lineage())


def near(page: Page) -> list[Block]:
    """The lines of the article's head; those of its foot where it has none."""
    head = [block for block in page.blocks if block.zone is Zone.HEAD]
    return head or [block for block in page.blocks if block.zone is Zone.FOOT]
