"""Files for other programs. A format is one file and one line in ``FORMATS``."""

from __future__ import annotations

from pathlib import Path

from graph.export import csv, dot, gexf, graphml, json, jsonl
from graph.export.base import Format, format_of, write_file
from graph.selection import Selection
from graph.store.engine import Store

__all__ = ["FORMATS", "Format", "Selection", "export", "format_of", "write_file"]

_ALL = (
    csv.FORMAT,
    dot.FORMAT,
    gexf.FORMAT,
    graphml.FORMAT,
    json.FORMAT,
    jsonl.FORMAT,
)

FORMATS: dict[str, Format] = {found.suffix: found for found in _ALL}
"""The formats by what their files end with."""


def export(
    store: Store,
    path: Path,
    *,
    name: str | None = None,
    view: str | Selection = "full",
) -> Format:
    """Write a view of the store to ``path`` in the format of that name, or suffix.

    ``view`` is the name of a view, or one with filters.
    Raises UsageError for an unknown format or view, WhenceError where the file
    can't be written; an old file is then as it was. Gives the format.
    """
    chosen = format_of(FORMATS, str(path), name)
    with store.read() as connection:
        write_file(connection, path, chosen, view=view)
    return chosen
