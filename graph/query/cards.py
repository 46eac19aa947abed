"""Cards: what answers show of an article, or of an outlet known alone."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from graph.model import Date, Status
from graph.store.rows import date_of
from graph.store.schema import ADDRESS, ARTICLE, BYLINE, OUTLET

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Connection, RowMapping

OUTLET_NODE = "outlet:"
"""What the id of a source begins with of which only the outlet is known."""

_NAME = select(func.min(ADDRESS.c.url)).where(ADDRESS.c.article_id == ARTICLE.c.id)
_SHOWN = [
    *(
        column
        for column in ARTICLE.c
        if column.name not in {"url", "text", "topics", "rights", "words"}
    ),
    # A text without an address is called by what it is known under.
    func.coalesce(ARTICLE.c.url, _NAME.scalar_subquery()).label("url"),
]
"""What a card is made of: a text is long and is never shown."""

_AT_ONCE = 500
"""Ids in one statement; databases bound the number of their parameters."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Card:
    """What is known of an article, without its text."""

    id: str
    """The article's id, or ``outlet:KEY`` where only the outlet is known."""
    url: str | None = None
    """Its address; None for a file of unknown origin and for an outlet."""
    outlet: str | None = None
    """The outlet's key."""
    outlet_name: str = ""
    """The outlet's name, its key where it has none."""
    headline: str = ""
    """Empty where it is not known."""
    headline_key: str = ""
    """The same for every spelling of a headline."""
    authors: tuple[str, ...] = ()
    """In the order of the byline."""
    published: Date | None = None
    """When; of a source that was never read, as its copies state it."""
    status: str = Status.CITED.value
    """``fetched`` or ``cited``."""
    story: str | None = None
    """The id that all copies of one work have."""

    def answer(self) -> dict[str, Any]:
        """The article as an answer gives it."""
        outlet = {"key": self.outlet, "name": self.outlet_name}
        return {
            "url": self.url,
            "outlet": outlet if self.outlet else None,
            "headline": self.headline,
            "authors": [{"name": name} for name in self.authors],
            "published": date_answer(self.published),
            "status": self.status,
        }


def date_answer(date: Date | None) -> dict[str, str] | None:
    """A date as an answer gives it."""
    if date is None:
        return None
    return {
        "value": date.value,
        "precision": date.precision.value,
        "source": date.source,
    }


def cards(connection: Connection, ids: Iterable[str]) -> dict[str, Card]:
    """The cards of articles, and of outlets by their ``outlet:KEY``."""
    wanted = set(ids)
    outlets = {node for node in wanted if node.startswith(OUTLET_NODE)}
    found = _articles(connection, wanted - outlets)
    return found | _outlets(connection, outlets)


def chunks(ids: Iterable[str]) -> Iterator[list[str]]:
    """The ids in order, as many at a time as one statement takes."""
    ordered = sorted(set(ids))
    for start in range(0, len(ordered), _AT_ONCE):
        yield ordered[start : start + _AT_ONCE]


def _articles(connection: Connection, ids: Iterable[str]) -> dict[str, Card]:
    found = {}
    for chunk in chunks(ids):
        names = bylines(connection, chunk)
        rows = connection.execute(
            select(*_SHOWN, OUTLET.c.name.label("outlet_name"))
            .outerjoin(OUTLET, OUTLET.c.key == ARTICLE.c.outlet_key)
            .where(ARTICLE.c.id.in_(chunk))
        )
        for row in rows.mappings():
            found[row["id"]] = _card(row, tuple(names[row["id"]]))
    return found


def _card(row: RowMapping, authors: tuple[str, ...]) -> Card:
    return Card(
        id=row["id"],
        url=row["url"],
        outlet=row["outlet_key"],
        outlet_name=row["outlet_name"] or row["outlet_key"] or "",
        headline=row["headline"],
        headline_key=row["headline_key"],
        authors=authors,
        published=date_of(row, "published"),
        status=row["status"],
        story=row["story"],
    )


def bylines(connection: Connection, ids: list[str]) -> defaultdict[str, list[str]]:
    """The authors' names of these articles, in the order of the bylines."""
    names: defaultdict[str, list[str]] = defaultdict(list)
    rows = connection.execute(
        select(BYLINE.c.article_id, BYLINE.c.name)
        .where(BYLINE.c.article_id.in_(ids))
        .order_by(BYLINE.c.article_id, BYLINE.c.position)
    )
    for row in rows:
        names[row.article_id].append(row.name)
    return names


def _outlets(connection: Connection, nodes: Iterable[str]) -> dict[str, Card]:
    keys = [node.removeprefix(OUTLET_NODE) for node in nodes]
    names: dict[str, str] = {}
    for chunk in chunks(keys):
        rows = select(OUTLET.c.key, OUTLET.c.name).where(OUTLET.c.key.in_(chunk))
        names |= {row.key: row.name for row in connection.execute(rows)}
    return {
        OUTLET_NODE + key: Card(
            id=OUTLET_NODE + key,
            outlet=key,
            outlet_name=names.get(key) or key.removeprefix("name:"),
        )
        for key in keys
    }
