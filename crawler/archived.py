"""Items of archive files: pages with the place they are kept at, redirects, the end."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urljoin

from crawler.captures import Capture, Captures, NotThere
from crawler.item import HTML, Item
from crawler.payload import unpacked
from crawler.volumes import Volume, volumes
from graph.errors import InputError
from graph.identity import clean_url
from graph.model import Intake, Snapshot

_NAMELESS = "urn:whence:unknown"


def items_of_archive(path: Path, *, start: int = 0) -> Iterator[Item]:
    """The pages and redirects of a WARC or WACZ file, and its end.

    Those before byte ``start`` were taken in before; where no record starts there,
    the file is another one by now, and all of it is given. Raises InputError for a
    file without records, and for one that ends within a record, after what stands
    before that.
    """
    path = path.absolute()
    known = path.stat()
    begun = Intake(
        file=str(path), size=known.st_size, modified=known.st_mtime_ns, offset=start
    )
    try:
        yield from _items(path, begun)
    except NotThere:
        yield from _items(path, replace(begun, offset=0))


def _items(path: Path, begun: Intake) -> Iterator[Item]:
    lost = records = 0
    reached = begun.offset
    for volume in volumes(path):
        captures = Captures(volume, start=_first(volume, begun.offset))
        doubt = _doubt(volume)
        for capture in captures:
            # In one that is packed no place is ever reached but its end.
            reached = max(reached, volume.start if volume.packed else capture.end)
            item = _item(capture, volume, replace(begun, offset=reached))
            if item is not None:
                yield replace(item, doubt=doubt)
                doubt = ""
        lost += captures.lost
        records += captures.records
    if not records:
        message = f"{path} holds no records of pages"
        raise InputError(message, subject=str(path))
    end = replace(begun, offset=max(reached, begun.size), done=True)
    yield Item(body=b"", url=None, kind="end", intake=end, lost=lost)


def _first(volume: Volume, start: int) -> int:
    """From where on a volume is taken in: one that is packed, as a whole or not."""
    if not volume.packed:
        return start
    return 0 if start < volume.end else sys.maxsize


def _doubt(volume: Volume) -> str:
    """What is to be known of one whose records have no place."""
    if not volume.packed:
        return ""
    name = f"{volume.path} ({volume.packed})" if volume.part else str(volume.path)
    told = "packed as a whole, so its pages are copied; if stopped, it begins again"
    return f"{name} is {told}"


def _item(capture: Capture, volume: Volume, reached: Intake) -> Item | None:
    """What a capture is to us; None for a redirect to nowhere and for no markup."""
    head = capture.head
    url = clean_url(head.url)
    if capture.is_redirect:
        target = _target(head.url, head.location)
        if not url or not target:
            return None
        return Item(body=b"", url=url, kind="redirect", label=target)
    if not head.content_type and not _is_markup(capture):
        return None
    item = Item(
        body=capture.stored,
        url=url,
        kind="html",
        content_type=head.content_type,
        coding=capture.coding,
        fetched=head.date,
        label=head.url,
        intake=reached,
    )
    if not volume.packed:
        return replace(item, snapshot=_snapshot(capture, reached.file, url))
    # A copy has no headers to tell how it is packed.
    return replace(item, body=unpacked(item.body, item.coding), coding="")


def _is_markup(capture: Capture) -> bool:
    body = unpacked(capture.stored, capture.coding)
    return HTML.search(body[:2048]) is not None


def _target(asked: str, location: str) -> str | None:
    try:
        return clean_url(urljoin(asked, location))
    except ValueError:
        return None


def _snapshot(capture: Capture, file: str, url: str | None) -> Snapshot:
    head, origin = capture.head, capture.revisits
    return Snapshot(
        url=url or _NAMELESS,
        fetched_at=head.date or datetime.now(UTC),
        status=head.status,
        content_type=head.content_type,
        digest=capture.digest,
        warc=file,
        offset=head.offset,
        truncated=capture.truncated,
        revisits="" if origin is None else f"{file}:{origin}",
    )
