"""Lines of copyright that name another outlet: "Copyright 2020 Associated Press"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from crawler.block import Zone
from crawler.cues.making import claim, place
from crawler.cues.passage import passages
from crawler.phrases import search
from graph.model import Claim, Relation, Where

if TYPE_CHECKING:
    from crawler.page import Page
    from graph.model import Article


def copyright_line(page: Page, record: Article) -> Iterator[Claim]:
    """The text's copyright line names a known agency, syndicate or outlet.

    Names that the world does not know may be a company or a photographer, and
    do not count.
    """
    for passage in passages(page.blocks):
        for found in search(passage.text, passage.links, language=record.language):
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
