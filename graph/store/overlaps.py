"""What texts share, as it is kept: pair by pair. Contains no judgement."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import and_, bindparam, delete, or_, select

from graph.model import Reuse
from graph.reuse.comparing import Text
from graph.reuse.judge import COPIED
from graph.store import bulk
from graph.store.overlap_rows import (
    COLUMNS,
    Encoded,
    columns_of,
    overlap_of,
    turned,
)
from graph.store.rows import date_of, upsert
from graph.store.schema import ARTICLE, OVERLAP

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import Connection

    from graph.model import Date, Overlap


def texts(connection: Connection, identities: Collection[str]) -> dict[str, Text]:
    """The texts of articles, by their ids."""
    columns = ("value", "precision", "source", "raw")
    dates = ", ".join(f"a.published_{column}" for column in columns)
    rows = bulk.ask(
        connection,
        f"SELECT a.id, a.outlet_key, a.text, {dates} FROM {{values}} "  # noqa: S608 - our own names
        "{join} article a ON a.id = value",
        sorted(identities),
    )
    names = [f"published_{column}" for column in columns]
    return {
        identity: Text(
            id=identity,
            outlet=outlet,
            published=date_of(dict(zip(names, date, strict=True)), "published"),
            text=text,
        )
        for identity, outlet, text, *date in rows
    }


def put(
    connection: Connection,
    found: Mapping[tuple[str, str], Overlap],
    *,
    joins: bool = True,
) -> None:
    """Keep what pairs of articles, source and copy, share.

    Where they were copied, they are one story, unless ``joins`` is off.
    """
    rows = [
        {
            "source_id": source,
            "copy_id": copy,
            **columns_of(overlap),
            "joins": joins and overlap.reuse in COPIED,
        }
        for (source, copy), overlap in found.items()
    ]
    upsert(connection, OVERLAP, rows, update=COLUMNS)


def insert(connection: Connection, found: Mapping[tuple[str, str], Encoded]) -> None:
    """Keep what pairs of articles, source and copy, share; none of them is kept yet."""
    rows = [(*pair, *one.columns) for pair, one in found.items()]
    bulk.insert(connection, OVERLAP, ("source_id", "copy_id", *COLUMNS), rows)


def between_two(connection: Connection, one: str, other: str) -> Overlap | None:
    """What two articles share, as it was found; None if nothing was."""
    pair = OVERLAP.c
    either = or_(
        and_(pair.source_id == one, pair.copy_id == other),
        and_(pair.source_id == other, pair.copy_id == one),
    )
    row = connection.execute(select(OVERLAP).where(either)).mappings().first()
    if row is None:
        return None
    found = overlap_of(row)
    return found if row["source_id"] == one else turned(found)


class Row(NamedTuple):
    """What is kept of a pair, to be held against what is kept of it later."""

    joins: bool
    """Whether it makes the two one story."""
    columns: tuple[Any, ...]
    """All of it."""


def every(connection: Connection) -> dict[tuple[str, str], Row]:
    """All pairs, source and copy; for small stores."""
    columns = [OVERLAP.c[name] for name in COLUMNS if name != "joins"]
    found = select(
        OVERLAP.c.source_id, OVERLAP.c.copy_id, OVERLAP.c.joins, *columns
    ).order_by(OVERLAP.c.source_id, OVERLAP.c.copy_id)
    return {
        (source, copy): Row(joins, tuple(more))
        for source, copy, joins, *more in connection.execute(found)
    }


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """An article that another one may be copied from."""

    id: str
    """Its article id."""
    outlet: str | None
    """Its outlet's key."""
    published: Date | None
    """When it was published there."""
    overlap: Overlap
    """What they share."""


def sources(connection: Connection, identity: str) -> list[Source]:
    """The articles from which this one may be copied."""
    rows = connection.execute(_SOURCES, {"copy": identity})
    return [
        Source(
            id=row["source_id"],
            outlet=row["outlet_key"],
            published=date_of(row, "published"),
            overlap=overlap_of(row),
        )
        for row in rows.mappings()
    ]


