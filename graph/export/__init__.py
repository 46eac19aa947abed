"""Files for other programs. A format is one file and one line in ``FORMATS``."""

from __future__ import annotations

from pathlib import Path

from graph.export import (
    csv,
    csv_tables,
    dot,
    gexf,
    graphml,
    json,
    jsonl,
    parquet,
    provenance,
)
from graph.export.base import Format, format_of, write_file
from graph.selection import Selection
from graph.store.engine import Store

__all__ = ["FORMATS", "Format", "Selection", "export", "format_of", "write_file"]

_ALL = (
    csv.FORMAT,
    *csv_tables.FORMATS,
    dot.FORMAT,
    gexf.FORMAT,
    graphml.FORMAT,
    json.FORMAT,
    jsonl.FORMAT,
    *parquet.FORMATS,
    *provenance.FORMATS,
)

FORMATS: dict[str, Format] = {found.suffix: found for found in _ALL}
"""The formats by what their files end with."""


def export(
    store: Store,
    path: Path,
    *,
    name: str | None = None,
    view: str | Selection = "full",
    columns: str | None = None,
) -> Format:
    """Write a view of the store to ``path`` in the format of that name, or suffix.

    ``view`` is the name of a view, or one with filters; ``columns`` a program whose
    column names a table gets.
    Raises UsageError for an unknown format, view or program, WhenceError where the file
    can't be written; an old file is then as it was. Gives the format.
    """
    chosen = format_of(FORMATS, str(path), name).named_for(columns)
    with store.read() as connection:
        write_file(connection, path, chosen, view=view)
    return chosen
