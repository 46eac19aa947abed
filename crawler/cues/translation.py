"""Lines that say a page is a translation, but not of whose article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.cues.making import place
from crawler.cues.passage import passages
from crawler.phrases import find_marker
from graph.model import Place, Where

if TYPE_CHECKING:
    from crawler.page import Page
    from graph.model import Article


def translation(page: Page, record: Article) -> Place | None:
    """The spot at the head or foot where the page says that it is a translation.

    "Translated from French by Ann Lee" names no source, so that it makes no
    claim; it tells what the page did with the source it names elsewhere.
    """
    for passage in passages(page):
        found = find_marker(passage.text, record.language) if passage.edge else None
        if found is not None:
            quote = passage.line(found.start, found.end)
            return place(quote, Where.TEXT, passage.block_at(found.start).path)
    return None
