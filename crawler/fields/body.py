"""The main text of the page, paragraphs parted by one newline."""

from __future__ import annotations

from crawler.block import Zone
from crawler.page import Page
from graph.text import clean

# trafilatura reads the tree many times over; what is larger than any article is
# left to our own blocks, which are read in one pass.
_LARGEST_TREE = 20_000
_LONGEST_BLOCK = 40_000
# Less than this share of our own blocks' text means that it took the wrong part.
_LEAST_SHARE = 0.3


def read(page: Page) -> str:
    """The text of the article; the page's body blocks where nothing better is found."""
    own = "\n".join(b.text for b in page.blocks if b.zone is Zone.BODY)
    if page.tree is None:
        return own
    found = _without_headline(_extracted(page), page)
    return found if len(found) >= _LEAST_SHARE * len(own) else own


def _extracted(page: Page) -> str:
    if page.tree is None or _is_large(page):
        return ""
    from trafilatura import extract  # noqa: PLC0415 - slow to import

    try:
        text = extract(
            page.tree, fast=True, include_comments=False, include_tables=False
        )
    except Exception:  # noqa: BLE001 - whatever it raises, our own blocks stand in
        return ""
    return "\n".join(line for line in clean(text or "").split("\n") if line.strip())


def _without_headline(text: str, page: Page) -> str:
    """``text`` without a first line that is the page's main heading."""
    line, _, rest = text.partition("\n")
    heading = line.strip() and any(
        b.tag == "h1" and b.text == line for b in page.blocks
    )
    return rest if heading else text


def _is_large(page: Page) -> bool:
    if page.too_deep or page.size > _LARGEST_TREE:
        return True
    return any(len(block.text) > _LONGEST_BLOCK for block in page.blocks)
