"""How far archive files were taken in. Contains no judgement."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from sqlalchemy import select

from graph.model import Intake
from graph.store.rows import upsert
from graph.store.schema import INTAKE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

_CHANGING = ("size", "modified", "offset", "done")


def of(connection: Connection, file: str) -> Intake | None:
    """How far a file was taken in; None for one that never was."""
    found = connection.execute(select(INTAKE).where(INTAKE.c.file == file))
    row = found.mappings().one_or_none()
    return Intake(**row) if row else None


def put(connection: Connection, intakes: Iterable[Intake]) -> None:
    """Note how far files were taken in, in place of what was noted before."""
    rows = [asdict(one) for one in intakes]
    upsert(connection, INTAKE, rows, update=_CHANGING)
