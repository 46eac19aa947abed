"""What brought no answer, as the one word it ends with."""

from __future__ import annotations

import gzip
import zlib
from typing import TYPE_CHECKING

from OpenSSL import SSL
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    UnsupportedURLSchemeError,
)
from twisted.web.client import ResponseFailed

from crawler.door.address import Refused
from graph.model import Outcome

if TYPE_CHECKING:
    from scrapy.http import Response

_KINDS: tuple[tuple[type[BaseException], Outcome, str], ...] = (
    (CannotResolveHostError, Outcome.DNS, "no such host"),
    (DownloadTimeoutError, Outcome.TIMEOUT, "no whole answer in time"),
    (DownloadConnectionRefusedError, Outcome.UNREACHABLE, "connection refused"),
    (DownloadCancelledError, Outcome.TOO_LARGE, "larger than the limit"),
    (UnsupportedURLSchemeError, Outcome.SCHEME, "neither http nor https"),
    (SSL.Error, Outcome.TLS, "the certificate does not hold"),
    (gzip.BadGzipFile, Outcome.UNDECODABLE, "not packed as its header says"),
    (zlib.error, Outcome.UNDECODABLE, "not packed as its header says"),
)
_WORDS = (
    ("DOWNLOAD_MAXSIZE", Outcome.TOO_LARGE, "unpacks to more than the limit"),
    ("redirect", Outcome.BAD_REDIRECT, "redirected too often"),
    # Said of a scheme without a host, such as "javascript:".
    (
        "Missing scheme",
        Outcome.REDIRECT_REFUSED,
        "redirected to neither http nor https",
    ),
)
# Scrapy's unpackers for Brotli and Zstandard, whose errors have no common parent.
_UNPACKERS = frozenset({"brotli", "_brotli", "brotlicffi", "backports", "compression"})


_REDIRECTS = frozenset({300, 301, 302, 303, 307, 308})
"""Those that can be followed were; what is left leads nowhere."""


def outcome_of(error: BaseException) -> tuple[Outcome, str]:
    """The outcome of a request that failed, and a few words for the user."""
    for inner in chain_of(error):
        if isinstance(inner, Refused):
            return inner.outcome, inner.detail
        for kind, outcome, detail in _KINDS:
            if isinstance(inner, kind):
                return outcome, detail
    return _by_words(error) or (Outcome.UNREACHABLE, "the connection broke")


def _by_words(error: BaseException) -> tuple[Outcome, str] | None:
    """What has no type of its own: Scrapy's refusals, and the unpackers' errors."""
    if isinstance(error, IgnoreRequest | ValueError):
        for word, outcome, detail in _WORDS:
            if word in str(error):
                return outcome, detail
    if type(error).__module__.partition(".")[0] in _UNPACKERS:
        return Outcome.UNDECODABLE, "not packed as its header says"
    if isinstance(error, ValueError):
        return Outcome.BAD_REDIRECT, "redirected to what is no URL"
    if isinstance(error, DownloadFailedError | ResponseFailed | OSError):
        return None
    return Outcome.UNREACHABLE, type(error).__name__


def outcome_of_answer(response: Response) -> tuple[Outcome, str] | None:
    """The outcome of an answer that is no page; None for one that may be."""
    if response.status in _REDIRECTS:
        return _outcome_of_redirect(response)
    if response.status < 400 and response.status != 304:
        return None
    gone = response.status in {404, 410}
    outcome = Outcome.NOT_FOUND if gone else Outcome.HTTP_ERROR
    return outcome, f"HTTP {response.status}"


def _outcome_of_redirect(response: Response) -> tuple[Outcome, str]:
    """The outcome of a redirect that leads nowhere that is asked."""
    target = (response.headers.get(b"Location") or b"").decode("latin-1").strip()
    scheme, colon, _ = target.partition(":")
    if colon and scheme.isalpha() and scheme.lower() not in {"http", "https"}:
        return Outcome.REDIRECT_REFUSED, f"redirected to {scheme[:20].lower()}:"
    return Outcome.BAD_REDIRECT, "redirected without a target"


def chain_of(error: BaseException) -> list[BaseException]:
    """The error, what caused it, and the reasons Twisted wraps in it."""
    found: list[BaseException] = []
    waiting = [error]
    while waiting and len(found) < 20:
        one = waiting.pop()
        found.append(one)
        waiting += [e for e in (one.__cause__, one.__context__) if e is not None]
        waiting += [
            r.value for r in getattr(one, "reasons", None) or [] if hasattr(r, "value")
        ]
    return found
