"""Whether a line belongs to a picture: then it credits no text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from crawler.block import Block
    from crawler.page import Page

_PORTRAIT = re.compile(r"avatar|author|logo|icon|profile|headshot|\.svg")
# A picture's box: so many elements up, and no longer than a caption.
_NEAR = 4
_LONGEST = 300


def element_of(block: Block, page: Page) -> HtmlElement | None:
    """The element that holds a block; none for a text without markup."""
    node = page.runs[block.index].node if block.index < len(page.runs) else None
    return None if node is None else node.element


def is_of_picture(block: Block, page: Page) -> bool:
    """Whether a block stands with a picture in a box that holds little else."""
    element = element_of(block, page)
    for box in () if element is None else islice(_upwards(element), _NEAR):
        if box.find(".//h1") is not None or len("".join(box.itertext())) > _LONGEST:
            return False
        if any(map(_shows, box.iter("img", "picture", "video"))):
            return True
    return False


def _upwards(element: HtmlElement) -> Iterator[HtmlElement]:
    yield element
    yield from element.iterancestors()


def _shows(image: HtmlElement) -> bool:
    """Whether an image is no portrait of an author and no logo."""
    stated = " ".join(image.get(key) or "" for key in ("class", "alt", "src"))
    return _PORTRAIT.search(stated.lower()) is None
