"""Opening a store: SQLite by default, PostgreSQL by URL. Contains no queries.

SQLite runs in WAL mode and every write begins with ``BEGIN IMMEDIATE``: a
reader that turns writer in the middle of a transaction can't be made to wait,
and lost three of four writes in our measurement. PostgreSQL keeps to the same:
one writer at a time, and a reader sees the store as it was when it began. Only
leases are given beside a writer, since they lock the rows that they take.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import (
    ArgumentError,
    DBAPIError,
    NoSuchModuleError,
    OperationalError,
)

from graph.errors import ForeignStore, StoreError
from graph.store import migrations
from graph.store.schema import APPLICATION_ID

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

_SQLITE_MAGIC = b"SQLite format 3\0"
_BUSY_SECONDS = 60


class Store:
    """An open store; :meth:`read` and :meth:`write` give transactions.

    ``archive`` is the folder in which its WARC files lie.
    """

    def __init__(self, engine: Engine, *, archive: Path, label: str) -> None:
        self.engine = engine
        self.archive = archive
        self.label = label

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that sees one state of the store and changes nothing."""
        engine = self.engine
        if engine.dialect.name == "postgresql":
            engine = engine.execution_options(isolation_level="REPEATABLE READ")
        with _one_line(self.label), engine.begin() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that commits as a whole or not at all."""
        engine = self.engine.execution_options(whence_write=True)
        with _one_line(self.label), engine.begin() as connection:
            yield connection

    @contextmanager
    def leasing(self) -> Iterator[Connection]:
        """A transaction for leases, which on PostgreSQL waits for no writer.

        It may only touch rows that it has locked, or that are its own.
        """
        here = self.engine.dialect.name == "postgresql"
        engine = self.engine.execution_options(whence_write=not here)
        with _one_line(self.label), engine.begin() as connection:
            yield connection

    def close(self) -> None:
        """Give back every connection."""
        self.engine.dispose()


def open_store(
    where: str, *, archive: Path | None = None, create: bool = True
) -> Store:
    """The store at a path, an ``sqlite:///`` or a ``postgresql://`` URL.

    A new one is made where there is none, unless ``create`` is off; an older
    one is migrated. Raises :class:`StoreError` or one of its children, and
    leaves a file that is not ours as it was.
    """
    url = _url(where)
    if url.get_backend_name() == "sqlite":
        try:
            _check_file(Path(url.database or ""), create=create)
        except OSError as error:
            message = f"{url.database} can't be read: {error.strerror}"
            raise StoreError(message, subject=where) from None
    engine = _engine(url if create else _readable(url))
    label = url.render_as_string(hide_password=True) if url.host else str(url.database)
    try:
        with _one_line(label):
            migrations.migrate(engine, create=create)
    except BaseException:
        engine.dispose()
        raise
    return Store(engine, archive=archive or _archive_beside(url), label=label)


def _url(where: str) -> URL:
    if "://" not in where:
        return URL.create("sqlite", database=where)
    try:
        url = make_url(where)
        backend = url.get_backend_name()
    except (ArgumentError, ValueError):
        message = f"not a store's address: {where}"
        raise StoreError(message, subject=where) from None
    if backend in {"postgresql", "postgres"}:
        return url.set(drivername="postgresql+psycopg")
    if backend != "sqlite":
        message = f"a store is SQLite or PostgreSQL, not {backend}"
        raise StoreError(message, subject=where)
    return url.set(drivername="sqlite")


def _archive_beside(url: URL) -> Path:
    """``whence.db`` -> ``whence-warc/`` in the same folder."""
    if url.get_backend_name() == "sqlite" and url.database:
        path = Path(url.database)
        return path.with_name(f"{path.stem}-warc")
    return Path(f"{url.database or 'whence'}-warc")


def _check_file(path: Path, *, create: bool) -> None:
    """Refuse what can't be, or is not, an SQLite file of ours, before it is opened."""
    if path.is_dir():
        message = f"{path} is a folder, not a store"
        raise StoreError(message, subject=str(path))
    if not path.exists():
        if not create:
            message = f"there is no store at {path}; make one with: whence crawl URL"
            raise StoreError(message, subject=str(path))
        if not path.parent.is_dir():
            message = f"there is no folder {path.parent} to make a store in"
            raise StoreError(message, subject=str(path))
        return
    if not path.is_file() or not _is_ours(path):
        message = f"{path} is not a store of Whence; it was left as it is"
        raise ForeignStore(message, subject=str(path))


