"""The hops at which an outlet's pages lost or contradicted a credit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Text, and_, cast, func, select

from graph.measure import CONTRADICTORY, Credited, Hop, lost_credits
from graph.model import Credit, Relation
from graph.query.cards import OUTLET_NODE, cards
from graph.query.edges import edges_where
from graph.query.flows import COPY, EDGE, flows, into, number
from graph.store.aliases import groups
from graph.store.schema import ARTICLE, REPUBLICATION

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import ColumnElement, Connection
    from sqlalchemy.sql.selectable import FromClause

    from graph.measure import Lost
    from graph.query.cards import Card
    from graph.query.edges import Edge

MOST = 10
"""So many hops are listed; all are counted."""


def losses(connection: Connection, keys: Sequence[str]) -> dict[str, Any]:
    """How often an outlet credits none of those whom its source credits, and where."""
    rows = connection.execute(
        flows(EDGE.source_id, EDGE.copy_id, func.count().over().label("number"))
        .where(into(keys), EDGE.source_id.is_not(None), _drops(keys))
        .order_by(EDGE.copy_id)
        .limit(MOST)
    ).all()
    hops = [Hop(source=row.source_id, copy=row.copy_id) for row in rows]
    found = lost_of(connection, hops)
    return {"number": rows[0].number if rows else 0, "hops": found}


def lost_of(connection: Connection, hops: Sequence[Hop]) -> list[dict[str, Any]]:
    """Those of these hops at which a credit was lost, as answers give them."""
    pages = {end for hop in hops for end in (hop.source, hop.copy)}
    edges = edges_where(connection, EDGE.copy_id.in_(pages), EDGE.declared)
    known = cards(connection, pages | {edge.source for edge in edges})
    return lost_answers(connection, hops, edges, known)


def lost_answers(
    connection: Connection,
    hops: Iterable[Hop],
    edges: Iterable[Edge],
    known: Mapping[str, Card],
) -> list[dict[str, Any]]:
    """The hops at which a credit was lost, outlets that are one counted as one."""
    same = groups(connection, "outlet")
    given = [credited(edge, known, same) for edge in edges if edge.declared]
    outlets = {node: _one(card.outlet, same) for node, card in known.items()}
    found = lost_credits(hops, given, outlets)
    keys = {OUTLET_NODE + key for lost in found for key in (*lost.before, *lost.after)}
    names = cards(connection, keys)
    return [_lost(lost, known, names) for lost in found]


def _lost(
    lost: Lost, known: Mapping[str, Card], names: Mapping[str, Card]
) -> dict[str, Any]:
    def outlets(keys: Iterable[str]) -> list[object]:
        return [names[OUTLET_NODE + key].answer()["outlet"] for key in keys]

    source, copy = known[lost.hop.source], known[lost.hop.copy]
    return {
        "kind": lost.kind,
        "source_url": source.url,
        "source_outlet": source.outlet,
        "copy_url": copy.url,
        "copy_outlet": copy.outlet,
        "before": outlets(lost.before),
        "after": outlets(lost.after),
    }


def credited(
    edge: Edge, known: Mapping[str, Card], same: Mapping[str, str]
) -> Credited:
    """A declared edge as a credit; ``same`` are the outlets that are one."""
    source = known.get(edge.source)
    outlet = (source.outlet if source else None) or edge.source_outlet
    return Credited(
        page=edge.copy_id,
        source=edge.source,
        outlet=_one(outlet, same),
        relay=edge.relays,
        visible=edge.credit != Credit.NONE,
        supported=edge.inferred,
        reasons=frozenset(reason["name"] for reason in edge.reasons),
    )


def _one(key: str | None, same: Mapping[str, str]) -> str | None:
    return same.get(key, key) if key else None


def contradicted(connection: Connection, keys: Sequence[str]) -> dict[str, int]:
    """How many credits of an outlet's pages are contradicted, by what speaks against.

    Rejected ones count: the page gives them all the same.
    """
    told = cast(EDGE.reasons, Text)
    row = connection.execute(
        select(
            *(
                number(told.contains(f'"{name}"')).label(kind.value)
                for name, kind in CONTRADICTORY.items()
            )
        )
        .select_from(REPUBLICATION.join(COPY, COPY.c.id == EDGE.copy_id))
        .where(COPY.c.outlet_key.in_(keys), EDGE.declared)
    )
    return {str(kind): count for kind, count in row.mappings().one().items()}


def _drops(keys: Sequence[str]) -> ColumnElement[bool]:
    """Whether a copy credits none of those whom its source credits.

    As :func:`graph.measure.lost_credits` has it.
    """
    before, before_at = REPUBLICATION.alias("before"), ARTICLE.alias("before_at")
    after, after_at = REPUBLICATION.alias("after"), ARTICLE.alias("after_at")
    outlet = func.coalesce(before_at.c.outlet_key, before.c.source_outlet)
    gives = (
        select(before.c.id)
        .outerjoin(before_at, before_at.c.id == before.c.source_id)
        .where(
            before.c.copy_id == EDGE.source_id,
            before.c.relation != Relation.RELAYS.value,
            _visible(before),
            outlet.is_not(None),
        )
        .correlate(REPUBLICATION)
    )
    keeps = (
        gives.join(after, after.c.copy_id == EDGE.copy_id)
        .outerjoin(after_at, after_at.c.id == after.c.source_id)
        .where(
            _visible(after),
            func.coalesce(after_at.c.outlet_key, after.c.source_outlet) == outlet,
        )
    )
    own = gives.where(outlet.in_(keys))
    return and_(gives.exists(), ~keeps.exists(), ~own.exists())


def _visible(edge: FromClause) -> ColumnElement[bool]:
    declared: ColumnElement[bool] = edge.c.declared
    return and_(declared, edge.c.credit != Credit.NONE.value)
