"""Tables and lists of facts: numbers first, names last, cut to the screen.

A name may be written from right to left, and then turns round what stands behind
it on its line: so nothing does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import click

if TYPE_CHECKING:
    from rich.console import Console

Row = Mapping[str, Any]

_LEAST = 12
"""The least columns for a name, however narrow the screen is."""


class Column(NamedTuple):
    """One column of a table."""

    head: str
    """What stands above it, and what it is sorted by."""
    cell: Callable[[Row], str]
    """What stands in it for a row."""
    key: str = ""
    """Its key in the answer, where that is another word."""


def sorting(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that all tables have."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


_OPTIONS = (
    click.option(
        "--sort",
        metavar="COLUMN",
        default="-articles",
        show_default=True,
        help="Sort by a column; with - before it, the greatest first.",
    ),
    click.option("--reverse", is_flag=True, help="Turn the order round."),
    click.option(
        "--limit",
        metavar="N",
        type=click.IntRange(min=0),
        default=20,
        show_default=True,
        help="Show so many rows; 0 for all.",
    ),
)


def key_of(sort: str, columns: Iterable[Column]) -> str:
    """The key that a heading is sorted by in the answer, its ``-`` kept."""
    sign, name = sort[: sort.startswith("-")], sort.removeprefix("-")
    keys = {column.head: column.key or column.head for column in columns}
    return sign + keys.get(name, name)


def print_rows(to: Console, columns: Sequence[Column], rows: Iterable[Row]) -> None:
    """Print a table; its last column takes what the others leave."""
    from rich.cells import cell_len
    from rich.table import Table

    from cli import render

    cells = [[render.plain(c.cell(row)) for c in columns] for row in rows]
    table = Table(box=None, padding=(0, 1), pad_edge=False, collapse_padding=True)
    used = 0
    for place, column in enumerate(columns[:-1]):
        table.add_column(column.head, justify="right", no_wrap=True)
        used += 1 + max(
            cell_len(one) for one in [column.head, *(c[place] for c in cells)]
        )
    table.add_column(columns[-1].head, no_wrap=True)
    left = max(to.width - used, _LEAST)
    for row in cells:
        table.add_row(*row[:-1], render.shortened(row[-1], left))
    to.print(table)


def print_facts(to: Console, facts: Mapping[str, str]) -> None:
    """Print what is known, a line for each; what is empty is left out."""
    from rich.table import Table

    from cli import render

    table = Table(box=None, show_header=False, padding=(0, 1), pad_edge=False)
    table.add_column(no_wrap=True, style="dim")
    table.add_column()
    for name, text in facts.items():
        if text:
            table.add_row(name, render.plain(text))
    to.print(table)


def print_title(to: Console, title: str) -> None:
    """Print a line above what follows."""
    from rich.text import Text

    to.print()
    to.print(Text(title, style="bold"))


def print_nothing(to: Console) -> None:
    """Say that a store has nothing to show."""
    to.print("Nothing is known yet; read pages with: whence crawl URL")


def percent(share: float | None) -> str:
    """A share in percent; empty where it is not known.

    >>> percent(0.666), percent(None)
    ('67%', '')
    """
    return "" if share is None else f"{share:.0%}"


def number(value: float) -> str:
    """A number with one decimal, or none where it has none.

    >>> number(2.0), number(2.34)
    ('2', '2.3')
    """
    return f"{value:.1f}".removesuffix(".0")


def between(least: float, most: float, joint: str = "–") -> str:
    """Two bounds, or the one number that both are.

    >>> between(1.0, 2.31), between(3, 3)
    ('1–2.3', '3')
    """
    low, high = number(least), number(most)
    return low if low == high else f"{low}{joint}{high}"


def span(first: str | None, last: str | None) -> str:
    """The days from the first to the last date; empty where none is known.

    >>> span("2022-02-18T09:30Z", "2022-03-01"), span("2022", "2022"), span(None, None)
    ('2022-02-18 to 2022-03-01', '2022', '')
    """
    days = dict.fromkeys(date[:10] for date in (first, last) if date)
    return " to ".join(days)