def _is_ours(path: Path) -> bool:
    """Whether the file is empty, an empty database, or signed by us."""
    try:
        with path.open("rb") as file:
            head = file.read(len(_SQLITE_MAGIC))
    except OSError as error:
        message = f"{path} can't be read: {error.strerror}"
        raise StoreError(message, subject=str(path)) from None
    if head != _SQLITE_MAGIC:
        return not head
    try:
        with closing(sqlite3.connect(_untouched(path), uri=True)) as file:
            (signature,) = file.execute("PRAGMA application_id").fetchone()
            tables = file.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.DatabaseError as error:
        message = f"{path} can't be read: {error}"
        raise StoreError(message, subject=str(path)) from None
    unsigned = signature == 0 and tables == (0,)
    return bool(signature == APPLICATION_ID or unsigned)


def _untouched(path: Path) -> str:
    """The file's URI for reading it without leaving anything beside it."""
    uri = path.absolute().as_uri()
    # Without a log of its writers the file itself says all, and needs no lock.
    log = path.with_name(f"{path.name}-wal")
    return f"{uri}?mode=ro" if log.exists() else f"{uri}?immutable=1"


def _engine(url: URL) -> Engine:
    try:
        if url.get_backend_name() != "sqlite":
            engine = create_engine(url, pool_pre_ping=True)
            event.listen(engine, "begin", _on_begin_of_many)
            return engine
    except (NoSuchModuleError, ModuleNotFoundError):
        message = "PostgreSQL needs its driver: pip install 'whence[postgres]'"
        raise StoreError(message, subject=str(url)) from None
    engine = create_engine(url, connect_args={"timeout": _BUSY_SECONDS})
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    return engine


def _readable(url: URL) -> URL:
    """The URL for asking: a store that may not be written is opened as it lies."""
    path = Path(url.database or "")
    if url.get_backend_name() != "sqlite" or os.access(path, os.W_OK):
        return url
    query = {"uri": "true", "mode": "ro"}
    log = path.with_name(f"{path.name}-wal")
    if not log.exists() or not log.stat().st_size:
        query["immutable"] = "1"
    return url.set(database=path.absolute().as_uri(), query=query)


def _on_connect(connection: sqlite3.Connection, _record: Any) -> None:  # noqa: ANN401
    # The driver's own transactions are off: _on_begin says when one starts.
    connection.isolation_level = None
    with suppress(sqlite3.OperationalError):  # read only: it stays as it is
        connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")


def _on_begin(connection: Connection) -> None:
    write = connection.get_execution_options().get("whence_write")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def _on_begin_of_many(connection: Connection) -> None:
    """PostgreSQL lets many write at once; reading before writing needs one."""
    if connection.get_execution_options().get("whence_write"):
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({APPLICATION_ID})")


@contextmanager
def _one_line(label: str) -> Iterator[None]:
    """Turn what a user can mend (full disk, read-only, no server) into one line."""
    try:
        yield
    except sqlite3.Error as error:  # raised while connecting
        message = f"{label}: {error}"
        raise StoreError(message, subject=label) from error
    except OperationalError as error:
        message = f"{label}: {_first_line(error)}"
        raise StoreError(message, subject=label) from error
    except DBAPIError as error:
        if isinstance(error.orig, sqlite3.DatabaseError) and not isinstance(
            error.orig, sqlite3.IntegrityError | sqlite3.ProgrammingError
        ):
            message = f"{label}: {_first_line(error)}"
            raise StoreError(message, subject=label) from error
        raise


def _first_line(error: DBAPIError) -> str:
    return (str(error.orig).strip().splitlines() or ["it can't be used"])[0]
