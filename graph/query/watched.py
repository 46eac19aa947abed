"""Which outlets are watched, and what their last update brought."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from graph.store import watched as known
from graph.store.schema import OUTLET

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Connection

_FEEDS, _SITEMAPS = "feed", "sitemap"


def watched(
    connection: Connection, only: Collection[str] | None = None
) -> list[dict[str, Any]]:
    """The watched outlets by key; ``only`` those of these keys, where it is given.

    ``new`` and ``changed`` are addresses of articles that were read for the first time,
    and that were seen to be others, since the last update began.
    """
    outlets = [
        one for one in known.all_of(connection) if only is None or one.key in only
    ]
    keys = [one.key for one in outlets]
    lists = known.lists(connection, keys)
    names = dict(
        connection.execute(
            select(OUTLET.c.key, OUTLET.c.name).where(OUTLET.c.key.in_(keys))
        ).all()
    )
    return [
        {
            "outlet": {"key": one.key, "name": names.get(one.key) or one.key},
            "home": one.home,
            "added_at": one.added_at,
            "updated_at": one.updated_at,
            "feeds": lists[one.key].get(_FEEDS, 0),
            "sitemaps": lists[one.key].get(_SITEMAPS, 0),
            "new": _since(known.came, connection, one),
            "changed": _since(known.changed, connection, one),
        }
        for one in outlets
    ]


def _since(ask: Any, connection: Connection, one: known.Watched) -> list[str]:  # noqa: ANN401
    if one.updated_at is None:
        return []
    found: list[str] = ask(connection, one.key, since=one.updated_at)
    return found
