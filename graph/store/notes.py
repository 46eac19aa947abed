"""Facts that the store keeps of itself: a name and a value each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from graph.store.rows import upsert
from graph.store.schema import STORE_INFO

if TYPE_CHECKING:
    from sqlalchemy import Connection


def number(connection: Connection, name: str) -> int:
    """The number that was noted under a name; 0 where there is none."""
    noted = select(STORE_INFO.c.value).where(STORE_INFO.c.name == name)
    found = connection.execute(noted).scalar_one_or_none()
    return int(found) if found else 0


def note(connection: Connection, name: str, value: int) -> None:
    """Note a number under a name, in place of any other."""
    row = {"name": name, "value": str(value)}
    upsert(connection, STORE_INFO, [row], update=("value",))
