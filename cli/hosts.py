"""The hosts of ``whence stats --hosts``, as a table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from cli.tables import Column, number, print_rows

if TYPE_CHECKING:
    from rich.console import Console


def _failures(row: Mapping[str, Any]) -> str:
    """Why not all was read, in a few words: ``12 robots, 3 timeout``."""
    lost = {o: n for o, n in row["outcomes"].items() if o not in {"kept", "listed"}}
    words = [f"{n:,} {outcome}" for outcome, n in lost.items()]
    if row["held_until"]:
        words.append(f"left alone until {row['held_until'][:16]}Z")
    return ", ".join(words)


COLUMNS = (
    Column("asked", lambda row: f"{row['asked']:,}"),
    Column("read", lambda row: f"{row['read']:,}"),
    Column("queued", lambda row: f"{row['queued']:,}"),
    Column("pause", lambda row: number(row["delay"]) if row["delay"] else ""),
    Column("not read", _failures),
    Column("host", lambda row: row["host"]),
)


def show(to: Console, answer: Mapping[str, Any]) -> None:
    """Print a row for each host, the most asked first."""
    found = answer["hosts"]
    if found:
        print_rows(to, COLUMNS, found)
        to.print()
    to.print(f"{len(found):,} of {answer['number']:,} hosts")
