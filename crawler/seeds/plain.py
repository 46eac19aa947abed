"""Addresses in lines: one a line, or a table with a column of them."""

from __future__ import annotations

import csv
import re
from itertools import chain, islice
from typing import TYPE_CHECKING

from crawler.seeds.base import Seed, names_of_addresses
from graph.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_DELIMITERS = ",;\t|"
_SAMPLE = 20
_LONGEST = 16 * 1024**2
"""Characters of a cell: whole texts stand in some tables."""
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_REMARK = re.compile(r"(?:^|\s)#.*")


def seeds_in_lines(lines: Iterable[str], *, label: str, table: bool) -> Iterator[Seed]:
    """The addresses of a text; ``table`` where its name says that it is one.

    Raises :class:`InputError` for a table without a column of addresses.
    """
    found = iter(lines)
    sample = list(islice(found, _SAMPLE))
    head = next((line for line in sample if not _is_remark(line)), "")
    delimiter = _delimiter(sample, head)
    rows = chain(sample, found)
    if table or _column(next(csv.reader([head], delimiter=delimiter), [])) is not None:
        return _in_table(rows, delimiter, label)
    return _in_lines(rows, label)


def _is_remark(line: str) -> bool:
    return not _REMARK.sub("", line).strip()


def _in_lines(lines: Iterable[str], label: str) -> Iterator[Seed]:
    for number, line in enumerate(lines, 1):
        if not _is_remark(line):
            text = _REMARK.sub("", line).strip()
            yield Seed(text=text, place=f"{label}, line {number}")


def _delimiter(sample: list[str], head: str) -> str:
    """What parts the cells, as the first lines show it."""
    try:
        return csv.Sniffer().sniff("".join(sample)[:8192], _DELIMITERS).delimiter
    except csv.Error:
        return max(_DELIMITERS, key=head.count)


def _in_table(lines: Iterable[str], delimiter: str, label: str) -> Iterator[Seed]:
    csv.field_size_limit(_LONGEST)
    reader = csv.reader((line.replace("\0", "") for line in lines), delimiter=delimiter)
    column: int | None = None
    for row in _rows(reader):
        place = f"{label}, line {reader.line_num}"
        if row is None:
            yield Seed(text="", place=place)
        elif column is not None:
            if any(cell.strip() for cell in row):
                yield Seed(text="".join(row[column : column + 1]).strip(), place=place)
        elif any(cell.strip() for cell in row) and not row[0].startswith("#"):
            column = _column(row)
            if column is None:
                column = _first_address(row, label)
                yield Seed(text=row[column].strip(), place=place)


def _rows(reader: Iterator[list[str]]) -> Iterator[list[str] | None]:
    """Every row; None for one that is no row, such as with a cell without end."""
    while True:
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield None


def _column(head: list[str]) -> int | None:
    """Which column has the addresses, as the table's head names it."""
    names = [cell.strip().lower() for cell in head]
    return next((names.index(n) for n in names_of_addresses() if n in names), None)


def _first_address(row: list[str], label: str) -> int:
    """The first cell that is an address, in a table without a head."""
    for place, cell in enumerate(row):
        if _ADDRESS.fullmatch(cell.strip()):
            return place
    message = f"{label} has no column of addresses; call it url"
    raise InputError(message, subject=label)
