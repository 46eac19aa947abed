"""Archive files of any crawler, and where in them WARC records stand.

A WARC file is uncompressed or gzipped record by record (WARC 1.1, annex D), and then
each record has a place that it can be read from alone. A WACZ file is a zip that
holds such files under ``archive/``, not packed again (WACZ 1.1.1), so that a place
in the zip is a place as well. What is gzipped or packed with Zstandard as a whole
has no places: it is read from its start to its end.
"""

from __future__ import annotations

import gzip
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast

from backports import zstd
from warcio.exceptions import ArchiveLoadFailed

from crawler.records import Records
from graph.errors import InputError

SUFFIXES = (".warc", ".warc.gz", ".warc.zst", ".wacz", ".arc", ".arc.gz")
"""What the names of archive files end with, in small letters."""
ZIP = b"PK\x03\x04"
_GZIP = b"\x1f\x8b"
_ZSTD = (b"\x28\xb5\x2f\xfd", b"\x5d\x2a\x4d\x18")
"""A frame, and a frame with a dictionary of the archive's own."""
_WARCS = (".warc", ".warc.gz")
_LOCAL_HEAD = 30
"""Bytes before the name in a zip's local file header (APPNOTE 6.3.10, 4.3.7)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Volume:
    """A run of WARC records in a file."""

    path: Path
    """The user's file."""
    start: int
    """Its first byte there, ..."""
    end: int
    """... and the one behind its last, when the file was looked at."""
    packed: str = ""
    """``gzip``, ``zstd``, or the name of a packed file in a zip: no record of it can be
    read alone. Empty where each can."""
    part: bool = False
    """Whether more follows in the file that is none of it."""

    @contextmanager
    def opened(self) -> Iterator[IO[bytes]]:
        """Its records, from the first on; what tells places tells those of the file."""
        if self.packed == "gzip":
            with gzip.open(self.path) as file:
                yield cast("IO[bytes]", file)
        elif self.packed == "zstd":
            with zstd.open(self.path) as file:
                yield cast("IO[bytes]", file)
        elif self.packed:
            with zipfile.ZipFile(self.path) as whole, whole.open(self.packed) as file:
                yield file
        else:
            with self.path.open("rb") as file:
                file.seek(self.start)
                window = _Window(file, self.end) if self.part else file
                yield cast("IO[bytes]", window)


class _Window:
    """A file up to a byte, as far as reading archives needs one."""

    def __init__(self, file: IO[bytes], end: int) -> None:
        self._file = file
        self._end = end

    def tell(self) -> int:
        """The place in the whole file."""
        return self._file.tell()

    def read(self, size: int = -1) -> bytes:
        """What comes next, and nothing behind the end."""
        left = max(0, self._end - self._file.tell())
        return self._file.read(left if size < 0 else min(size, left))


def is_named_archive(path: Path) -> bool:
    """Whether a file is an archive by its name."""
    return path.name.lower().endswith(SUFFIXES)


def volumes(path: Path) -> list[Volume]:
    """The runs of WARC records in an archive file, in the order they stand in it.

    Raises InputError for a zip without any, and OSError.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(4)
    if head == ZIP:
        return _in_zip(path)
    packed = ""
    if head in _ZSTD:
        packed = "zstd"
    elif head.startswith(_GZIP) and _is_packed_whole(path):
        packed = "gzip"
    return [Volume(path=path, start=0, end=size, packed=packed)]


def _is_packed_whole(path: Path) -> bool:
    """Whether a second record stands in the gzip member of the first."""
    with path.open("rb") as file:
        records = Records(file, no_record_parse=True)
        try:
            next(records)
            next(records)
        except ArchiveLoadFailed as error:
            return "non-chunked" in str(error)
        except Exception:  # noqa: BLE001 - whatever else is wrong, reading it will tell
            return False
    return False


def _in_zip(path: Path) -> list[Volume]:
    try:
        with zipfile.ZipFile(path) as whole:
            inside = [one for one in whole.infolist() if _is_warc(one)]
    except zipfile.BadZipFile as error:
        message = f"{path} can't be read: {error}"
        raise InputError(message, subject=str(path)) from None
    if not inside:
        message = f"{path} is a zip without WARC files under archive/"
        raise InputError(message, subject=str(path))
    inside.sort(key=lambda one: one.header_offset)
    with path.open("rb") as file:
        return [_volume(path, file, one) for one in inside]


def _is_warc(inside: zipfile.ZipInfo) -> bool:
    name = inside.filename.lower()
    return name.startswith("archive/") and name.endswith(_WARCS)


def _volume(path: Path, file: IO[Any], inside: zipfile.ZipInfo) -> Volume:
    # The local header's extra field may be longer than the directory's.
    file.seek(inside.header_offset)
    head = file.read(_LOCAL_HEAD)
    lengths = [int.from_bytes(head[place : place + 2], "little") for place in (26, 28)]
    start = inside.header_offset + _LOCAL_HEAD + sum(lengths)
    as_it_is = inside.compress_type == zipfile.ZIP_STORED
    return Volume(
        path=path,
        start=start,
        end=start + inside.compress_size,
        packed="" if as_it_is else inside.filename,
        part=True,
    )
