"""One record of an archive's WARC file, as a range request brings it. Pure."""

from __future__ import annotations

import zlib
from io import BytesIO

from crawler.records import DAMAGE, Record, Records, read_first
from graph.identity import url_key

_MOST_BYTES = 16 * 1024**2
"""Of what a record unpacks to."""


def range_of(url: str) -> str | None:
    """The range that an address asks of a file (RFC 9110, 14.1); None for the whole.

    >>> range_of("https://a.example/b.warc.gz#bytes=10-19")
    'bytes=10-19'
    """
    part = url.partition("#")[2]
    first, dash, last = part.removeprefix("bytes=").partition("-")
    ranged = part.startswith("bytes=") and dash and first.isdecimal()
    return part if ranged and last.isdecimal() else None


def record_of(body: bytes, url: str) -> Record | None:
    """The answer that a record holds of an address; None for any other bytes.

    Of what it unpacks to, 16 MiB are read.
    """
    try:
        packed = zlib.decompressobj(wbits=31)
        plain = packed.decompress(body, _MOST_BYTES)
        found = read_first(Records(BytesIO(plain)))
    except (*DAMAGE, OSError):
        return None
    if found is None or found.status != 200 or not found.body:
        return None
    return found if url_key(found.url) == url_key(url) else None
