"""WARC files as crawlers of others write them, each with its own habits."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tests.hostile.pages import article

SITE = "https://herald.example/2022"
DATE = "2022-02-18T07:30:0{}Z"
HTML = "text/html; charset=utf-8"


def page(number: int) -> bytes:
    """A page with a text of its own."""
    return article(f"The ferry of day {number} leaves pier {number * 7} early")


@dataclass
class Warc:
    """A file that is being written, record by record."""

    path: Path
    packed: bool = True

    def __post_init__(self) -> None:
        self.file = self.path.open("wb")
        self.writer = WARCWriter(self.file, gzip=self.packed, warc_version="1.1")

    def info(self, software: str) -> None:
        record = self.writer.create_warcinfo_record(
            self.path.name, {"software": software}
        )
        self.writer.write_record(record)

    def answer(  # noqa: PLR0913 - what a record is made of, by name
        self,
        url: str,
        body: bytes,
        *,
        status: str = "200 OK",
        headers: Iterable[tuple[str, str]] = (("Content-Type", HTML),),
        kind: str = "response",
        second: int = 0,
        **warc: str,
    ) -> int:
        """Write an answer; gives where it starts."""
        offset = self.file.tell()
        about = {"WARC-Date": DATE.format(second)}
        about |= {name.replace("_", "-"): value for name, value in warc.items()}
        lines = list(headers)
        http = StatusAndHeaders(status, lines, protocol="HTTP/1.1")
        plain = {} if kind == "response" else {"warc_content_type": lines[0][1]}
        record = self.writer.create_warc_record(
            url,
            kind,
            payload=BytesIO(body),
            length=len(body),
            http_headers=None if plain else http,
            warc_headers_dict=about,
            **plain,
        )
        self.writer.write_record(record)
        self.last: Any = record
        return offset

    def request(self, url: str) -> None:
        lines = StatusAndHeaders(
            "GET / HTTP/1.1", [("Host", "a")], is_http_request=True
        )
        record = self.writer.create_warc_record(url, "request", http_headers=lines)
        self.writer.write_record(record)

    def revisit(self, url: str, *, second: int = 9, **refers: str) -> None:
        """Write that a page was met again as it was."""
        headers = StatusAndHeaders("200 OK", [("Content-Type", HTML)], "HTTP/1.1")
        about = {"WARC-Date": DATE.format(second)}
        about |= {name.replace("_", "-"): value for name, value in refers.items()}
        record = self.writer.create_warc_record(
            url,
            "revisit",
            http_headers=headers,
            warc_headers_dict={
                **about,
                "WARC-Profile": "http://netpreserve.org/warc/1.1/revisit/"
                "identical-payload-digest",
            },
        )
        self.writer.write_record(record)

    def id_of_last(self) -> str:
        return str(self.last.rec_headers.get_header("WARC-Record-ID"))

    def close(self) -> Path:
        self.file.close()
        return self.path


def like_wget(path: Path) -> Path:
    """Requests beside answers, chunks as they came, revisits by record id."""
    warc = Warc(path)
    warc.info("Wget/1.21.3")
    warc.request(f"{SITE}/1")
    warc.answer(
        f"<{SITE}/1>",
        chunked(page(1)),
        headers=[("Content-Type", HTML), ("Transfer-Encoding", "chunked")],
        WARC_Payload_Digest="sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    )
    origin = warc.id_of_last()
    warc.answer(f"{SITE}/logo.png", b"\x89PNG", headers=[("Content-Type", "image/png")])
    warc.answer(f"{SITE}/gone", page(9), status="404 Not Found", second=2)
    warc.answer(
        f"{SITE}/old", b"", status="301 Moved", headers=[("Location", "/2022/1")]
    )
    warc.revisit(f"{SITE}/1?print", WARC_Refers_To=origin)
    warc.revisit(f"{SITE}/other", WARC_Refers_To="<urn:uuid:elsewhere>")
    return warc.close()


def like_browsertrix(path: Path) -> Path:
    """Digests by SHA-256, codings as they came, revisits by address and date."""
    warc = Warc(path)
    warc.info("Browsertrix-Crawler 1.5.0 (with warcio.js 2.4.3)")
    body = gzip.compress(page(2))
    warc.answer(
        f"{SITE}/2",
        body,
        headers=[("Content-Type", HTML), ("Content-Encoding", "gzip")],
        second=1,
        WARC_Payload_Digest=f"sha256:{hashlib.sha256(body).hexdigest()}",
    )
    image = [("Content-Type", "image/png")]
    warc.answer(f"urn:view:{SITE}/2", b"\x89PNG", kind="resource", headers=image)
    warc.revisit(
        f"{SITE}/2#seen",
        WARC_Refers_To_Target_URI=f"{SITE}/2",
        WARC_Refers_To_Date=DATE.format(1),
    )
    return warc.close()


def like_archivebox(path: Path) -> Path:
    """Uncompressed, with the rendered page as a resource and as a conversion."""
    warc = Warc(path, packed=False)
    warc.info("ArchiveBox/0.8")
    warc.answer(f"{SITE}/3", page(3), kind="resource")
    warc.answer(f"{SITE}/4", page(4), kind="conversion")
    return warc.close()


def many(path: Path, count: int, *, first: int = 0) -> Path:
    """A page a record, in the manner of CC-NEWS."""
    warc = Warc(path)
    for number in range(first, first + count):
        warc.answer(f"{SITE}/{number}", page(number))
    return warc.close()


def chunked(body: bytes) -> bytes:
    parts = [body[place : place + 700] for place in range(0, len(body), 700)]
    return b"".join(b"%x\r\n%s\r\n" % (len(one), one) for one in parts) + b"0\r\n\r\n"
