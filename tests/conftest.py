"""What every test runs under: no network, and the same examples every time."""

from __future__ import annotations

import errno
import logging
import os
import socket
import sys
from collections.abc import Iterator

import pytest
from hypothesis import settings

pytest_plugins = ("tests.postgres",)

settings.register_profile("local", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, database=None)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "local")


@pytest.fixture(autouse=True)
def _logging_as_it_was() -> Iterator[None]:
    """A program that quiets its log must not quiet the next test's."""
    yield
    logging.disable(logging.NOTSET)


def _is_local(host: object) -> bool:
    """Whether a host can be asked for without leaving this machine."""
    name = host.decode() if isinstance(host, bytes) else host
    if not isinstance(name, str) or name in {"", "localhost", socket.gethostname()}:
        return True
    return name.startswith("127.") or name in {"::1", "0.0.0.0"}  # noqa: S104


def _is_number(host: object) -> bool:
    """Whether a host is an address already, so that nobody is asked for it."""
    name = host.decode() if isinstance(host, bytes) else str(host)
    if ":" in name:
        return True
    try:
        socket.inet_aton(name)
    except OSError:
        return False
    return True


def _unplug(event: str, arguments: tuple[object, ...]) -> None:
    """Answer like a machine without a network, for everything but itself."""
    if event in {"socket.getaddrinfo", "socket.gethostbyname"}:
        if not _is_local(arguments[0]) and not _is_number(arguments[0]):
            raise socket.gaierror(socket.EAI_NONAME, f"tests are offline: {arguments}")
    elif event == "socket.connect":
        address = arguments[1]
        if isinstance(address, tuple) and not _is_local(address[0]):
            raise OSError(errno.ENETUNREACH, f"tests are offline: {address}")


sys.addaudithook(_unplug)
