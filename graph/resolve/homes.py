"""Homes: for which outlets authors write, as all their bylines tell.

Copies often keep the name of their author. Who writes for an outlet in other stories
wrote for it in this one, and a copy that bears the name elsewhere comes from there.
Counted are stories.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from graph.store import counts, trees
from graph.store.schema import ARTICLE, BYLINE, HOME

if TYPE_CHECKING:
    from sqlalchemy import Connection


def refresh(connection: Connection) -> None:
    """Count the homes anew, and unsettle the articles for which they may matter."""
    changed = counts.replace(connection, HOME, _counted(connection))
    authors = {author for author, _ in changed}
    touched = counts.in_stories(connection, BYLINE.c.author_key, authors)
    trees.unsettle(connection, touched)


def _counted(connection: Connection) -> dict[tuple[str, ...], tuple[int]]:
    story = func.coalesce(ARTICLE.c.story, ARTICLE.c.id)
    counted = (
        select(BYLINE.c.author_key, ARTICLE.c.outlet_key, func.count(story.distinct()))
        .join(ARTICLE, ARTICLE.c.id == BYLINE.c.article_id)
        .where(ARTICLE.c.outlet_key.is_not(None))
        .group_by(BYLINE.c.author_key, ARTICLE.c.outlet_key)
    )
    return {(a, o): (counts.step(n),) for a, o, n in connection.execute(counted)}
