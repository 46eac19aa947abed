"""Ways out of a world: JSON lines, WARC, and a server on this machine."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tests.world.nouns import Page

_TYPE = "text/html; charset=utf-8"


def write_jsonl(path: Path, pages: Iterable[Page]) -> int:
    """One object a line, as ``whence ingest`` reads it; gives how many."""
    count = 0
    with path.open("w", encoding="utf-8") as file:
        for page in pages:
            line = {"url": page.url, "html": page.html}
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
            count += 1
    return count


def write_warc(path: Path, pages: Iterable[Page]) -> int:
    """A response record for each page, packed if the name ends in ``.gz``."""
    count = 0
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=path.suffix == ".gz")
        for page in pages:
            writer.write_record(_record(writer, page))
            count += 1
    return count


def _record(writer: WARCWriter, page: Page) -> Any:  # noqa: ANN401 - warcio has no types
    body = page.html.encode()
    headers = [("Content-Type", _TYPE), ("Content-Length", str(len(body)))]
    return writer.create_warc_record(
        page.url,
        "response",
        payload=BytesIO(body),
        length=len(body),
        http_headers=StatusAndHeaders("200 OK", headers, protocol="HTTP/1.1"),
        warc_headers_dict={
            "WARC-Date": page.published.strftime("%Y-%m-%dT%H:%M:%SZ"),
        },
    )


@contextmanager
def serve(pages: Iterable[Page]) -> Iterator[int]:
    """Answers for all hosts of the pages at 127.0.0.1; gives the port.

    The site is told by the ``Host`` header, as behind a proxy.
    """
    by_address = {_address(page.url): page for page in pages}

    class Answer(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            host = self.headers.get("Host", "").partition(":")[0]
            page = by_address.get((host, self.path))
            body = page.html.encode() if page else b"not here"
            self.send_response(200 if page else 404)
            self.send_header("Content-Type", _TYPE if page else "text/plain")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _address(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.hostname or "", parts.path
