"""A record's payload: as it is stored, its digest, and without its codings."""

from __future__ import annotations

import base64
import hashlib
from io import BytesIO
from typing import Any

from backports.zstd import ZstdError, ZstdFile
from warcio.bufferedreaders import BufferedReader, ChunkedDataReader

MOST_BYTES = 64 * 1024**2
"""A record's body is read up to this; what is longer is cut."""
MOST_MARKUP = 4 * 1024**2
"""Bytes of markup that are read of a page from the web; articles lie far below."""


def stored_in(record: Any) -> bytes:  # noqa: ANN401 - warcio has no types
    """A record's payload as it is stored, up to :data:`MOST_BYTES`.

    A file that ends before the record does gives what there is.
    """
    return _read_up_to(record.raw_stream, MOST_BYTES)


def payload_digest(body: bytes) -> str:
    """The payload's digest as WARC writes it: ``sha1:BASE32``."""
    sha1 = hashlib.sha1(body, usedforsecurity=False).digest()
    return f"sha1:{base64.b32encode(sha1).decode('ascii')}"


def coding_of(record: Any) -> str:  # noqa: ANN401
    """How a record's payload is packed: ``chunked``, ``gzip``, both, or nothing."""
    headers = record.http_headers
    if not headers:
        return ""
    named = ("transfer-encoding", "content-encoding")
    return " ".join(
        word
        for name in named
        for word in (headers.get_header(name) or "").lower().replace(",", " ").split()
    )


def unpacked(stored: bytes, coding: str) -> bytes:
    """A payload without its codings, up to :data:`MOST_BYTES`.

    What is not packed as it says is left as it is: many archives keep the header of
    a coding that they have undone (WARC 1.1 leaves both open).
    """
    words = coding.split()
    known = BufferedReader.get_supported_decompressors()
    packing = next((word for word in words if word in known), None)
    body = stored
    if "chunked" in words:
        reader = ChunkedDataReader(BytesIO(stored), decomp_type=packing)
        body = _read_up_to(reader, MOST_BYTES)
    elif packing:
        reader = BufferedReader(BytesIO(stored), decomp_type=packing)
        body = _read_up_to(reader, MOST_BYTES)
    return _of_zstd(body) if "zstd" in words else body


def _of_zstd(body: bytes) -> bytes:
    try:
        with ZstdFile(BytesIO(body)) as file:
            return _read_up_to(file, MOST_BYTES)
    except (ZstdError, EOFError):
        return body


def _read_up_to(stream: Any, most: int) -> bytes:  # noqa: ANN401
    parts, left = [], most
    while left and (part := stream.read(left)):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)
