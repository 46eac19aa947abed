"""CSV for spreadsheets: a line a republication, or a line a pair (RFC 4180, UTF-8).

Whoever opens the file may have a spreadsheet that takes a cell for a formula
(CWE-1236). Such a text is written behind an apostrophe; numbers are not.
"""

from __future__ import annotations

import csv
import math
import re
from io import TextIOWrapper
from typing import TYPE_CHECKING, Any, BinaryIO

from graph import build
from graph.export.base import Format
from graph.parts import compared, republication_rows, stream
from graph.text import line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlalchemy import Connection

    from graph.selection import Selection

COLUMNS: tuple[str, ...] = (
    "source_url",
    "source_outlet",
    "source_headline",
    "source_published",
    "copy_url",
    "copy_outlet",
    "copy_headline",
    "copy_published",
    "relation",
    "verdict",
    "declared",
    "inferred",
    "credit",
    "of_original",
    "of_copy",
    "lag_hours",
    "headline_changed",
    "quote",
    "cue",
    "id",
)
"""Of a republication, in the order of the file."""

_FED = (
    "count",
    "declared_count",
    "credited_count",
    "declared_share",
    "median_lag_hours",
    "first",
    "last",
)
PAIR_COLUMNS: dict[str, tuple[str, ...]] = {
    "outlets": ("source", "target", "relation", *_FED),
    "authors": ("source", "target", "relation", *_FED, "copies_count"),
}
"""Of a pair, in the views that have pairs."""

_LONGEST = 32_000
"""Characters; a cell of the usual spreadsheets holds 32,767."""
# Also in full width, which some spreadsheets read as the same signs.
_FORMULA = re.compile("'*[=+\\-@\t\r＝＋－＠]")

Cell = str | int | float | bool | None


def write(connection: Connection, file: BinaryIO, chosen: Selection) -> None:
    """Write what is selected of the store."""
    columns = PAIR_COLUMNS.get(chosen.view, COLUMNS)
    reader = _pairs if chosen.view in PAIR_COLUMNS else _edges
    write_rows(file, columns, reader(connection, chosen))


def write_rows(
    file: BinaryIO, columns: Sequence[str], rows: Iterator[Mapping[str, Cell]]
) -> None:
    """Write rows below the names of their columns; what is not known is empty."""
    text = TextIOWrapper(file, "utf-8", newline="", write_through=True)
    try:
        out = csv.writer(text)
        out.writerow(columns)
        out.writerows([cell(row.get(name)) for name in columns] for row in rows)
    finally:
        text.detach()


def cell(value: Cell) -> str:
    """A value as a cell that no spreadsheet takes for a formula.

    >>> cell("=HYPERLINK(1)"), cell(-4.5), cell(True), cell(None)
    ("'=HYPERLINK(1)", '-4.5', 'true', '')
    """
    if isinstance(value, str):
        text = line(value, limit=_LONGEST)
        # A text that has such an apostrophe already gets one more: none is lost.
        return f"'{text}" if _FORMULA.match(text) else text
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return ""
    return str(value).lower() if isinstance(value, bool) else repr(value)


def _edges(connection: Connection, chosen: Selection) -> Iterator[Mapping[str, Cell]]:
    for part in stream(connection, republication_rows(chosen)):
        for row in part:
            yield _edge(row)


def _edge(row: Mapping[str, Any]) -> dict[str, Cell]:
    lag, changed = compared(row)
    return {
        **row,
        "source_outlet": row["source_outlet"] or row["source_outlet_key"],
        "copy_outlet": row["copy_outlet_key"],
        "source_published": row["source_published_value"],
        "copy_published": row["copy_published_value"],
        "lag_hours": lag,
        "headline_changed": changed,
    }


def _pairs(connection: Connection, chosen: Selection) -> Iterator[Mapping[str, Cell]]:
    for edge in build.edges(connection, chosen):
        ends = {"source": _key(edge.source), "target": _key(edge.target)}
        yield {**edge.attributes, **ends}


def _key(node: str) -> str:
    """``outlet:KEY`` -> ``KEY``."""
    return node.partition(":")[2]


FORMAT = Format(suffix="csv", title="a line a republication, for tables", write=write)
