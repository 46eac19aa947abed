"""The index as a whole: emptied, so that all texts are matched again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from graph.store.schema import (
    ANCHOR,
    BOILERPLATE,
    FINGERPRINT,
    OVERLAP,
    POSTING,
    POSTING_LEVEL,
    SKETCH,
)

if TYPE_CHECKING:
    from sqlalchemy import Connection

_TABLES = (OVERLAP, ANCHOR, FINGERPRINT, POSTING, POSTING_LEVEL, BOILERPLATE, SKETCH)


def empty(connection: Connection) -> list[str]:
    """Forget all that was matched; gives the ids of the articles, ascending.

    Texts that say the same in two languages are told until they are looked at again.
    """
    known = select(SKETCH.c.article_id).order_by(SKETCH.c.article_id)
    found = list(connection.execute(known).scalars())
    for table in _TABLES:
        connection.execute(delete(table))
    return found
