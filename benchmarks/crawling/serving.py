"""The simulated world behind one port of this machine: a server as quick as can be.

``serving.py SOCKET FILE`` answers on an inherited socket from prepared bytes, so that
what is measured waits for nothing. The site is told by the ``Host`` header.
"""

from __future__ import annotations

import asyncio
import json
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from tests.world import Parameters, World

_AGENCIES = 6
"""A world has so many hosts besides its outlets'."""
_HEAD = (
    "HTTP/1.1 {}\r\nContent-Type: text/html; charset=utf-8\r\n"
    "Content-Length: {}\r\n\r\n"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Served:
    """A world that is being served."""

    folder: Path
    """``pages.jsonl`` has an object a page: its ``url`` and ``html``."""
    hosts: frozenset[str]
    """All names; they lead to this machine."""
    bytes: int
    """The markup of all pages."""


@contextmanager
def served(folder: Path, *, pages: int, hosts: int) -> Iterator[Served]:
    """Serve so many pages on so many host names while the context lasts."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(256)
        path = folder / "pages.jsonl"
        world = _write(path, pages, hosts, listening.getsockname()[1])
        descriptor = listening.fileno()
        command = [sys.executable, "-m", "benchmarks.crawling.serving", str(descriptor)]
        server = subprocess.Popen([*command, str(path)], pass_fds=[descriptor])
        try:
            yield world
        finally:
            server.kill()
            server.wait()


def _write(path: Path, pages: int, hosts: int, port: int) -> Served:
    """The world's pages, with every address of it at our port."""
    parameters = replace(Parameters(), outlets=hosts - _AGENCIES)
    world = World(articles=pages, seed=1, parameters=parameters)
    names = {outlet.host for outlet in world.outlets}
    names |= {agency.host for agency in world.agencies}
    some = "|".join(map(re.escape, sorted(names)))
    address = re.compile(rf"https://({some})(?=[/\"'<\s])")
    count = 0
    with path.open("w", encoding="utf-8") as file:
        for page in world.pages():
            html = address.sub(rf"http://\1:{port}", page.html)
            url = address.sub(rf"http://\1:{port}", page.url)
            file.write(json.dumps({"url": url, "html": html}) + "\n")
            count += len(html.encode())
    return Served(folder=path.parent, hosts=frozenset(names), bytes=count)


class _Answers(asyncio.Protocol):
    """One connection; requests come one after the other."""

    def __init__(self, answers: dict[bytes, bytes]) -> None:
        self._answers = answers
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._received += data
        while b"\r\n\r\n" in self._received:
            head, _, self._received = self._received.partition(b"\r\n\r\n")
            self._transport.write(self._answer(head))

    def _answer(self, head: bytes) -> bytes:
        first, *lines = head.split(b"\r\n")
        path = first.split(b" ")[1]
        named = (line[5:].strip() for line in lines if line[:5].lower() == b"host:")
        return self._answers.get(next(named, b"") + path, _NOT_HERE)


_NOT_HERE = _HEAD.format("404 Not Found", 0).encode()


def _answers(path: Path) -> dict[bytes, bytes]:
    found = {}
    with path.open(encoding="utf-8") as file:
        for page in map(json.loads, file):
            body = page["html"].encode()
            parts = urlsplit(page["url"])
            head = _HEAD.format("200 OK", len(body)).encode()
            found[f"{parts.netloc}{parts.path}".encode()] = head + body
    return found


async def _serve(descriptor: int, answers: dict[bytes, bytes]) -> None:
    loop = asyncio.get_running_loop()
    listening = socket.socket(fileno=descriptor)
    listening.settimeout(0)
    server = await loop.create_server(lambda: _Answers(answers), sock=listening)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1]), _answers(Path(sys.argv[2]))))
