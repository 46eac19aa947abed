"""What analysts decided, as it is kept. Takes no part in deciding.

A judgement outlives every run: nothing here is made from pages, and nothing that
reads, matches or resolves writes here. What a judgement changes is worked out
where edges are made; this only notes whose stories have to be looked at again.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, or_, select

from graph.judgement import Decision, Judged, Judgement
from graph.store import bulk
from graph.store.rows import upsert
from graph.store.schema import JUDGEMENT, UNSETTLED

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import ColumnElement, Connection

    from graph.store.rows import Row

_SAID = ("verdict", "note", "one_name", "other_name", "judged_at")
"""What is replaced where somebody judges again."""


def put(connection: Connection, judgement: Judgement) -> None:
    """Keep a judgement, in place of an earlier one of the same two."""
    found = in_order(judgement)
    upsert(connection, JUDGEMENT, [_columns(found)], update=_SAID)
    unsettle(connection, found)


def drop(
    connection: Connection, kind: Judged, one: str, other: str
) -> Judgement | None:
    """Forget what was decided of these two; gives it, None where nothing was."""
    known = find(connection, kind, one, other)
    if known is not None:
        connection.execute(delete(JUDGEMENT).where(_is(known)))
        unsettle(connection, known)
    return known


def find(
    connection: Connection, kind: Judged, one: str, other: str
) -> Judgement | None:
    """What was decided of these two; None where nothing was."""
    one, other = _ends(kind, one, other)
    rows = connection.execute(
        select(JUDGEMENT).where(
            JUDGEMENT.c.kind == kind.value,
            JUDGEMENT.c.one == one,
            JUDGEMENT.c.other == other,
        )
    )
    found = rows.mappings().one_or_none()
    return judgement_of(found) if found else None


def all_of(connection: Connection) -> list[Judgement]:
    """Every judgement: articles, then names, in the order of their keys."""
    order = (JUDGEMENT.c.kind, JUDGEMENT.c.one, JUDGEMENT.c.other)
    rows = connection.execute(select(JUDGEMENT).order_by(*order))
    return [judgement_of(row) for row in rows.mappings()]


def into(
    connection: Connection, copies: Collection[str]
) -> dict[tuple[str, str], Judgement]:
    """What was decided of edges into these articles, by source and copy."""
    names = ", ".join(f'j."{column.name}"' for column in JUDGEMENT.c)
    rows = bulk.ask(
        connection,
        f"SELECT {names} FROM {{values}} {{join}} judgement j "  # noqa: S608 - our own names
        "ON j.other = value AND j.kind = 'article'",
        sorted(set(copies)),
    )
    columns = [column.name for column in JUDGEMENT.c]
    found = [judgement_of(dict(zip(columns, row, strict=True))) for row in rows]
    return {(one.one, one.other): one for one in found}


def move(connection: Connection, gone: str, kept: str) -> None:
    """One article turned out to be another: what was decided of it holds of that.

    What was decided of the other before stays as it is; that an article comes
    from itself is no judgement.
    """
    ours = (JUDGEMENT.c.kind == Judged.ARTICLE.value) & or_(
        JUDGEMENT.c.one == gone, JUDGEMENT.c.other == gone
    )
    rows = connection.execute(select(JUDGEMENT).where(ours)).mappings().all()
    connection.execute(delete(JUDGEMENT).where(ours))
    for row in rows:
        one, other = (kept if row[end] == gone else row[end] for end in _ENDS)
        if one != other:
            upsert(connection, JUDGEMENT, [{**row, "one": one, "other": other}])
            unsettle(connection, judgement_of({**row, "one": one, "other": other}))


_ENDS = ("one", "other")


def in_order(judgement: Judgement) -> Judgement:
    """A judgement of two names with the lesser key first, as it is kept."""
    one, other = _ends(judgement.kind, judgement.one, judgement.other)
    if one == judgement.one:
        return judgement
    return replace(
        judgement,
        one=one,
        other=other,
        one_name=judgement.other_name,
        other_name=judgement.one_name,
    )


def judgement_of(row: Row) -> Judgement:
    """The judgement in a row."""
    return Judgement(
        kind=Judged(row["kind"]),
        one=row["one"],
        other=row["other"],
        verdict=Decision(row["verdict"]),
        note=row["note"],
        one_name=row["one_name"],
        other_name=row["other_name"],
        judged_at=datetime.fromisoformat(row["judged_at"]),
    )


def _columns(judgement: Judgement) -> dict[str, Any]:
    return {
        "kind": judgement.kind.value,
        "one": judgement.one,
        "other": judgement.other,
        "verdict": judgement.verdict.value,
        "note": judgement.note,
        "one_name": judgement.one_name,
        "other_name": judgement.other_name,
        "judged_at": judgement.judged_at.isoformat(),
    }


def _ends(kind: Judged, one: str, other: str) -> tuple[str, str]:
    """From source to copy; two names have no direction, so the lesser key first."""
    if kind is Judged.ARTICLE or one <= other:
        return one, other
    return other, one


def _is(known: Judgement) -> ColumnElement[bool]:
    return (
        (JUDGEMENT.c.kind == known.kind.value)
        & (JUDGEMENT.c.one == known.one)
        & (JUDGEMENT.c.other == known.other)
    )


def unsettle(connection: Connection, judgement: Judgement) -> None:
    """Note that the stories of both articles have to be settled again."""
    if judgement.kind is Judged.ARTICLE:
        ends = dict.fromkeys((judgement.one, judgement.other))
        upsert(connection, UNSETTLED, [{"article_id": one} for one in ends])
