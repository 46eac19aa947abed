"""Answers that unfold to far more than a crawl may hold; made when asked for."""

from __future__ import annotations

import gzip
from collections.abc import Callable

import brotli
from backports import zstd

from tests.hostile.faults import bomb, endless_body, endless_headers, packed
from tests.hostile.site import Answer, body

_SIZE = 512 * 1024**2


def _brotli() -> bytes:
    packer = brotli.Compressor(quality=5)
    block = b" " * 1024**2
    parts = [packer.process(block) for _ in range(_SIZE >> 20)]
    return b"".join(parts) + bytes(packer.finish())


def _zstd() -> bytes:
    packer = zstd.ZstdCompressor()
    block = b" " * 1024**2
    parts = [packer.compress(block) for _ in range(_SIZE >> 20)]
    return b"".join(parts) + packer.flush()


BOMBS: dict[str, Callable[[], Answer]] = {
    "gzip-bomb": lambda: packed(bomb(_SIZE)),
    "double-gzip-bomb": lambda: packed(gzip.compress(bomb(_SIZE)), "gzip, gzip"),
    "deflate-bomb": lambda: packed(bomb(_SIZE, wbits=15), "deflate"),
    "brotli-bomb": lambda: packed(_brotli(), "br"),
    "zstd-bomb": lambda: packed(_zstd(), "zstd"),
    "gzip-sitemap-bomb": lambda: packed(bomb(_SIZE), Content_Type="application/xml"),
    "gzip-sitemap-file-bomb": lambda: body(bomb(_SIZE), "application/gzip"),
    "endless-body": lambda: endless_body,
    "endless-headers": lambda: endless_headers,
}
