"""Stories as nodes, and which articles are part of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from graph.parts import Edge, Node, stream
from graph.selection import has_article
from graph.store.schema import ARTICLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from graph.selection import Selection


def stories(connection: Connection, chosen: Selection) -> Iterator[Node]:
    """The stories, each under the headline of the article that it is named after."""
    named = (
        select(ARTICLE.c.story.label("id"))
        .where(ARTICLE.c.story.is_not(None), *has_article(ARTICLE.c.id, chosen))
        .distinct()
        .subquery("named")
    )
    rows = (
        select(named.c.id, ARTICLE.c.headline)
        .outerjoin(ARTICLE, ARTICLE.c.id == named.c.id)
        .order_by(named.c.id)
    )
    for part in stream(connection, rows):
        for row in part:
            label = row["headline"] or row["id"]
            yield Node(
                id=f"story:{row['id']}", attributes={"kind": "story", "label": label}
            )


def part_of(connection: Connection, chosen: Selection) -> Iterator[Edge]:
    """From each article to its story."""
    rows = (
        select(ARTICLE.c.id, ARTICLE.c.story)
        .where(ARTICLE.c.story.is_not(None), *has_article(ARTICLE.c.id, chosen))
        .order_by(ARTICLE.c.id)
    )
    for part in stream(connection, rows):
        for row in part:
            yield Edge(
                source=f"article:{row['id']}",
                target=f"story:{row['story']}",
                attributes={
                    "id": f"part_of:{row['id']}:{row['story']}",
                    "relation": "part_of",
                    "weight": 1.0,
                },
            )
