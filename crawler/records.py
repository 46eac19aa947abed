"""WARC in: one record by its place, or all answers of a file in order.

A torn or damaged tail ends a file; it never raises.
"""

from __future__ import annotations

import logging
import zlib
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from crawler.payload import (
    MOST_BYTES,
    coding_of,
    payload_digest,
    stored_in,
    unpacked,
)
from graph.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from graph.model import Snapshot
# It warns of a target with spaces by printing all of it, escapes for terminals too.
logging.getLogger("warcio").setLevel(logging.ERROR)
# What damaged bytes end in; the AttributeError is of an answer that has no target.
DAMAGE = (ArchiveLoadFailed, AttributeError, EOFError, ValueError, zlib.error)


class Records(ArchiveIterator):  # type: ignore[misc]
    """The records of a file, without its bytes on standard error."""

    INC_RECORD = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Record:
    """One body from an archive, with the little that reading it needs."""

    url: str
    """Its target."""
    status: int
    """HTTP status; 200 for a resource record."""
    content_type: str
    """As the server said it."""
    body: bytes
    """The payload, decoded from its transfer and content encoding."""
    date: datetime | None
    """When it was fetched, in UTC; None where the archive does not say."""
    offset: int
    """Where the record starts in its file."""
    location: str = ""
    """The target of a redirect."""
    about: bytes = b""
    """What a metadata record right behind it tells of it, in JSON."""


def read_record(path: Path, offset: int) -> Record:
    """The record that starts at an offset; InputError if it can't be read."""
    try:
        with path.open("rb") as file:
            file.seek(offset)
            for record in Records(file):
                found = _record(record, offset)
                # From the middle of a record, anything may be read.
                if not found.url:
                    break
                return found
    except (OSError, *DAMAGE) as error:
        message = f"{path}: the record at {offset} can't be read: {error}"
        raise InputError(message, subject=str(path)) from None
    message = f"{path}: there is no record at {offset}"
    raise InputError(message, subject=str(path))


def read_kept(path: Path, offset: int, *, digest: str) -> Record:
    """A record that we wrote, with what the one behind it tells of it.

    Raises InputError where the bytes are not those that were kept, whole and the same.
    """
    try:
        with path.open("rb") as file:
            file.seek(offset)
            records = Records(file, check_digests="raise")
            record = next(records)
            found = _record(record, offset)
            _drain(record)
            if record.rec_headers.get_header("WARC-Payload-Digest") != digest:
                message = f"{path}: the record at {offset} is another one"
                raise InputError(message, subject=str(path))
            return replace(found, about=_about(records, record))
    except (OSError, StopIteration, *DAMAGE) as error:
        why = str(error) or "it is not whole"
        message = f"{path}: the record at {offset} can't be read: {why}"
        raise InputError(message, subject=str(path)) from None


def read_pointed(path: Path, offset: int, *, digest: str) -> Record:
    """A record of another program's file, of which we kept the place.

    Its own digest may be missing, or of another kind: ours is compared. Raises
    InputError where the bytes are not those that were read.
    """
    with record_at(path, offset) as record:
        stored = stored_in(record)
        if payload_digest(stored) != digest:
            message = f"{path}: the record at {offset} is another one"
            raise InputError(message, subject=str(path))
        body = unpacked(stored, coding_of(record))
        return replace(head_of(record, offset), body=body)


@contextmanager
def record_at(path: Path, offset: int) -> Iterator[Any]:
    """The record that starts at an offset, to be read before its file is closed.

    Turns all that is wrong with it into InputError.
    """
    try:
        with path.open("rb") as file:
            file.seek(offset)
            yield next(Records(file))
    except (OSError, StopIteration, *DAMAGE) as error:
        why = getattr(error, "strerror", None) or str(error) or "it is not whole"
        message = f"{path}: the record at {offset} can't be read: {why}"
        raise InputError(message, subject=str(path)) from None


def is_kept(snapshot: Snapshot, folder: Path) -> bool:
    """Whether the record of a snapshot is in its archive, whole and the same."""
    try:
        read_kept(folder / snapshot.warc, snapshot.offset, digest=snapshot.digest)
    except InputError:
        return False
    return True


def _drain(record: Any) -> None:  # noqa: ANN401
    """Read a record to its end, where its digests are compared."""
    while record.raw_stream.read(1 << 20):
        pass
    # A record whose head is torn has no length.
    if getattr(record.raw_stream, "limit", 1) > 0:
        raise EOFError


def _about(records: Any, record: Any) -> bytes:  # noqa: ANN401
    """The metadata that was written behind a record, if it is of this record.

    What else stands behind it, and how torn it is, does not matter to this one.
    """
    if record.rec_type != "resource":
        return b""
    name = record.rec_headers.get_header("WARC-Record-ID")
    try:
        behind = next(records)
        if behind.rec_headers.get_header("WARC-Refers-To") != name:
            return b""
        found: bytes = behind.content_stream().read()
        _drain(behind)
    except (StopIteration, *DAMAGE):
        return b""
    return found if behind.rec_type == "metadata" else b""


def read_warc(path: Path) -> Iterator[Record]:
    """Every answer and resource of a WARC file, in order.

    Raises InputError for a file that is no WARC, and for one that ends in the
    middle of a record, after all that stands before it.
    """
    try:
        with path.open("rb") as file:
            yield from _records(file, str(path))
    except OSError as error:
        message = f"{path} can't be read: {error.strerror or error}"
        raise InputError(message, subject=str(path)) from None


def _records(file: Any, name: str) -> Iterator[Record]:  # noqa: ANN401
    records = Records(file)
    started = False
    try:
        for record in records:
            started = True
            if record.rec_type in {"response", "resource"}:
                found = _record(record, 0)
                _check_whole(record, found)
                # Asked for before the body was read, the offset takes it away.
                yield replace(found, offset=records.get_record_offset())
    except DAMAGE as error:
        why = (str(error).splitlines() or ["it has no records"])[0]
        message = f"{name} is not a WARC file: {why}"
        if started:
            message = f"{name} ends within a record; what stands before it was read"
        raise InputError(message, subject=name) from None


def _check_whole(record: Any, found: Record) -> None:  # noqa: ANN401
    """Raises EOFError where the file ended before the record did."""
    # A record whose head is torn has no length.
    torn = getattr(record.raw_stream, "limit", 1) > 0
    if len(found.body) < MOST_BYTES and torn:
        raise EOFError


def read_first(records: Any) -> Record | None:  # noqa: ANN401
    """The first answer among records that are read from memory; None for none."""
    for record in records:
        if record.rec_type == "response":
            return _record(record, 0)
    return None


def _record(record: Any, offset: int) -> Record:  # noqa: ANN401
    body = record.content_stream().read(MOST_BYTES)
    return replace(head_of(record, offset), body=body)


def head_of(record: Any, offset: int) -> Record:  # noqa: ANN401
    """A record without its body."""
    headers = record.http_headers
    stated = record.rec_headers.get_header("WARC-Date") or ""
    kind = (headers or record.rec_headers).get_header("Content-Type") or ""
    status = headers.get_statuscode() if headers else "200"
    return Record(
        url=(record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>"),
        status=int(status) if status and status.isdigit() else 0,
        content_type=kind,
        body=b"",
        date=_read_date(stated),
        offset=offset,
        location=(headers.get_header("Location") or "") if headers else "",
    )


def _read_date(stated: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(stated)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
