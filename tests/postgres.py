"""A PostgreSQL server of the tests' own, and stores to run the same tests on.

The server lives in a temporary folder, listens on a socket there and nowhere
else, and is gone when the tests end. Where none is installed, tests that ask
for it are skipped; with ``CI=true`` they fail.
"""

from __future__ import annotations

import os
import pwd
import re
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import IO, NoReturn

import psycopg
import pytest
from psycopg import sql

OLDEST = 15
"""The oldest major version that the store promises to work with."""

PATIENCE = 30.0
"""Seconds in which a server has to start, or to stop."""

OPTIONS = (
    "listen_addresses=",
    "max_connections=40",
    "shared_buffers=16MB",
    # Nothing here outlives a test, so nothing has to reach the disk.
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
)


@dataclass(frozen=True, kw_only=True)
class Server:
    """A server that runs, and the folder with its socket."""

    folder: Path
    numbers: Iterator[int] = field(default_factory=count)

    def connect(self) -> psycopg.Connection[tuple[object, ...]]:
        """Return a connection that commits every statement."""
        return psycopg.connect(
            host=str(self.folder), user="whence", dbname="postgres", autocommit=True
        )

    @contextmanager
    def database(self) -> Iterator[str]:
        """Give the URL of a new, empty database, and drop it afterwards."""
        name = f"test_{next(self.numbers)}"
        with self.connect() as connection:
            connection.execute(
                sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name))
            )
        yield f"postgresql+psycopg://whence@/{name}?host={self.folder}"
        with self.connect() as connection:
            connection.execute(
                sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
            )


@contextmanager
def running_server() -> Iterator[Server | None]:
    """Give a server of its own while it is wanted; None where none is installed."""
    programs = _programs()
    if programs is None:
        yield None
        return
    # Not under tmp_path: no other user may enter there, and sockets need a short path.
    folder = Path(tempfile.mkdtemp(prefix="whence-pg-"))
    try:
        with _running(programs, folder):
            yield Server(folder=folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Server]:
    """One server for all tests of this process."""
    with running_server() as server:
        if server is None:
            _do_without(f"no PostgreSQL {OLDEST} or newer: apt-get install postgresql")
        yield server


@pytest.fixture
def postgres_url(postgres_server: Server) -> Iterator[str]:
    """Give the URL of an empty PostgreSQL database of this test's own."""
    with postgres_server.database() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Give the URL of an empty store, once on each kind of database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'whence.db'}"
    url: str = request.getfixturevalue("postgres_url")
    return url


def _do_without(reason: str) -> NoReturn:
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def _programs() -> Path | None:
    """Return the folder with the newest server's programs."""
    folders = {Path(p).resolve().parent for p in [shutil.which("initdb")] if p}
    folders |= {p.parent for p in Path("/usr/lib/postgresql").glob("*/bin/initdb")}
    newest = max(folders, key=_major, default=None)
    return newest if newest and _major(newest) >= OLDEST else None


def _major(folder: Path) -> int:
    said = subprocess.run(
        [folder / "initdb", "--version"], capture_output=True, text=True, check=True
    )
    found = re.search(r"\d+", said.stdout)
    return int(found[0]) if found else 0


@contextmanager
def _running(programs: Path, folder: Path) -> Iterator[None]:
    """Run a server in a folder of its own."""
    user = _server_user()
    if user:
        os.chown(folder, user.pw_uid, user.pw_gid)
    data, log = folder / "data", folder / "log"
    with log.open("wb") as said:
        made = _start(_making(programs, data), folder, said, user)
        if made.wait(PATIENCE):
            pytest.fail(f"initdb failed: {log.read_text()}")
        server = _start(_serving(programs, data, folder), folder, said, user)
    try:
        _await(server, folder, log)
        yield
    finally:
        _stop(server)


def _server_user() -> pwd.struct_passwd | None:
    """Return who runs the server: root may not, everybody else does so themselves."""
    if os.geteuid() != 0:
        return None
    known = {user.pw_name: user for user in pwd.getpwall()}
    return known.get("postgres") or known["nobody"]


def _making(programs: Path, data: Path) -> list[str]:
    command = [f"{programs}/initdb", f"--pgdata={data}", "--username=whence"]
    return [*command, "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"]


def _serving(programs: Path, data: Path, folder: Path) -> list[str]:
    command = [f"{programs}/postgres", "-D", str(data), "-k", str(folder)]
    return command + [word for option in OPTIONS for word in ("-c", option)]


def _start(
    command: list[str],
    folder: Path,
    log: IO[bytes],
    user: pwd.struct_passwd | None,
) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        user=user.pw_uid if user else None,
        group=user.pw_gid if user else None,
        extra_groups=[] if user else None,
    )


def _await(server: subprocess.Popen[bytes], folder: Path, log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while server.poll() is None and time.monotonic() < end:
        try:
            Server(folder=folder).connect().close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    pytest.fail(f"PostgreSQL did not start: {log.read_text()}")


def _stop(server: subprocess.Popen[bytes]) -> None:
    server.send_signal(signal.SIGINT)  # ends sessions, then stops in order
    try:
        server.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
