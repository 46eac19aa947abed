"""JSON lines, line by line, however long the list is: from a file or a pipe.

Nothing is read for its meaning here; :mod:`crawler.items` makes items of lines.
"""

from __future__ import annotations

import codecs
import gzip
import io
import json
import re
from typing import TYPE_CHECKING, Any, cast

from graph.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MOST_BYTES = 64 * 1024**2
"""A line, like a page, is read up to this size."""

_GZIP = b"\x1f\x8b"
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_JSON = re.compile(rb'(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*(?:\{|\[\s*\{)\s*"')
_DOCUMENT = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\{\s*$|\[\s*$|\[\s*\{)")
"""The first line of one, however it is set."""


def unpacked(file: io.BufferedReader) -> io.BufferedReader:
    """What a file holds, unpacked if it is gzipped."""
    if not file.peek(2).startswith(_GZIP):
        return file
    return io.BufferedReader(cast("io.RawIOBase", gzip.GzipFile(fileobj=file)))


def is_list(file: io.BufferedReader) -> bool:
    """Whether a file begins as JSON does; nothing is taken from it."""
    # In UTF-16 there is a zero beside each sign.
    start = file.peek(200)[:200].replace(b"\0", b"")
    return _JSON.match(start) is not None


def lines_of(
    file: io.BufferedReader, *, label: str
) -> Iterator[tuple[int, bytes | None]]:
    """Each line that is not blank, with its number; None for one that is too long.

    Raises :class:`InputError` where the first line shows that it is JSON of
    another form.
    """
    for number, row in enumerate(_rows(file), 1):
        if number == 1 and row is not None:
            _check_form(row, label)
        if row is None or row.strip():
            yield number, row


def object_of(row: bytes) -> dict[str, Any] | None:
    """The object on a line; None for anything else.

    A byte that is no UTF-8, and a control character, cost a sign, not the line.
    """
    try:
        found = json.loads(row.decode("utf-8-sig", errors="replace"), strict=False)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _check_form(row: bytes, label: str) -> None:
    """Refuse a whole document at once, and not in each of its lines."""
    if _DOCUMENT.match(row):
        hint = "jq -c '.[]'" if b"[" in row[:200] else "jq -c ."
        message = f"{label} is one JSON document; make a line of each object: {hint}"
        raise InputError(message, subject=label)


def _rows(file: io.BufferedReader) -> Iterator[bytes | None]:
    """Every line in UTF-8, None for one that is too long."""
    read = _reader(file)
    while row := read():
        if len(row) < MOST_BYTES or row.endswith(b"\n"):
            yield row
            continue
        while row and not row.endswith(b"\n"):
            row = read()
        yield None


def _reader(file: io.BufferedReader) -> Callable[[], bytes]:
    """What reads a line, or as much of it as may be read at once."""
    if not file.peek(2).startswith(_WIDE):
        return lambda: file.readline(MOST_BYTES)
    wide = io.TextIOWrapper(file, encoding="utf-16", errors="replace", newline="\n")
    return lambda: wide.readline(MOST_BYTES).encode(errors="replace")
