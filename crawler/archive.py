"""WARC out: every fetched body is kept as it came (ISO 28500, WARC 1.1).

A run writes a file of its own, so that a process that is killed can tear at
most the tail of its own file. A body that did not change since it was last
kept becomes a ``revisit`` record, and so does an answer that says that it has not.
"""

from __future__ import annotations

import json
import os
import re
import zlib
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from http import HTTPStatus
from io import BytesIO
from typing import TYPE_CHECKING, Any, Self

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawler.payload import MOST_BYTES, payload_digest
from crawler.records import Record, read_record, read_warc
from graph.errors import InputError
from graph.model import Snapshot

__all__ = ["Archive", "Keep", "Record", "payload_digest", "read_record", "read_warc"]

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response


_NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
"""The profile of an answer without a body (ISO 28500, 6.7.3)."""


class Archive:
    """Writes WARC files into a folder; made when the first record comes.

    ``same_body`` finds an earlier snapshot of the same address with the same
    digest, so that an unchanged body is not kept twice.
    """

    def __init__(
        self,
        folder: Path,
        *,
        same_body: Callable[[Snapshot], Snapshot | None] = lambda _: None,
    ) -> None:
        self.folder = folder
        self._same_body = same_body
        self._file: Any = None
        self._writer: WARCWriter | None = None

    def keep_exchange(
        self, request: Request, response: Response, *, now: datetime
    ) -> Snapshot:
        """Write a request and its response; gives where the response lies."""
        writer, offset = self._open(now)
        body = response.body
        snapshot = Snapshot(
            url=response.url,
            fetched_at=now,
            status=response.status,
            content_type=_header(response, b"Content-Type"),
            digest=payload_digest(body),
            warc=os.path.basename(self._file.name),  # noqa: PTH119
            offset=offset,
            truncated=_is_cut(response),
        )
        headers = StatusAndHeaders(
            _status_line(response.status), _pairs(response), protocol="HTTP/1.1"
        )
        earlier = self._same_body(snapshot) if body else None
        answer = self._response(writer, snapshot, headers, body, earlier)
        with self._told():
            writer.write_request_response_pair(
                _request_record(writer, request, answer), answer
            )
            self._file.flush()
        if earlier is None:
            return snapshot
        return replace(snapshot, revisits=f"{earlier.warc}:{earlier.offset}")

    def keep_resource(
        self,
        url: str,
        body: bytes,
        *,
        content_type: str,
        now: datetime,
        about: Mapping[str, object] | None = None,
    ) -> Snapshot:
        """Write what a user handed in, as a resource record.

        What was said ``about`` it stands in a metadata record behind it.
        """
        writer, offset = self._open(now)
        record = writer.create_warc_record(
            url,
            "resource",
            payload=BytesIO(body),
            length=len(body),
            warc_content_type=content_type or "application/octet-stream",
            warc_headers_dict={"WARC-Date": _warc_date(now)},
        )
        with self._told():
            writer.write_record(record)
            if about is not None:
                writer.write_record(_metadata(writer, record, about))
            self._file.flush()
        return Snapshot(
            url=url,
            fetched_at=now,
            status=0,
            content_type=content_type,
            digest=payload_digest(body),
            warc=os.path.basename(self._file.name),  # noqa: PTH119
            offset=offset,
        )

    def close(self) -> None:
        """Close the file, if one was begun."""
        if self._file is not None:
            self._file.close()
            self._file = self._writer = None

    def _open(self, now: datetime) -> tuple[WARCWriter, int]:
        if self._writer is None:
            with self._told():
                self.folder.mkdir(parents=True, exist_ok=True)
                name = f"whence-{now:%Y%m%dT%H%M%S%f}-{os.getpid()}.warc.gz"
                self._file = (self.folder / name).open("xb")
                self._writer = WARCWriter(self._file, gzip=True, warc_version="1.1")
                self._writer.write_record(
                    self._writer.create_warcinfo_record(name, {"software": "whence"})
                )
        return self._writer, self._file.tell()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn a full disk or a read-only folder into one line."""
        try:
            yield
        except OSError as error:
            message = f"the archive {self.folder} can't be written: {error.strerror}"
            raise InputError(message, subject=str(self.folder)) from None

    @staticmethod
    def _response(
        writer: WARCWriter,
        snapshot: Snapshot,
        headers: StatusAndHeaders,
        body: bytes,
        earlier: Snapshot | None,
    ) -> Any:  # noqa: ANN401 - warcio has no types
        date = {"WARC-Date": _warc_date(snapshot.fetched_at)}
        if earlier is not None:
            return writer.create_revisit_record(
                snapshot.url,
                snapshot.digest,
                earlier.url,
                _warc_date(earlier.fetched_at),
                http_headers=headers,
                warc_headers_dict=date,
            )
        if snapshot.truncated:
            date["WARC-Truncated"] = "disconnect"
        unchanged = snapshot.status == HTTPStatus.NOT_MODIFIED
        if unchanged:
            date["WARC-Profile"] = _NOT_MODIFIED
        return writer.create_warc_record(
            snapshot.url,
            "revisit" if unchanged else "response",
            payload=BytesIO(body),
            length=len(body),
            http_headers=headers,
            warc_headers_dict=date,
        )


class Keep:
    """Downloader middleware next to the wire: archives every answer."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Built by Scrapy."""
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response:
        """Keep the answer, and tell the spider where it lies."""
        archive: Archive = self._crawler.spider.archive  # type: ignore[union-attr]
        now = datetime.now(UTC)
        request.meta["whence_snapshot"] = archive.keep_exchange(
            request, response, now=now
        )
        return response


