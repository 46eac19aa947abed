"""Two copies on the terminal: side by side where there is room, else in turn.

Signs say what colours say, so that it reads in a pipe and by the colour-blind.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from cli import render
from cli.comparing import words
from cli.comparing.rows import Row, Run, right_to_left, rows
from cli.output import printable
from graph.reuse.passages import cut
from graph.reuse.tokens import Tokens, tokens

WIDE = 100
"""Columns that two texts beside each other need."""
_AROUND = 12
"""Words of the same that are shown around what changed."""
_STYLES = {
    "inserted": "bold blue",
    "deleted": "red",
    "changed": "bold magenta",
    "moved": "cyan",
    "note": "dim",
}
_SIGNS = {
    "-": Text("-", style=_STYLES["deleted"]),
    "+": Text("+", style=_STYLES["inserted"]),
    "~": Text("~", style=_STYLES["changed"]),
    ">": Text(">", style=_STYLES["moved"]),
    " ": Text(" "),
}
_OLD, _NEW = ("[~", "~]"), ("{~", "~}")
"""What stands around changed words in the original, and in the copy."""
LEGEND = (
    "[-deleted-]  {+inserted+}  [~old~] {~new~}  <1:moved:1>"
    "   ~ in the head: not the same in both"
)


def show(answer: dict[str, Any]) -> None:
    """Print heads, summary and passages."""
    to = render.console()
    backward = any(map(right_to_left, _texts(answer)))
    _print_heads(to, answer, beside=to.width >= WIDE and not backward)
    _print_summary(to, answer)
    found = rows(answer["passages"])
    if any(not row.same for row in found):
        to.print()
        # A line with two texts from right to left would change their places.
        beside = to.width >= WIDE and not backward
        (_print_beside if beside else _print_in_turn)(to, found, words.names(answer))
        to.print()
        to.print(Text(LEGEND, style="dim"))
    render.print_foot(to, answer["coverage"], legend=bool(answer["edge"]))


def _texts(answer: dict[str, Any]) -> Iterator[str]:
    for end in ("original", "copy"):
        found = (p[f"{end}_text"] for p in answer["passages"])
        yield next((text for text in found if text), "")
        yield answer[end]["headline"]


def _print_heads(to: Console, answer: dict[str, Any], *, beside: bool) -> None:
    names = words.names(answer)
    for name, end in zip(names, ("original", "copy"), strict=True):
        render.print_address(to, answer[end], before=f"{name:<9} ")
    to.print(Text(words.DECIDED[answer["decided_by"]], style="dim"))
    to.print()
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_row("", "", *(Text(name, style="bold") for name in names))
    for name in words.FIELDS:
        left, right, changed = words.head(answer, name)
        style = _STYLES["changed"] if changed else ""
        sign = Text("~" if changed else " ", style=style)
        if beside:
            table.add_row(sign, name, Text(left, style=style), Text(right, style=style))
        elif left == right:
            to.print(Text.assemble(sign, f" {name:<9}  ", left))
        else:
            to.print(Text.assemble(sign, f" {name:<9}  ", (left, style)))
            to.print(Text.assemble(" " * 11, ("→ ", "dim"), (right, style)))
    if beside:
        to.print(table)


def _print_summary(to: Console, answer: dict[str, Any]) -> None:
    to.print()
    to.print(Text(words.shares(answer)))
    for sentence, reasons in words.judged(answer):
        to.print(Text(sentence))
        for line in reasons:
            render.print_reason(to, line, before="  ", style="dim")


def _print_beside(to: Console, found: list[Row], names: tuple[str, str]) -> None:
    column = (to.width - 5) // 2
    table = Table.grid(padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column(width=column, overflow="fold")
    table.add_column(width=1)
    table.add_column(width=column - 2, overflow="fold")
    table.add_row(*(Text(name, style="bold") for name in (names[0], "", names[1])))
    for row in _shown(found):
        if isinstance(row, str):
            table.add_row(Text(row, style="dim", justify="center"))
        else:
            table.add_row(_column(row.left), _SIGNS[row.sign], _column(row.right, _NEW))
        table.add_row()
    to.print(table)


def _print_in_turn(to: Console, found: list[Row], names: tuple[str, str]) -> None:
    to.print(Text(f"- {names[0]}   + {names[1]}", style="dim"))
    for row in _shown(found):
        to.print()
        if isinstance(row, str):
            _print_signed(to, " ", Text(row, style="dim"))
        elif row.same:
            _print_signed(to, " ", _column(row.left))
        else:
            ends = ("-", row.left, _OLD), ("+", row.right, _NEW)
            for sign, runs, around in ends:
                if any(run.text for run in runs):
                    _print_signed(to, sign, _column(runs, around))


def _print_signed(to: Console, sign: str, text: Text) -> None:
    table = Table.grid(padding=(0, 1, 0, 0), pad_edge=False)
    table.add_column(width=1)
    table.add_column(overflow="fold")
    table.add_row(_SIGNS[sign], text)
    to.print(table)


def _shown(found: Iterable[Row]) -> Iterator[Row | str]:
    """The rows, long runs of the same as a word about them."""
    for same, group in groupby(found, key=lambda row: row.same):
        rows_here = list(group)
        text = "".join(run.text for row in rows_here for run in row.left)
        count = len(tokens(text)) if same else 0
        if count > 2 * _AROUND:
            yield words.elided(count)
        else:
            yield from rows_here


def _column(runs: list[Run], around: tuple[str, str] = _OLD) -> Text:
    """A column with signs and colours around what is not the same."""
    text = Text(overflow="fold")
    for place, run in enumerate(runs):
        body = run.text
        if run.mark == "same":
            body = _shortened(body, first=place == 0, last=place == len(runs) - 1)
        text.append_text(_marked(run, printable(body), around))
    text.rstrip()
    return text


def _marked(run: Run, text: str, around: tuple[str, str]) -> Text:
    """Words between their signs, the white space behind them outside."""
    core = text.rstrip()
    signs = {
        "inserted": ("{+", "+}"),
        "deleted": ("[-", "-]"),
        "changed": around,
        "moved": (f"<{run.number}:", f":{run.number}>"),
    }
    if run.mark == "note":
        where = "above" if run.up else "below"
        return Text(f"(<{run.number}>: moved, see {where})", style=_STYLES["note"])
    before, after = signs.get(run.mark, ("", ""))
    return Text.assemble(
        (f"{before}{core}{after}", _STYLES.get(run.mark, "")), text[len(core) :]
    )


def _shortened(text: str, *, first: bool, last: bool) -> str:
    """A run of the same with its middle left out; none at the ends of a column."""
    found = tokens(text)
    head, tail = 0 if first else _AROUND, 0 if last else _AROUND
    if (first and last) or len(found) <= head + tail + _AROUND:
        return text
    left_out = words.elided(len(found) - head - tail)
    start = text[: _place(text, found, head)]
    return f"{start}{left_out} {text[_place(text, found, len(found) - tail) :]}"


def _place(text: str, found: Tokens, word: int) -> int:
    """Where the text before a word ends."""
    if word in {0, len(found)}:
        return len(text) if word else 0
    return cut(text, int(found.ends[word - 1]), int(found.starts[word]))
