"""What kind of list a file is, told by its first bytes."""

from __future__ import annotations

import codecs
import io
import zlib
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from crawler.collections.database import is_database, rows_of
from crawler.collections.document import is_document, objects_of
from crawler.lists import MOST_BYTES, is_list, lines_of, object_of, unpacked
from crawler.seeds.base import Seed, names_of_addresses
from crawler.seeds.opml import seeds_in_opml
from crawler.seeds.plain import seeds_in_lines
from graph.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    Numbered = Iterable[tuple[int, dict[str, Any] | None]]

_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_TABLES = (".csv", ".tsv", ".tab")


def seeds_in(path: Path) -> Iterator[Seed]:
    """The addresses in a file: text, CSV, OPML, JSON, NELA-GT's SQLite; maybe gzipped.

    Raises :class:`InputError` for a file that can't be read or has no addresses.
    """
    label = str(path)
    with _told(label):
        if is_database(path):
            yield from _of_objects(rows_of(path), label, "row")
            return
        with path.open("rb") as raw:
            table = path.name.lower().removesuffix(".gz").endswith(_TABLES)
            yield from _in_file(unpacked(raw), label, table=table)


def seeds_in_stream(stream: BinaryIO, *, label: str) -> Iterator[Seed]:
    """The addresses in a pipe; raises as :func:`seeds_in`."""
    with _told(label):
        file = (
            stream
            if isinstance(stream, io.BufferedReader)
            else io.BufferedReader(cast("io.RawIOBase", stream))
        )
        yield from _in_file(unpacked(file), label, table=False)


def _in_file(file: io.BufferedReader, label: str, *, table: bool) -> Iterator[Seed]:
    start = file.peek(1024)[:1024].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf \t\r\n")
    if b"<opml" in start.lower():
        return seeds_in_opml(file.read(MOST_BYTES), label=label)
    if start.startswith(b"<"):
        raise InputError(f"{label} is no list of addresses", subject=label)
    if is_document(file):
        return _of_objects(objects_of(file, label=label), label, "object")
    if is_list(file):
        rows = lines_of(file, label=label)
        told = ((number, object_of(row) if row else None) for number, row in rows)
        return _of_objects(told, label, "line")
    return seeds_in_lines(_text(file), label=label, table=table)


def _text(file: io.BufferedReader) -> Iterator[str]:
    """The lines of a text, in the encoding that its mark tells."""
    encoding = "utf-16" if file.peek(2).startswith(_WIDE) else "utf-8-sig"
    yield from codecs.getreader(encoding)(file, "replace")


def _of_objects(objects: Numbered, label: str, what: str) -> Iterator[Seed]:
    """The address of every object that has one; older collections have some without."""
    for number, stated in objects:
        names = names_of_addresses()
        found = [stated.get(name) for name in names] if stated is not None else [""]
        text = next((one for one in found if isinstance(one, str)), None)
        if text is not None:
            yield Seed(text=text.strip(), place=f"{label}, {what} {number}")


@contextmanager
def _told(label: str) -> Iterator[None]:
    """Turn what goes wrong in reading a file into one line."""
    try:
        yield
    except (OSError, EOFError, ValueError, zlib.error) as error:
        why = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise InputError(f"{label} can't be read: {why}", subject=label) from None
