"""Lines of copyright that name another outlet: "Copyright 2020 Associated Press"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from crawler.block import Zone
from crawler.cues.making import claim, place
from crawler.cues.passage import passages, search_in
from crawler.outlets import find
from crawler.outlets.newspaper import is_newspaper
from graph.model import Claim, Relation, Where

if TYPE_CHECKING:
    from crawler.block import Block
    from crawler.page import Page
    from graph.model import Article

_OWNED = re.compile(
    r"(?:©|\(c\)|\bcopyright\b)[\s©]{0,3}(?:\(c\)\s)?\d{4},?\s(?:by\s)?"
    r"(?P<name>[^\n,;|©]{3,60}?)(?=\.(?:\s|$)|[,;|]|\s(?:All|Visit|Distributed)\s|$)",
    re.IGNORECASE,
)
_LONGEST = 300


def copyright_line(page: Page, record: Article) -> Iterator[Claim]:
    """The text's copyright line names a known outlet, or a newspaper by its name.

    Agencies and syndicates, too. Names that are neither may be a company or a
    photographer, and do not count.
    """
    for passage in passages(page):
        for found in search_in(passage, record.language):
            block = passage.block_at(found.start)
            if found.wording.kind != "copyright" or block.zone is Zone.OUTSIDE:
                continue
            quote = passage.line(found.start, found.end)
            yield claim(
                "copyright_line",
                found.wording.relation or Relation.REPUBLISHES,
                found.wording.strength,
                (place(quote, Where.TEXT, block.path),),
                name=found.slots["outlet"],
                author=found.slots.get("author"),
            )
    for block in page.blocks:
        if block.zone is Zone.FOOT and len(block.text) <= _LONGEST:
            yield from _owner(block)


def _owner(block: Block) -> Iterator[Claim]:
    """The outlet whose line of copyright this is, even if it has no space to it."""
    match = _OWNED.search(block.text)
    name = match["name"].strip() if match else ""
    if match and (find(name) is not None or is_newspaper(name)):
        yield claim(
            "copyright_line",
            Relation.REPUBLISHES,
            0.75,
            (place(block.text, Where.TEXT, block.path),),
            name=name,
        )
