"""Pages in WARC files of any crawler: what is none is passed over by its headers.

Only heads are looked at here, and bodies of pages are taken as they are stored: to
undo their codings and to read them is the workers' part.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import IO, TYPE_CHECKING, Any

from backports.zstd import ZstdError

from crawler.payload import coding_of, payload_digest, stored_in
from crawler.records import DAMAGE, Record, Records, head_of, record_at
from graph.errors import InputError

if TYPE_CHECKING:
    from crawler.volumes import Volume

_OK = 200
_REDIRECTS = range(300, 400)
_PAGES = ("response", "resource", "conversion")
_MOST_ORIGINALS = 200_000
"""Pages of a file that revisits can be led back to; bounds the memory."""
_BROKEN = (*DAMAGE, OSError, ZstdError)


@dataclass(frozen=True, kw_only=True, slots=True)
class Capture:
    """A page, or a redirect, of an archive."""

    head: Record
    """All but its body."""
    stored: bytes
    """Its body as it is stored; empty for a redirect."""
    coding: str
    """How that is packed; see :func:`crawler.payload.coding_of`."""
    digest: str
    """Of what is stored."""
    end: int
    """Where the next record starts in the file."""
    revisits: int | None = None
    """Where the record starts that has the body, if it is another one."""
    truncated: bool = False
    """Whether the archive says that the body is not whole."""

    @property
    def is_redirect(self) -> bool:
        """Whether it only tells where a page went."""
        return not self.stored


class NotThere(Exception):
    """No record starts where the last run stopped: the file was written anew."""


class Captures:
    """The pages and redirects of a volume, in order.

    What stands before ``start`` was taken in before: of that only redirects are
    given, and what revisits refer to is noted.
    """

    def __init__(self, volume: Volume, *, start: int = 0) -> None:
        self.volume = volume
        self.start = start
        self.lost = 0
        """Revisits of pages that are not in this volume."""
        self.records = 0
        """Records of any kind."""
        self._originals: dict[int, int] = {}

    def __iter__(self) -> Iterator[Capture]:
        """Raises InputError where the file is none, or ends within a record.

        What stands before that is given first. Raises :class:`NotThere`.
        """
        name = str(self.volume.path)
        try:
            with self.volume.opened() as file:
                yield from self._read(file)
        except _BROKEN as error:
            why = getattr(error, "strerror", None) or str(error)
            why = (why.splitlines() or ["it has no records"])[0]
            message = f"{name} is not a WARC file: {why}"
            if self.records:
                message = f"{name} ends within a record; what stands before it was read"
            raise InputError(message, subject=name) from None

    def _read(self, file: IO[bytes]) -> Iterator[Capture]:
        records = Records(file)
        met = self.start <= self.volume.start
        for record in records:
            self.records += 1
            place = records.offset
            met = met or place == self.start
            if place > self.start and not met:
                raise NotThere
            found = self._capture(record, place, taken=not met)
            records.read_to_end()
            # A record whose head is torn has no length.
            if getattr(record.raw_stream, "limit", 0) > 0:
                raise EOFError
            if found:
                yield replace(found, end=records.offset)
        inside = self.start < self.volume.end or not self.volume.part
        if not met and inside and records.offset != self.start:
            raise NotThere

    def _capture(self, record: Any, place: int, *, taken: bool) -> Capture | None:  # noqa: ANN401 - warcio has no types
        """What is in a record; None for what is no page, or was taken in before."""
        if record.rec_type == "revisit":
            return self._revisited(record, place, taken=taken)
        if record.rec_type not in _PAGES:
            return None
        head = head_of(record, place)
        if head.location and head.status in _REDIRECTS:
            return _empty(head)
        if not _may_be_page(head):
            return None
        self._note(record, place)
        return None if taken else _page(record, head)

    def _note(self, record: Any, place: int) -> None:  # noqa: ANN401
        if not self.volume.packed and len(self._originals) < _MOST_ORIGINALS:
            headers = record.rec_headers
            self._originals[hash(headers.get_header("WARC-Record-ID"))] = place
            self._originals[_moment(headers, "WARC-Target-URI", "WARC-Date")] = place

    def _revisited(self, record: Any, place: int, *, taken: bool) -> Capture | None:  # noqa: ANN401
        """The page that a revisit leads back to."""
        head, headers = head_of(record, place), record.rec_headers
        if head.location and head.status in _REDIRECTS:
            return _empty(head)
        if taken:
            return None
        name = hash(headers.get_header("WARC-Refers-To") or "")
        origin = self._originals.get(name)
        if origin is None:
            names = "WARC-Refers-To-Target-URI", "WARC-Refers-To-Date"
            origin = self._originals.get(_moment(headers, *names))
        if origin is None:
            # Of what its own headers tell to be no page, nothing is lost.
            self.lost += not record.http_headers or _may_be_page(head)
            return None
        with record_at(self.volume.path, origin) as original:
            found = _page(original, head_of(original, origin))
        if found is None:
            return None
        again = replace(found.head, url=head.url, date=head.date, offset=place)
        return replace(found, head=again, revisits=origin)


def _moment(headers: Any, address: str, date: str) -> int:  # noqa: ANN401
    """What tells a capture apart that has no id: its address and its date."""
    url = (headers.get_header(address) or "").strip("<>")
    return hash((url, headers.get_header(date)))


def _empty(head: Record) -> Capture:
    return Capture(head=head, stored=b"", coding="", digest="", end=0)


def _may_be_page(head: Record) -> bool:
    """Whether status and content type leave it open; none is stated is open."""
    kind = head.content_type.lower()
    return head.status == _OK and ("html" in kind or not kind)


def _page(record: Any, head: Record) -> Capture | None:  # noqa: ANN401
    stored = stored_in(record)
    if not stored:
        return None
    return Capture(
        head=head,
        stored=stored,
        coding=coding_of(record),
        digest=payload_digest(stored),
        end=0,
        truncated=bool(record.rec_headers.get_header("WARC-Truncated")),
    )
