"""The article in an item: what workers do for ``ingest`` and ``extract``.

Stands apart from :mod:`crawler.ingest`, so that they need not load the store.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.extract import read_html, read_text
from crawler.given import read_given
from crawler.payload import MOST_MARKUP, unpacked
from graph.model import Outcome
from graph.text import clean

if TYPE_CHECKING:
    from crawler.item import Item
    from graph.model import Article

DEADLINE = 10.0
"""Seconds of the processor that a page may take; no host waits meanwhile."""


def read_item(item: Item) -> Article:
    """The article in an item; what the user gave wins over what was read."""
    if item.kind == "html":
        return read_html(_markup(item), url=item.url, content_type=item.content_type)
    text = clean(item.body.decode("utf-8-sig", errors="replace"))
    if item.kind != "record":
        return read_text(text, url=item.url)
    given = read_given(item.given or {}, url=item.url)
    # A text of its own has no furniture: all of it is the article's.
    whole = {"text": text.strip(), "outcome": Outcome.KEPT}
    return read_text(text, url=item.url, given=given | whole)


def _markup(item: Item) -> bytes:
    """The markup of a page; of a capture, as much as of a page that is fetched."""
    if item.snapshot is None:
        return unpacked(item.body, item.coding)
    return unpacked(item.body, item.coding)[:MOST_MARKUP]
