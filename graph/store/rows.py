"""Nouns to rows and back. Contains no queries."""

from __future__ import annotations

import hashlib
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import Table, func
from sqlalchemy.dialects import postgresql, sqlite

from graph.model import (
    Claim,
    Credit,
    Date,
    Overlap,
    Place,
    Precision,
    Reason,
    Reference,
    Relation,
    Republication,
    Snapshot,
    Verdict,
    Where,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import Connection, RowMapping

    Row = Mapping[str, Any] | RowMapping


def date_columns(prefix: str, date: Date | None) -> dict[str, str | None]:
    """The four columns of a date; all None for an unknown one."""
    return {
        f"{prefix}_value": date.value if date else None,
        f"{prefix}_precision": date.precision.value if date else None,
        f"{prefix}_source": date.source if date else None,
        f"{prefix}_raw": date.raw if date else None,
    }


def date_of(row: Row, prefix: str) -> Date | None:
    """The date in a row's four columns."""
    if not row[f"{prefix}_value"]:
        return None
    return Date(
        value=row[f"{prefix}_value"],
        precision=Precision(row[f"{prefix}_precision"]),
        source=row[f"{prefix}_source"] or "",
        raw=row[f"{prefix}_raw"] or "",
    )


def claim_columns(claim: Claim) -> dict[str, Any]:
    """The columns of a claim, without its article and position."""
    reference = claim.reference
    return {
        "relation": claim.relation.value,
        "cue": claim.cue,
        "strength": claim.strength,
        "outlet": reference.outlet,
        "outlet_key": reference.outlet_key,
        "url": reference.url,
        "author": reference.author,
        **date_columns("date", reference.date),
        "places": [
            {"quote": p.quote, "where": p.where.value, "path": p.path}
            for p in claim.places
        ],
    }


def claim_of(row: Row) -> Claim:
    """The claim in a row."""
    return Claim(
        relation=Relation(row["relation"]),
        cue=row["cue"],
        strength=row["strength"],
        reference=Reference(
            outlet=row["outlet"],
            outlet_key=row["outlet_key"],
            url=row["url"],
            author=row["author"],
            date=date_of(row, "date"),
        ),
        places=tuple(
            Place(quote=p["quote"], where=Where(p["where"]), path=p["path"])
            for p in row["places"]
        ),
    )


def snapshot_of(row: Row) -> Snapshot:
    """The snapshot in a row."""
    return Snapshot(
        url=row["url"],
        fetched_at=datetime.fromisoformat(row["fetched_at"]),
        status=row["status"],
        content_type=row["content_type"],
        digest=row["digest"],
        warc=row["warc"],
        offset=row["offset"],
        truncated=row["truncated"],
        revisits=row["revisits"],
    )


def republication_id(source: str, copy: str) -> str:
    """A stable id of the edge from an article, or an outlet, to a copy."""
    return hashlib.blake2b(f"{source} {copy}".encode(), digest_size=8).hexdigest()


def republication_columns(edge: Republication) -> dict[str, Any]:
    """The columns of a republication."""
    overlap = edge.overlap
    return {
        "id": republication_id(edge.source or edge.source_outlet or "", edge.copy),
        "source_id": edge.source,
        "source_outlet": edge.source_outlet,
        "copy_id": edge.copy,
        "relation": edge.relation.value,
        "declared": edge.declared,
        "inferred": edge.inferred,
        "verdict": edge.verdict.value,
        "credit": edge.credit.value,
        "quote": edge.quote,
        "cue": edge.cue,
        "of_original": overlap.of_original if overlap else None,
        "of_copy": overlap.of_copy if overlap else None,
        "shared_words": overlap.words if overlap else None,
        "reasons": [
            {"name": r.name, "weight": r.weight, "detail": r.detail}
            for r in edge.reasons
        ],
        "nearest": edge.nearest,
        "rooted": edge.rooted,
    }


def republication_of(row: Row) -> Republication:
    """The republication in a row; of what both texts share, the shares only."""
    known = row["of_original"] is not None
    overlap = Overlap(
        of_original=row["of_original"] or 0.0,
        of_copy=row["of_copy"] or 0.0,
        words=row["shared_words"] or 0,
    )
    return Republication(
        source=row["source_id"],
        source_outlet=row["source_outlet"],
        copy=row["copy_id"],
        relation=Relation(row["relation"]),
        declared=row["declared"],
        inferred=row["inferred"],
        verdict=Verdict(row["verdict"]),
        credit=Credit(row["credit"]),
        quote=row["quote"],
        cue=row["cue"],
        overlap=overlap if known else None,
        reasons=tuple(
            Reason(name=r["name"], weight=r["weight"], detail=r["detail"])
            for r in row["reasons"]
        ),
        nearest=row["nearest"],
        rooted=row["rooted"],
    )


def upsert(
    connection: Connection,
    table: Table,
    rows: Sequence[Row],
    *,
    update: Iterable[str] = (),
) -> None:
    """Insert rows; where the key exists, set the columns in ``update`` only.

    Idempotent: the same rows twice are the same table.
    """
    if rows:
        statement = upserting(connection.dialect.name, table, tuple(update))
        connection.execute(statement, [dict(row) for row in rows])


@cache
def upserting(
    dialect: str, table: Table, update: tuple[str, ...], fill: tuple[str, ...] = ()
) -> sqlite.Insert | postgresql.Insert:
    """The statement of :func:`upsert`, made once; ``fill`` are set where null."""
    made = sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)
    statement: sqlite.Insert | postgresql.Insert = made
    keys = _conflict_key(table)
    new: dict[str, Any] = {name: statement.excluded[name] for name in update}
    for name in fill:
        new[name] = func.coalesce(table.c[name], statement.excluded[name])
    if not new:
        return statement.on_conflict_do_nothing(index_elements=keys)
    return statement.on_conflict_do_update(index_elements=keys, set_=new)


def _conflict_key(table: Table) -> list[str]:
    """The columns that tell rows apart: a unique one, else the primary key."""
    unique = [column.name for column in table.columns if column.unique]
    return unique or [column.name for column in table.primary_key.columns]
