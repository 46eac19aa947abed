"""Collections of articles that others hand out, object by object as lines of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crawler.collections.database import is_database, rows_of
from crawler.collections.document import is_document, objects_of
from crawler.collections.fields import line_of
from graph.errors import InputError

__all__ = ["in_database", "in_document", "is_database", "is_document"]

if TYPE_CHECKING:
    import io
    from collections.abc import Iterator
    from pathlib import Path

    Line = tuple[str, dict[str, Any] | None]


def in_document(file: io.BufferedReader, *, label: str) -> Iterator[Line]:
    """Where each article of a JSON list stands, and what a line of ours says of it.

    None for what is no article. Raises :class:`InputError` where the list's first
    object is of no known collection, or where it breaks off.
    """
    yield from _lines(objects_of(file, label=label), label)


def in_database(path: Path) -> Iterator[Line]:
    """The same of an SQLite file."""
    yield from _lines(rows_of(path), str(path))


def _lines(
    objects: Iterator[tuple[int, dict[str, Any] | None]], label: str
) -> Iterator[Line]:
    for number, stated in objects:
        given = None if stated is None else line_of(stated)
        if given is None and number == 1:
            hint = "make a line of each object: jq -c '.[]'"
            message = f"{label} is one JSON document; {hint}"
            raise InputError(message, subject=label)
        yield f"{label}, object {number}", given