_DATES = (column for column in ARTICLE.columns if column.name.startswith("published_"))
_SOURCES = (
    select(OVERLAP, ARTICLE.c.outlet_key, *_DATES)
    .join(ARTICLE, ARTICLE.c.id == OVERLAP.c.source_id)
    .where(
        OVERLAP.c.copy_id == bindparam("copy"),
        OVERLAP.c.reuse.in_([one.value for one in COPIED]),
    )
    .order_by(OVERLAP.c.source_id)
)


def into(
    connection: Connection, copies: Collection[str]
) -> Iterator[tuple[str, dict[str, Overlap]]]:
    """What copies share with each of their sources, where they may be of several."""
    columns = ", ".join(f"o.{column}" for column in COLUMNS)
    rows = bulk.ask(
        connection,
        # A copy that one source has whole has nothing from another.
        f"SELECT o.copy_id, o.source_id, {columns} FROM ("  # noqa: S608 - our own names
        "SELECT s.copy_id AS id FROM {values} {join} overlap s ON s.copy_id = value "
        "GROUP BY s.copy_id HAVING count(*) > 1 AND max(s.of_copy) < 0.85 "
        "AND sum(s.of_copy) >= 0.5) several {join} overlap o ON o.copy_id = several.id "
        "ORDER BY o.copy_id, o.source_id",
        sorted(copies),
    )
    for copy, some in groupby(rows, key=itemgetter(0)):
        yield copy, {source: _of_row(columns) for _, source, *columns in some}


def _of_row(columns: Sequence[Any]) -> Overlap:
    """The overlap in a row that came past SQLAlchemy: JSON may be a text there."""
    row = dict(zip(COLUMNS, columns, strict=True))
    for name in ("spans", "reuse_reasons"):
        if isinstance(row[name], str):
            row[name] = json.loads(row[name])
    return overlap_of(row)


def joined(connection: Connection, copies: Collection[str]) -> set[tuple[str, str]]:
    """These articles with the sources whose story they are, as pairs."""
    rows = bulk.ask(
        connection,
        "SELECT o.source_id, o.copy_id, o.joins FROM {values} "
        "{join} overlap o ON o.copy_id = value",
        sorted(copies),
    )
    return {(source, copy) for source, copy, joins in rows if joins}


def parts(connection: Connection, copies: Collection[str]) -> list[tuple[str, str]]:
    """These articles with the sources of which each was merged, as pairs."""
    rows = bulk.ask(
        connection,
        "SELECT o.source_id, o.copy_id, o.reuse FROM {values} "
        "{join} overlap o ON o.copy_id = value",
        sorted(copies),
    )
    merged = Reuse.COMPOSITE.value
    return sorted((source, copy) for source, copy, reuse in rows if reuse == merged)


def between(
    connection: Connection, groups: Iterable[Collection[str]]
) -> list[tuple[str, str]]:
    """The pairs within each group that share something."""
    groups_of: dict[str, set[int]] = {}
    for place, group in enumerate(groups):
        for identity in group:
            groups_of.setdefault(identity, set()).add(place)
    rows = bulk.ask(
        connection,
        "SELECT o.source_id, o.copy_id FROM {values} "
        "{join} overlap o ON o.source_id = value",
        sorted(groups_of),
    )
    nowhere: set[int] = set()
    return sorted(
        (source, copy)
        for source, copy in rows
        if not groups_of[source].isdisjoint(groups_of.get(copy, nowhere))
    )


def forget(
    connection: Connection, identities: Sequence[str]
) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """Drop what these articles shared; gives the pairs, and those joined by it."""
    rows = bulk.ask(
        connection,
        "SELECT o.source_id, o.copy_id, o.joins FROM {values} "
        "{join} overlap o ON o.source_id = value",
        identities,
    ) + bulk.ask(
        connection,
        "SELECT o.source_id, o.copy_id, o.joins FROM {values} "
        "{join} overlap o ON o.copy_id = value",
        identities,
    )
    dropped = {(source, copy) for source, copy, _ in rows}
    drop(connection, dropped)
    return dropped, {(source, copy) for source, copy, joins in rows if joins}


def drop(connection: Connection, found: Iterable[tuple[str, str]]) -> None:
    """Drop what pairs of articles, source and copy, shared."""
    for source, copy in found:
        pair = and_(OVERLAP.c.source_id == source, OVERLAP.c.copy_id == copy)
        connection.execute(delete(OVERLAP).where(pair))
