"""Where articles go back to, by the nearest sources; all of them in one statement."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, case, literal, or_, select

from graph.measure import Hop, Trace
from graph.model import Verdict
from graph.query.cards import OUTLET_NODE
from graph.query.flows import nearest
from graph.query.origin import KNOWN
from graph.store.schema import ARTICLE, REPUBLICATION

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection, Row, Select
    from sqlalchemy.sql.selectable import FromClause

_SURE = (Verdict.CERTAIN.value, Verdict.LIKELY.value)


@dataclass(frozen=True, kw_only=True, slots=True)
class Ways:
    """The ways up from some articles."""

    traces: tuple[Trace, ...]
    """Each article with its root, in the order of their ids."""
    hops: tuple[Hop, ...]
    """The hops on the way, each once."""

    def by_story(self) -> dict[str, list[Trace]]:
        """The traces of each story."""
        found: defaultdict[str, list[Trace]] = defaultdict(list)
        for trace in self.traces:
            if trace.story:
                found[trace.story].append(trace)
        return found


def ways(connection: Connection, where: ColumnElement[bool]) -> Ways:
    """The ways up from the articles for which this holds."""
    traces: dict[str, Trace] = {}
    hops: set[Hop] = set()
    for row in connection.execute(_up(where)):
        if row.source_id:
            hops.add(Hop(source=row.source_id, copy=row.node))
            # Credits that only go round in a circle lead to no root at all.
            traces.setdefault(row.start, _lost(row))
        else:
            traces[row.start] = _trace(row)
    return Ways(
        traces=tuple(traces[start] for start in sorted(traces)),
        hops=tuple(sorted(hops, key=lambda hop: (hop.copy, hop.source))),
    )


def _up(where: ColumnElement[bool]) -> Select[Any]:
    """Every article on the way up, with the nearest edge into it."""
    start = select(
        ARTICLE.c.id.label("start"),
        ARTICLE.c.id.label("node"),
        literal(1).label("sure"),
        ARTICLE.c.story.label("story"),
    ).where(where)
    up = start.cte("up", recursive=True)
    edge = REPUBLICATION.alias("hop")
    further = (
        select(up.c.start, edge.c.source_id, _surely(up, edge), up.c.story)
        .join(edge, edge.c.copy_id == up.c.node)
        .where(nearest(edge), edge.c.source_id.is_not(None))
    )
    up = up.union(further)
    into = REPUBLICATION.alias("into")
    return select(
        *(up.c[name] for name in ("start", "node", "sure", "story")),
        *(into.c[name] for name in ("source_id", "source_outlet", "verdict")),
        case((into.c.source_id.is_(None), _is_source(up)), else_=False).label("known"),
    ).outerjoin(into, and_(into.c.copy_id == up.c.node, nearest(into)))


def _surely(up: FromClause, edge: FromClause) -> ColumnElement[int]:
    """How sure the root is after one more hop: not, by the hops so far, or for good.

    As :attr:`graph.query.origin.Route.known` has it: what the tree says of the first
    source stands, whichever way leads there; else every hop must be sure.
    """
    by_hops = case((edge.c.verdict.in_(_SURE), 1), else_=0)
    by_tree = case(
        (edge.c.rooted >= KNOWN, 2), (edge.c.rooted.is_not(None), 0), else_=by_hops
    )
    return case(
        (up.c.node == up.c.start, by_tree), (up.c.sure == 1, by_hops), else_=up.c.sure
    )


def _is_source(up: FromClause) -> ColumnElement[bool]:
    """Whether somebody has surely taken from an article."""
    edge = REPUBLICATION.alias("from")
    sure = or_(edge.c.verdict.in_(_SURE), edge.c.rooted >= KNOWN)
    taken = select(edge.c.id).where(edge.c.source_id == up.c.node, nearest(edge), sure)
    return taken.correlate(up).exists()


def _trace(row: Row[Any]) -> Trace:
    """The trace that ends here: at an article, or at an outlet alone."""
    if row.source_outlet is None:
        known, sure, root = bool(row.known), bool(row.sure), row.node
    else:
        known = row.verdict in _SURE
        sure, root = bool(row.sure) and known, OUTLET_NODE + row.source_outlet
    return Trace(
        article=row.start,
        root=root,
        known=known,
        sure=sure,
        story=row.story,
        outlet_alone=row.source_outlet is not None,
    )


def _lost(row: Row[Any]) -> Trace:
    return Trace(
        article=row.start, root=row.start, known=False, sure=False, story=row.story
    )
