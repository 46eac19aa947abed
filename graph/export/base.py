"""What a format is, and how a file is written: whole or not at all."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import Connection

from graph.build import view_named
from graph.errors import UsageError, WhenceError
from graph.selection import Selection, selected

Writer = Callable[[Connection, BinaryIO, Selection], None]
"""Writes what is selected of the store to a file, in little memory."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Format:
    """A file format."""

    suffix: str
    """What its files end with, without the dot; its name in commands too."""
    title: str
    """One line about what it is for."""
    write: Writer
    """How it is written."""
    columns: Mapping[str, Writer] = field(default_factory=dict)
    """How it is written with the column names of a program, by that program."""

    def named_for(self, program: str | None) -> Format:
        """The format with the column names of a program; UsageError for an unknown."""
        if program is None:
            return self
        if program not in self.columns:
            known = ", ".join(sorted(self.columns))
            choice = f"it has columns for {known}" if known else "its columns are fixed"
            message = f"{self.suffix} has no columns for {program}: {choice}"
            raise UsageError(message, subject=program)
        return replace(self, write=self.columns[program])


def format_of(formats: Mapping[str, Format], path: str, name: str | None) -> Format:
    """The format of that name, or of the path's suffix; UsageError for none."""
    if name is not None and name in formats:
        return formats[name]
    # nodes.csv is a name of its own, and not only the end of one.
    end = f".{Path(path).name.lower()}"
    fitting = [found for found in formats if end.endswith(f".{found}")]
    if name is None and fitting:
        return formats[max(fitting, key=len)]
    if name is None and path == "-":
        choice = " or ".join(f"--format {found}" for found in sorted(formats))
        raise UsageError(f"standard output needs {choice}", subject=path)
    asked = name or (Path(path).suffix or Path(path).name)
    message = f"no format is called {asked}; there are {', '.join(sorted(formats))}"
    raise UsageError(message, subject=asked)


def write_file(
    connection: Connection,
    path: Path,
    chosen: Format,
    *,
    view: str | Selection = "full",
) -> None:
    """Write a view of the store to ``path``; an old file stays until all is written.

    Raises UsageError for an unknown view, WhenceError where the file can't be
    written.
    """
    selection = selected(view)
    view_named(selection.view)
    try:
        with whole(path) as file:
            chosen.write(connection, file, selection)
    except OSError as error:
        message = f"{path} can't be written: {error.strerror or error}"
        raise WhenceError(message, subject=str(path)) from error


@contextmanager
def whole(path: Path) -> Iterator[BinaryIO]:
    """A file that takes the place of ``path`` when all went well, else leaves it."""
    if path.exists() and not path.is_file() and not path.is_dir():
        with path.open("wb") as file:  # a pipe or a terminal can't be replaced
            yield file
        return
    target = path.resolve()  # a link stays a link
    beside = target.with_name(f".{target.name[:100]}.{secrets.token_hex(4)}.part")
    try:
        with beside.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
