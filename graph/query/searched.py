"""Where copies of an article were looked for, and who answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from graph.store import downstream
from graph.store.schema import ARTICLE

if TYPE_CHECKING:
    from sqlalchemy import Connection


def searched(connection: Connection, article: str) -> dict[str, Any]:
    """The outlets that were asked for copies of an article or of its story.

    ``outlets`` is how many; of them ``found`` have a copy, ``nothing`` showed none,
    ``unanswered`` gave no list at all, ``open`` are still being asked. ``asked`` has
    one object for each: outlet, found (URL or null), open, answered, failed.
    """
    asked = downstream.asked(connection, _story(connection, article))
    counts = dict.fromkeys(("found", "nothing", "unanswered", "open"), 0)
    for one in asked:
        counts[_end(one)] += 1
    return {"outlets": len(asked), **counts, "asked": asked}


def _story(connection: Connection, article: str) -> list[str]:
    story = select(ARTICLE.c.story).where(ARTICLE.c.id == article).scalar_subquery()
    kin = connection.execute(
        select(ARTICLE.c.id).where(ARTICLE.c.story == story).order_by(ARTICLE.c.id)
    )
    return [article, *(other for other in kin.scalars() if other != article)]


def _end(one: dict[str, Any]) -> str:
    if one["found"]:
        return "found"
    if one["open"]:
        return "open"
    return "nothing" if one["answered"] else "unanswered"
