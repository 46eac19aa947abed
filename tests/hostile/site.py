"""A small site on a loopback address, with one answer for each path.

It serves in threads of the test's own process, and ends with it: no request
is served for longer than :data:`LONGEST` seconds.
"""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Self

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.x509.oid import NameOID

LONGEST = 20.0
"""Seconds; no answer takes longer, whatever it is meant to be."""

Answer = Callable[["Handler"], None]
"""What writes an answer."""


class Handler(BaseHTTPRequestHandler):
    """Gives each request to the answer of its path."""

    server: _Server
    timeout = LONGEST

    def do_GET(self) -> None:
        """Answer, and remember what was asked."""
        self.close_connection = True
        site = self.server.site
        site.began = site.began or time.time()
        site.asked.append(self.path)
        site.moments.append(time.monotonic())
        site.seen.append(dict(self.headers.items()))
        answer = site.answers.get(self.path) or site.answers.get("*")
        site.at_once += 1
        site.most_at_once = max(site.at_once, site.most_at_once)
        # Who asked goes before the end, as it should for most faults.
        with contextlib.suppress(OSError):
            (answer or status(404))(self)
        site.at_once -= 1

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""

    def give(
        self,
        body: bytes = b"",
        *,
        code: int = 200,
        headers: Mapping[str, str] | None = None,
        length: int | None = None,
    ) -> None:
        """Write a whole answer; ``length`` is what is stated of it."""
        self.send_response(code)
        told = {"Content-Type": "text/html; charset=utf-8"} | dict(headers or {})
        for name, value in told.items():
            self.send_header(name, value)
        if "Transfer-Encoding" not in told:
            self.send_header("Content-Length", str(length or len(body)))
        self.end_headers()
        self.wfile.write(body)

    def slowly(self, pieces: Callable[[], bytes], *, every: float) -> None:
        """Write piece after piece until nobody reads on."""
        end = time.monotonic() + LONGEST
        while time.monotonic() < end:
            self.wfile.write(pieces())
            self.wfile.flush()
            time.sleep(every)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64
    site: Site


class Site:
    """A server on one loopback address; a context manager."""

    def __init__(self, host: str, answers: Mapping[str, Answer]) -> None:
        assert host.startswith("127.")
        self.host = host
        self.answers = {"/robots.txt": status(404), **answers}
        self.asked: list[str] = []
        self.seen: list[dict[str, str]] = []
        self.moments: list[float] = []
        self.began = 0.0
        self.at_once = self.most_at_once = 0
        self._server = _Server((host, 0), Handler)
        self._server.site = self
        self.port = int(self._server.server_address[1])
        self._thread = threading.Thread(
            target=self._server.serve_forever,
            kwargs={"poll_interval": 0.05},
            daemon=True,
        )

    def encrypt(self, folder: Path) -> None:
        """Speak TLS from now on, with a certificate that nobody vouches for."""
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "harbour.example")])
        now = datetime.now(UTC)
        certificate = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(name)
            .public_key(key.public_key())
            .serial_number(1)
            .not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + timedelta(days=1))
            .sign(key, hashes.SHA256())
        )
        both = folder / "site.pem"
        both.write_bytes(
            key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
            + certificate.public_bytes(Encoding.PEM)
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(both)
        self._server.socket = context.wrap_socket(
            self._server.socket, server_side=True, do_handshake_on_connect=False
        )

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def url(self, path: str = "/") -> str:
        """The address of a path."""
        return f"http://{self.host}:{self.port}{path}"

    def pages_asked(self) -> list[str]:
        """What was asked besides robots.txt."""
        return [path for path in self.asked if path != "/robots.txt"]


def status(code: int, **headers: str) -> Answer:
    """An answer without a body."""
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda handler: handler.give(b"", code=code, headers=told)


def body(
    content: bytes, kind: str = "text/html; charset=utf-8", **headers: str
) -> Answer:
    """An answer with a body."""
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda handler: handler.give(content, headers={"Content-Type": kind} | told)


def redirect(location: str, code: int = 302) -> Answer:
    """An answer that sends on."""
    return status(code, Location=location)


def closed_port(host: str) -> int:
    """A port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind((host, 0))
        return int(probe.getsockname()[1])
