"""Pages as the archive has them: made into what they were when they came in.

What a text was handed in with (a JSON line's headline, authors, date) is no part of
its bytes; it stands in a metadata record behind them. Stands apart from the store,
so that workers need not load it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crawler.given import stated_in
from crawler.item import Item
from crawler.payload import MOST_MARKUP
from crawler.reading import read_item
from crawler.records import Record, read_kept, read_pointed
from graph.errors import InputError

if TYPE_CHECKING:
    from graph.model import Article, Snapshot

_TEXTS = ("text", "record")
_NAMELESS = "urn:"


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """A page that was kept, to be read again."""

    number: int
    """Of its snapshot in the store."""
    snapshot: Snapshot
    """Where its bytes lie."""
    article: str | None
    """The id of the article that was read from it, and from nothing later."""
    item: Item | None
    """The page itself; None where its bytes can't be had."""


def about(item: Item) -> dict[str, Any] | None:
    """What has to be kept of a text besides its bytes; a page has all in them."""
    if item.kind not in _TEXTS:
        return None
    return {"kind": item.kind, "given": item.given or {}}


def item_of_snapshot(snapshot: Snapshot, folder: Path) -> Item | None:
    """The item of which a snapshot was kept; None where it can't be had as it was."""
    warc, offset = _place(snapshot)
    # A file that is not ours has an absolute path, and digests of its own.
    read = read_pointed if Path(warc).is_absolute() else read_kept
    try:
        record = read(folder / warc, offset, digest=snapshot.digest)
        return _item(record, snapshot)
    except (InputError, ValueError, KeyError, TypeError):
        return None


def _place(snapshot: Snapshot) -> tuple[str, int]:
    """File and offset of the record that has the body."""
    if not snapshot.revisits:
        return snapshot.warc, snapshot.offset
    warc, _, offset = snapshot.revisits.rpartition(":")
    return warc, int(offset)


def _item(record: Record, snapshot: Snapshot) -> Item:
    """Raises ValueError for a text of which nobody knows what it came with."""
    url = None if snapshot.url.startswith(_NAMELESS) else snapshot.url
    kind, given, body = "html", None, record.body
    if snapshot.status:
        # As in the crawl: what an article needs stands far before that.
        body = body[:MOST_MARKUP]
    elif snapshot.content_type.startswith("text/plain"):
        # An older version kept the bytes alone.
        told = json.loads(record.about)
        kind, given = told["kind"], stated_in(told["given"])
    return Item(
        body=body,
        url=url,
        kind=kind,
        content_type=snapshot.content_type,
        given=given,
        fetched=snapshot.fetched_at,
        label=snapshot.url,
    )


def read_page(page: Page) -> Article:
    """The article of a page that was kept."""
    assert page.item is not None  # noqa: S101 - only those with one are handed out
    return read_item(page.item)
