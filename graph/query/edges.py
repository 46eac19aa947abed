"""Edges as questions read them, level by level. Contains no judgement."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from graph.lag import lag_hours
from graph.model import Relation, Verdict
from graph.query.cards import OUTLET_NODE, chunks
from graph.store.schema import ARTICLE, REPUBLICATION

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import ColumnElement, Connection

    from graph.query.cards import Card

SURENESS = {verdict.value: rank for rank, verdict in enumerate(Verdict)}
"""Verdicts by rank, the surest first."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Edge:
    """A republication, from its source to its copy."""

    id: str
    source_id: str | None
    source_outlet: str | None
    copy_id: str
    relation: str
    declared: bool
    inferred: bool
    verdict: str
    credit: str
    quote: str
    cue: str
    of_original: float | None
    of_copy: float | None
    shared_words: int | None
    reasons: list[dict[str, Any]]
    nearest: bool = False
    """Whether the story's tree hangs the copy here."""
    rooted: float | None = None
    """Where nearest: how sure the tree's first source is, 0 to 1."""
    stated_by: str | None = None
    """The article whose page says so, where it is not the copy's own."""

    @property
    def source(self) -> str:
        """The source article's id, or ``outlet:KEY``."""
        return self.source_id or f"{OUTLET_NODE}{self.source_outlet}"

    @property
    def relays(self) -> bool:
        """Whether the source is the nearest one: the page names it as its "via"."""
        return self.relation == Relation.RELAYS

    def implied(self, relay: str, by: str) -> Edge:
        """This edge as it leads to a relay: "A, via B" says that B has it from A."""
        return replace(
            self,
            copy_id=relay,
            stated_by=by,
            inferred=False,
            of_original=None,
            of_copy=None,
            shared_words=None,
        )


def into(connection: Connection, ids: Iterable[str]) -> list[Edge]:
    """The edges into these articles that stand."""
    return _standing(connection, REPUBLICATION.c.copy_id, ids)


def out_of(connection: Connection, ids: Iterable[str]) -> list[Edge]:
    """The edges from these articles that stand."""
    return _standing(connection, REPUBLICATION.c.source_id, ids)


def _standing(
    connection: Connection, column: ColumnElement[str], ids: Iterable[str]
) -> list[Edge]:
    stands = REPUBLICATION.c.verdict != Verdict.REJECTED.value
    return [
        edge
        for chunk in chunks(i for i in ids if not i.startswith(OUTLET_NODE))
        for edge in edges_where(connection, column.in_(chunk), stands)
    ]


def edges_where(connection: Connection, *where: ColumnElement[bool]) -> list[Edge]:
    """The edges for which all of this holds, in the order of their ids."""
    rows = connection.execute(
        select(REPUBLICATION).where(*where).order_by(REPUBLICATION.c.id)
    )
    return [Edge(**row) for row in rows.mappings()]


def from_outlet(connection: Connection, outlet: str, story: str) -> list[Edge]:
    """The edges from an outlet alone to the copies of one story."""
    copies = select(ARTICLE.c.id).where(ARTICLE.c.story == story)
    return edges_where(
        connection,
        REPUBLICATION.c.source_id.is_(None),
        REPUBLICATION.c.source_outlet == outlet,
        REPUBLICATION.c.verdict != Verdict.REJECTED.value,
        REPUBLICATION.c.copy_id.in_(copies),
    )


def changed_headline(source: Card, copy: Card) -> bool | None:
    """Whether the copy bears another headline; None where one is not known."""
    if not source.headline_key or not copy.headline_key:
        return None
    return source.headline_key != copy.headline_key


def edge_answer(edge: Edge, source: Card, copy: Card) -> dict[str, Any]:
    """The fields of an edge, the two articles compared with each other."""
    known = edge.of_original is not None and edge.of_copy is not None
    shares = {"of_original": edge.of_original, "of_copy": edge.of_copy}
    return {
        "relation": edge.relation,
        "via": None,
        "declared": edge.declared,
        "inferred": edge.inferred,
        "verdict": edge.verdict,
        "credit": edge.credit,
        "coverage": shares if known else None,
        "lag_hours": lag_hours(source.published, copy.published),
        "headline_changed": changed_headline(source, copy),
        "reasons": edge.reasons,
        "quote": edge.quote,
        "cue": edge.cue,
    }
