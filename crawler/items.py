"""What stands in the files that a user has: pages, texts, lists, archives.

Nothing is read for its meaning here; that is :mod:`crawler.ingest`.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from io import BufferedReader, BytesIO
from pathlib import Path
from typing import Any, BinaryIO, cast
from urllib.parse import quote

from crawler import collections
from crawler.archived import items_of_archive
from crawler.given import stated_in
from crawler.item import HTML, Item
from crawler.lists import MOST_BYTES, is_list, lines_of, object_of, unpacked
from crawler.volumes import is_named_archive
from graph.errors import InputError
from graph.identity import clean_url, part_of, whole_url
from graph.identity.address import SAFE
from graph.model import Outcome
from graph.text import line

_SAVED_FROM = re.compile(rb"<!--\s*saved from url=\(\d+\)(\S+)\s*-->")
_BINARY = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"PK\x03\x04", "a zip file"),
    (b"BZh9", "a bzip2 file"),
    (b"SQLite format 3\0", "an SQLite database"),
)
_TABLES = (".csv", ".tsv")
_TEXTS = (".md", ".markdown", ".txt", ".html", ".htm")


def items_in(path: Path, *, url: str | None = None, start: int = 0) -> Iterator[Item]:
    """The items of a file: WARC, WACZ, saved page, text, or JSON lines.

    Of an archive, those from byte ``start`` on. Raises :class:`InputError` for a file
    that holds none of these.
    """
    if _is_folder(path):
        message = f"{path} is a folder, not a file"
        raise InputError(message, subject=str(path))
    if collections.is_database(path):
        for place, given in collections.in_database(path):
            yield item_of_object(given, folder=path.parent, label=place)
        return
    name = path.name.lower().removesuffix(".gz")
    if name.endswith(_TABLES):
        message = f"{path} is a table; make JSON lines of it (docs/ingesting.md)"
        raise InputError(message, subject=str(path))
    # Opened once: a pipe has a name, too.
    with _told(str(path)), path.open("rb") as raw:
        file = unpacked(raw)
        if is_named_archive(path) or file.peek(5).startswith(b"WARC/"):
            yield from items_of_archive(path, start=start)
        elif name.endswith((".jsonl", ".ndjson")) or (
            not name.endswith(_TEXTS) and is_list(file)
        ):
            yield from _items_of(file, folder=path.parent, label=str(path))
        else:
            yield item_of(_whole(file, str(path)), url=url, label=str(path))


def items_in_stream(stream: BinaryIO, *, url: str | None, label: str) -> Iterator[Item]:
    """The items of a pipe: JSON lines without end, one page, or one text."""
    with _told(label):
        file = unpacked(_buffered(stream))
        if file.peek(5).startswith(b"WARC/"):
            raise InputError(f"{label} is an archive; name its file", subject=label)
        if is_list(file):
            yield from _items_of(file, folder=Path(), label=label)
        else:
            yield item_of(_whole(file, label), url=url, label=label)


def _buffered(stream: BinaryIO) -> BufferedReader:
    if isinstance(stream, BufferedReader):
        return stream
    return BufferedReader(cast("Any", stream))


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False  # a name that no file can have; reading it says so


@contextmanager
def _told(label: str) -> Iterator[None]:
    """Turn what goes wrong in reading a file into one line."""
    try:
        yield
    except (OSError, EOFError, ValueError, zlib.error) as error:
        raise _unreadable(label, error) from None


def _items_of(file: BufferedReader, *, folder: Path, label: str) -> Iterator[Item]:
    """The items of a list, one by one: it may be larger than any page."""
    if collections.is_document(file):
        for place, given in collections.in_document(file, label=label):
            yield item_of_object(given, folder=folder, label=place)
        return
    for number, row in lines_of(file, label=label):
        place = f"{label}, line {number}"
        if row is None:
            limit = f"longer than {MOST_BYTES // 1024**2} MiB"
            yield _nothing(f"{place}: {limit}", None, Outcome.TOO_LARGE)
        else:
            yield item_of_line(row, folder=folder, label=place)


def read_file(path: Path) -> bytes:
    """The bytes of a file, unpacked if gzipped; InputError if that can't be."""
    with _told(str(path)), path.open("rb") as file:
        return _whole(unpacked(file), str(path))


