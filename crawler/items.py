"""What stands in the files that a user has: pages, texts, lists, archives.

Nothing is read for its meaning here; that is :mod:`crawler.ingest`.
"""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from crawler.records import Record, read_warc
from graph.errors import InputError
from graph.identity import clean_url

_REDIRECTS = range(300, 400)
MOST_BYTES = 64 * 1024**2
"""A file is read up to this size, unpacked."""

_SAVED_FROM = re.compile(rb"<!--\s*saved from url=\(\d+\)(\S+)\s*-->")
_HTML = re.compile(
    rb"<\s*(?:!doctype|html|head|body|article|div|p|meta|title)\b", re.IGNORECASE
)
_BINARY = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"PK\x03\x04", "a zip file"),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Item:
    """One page or text, with what is known besides its body."""

    body: bytes
    """Markup, or a text in UTF-8."""
    url: str | None
    """The address it is known under."""
    kind: str
    """``html``, ``text``, ``record`` (a line with fields of its own), or
    ``redirect``, whose ``label`` is the address it leads to."""
    content_type: str = ""
    """As a server said it."""
    given: dict[str, Any] | None = None
    """The fields of a JSON line."""
    fetched: datetime | None = None
    """When it was fetched, if an archive says so."""
    label: str = ""
    """How to name it to the user."""


def items_in(path: Path, *, url: str | None = None) -> Iterator[Item]:
    """The items of a file: WARC, saved page, text, or JSON lines.

    Raises :class:`InputError` for a file that holds none of these.
    """
    if _is_folder(path):
        message = f"{path} is a folder; name the files in it"
        raise InputError(message, subject=str(path))
    name = path.name.lower().removesuffix(".gz")
    if name.endswith((".warc", ".arc")):
        yield from _from_warc(path)
        return
    if name.endswith((".jsonl", ".ndjson")):
        yield from _from_list(path)
        return
    body = read_file(path)
    if body.startswith((b"WARC/", b"\x1f\x8b")) and b"WARC/" in body[:8]:
        yield from _from_warc(path)
    elif name.endswith(".json") and _is_lines(body):
        yield from items_in_lines(body, folder=path.parent, label=str(path))
    else:
        yield item_of(body, url=url, label=str(path))


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False  # a name that no file can have; reading it says so


def _from_list(path: Path) -> Iterator[Item]:
    """The items of a list, line by line: it may be larger than any page."""
    try:
        with path.open("rb") as plain:
            packed = plain.read(2) == b"\x1f\x8b"
        with gzip.open(path) if packed else path.open("rb") as file:
            for number, row in enumerate(
                iter(lambda: file.readline(MOST_BYTES), b""), 1
            ):
                if row.strip():
                    label = f"{path}, line {number}"
                    yield item_of_line(row, folder=path.parent, label=label)
    except (OSError, EOFError, ValueError, zlib.error) as error:
        raise _unreadable(path, error) from None


def read_file(path: Path) -> bytes:
    """The bytes of a file, unpacked if gzipped; InputError if that can't be."""
    try:
        with path.open("rb") as file:
            body = file.read(MOST_BYTES + 1)
        if body.startswith(b"\x1f\x8b"):
            with gzip.open(path) as file:
                body = file.read(MOST_BYTES + 1)
    except (OSError, EOFError, ValueError, zlib.error) as error:
        raise _unreadable(path, error) from None
    if len(body) > MOST_BYTES:
        message = f"{path} is larger than {MOST_BYTES // 1024**2} MiB"
        raise InputError(message, subject=str(path))
    return body


def _unreadable(path: Path, error: Exception) -> InputError:
    why = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return InputError(f"{path} can't be read: {why}", subject=str(path))


def item_of(body: bytes, *, url: str | None = None, label: str = "") -> Item:
    """The item in a body: markup or text. InputError for neither."""
    if not body.strip():
        message = f"{label or 'standard input'} is empty"
        raise InputError(message, subject=label)
    for magic, what in _BINARY:
        if body.startswith(magic):
            message = f"{label or 'standard input'} is {what}, not a page or a text"
            raise InputError(message, subject=label)
    if _HTML.search(body[:4096]) or _HTML.search(body[:4096].replace(b"\0", b"")):
        return Item(body=body, url=url or _saved_from(body), kind="html", label=label)
    if b"\0" in body[:4096] and not body.startswith((b"\xff\xfe", b"\xfe\xff")):
        message = f"{label or 'standard input'} is neither a page nor a text"
        raise InputError(message, subject=label)
    return Item(body=body, url=url, kind="text", label=label)


def _saved_from(body: bytes) -> str | None:
    """The address that browsers note in a page they save."""
    found = _SAVED_FROM.search(body[:2048])
    return clean_url(found[1].decode("latin-1")) if found else None


def _is_lines(body: bytes) -> bool:
    return body.lstrip().startswith(b"{") and b'"' in body[:200]


def items_in_lines(body: bytes, *, folder: Path, label: str) -> Iterator[Item]:
    """The items of JSON lines; a line that can't be read gives an empty item."""
    for number, row in enumerate(body.splitlines(), 1):
        if row.strip():
            yield item_of_line(row, folder=folder, label=f"{label}, line {number}")


def item_of_line(row: bytes, *, folder: Path, label: str) -> Item:
    """The item of one JSON line: ``html``, ``text`` or a ``file`` beside the list."""
    try:
        given = json.loads(row)
    except (ValueError, RecursionError):
        given = None
    if not isinstance(given, dict):
        return Item(
            body=b"", url=None, kind="html", label=f"{label}: not a JSON object"
        )
    stated = given.get("url")
    url = clean_url(stated) if isinstance(stated, str) else None
    if isinstance(given.get("html"), str):
        body = given["html"].encode("utf-8", errors="replace")
        return Item(
            body=body,
            url=url,
            kind="html",
            content_type="text/html; charset=utf-8",
            label=label,
        )
    if isinstance(given.get("text"), str):
        body = given["text"].encode("utf-8", errors="replace")
        return Item(body=body, url=url, kind="record", given=given, label=label)
    if isinstance(given.get("file"), str):
        try:
            return replace(
                item_of(read_file(folder / given["file"]), url=url), label=label
            )
        except InputError as error:
            return Item(body=b"", url=url, kind="html", label=f"{label}: {error}")
    return Item(
        body=b"",
        url=url,
        kind="html",
        label=f"{label}: has neither html, text nor file",
    )


def _from_warc(path: Path) -> Iterator[Item]:
    found = False
    for record in read_warc(path):
        found = True
        if record.location and record.status in _REDIRECTS:
            asked, target = clean_url(record.url), _target(record)
            if asked and target:
                yield Item(body=b"", url=asked, kind="redirect", label=target)
        elif _is_page(record):
            yield Item(
                body=record.body,
                url=clean_url(record.url),
                kind="html",
                content_type=record.content_type,
                fetched=record.date,
                label=record.url,
            )
    if not found:
        message = f"{path} holds no records of pages"
        raise InputError(message, subject=str(path))


def _target(record: Record) -> str | None:
    try:
        return clean_url(urljoin(record.url, record.location))
    except ValueError:
        return None


def _is_page(record: Record) -> bool:
    kind = record.content_type.lower()
    markup = "html" in kind or (
        not kind and _HTML.search(record.body[:2048]) is not None
    )
    return record.status == 200 and markup and bool(record.body)
