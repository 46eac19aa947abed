"""Whether copies keep what licences ask for, counted and with the ones that do not."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, case, func, or_, select

from graph.measure import CONDITIONS, Copying, Kept, conditions
from graph.measure.licences import FOOT, WHOLE, licence
from graph.query.cards import cards
from graph.query.flows import (
    COPY,
    EDGE,
    LEVELS,
    SOURCE,
    credit_given,
    flows,
    has_byline,
)
from graph.store.schema import BYLINE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement, Connection, RowMapping
    from sqlalchemy.sql.selectable import FromClause

MOST = 10
"""So many copies that break a licence are listed; all are counted."""
_CREDITS = {level: credit for credit, level in LEVELS.items()}
_FACTS = ("rights", "source_named", "copy_named", "author_kept", "credit", "whole")


def licences(connection: Connection, where: ColumnElement[bool]) -> dict[str, Any]:
    """How the copies for which this holds stand to the conditions of their sources."""
    facts = flows(EDGE.source_id, EDGE.copy_id, *_facts()).where(
        where, EDGE.source_id.is_not(None)
    )
    flow = facts.subquery()
    columns = [flow.c[name] for name in _FACTS]
    grouped = connection.execute(
        select(
            *columns,
            func.count().label("number"),
            # Any of them may stand for all: they are the same in all that counts.
            func.min(flow.c.copy_id).label("copy_id"),
        ).group_by(*columns)
    )
    states = {name: Counter[str]() for name in CONDITIONS}
    licensed, broken = 0, list[tuple[str, Copying]]()
    for row in grouped.mappings():
        copying = _copying(row)
        licensed += row["number"] * (licence(copying.rights) is not None)
        for condition in conditions(copying):
            states[condition.name][condition.state.value] += row["number"]
        if _breaks(copying):
            broken.append((row["copy_id"], copying))
    return {
        "copies": sum(states["link"].values()),
        "licensed": licensed,
        **{name: {s.value: states[name][s.value] for s in Kept} for name in CONDITIONS},
        "broken": _listed(connection, sorted(broken, key=lambda one: one[0])[:MOST]),
    }


def _facts() -> list[ColumnElement[Any]]:
    """What the conditions are judged by."""
    shared = BYLINE.alias("shared")
    same = select(shared.c.author_key).where(shared.c.article_id == SOURCE.c.id)
    kept = has_byline(COPY, BYLINE.c.author_key.in_(same.correlate(SOURCE)))
    whole = and_(_same(EDGE.of_original, SOURCE), _same(EDGE.of_copy, COPY))
    return [
        SOURCE.c.rights.label("rights"),
        has_byline(SOURCE).label("source_named"),
        has_byline(COPY).label("copy_named"),
        kept.label("author_kept"),
        credit_given().label("credit"),
        case((EDGE.of_copy.is_(None), None), (whole, 1), else_=0).label("whole"),
    ]


def _same(shared: ColumnElement[float], article: FromClause) -> ColumnElement[bool]:
    """Whether all but the foot of an article's text is shared."""
    rest = (1.0 - shared) * article.c.words
    return or_(shared >= WHOLE, rest <= FOOT)


def _copying(row: RowMapping) -> Copying:
    return Copying(
        rights=row["rights"] or "",
        source_named=bool(row["source_named"]),
        copy_named=bool(row["copy_named"]),
        author_kept=bool(row["author_kept"]),
        credit=_CREDITS[row["credit"] or 0],
        whole=None if row["whole"] is None else bool(row["whole"]),
    )


def _breaks(copying: Copying) -> bool:
    """Whether a licence that is known is not kept."""
    states = {condition.state for condition in conditions(copying)}
    return licence(copying.rights) is not None and Kept.BROKEN in states


def _listed(
    connection: Connection, broken: Sequence[tuple[str, Copying]]
) -> list[dict[str, Any]]:
    """One copy for each way in which a licence is not kept."""
    known = cards(connection, {copy for copy, _ in broken})
    return [
        {
            "url": known[copy].url,
            "rights": copying.rights,
            "conditions": [
                {"name": c.name, "state": c.state.value, "why": c.why}
                for c in conditions(copying)
            ],
        }
        for copy, copying in broken
    ]
