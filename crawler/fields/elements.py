"""The elements inside the lines of an article's head and foot."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from crawler.block import Block, Zone
from crawler.page import Page

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# A line holds few; what holds more is a container that text stands in directly.
_MOST = 40
_MOST_LINES = 80
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


def near(page: Page) -> list[Block]:
    """The lines of the article's head; those of its foot where it has none."""
    head = [block for block in page.blocks if block.zone is Zone.HEAD]
    return head or [block for block in page.blocks if block.zone is Zone.FOOT]
