"""What an outlet is called by others, until a page of its own was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from graph.model import Status
from graph.store.schema import ARTICLE

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from graph.model import Outlet


def is_better(connection: Connection, outlet: Outlet, known: str) -> bool:
    """Whether another page's name for an outlet takes the place of the known one.

    The longest is kept, of equally long ones the lesser: whichever page comes
    first, the outlet is called the same. No outlet that was read is renamed.
    """
    if known in {"", outlet.key}:
        return True
    named = outlet.name and outlet.name != outlet.key
    fuller = (-len(outlet.name), outlet.name) < (-len(known), known)
    return bool(named and fuller) and not _is_read(connection, outlet.key)


def _is_read(connection: Connection, key: str) -> bool:
    read = select(ARTICLE.c.id).where(
        ARTICLE.c.outlet_key == key, ARTICLE.c.status == Status.FETCHED.value
    )
    return connection.execute(read.limit(1)).first() is not None
