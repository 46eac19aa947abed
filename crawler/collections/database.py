"""NELA-GT's SQLite file: a row an article, in ``newsdata`` or once in ``articles``."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from graph.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_MAGIC = b"SQLite format 3\0"
_EVERY = {True: "SELECT * FROM newsdata", False: "SELECT * FROM articles"}


def is_database(path: Path) -> bool:
    """Whether a file is an SQLite database."""
    try:
        with path.open("rb") as file:
            return path.is_file() and file.read(len(_MAGIC)) == _MAGIC
    except (OSError, ValueError):
        return False  # reading it says why


def rows_of(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Each article's row with its number; the file stays as it is.

    Raises :class:`InputError` where the database has no such table or can't be read.
    """
    try:
        # Not as a writer: another program's database is nobody's to change.
        uri = f"file:{quote(str(path.absolute()))}?mode=ro"
        with closing(sqlite3.connect(uri, uri=True)) as database:
            database.row_factory = sqlite3.Row
            database.text_factory = lambda raw: raw.decode("utf-8", errors="replace")
            rows = database.execute(_EVERY[_has_newsdata(database)])
            for number, row in enumerate(rows, 1):
                yield number, dict(row)
    except sqlite3.Error as error:
        message = f"{path} is an SQLite database, not a page or a text: {error}"
        raise InputError(message, subject=str(path)) from None


def _has_newsdata(database: sqlite3.Connection) -> bool:
    named = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'newsdata'"
    return database.execute(named).fetchone() is not None
