"""A world as sites on this machine: a loopback address for each of its hosts.

Every link to a host leads to that host's address and port, so a crawler needs no
name server. Each request is noted with the moments when it began and ended.
"""

from __future__ import annotations

import asyncio
import re
import threading
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self
from urllib.parse import quote, urlsplit

from tests.world.nouns import Page

_LINK = re.compile(r"https?://(?!schema\.org\b)([a-z0-9-]+(?:\.[a-z0-9-]+)+)")
"""Agencies have their real addresses in a world, and are not to be asked."""
_GONE = b"<!DOCTYPE html><title>Not here</title>"


@dataclass(frozen=True, slots=True)
class Asked:
    """One request that was answered; moments are of the monotonic clock."""

    host: str
    """Address and port."""
    path: str
    begun: float
    ended: float


class Loopback:
    """The sites of some pages, served by a thread; a context manager.

    ``network`` is the beginning of the addresses, such as ``127.0.40``, and
    ``latency`` the seconds that an answer takes.
    """

    def __init__(
        self, pages: Iterable[Page], *, network: str, latency: float = 0.0
    ) -> None:
        self._latency = latency
        self._network = network
        made = {page.url: page.html for page in pages}
        found = (one for html in made.values() for one in _LINK.findall(html))
        own = (urlsplit(url).hostname or "" for url in made)
        self._hosts = sorted({*own, *found})
        self._made = made
        self._bodies: dict[tuple[str, str], bytes] = {}
        self._ports: dict[str, str] = {}
        self.asked: list[Asked] = []
        self._servers: list[asyncio.Server] = []
        self._talking: set[asyncio.StreamWriter] = set()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        serving = asyncio.run_coroutine_threadsafe(self._serve(), self._loop)
        serving.result(30)
        for url, html in self._made.items():
            parts = urlsplit(self._here(url))
            body = _LINK.sub(lambda link: f"http://{self._ports[link[1]]}", html)
            self._bodies[parts.netloc, quote(parts.path)] = body.encode()
        return self

    def __exit__(self, *_: object) -> None:
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result(30)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    @property
    def urls(self) -> list[str]:
        """The addresses of all pages."""
        return [self._here(url) for url in self._made]

    def pages_asked(self) -> Counter[str]:
        """How often each page was asked; what is no page is left out."""
        return Counter(
            f"http://{one.host}{one.path}"
            for one in list(self.asked)
            if (one.host, one.path) in self._bodies
        )

    def _here(self, url: str) -> str:
        return _LINK.sub(lambda link: f"http://{self._ports[link[1]]}", url)

    async def _serve(self) -> None:
        for number, host in enumerate(self._hosts, start=1):
            address = f"{self._network}.{number}"
            server = await asyncio.start_server(self._answer, address, 0)
            self._servers.append(server)
            port = server.sockets[0].getsockname()[1]
            self._ports[host] = f"{address}:{port}"

    async def _end(self) -> None:
        for server in self._servers:
            server.close()
        for writer in list(self._talking):
            writer.close()
        await asyncio.sleep(0.05)

    async def _answer(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        address, port = writer.get_extra_info("sockname")[:2]
        host = f"{address}:{port}"
        self._talking.add(writer)
        try:
            while request := await reader.readuntil(b"\r\n\r\n"):
                begun = time.monotonic()
                path = request.split(b" ", 2)[1].decode("latin-1")
                await asyncio.sleep(self._latency)
                writer.write(_answer_of(self._bodies.get((host, path))))
                self.asked.append(Asked(host, path, begun, time.monotonic()))
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass  # who asked has gone
        finally:
            self._talking.discard(writer)
            writer.close()


def _answer_of(body: bytes | None) -> bytes:
    status = "200 OK" if body is not None else "404 Not Found"
    body = _GONE if body is None else body
    return (
        f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    ).encode() + body
