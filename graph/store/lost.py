"""Pages whose bytes are lost from the archive: they are asked again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, update

from graph.identity import url_key
from graph.store.bulk import parts
from graph.store.schema import FRONTIER, VALIDATOR

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Connection

_CAUSE = "its record is lost"


def ask_again(connection: Connection, urls: Collection[str]) -> int:
    """Queue pages that a crawl had settled; gives their number.

    What their servers told of them is forgotten: that a page has not changed is no
    answer to who has lost its bytes. What was never crawled can't be asked.
    """
    asked = 0
    for some in parts(url_key(url) for url in urls):
        settled = (FRONTIER.c.kind == "page", FRONTIER.c.state == "done")
        rows = connection.execute(
            update(FRONTIER)
            .where(FRONTIER.c.url_key.in_(some), *settled)
            .values(state="queued", outcome=None, detail="", cause=_CAUSE)
        )
        asked += rows.rowcount
        connection.execute(delete(VALIDATOR).where(VALIDATOR.c.url_key.in_(some)))
    return asked
