"""Roles: how often each outlet begins a story, and how often it takes one.

Some outlets report, and some relay; who hardly ever begins a story has this one, too,
from another. Counted are the articles of which it is known.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import groupby
from typing import TYPE_CHECKING

from sqlalchemy import select

from graph.model import Verdict
from graph.resolve.outlets import beginning
from graph.store import counts, trees
from graph.store.rows import date_of
from graph.store.schema import ARTICLE, REPUBLICATION, ROLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from graph.resolve.outlets import Credit, Facts

_AT_ONCE = 500


def refresh(connection: Connection) -> None:
    """Count the roles anew, and unsettle the articles for which they may matter."""
    changed = counts.replace(connection, ROLE, _counted(connection))
    outlets = {outlet for (outlet,) in changed}
    touched = counts.in_stories(connection, ARTICLE.c.outlet_key, outlets)
    trees.unsettle(connection, touched)


def _counted(connection: Connection) -> dict[tuple[str, ...], tuple[int, int]]:
    given = _credits(connection)
    known: Counter[tuple[str, bool]] = Counter()
    for articles in _stories(connection):
        credited = [one for copy in articles for one in given.get(copy, ())]
        for one, begins in beginning(articles, credited).items():
            if outlet := articles[one][0]:
                known[outlet, begins] += 1
    return {
        (outlet,): (counts.step(known[outlet, True]), counts.step(known[outlet, False]))
        for outlet, _ in known
    }


def _credits(connection: Connection) -> dict[str, list[Credit]]:
    """What each copy's page credits, where it stands."""
    edge = REPUBLICATION.c
    found: defaultdict[str, list[Credit]] = defaultdict(list)
    rows = select(edge.copy_id, edge.source_id, edge.source_outlet).where(
        edge.declared, edge.verdict != Verdict.REJECTED.value
    )
    for copy, source, outlet in connection.execute(rows):
        found[copy].append((copy, source, outlet))
    return found


def _stories(connection: Connection) -> Iterator[Facts]:
    """The articles of each story of several."""
    dates = [column for column in ARTICLE.c if column.name.startswith("published_")]
    rows = (
        select(ARTICLE.c.story, ARTICLE.c.id, ARTICLE.c.outlet_key, *dates)
        .where(ARTICLE.c.story.is_not(None))
        .order_by(ARTICLE.c.story, ARTICLE.c.id)
    )
    found = connection.execute(rows, execution_options={"yield_per": _AT_ONCE})
    for _, some in groupby(found.mappings(), key=lambda row: row["story"]):
        yield {
            row["id"]: (row["outlet_key"], date_of(row, "published")) for row in some
        }