def _whole(file: BufferedReader, label: str) -> bytes:
    body = file.read(MOST_BYTES + 1)
    if len(body) > MOST_BYTES:
        message = f"{label} is larger than {MOST_BYTES // 1024**2} MiB"
        raise InputError(message, subject=label)
    return body


def _unreadable(label: str, error: Exception) -> InputError:
    why = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return InputError(f"{label} can't be read: {why}", subject=label)


def item_of(body: bytes, *, url: str | None = None, label: str = "") -> Item:
    """The item in a body: markup or text. InputError for neither."""
    if not body.strip():
        message = f"{label or 'standard input'} is empty"
        raise InputError(message, subject=label)
    for magic, what in _BINARY:
        if body.startswith(magic):
            message = f"{label or 'standard input'} is {what}, not a page or a text"
            raise InputError(message, subject=label)
    if HTML.search(body[:4096]) or HTML.search(body[:4096].replace(b"\0", b"")):
        return Item(body=body, url=url or _saved_from(body), kind="html", label=label)
    if b"\0" in body[:4096] and not body.startswith((b"\xff\xfe", b"\xfe\xff")):
        message = f"{label or 'standard input'} is neither a page nor a text"
        raise InputError(message, subject=label)
    return Item(body=body, url=url, kind="text", label=label)


def _saved_from(body: bytes) -> str | None:
    """The address that browsers note in a page they save."""
    found = _SAVED_FROM.search(body[:2048])
    return clean_url(found[1].decode("latin-1")) if found else None


def items_in_lines(body: bytes, *, folder: Path, label: str) -> Iterator[Item]:
    """The items of JSON lines; a line that can't be read gives an item that says so."""
    yield from _items_of(BufferedReader(BytesIO(body)), folder=folder, label=label)


def item_of_line(row: bytes, *, folder: Path, label: str) -> Item:
    """The item of one JSON line: ``html``, ``text`` or a ``file`` beside the list."""
    return item_of_object(object_of(row), folder=folder, label=label)


def item_of_object(given: dict[str, Any] | None, *, folder: Path, label: str) -> Item:
    """The item of what a line says; one that says why where that is no object."""
    if given is None:
        return _nothing(f"{label}: not a JSON object", None, Outcome.UNDECODABLE)
    stated = given.get("url")
    whole = whole_url(stated) if isinstance(stated, str) else None
    url = clean_url(whole) if whole else None
    if isinstance(given.get("html"), str):
        return _of_markup(given["html"], url, label)
    if isinstance(given.get("text"), str):
        item = _of_text(given, _with_part(url, whole), label)
        if isinstance(stated, str) and stated.strip() and url is None and item.body:
            doubt = f"{label}: not a URL, kept without it: {line(stated)[:100]}"
            return replace(item, doubt=doubt)
        return item
    if isinstance(given.get("file"), str):
        return _of_file(folder / given["file"], url, label)
    return _nothing(f"{label}: has neither html, text nor file", url)


def _with_part(url: str | None, whole: str | None) -> str | None:
    """The address with the part of its page that a text was given as."""
    part = part_of(whole or "")
    return f"{url}#{quote(part, safe=SAFE)}" if url and part else url


def _nothing(label: str, url: str | None, outcome: Outcome = Outcome.EMPTY) -> Item:
    """An item without a body, whose label says why."""
    return Item(body=b"", url=url, kind="text", label=label, outcome=outcome)


def _of_markup(markup: str, url: str | None, label: str) -> Item:
    body = markup.encode("utf-8", errors="replace")
    if not body.strip():
        return _nothing(f"{label}: its html is empty", url)
    content_type = "text/html; charset=utf-8"
    return Item(body=body, url=url, kind="html", content_type=content_type, label=label)


def _of_text(given: dict[str, Any], url: str | None, label: str) -> Item:
    # A lone half of a pair of surrogates is no sign of any text.
    body = given["text"].encode("utf-8", errors="ignore")
    if not body.strip():
        return _nothing(f"{label}: its text is empty", url)
    known = stated_in(given)
    return Item(body=body, url=url, kind="record", given=known, label=label)


def _of_file(path: Path, url: str | None, label: str) -> Item:
    try:
        return replace(item_of(read_file(path), url=url), label=label)
    except InputError as error:
        return _nothing(f"{label}: {error}", url, Outcome.NOT_FOUND)
