"""A bound on the bytes of an answer's headers, which Scrapy and Twisted do not have.

A server may send headers without end; none of the limits on bodies and lines
counts them. See https://github.com/scrapy/scrapy/issues/355.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
)
from scrapy.exceptions import DownloadFailedError
from twisted.python.failure import Failure
from twisted.web._newclient import HEADER, STATUS

from crawler.door.failures import chain_of
from crawler.door.pace import LONGEST_HOLD, Flood

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from twisted.internet.interfaces import IAddress

MOST_BYTES = 256 * 1024
"""Of headers in one answer; browsers stop at this size as well."""


class TooManyHeaders(Exception):
    """An answer's headers went beyond the bound."""


class Http(HTTP11DownloadHandler):
    """Scrapy's handler for http and https, with headers that end."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._pool._factory = _Factory  # noqa: SLF001 - as Scrapy's own does

    async def download_request(self, request: Request) -> Response:
        """The answer; fails with :class:`Flood`, which is not tried again."""
        try:
            return await super().download_request(request)
        except DownloadFailedError as error:
            if any(isinstance(inner, TooManyHeaders) for inner in chain_of(error)):
                raise Flood(LONGEST_HOLD, "its headers have no end") from error
            raise


class _Protocol(_LenientHTTP11ClientProtocol):
    """Counts what comes before the body, and hangs up at the bound."""

    def request(self, request: Any) -> Any:  # noqa: ANN401 - Twisted's
        """Send a request; its answer starts to be counted."""
        self._before_body = 0
        return super().request(request)

    def dataReceived(self, data: bytes) -> None:  # noqa: N802 - Twisted's
        """Take bytes, headers or body."""
        if self._parser is not None and self._parser.state in {STATUS, HEADER}:
            self._before_body += len(data)
            if self._before_body > MOST_BYTES:
                self._giveUp(Failure(TooManyHeaders()))  # type: ignore[no-untyped-call]
                return
        super().dataReceived(data)  # type: ignore[no-untyped-call]


class _Factory(_LenientHTTP11ClientFactory):
    def buildProtocol(self, addr: IAddress | None) -> _Protocol:  # noqa: ARG002, N802 - Twisted's
        return _Protocol(self._quiescentCallback)  # type: ignore[no-untyped-call]