def _metadata(writer: WARCWriter, record: Any, about: Mapping[str, object]) -> Any:  # noqa: ANN401
    """A record that describes another one."""
    body = json.dumps(about, sort_keys=True).encode()
    headers = record.rec_headers
    return writer.create_warc_record(
        headers.get_header("WARC-Target-URI"),
        "metadata",
        payload=BytesIO(body),
        length=len(body),
        warc_content_type="application/json",
        warc_headers_dict={
            "WARC-Date": headers.get_header("WARC-Date"),
            "WARC-Refers-To": headers.get_header("WARC-Record-ID"),
        },
    )


def _request_record(writer: WARCWriter, request: Request, answer: Any) -> Any:  # noqa: ANN401
    path = "/" + request.url.split("/", 3)[3] if request.url.count("/") > 2 else "/"
    lines = StatusAndHeaders(
        f"{request.method} {path} HTTP/1.1",
        [("Host", request.url.split("/")[2]), *_pairs(request)],
        is_http_request=True,
    )
    return writer.create_warc_record(
        request.url,
        "request",
        http_headers=lines,
        warc_headers_dict={"WARC-Date": answer.rec_headers.get_header("WARC-Date")},
    )


def _pairs(message: Request | Response) -> list[tuple[str, str]]:
    """Header lines; the body is kept without its chunks, so they are not named."""
    pairs: Iterable[tuple[bytes, list[bytes]]] = message.headers.items()
    return [
        (
            _plain(f"X-Archive-Orig-{n}" if n.lower() == "transfer-encoding" else n),
            _plain(v),
        )
        for name, values in pairs
        for n in [name.decode("latin-1")]
        for v in (value.decode("latin-1") for value in values)
    ]


def _plain(text: str) -> str:
    return re.sub(r"[\r\n\0]", " ", text)


def _is_cut(response: Response) -> bool:
    """Whether the body ended before its stated end, or its packing did."""
    if {"dataloss", "partial", "download_stopped"} & set(response.flags):
        return True
    packing = _header(response, b"Content-Encoding").strip().lower()
    return packing in {"gzip", "x-gzip"} and not _unpacks_whole(response.body)


def _unpacks_whole(body: bytes) -> bool:
    """Whether a gzipped body has its end; True for bytes that are not gzipped."""
    unpacked = zlib.decompressobj(wbits=31)
    rest, seen = body, 0
    try:
        while rest and not unpacked.eof and seen < MOST_BYTES:
            seen += len(unpacked.decompress(rest, max_length=1 << 20))
            rest = unpacked.unconsumed_tail
    except zlib.error:
        return True
    return unpacked.eof or seen >= MOST_BYTES


def _header(response: Response, name: bytes) -> str:
    return (response.headers.get(name) or b"").decode("latin-1")[:200]


def _status_line(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return f"{status} Unknown"


def _warc_date(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
