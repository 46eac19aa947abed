"""Articles whose page broke off: what they share with others is a lower bound."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from graph.store.schema import ARTICLE, SNAPSHOT

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Connection


def cut_off(connection: Connection, ids: Collection[str]) -> set[str]:
    """Those of these articles whose page ended before its stated end."""
    rows = connection.execute(
        select(ARTICLE.c.id)
        .join(SNAPSHOT, SNAPSHOT.c.id == ARTICLE.c.snapshot_id)
        .where(ARTICLE.c.id.in_(ids), SNAPSHOT.c.truncated)
    )
    return set(rows.scalars())
