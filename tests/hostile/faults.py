"""One answer for each fault, named after it."""

from __future__ import annotations

import gzip
import time
import zlib
from pathlib import Path

from tests.hostile.pages import article
from tests.hostile.site import LONGEST, Answer, Handler, body, redirect

GOOD = body(article("The last ferry leaves the harbour"))
_LARGE = 64 * 1024**2


def bomb(size: int = _LARGE, wbits: int = 31) -> bytes:
    """So many spaces in a gzip stream, or in another one of zlib's."""
    packer = zlib.compressobj(1, wbits=wbits)
    block = b" " * 1024**2
    packed = b"".join(packer.compress(block) for _ in range(size >> 20))
    return packed + packer.flush()


def _pieces(handler: Handler, piece: bytes, *, every: float, length: int) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    if length:
        handler.send_header("Content-Length", str(length))
    handler.end_headers()
    handler.slowly(lambda: piece, every=every)


def endless_body(handler: Handler) -> None:
    """A body without end, as fast as it is read."""
    _pieces(handler, b"<p>more</p>" * 90_000, every=0, length=0)


def drip_body(handler: Handler) -> None:
    """One byte now and then."""
    _pieces(handler, b"x", every=0.2, length=5000)


def drip_headers(handler: Handler) -> None:
    """One header now and then, and never the last."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    handler.slowly(lambda: b"X-More: y\r\n", every=0.2)


def silence(handler: Handler) -> None:
    """Nothing at all, for longer than anybody waits here."""
    handler.wfile.flush()
    time.sleep(LONGEST)


def not_http(handler: Handler) -> None:
    """Bytes of another protocol."""
    handler.wfile.write(b"SSH-2.0-OpenSSH_9.2\r\n\x00\x01\x02")


def hang_up(handler: Handler) -> None:
    """The connection ends before an answer."""
    handler.connection.close()


def short_body(handler: Handler) -> None:
    """A body that ends before its stated length."""
    page = article("The last ferry leaves the harbour")
    handler.give(page, length=len(page) + 5000)


def chunked(handler: Handler) -> None:
    """A whole body in chunks."""
    page = article("The last ferry leaves the harbour")
    chunk = b"%x\r\n%b\r\n0\r\n\r\n" % (len(page), page)
    handler.protocol_version = "HTTP/1.1"
    handler.give(chunk, headers={"Transfer-Encoding": "chunked"})


def announced_large(handler: Handler) -> None:
    """A length that nobody should wait for."""
    handler.give(b"<p>little</p>", length=10**12)


def endless_chain(handler: Handler) -> None:
    """Each redirect leads to another address."""
    number = int(handler.path.lstrip("/story") or 0)
    handler.server.site.answers[f"/{number + 1}"] = endless_chain
    handler.give(b"", code=302, headers={"Location": f"/{number + 1}"})


def no_target(handler: Handler) -> None:
    """A redirect that names no target."""
    handler.give(b"<p>Moved.</p>", code=301)


def endless_headers(handler: Handler) -> None:
    """Two hundred megabytes of headers, if anybody takes them."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for n in range(200_000):
        handler.wfile.write(b"X-More-%d: %b\r\n" % (n, b"y" * 1000))
    handler.wfile.write(b"\r\n")


def packed(content: bytes, encoding: str = "gzip", **headers: str) -> Answer:
    """A body under a content encoding."""
    return body(content, Content_Encoding=encoding, **headers)


_SENTENCE = b"<p>The ferry %d left the harbour, said Ann Lee (Reuters) on Tuesday.</p>"
SLOW = b"<html><body>" + b"".join(_SENTENCE % n for n in range(50_000))
"""A page on which every paragraph may be a credit: seconds of reading."""


FAULTS: dict[str, Answer] = {
    "good": GOOD,
    "pdf": body(b"%PDF-1.7\n" + b"\0" * 500, "application/pdf"),
    "pdf-as-html": body(b"%PDF-1.7\n" + b"\0" * 500),
    "image": body(b"\x89PNG\r\n\x1a\n" + b"\0" * 500, "image/png"),
    "empty": body(b""),
    "truncated-gzip": packed(gzip.compress(article("The last ferry leaves"))[:-30]),
    "not-gzip": packed(b"<p>plain</p>" * 20),
    "not-brotli": packed(b"<p>plain</p>" * 20, "br"),
    "not-deflate": packed(b"<p>plain</p>" * 20, "deflate"),
    "endless-body": endless_body,
    "announced-large": announced_large,
    "drip-body": drip_body,
    "drip-headers": drip_headers,
    "silence": silence,
    "not-http": not_http,
    "hang-up": hang_up,
    "short-body": short_body,
    "chunked": chunked,
    "redirect-loop": redirect("/story"),
    "endless-chain": endless_chain,
    "no-target": no_target,
    "empty-target": redirect(""),
    "bad-target": redirect("http://[::1/x"),
    "bad-port": redirect("http://a:99999/"),
    "credentials": redirect("http://reader:secret@127.0.0.1/"),
    "to-file": redirect(f"file://{Path('/etc/hostname')}"),
    "to-script": redirect("javascript:alert(1)"),
    "to-data": redirect("data:text/html,<p>hello</p>"),
    "to-ftp": redirect("ftp://127.0.0.1/a"),
    "nested": body(b"<html><body>" + b"<div>" * 200_000 + b"the text at the bottom"),
    "attributes": body(b"<p " + b"a='b' " * 60_000 + b">text</p>"),
    "wrong-label": body(article("Überfahrt gestrichen"), "text/html; charset=latin-1"),
    "slow": body(SLOW),
    "bad-base": body(
        article("The ferry").replace(b"<head>", b'<head><base href="http://[bad">')
    ),
    "refresh-to-file": body(
        article("The ferry").replace(
            b"<head>",
            b'<head><meta http-equiv="refresh" content="0;url=file:///etc/hostname">',
        )
    ),
    "endless-headers": endless_headers,
    "controls": body(article("The last \x0bferry\x00 leaves")),
}
