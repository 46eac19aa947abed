"""Statements that two keys mean one outlet, or one author. Contains no judgement.

No statement merges anything: articles keep the keys that their pages gave them,
and who asks gets all keys that are one, as the statements stand now. A statement
can be withdrawn, and an analyst's judgement overrules any number of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, or_, select

from graph.identity.grouping import MOST, Join, grouped
from graph.store.rows import upsert
from graph.store.schema import ALIAS, ARTICLE, BYLINE, JUDGEMENT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import ColumnElement, Connection

OUTLET = "outlet"
AUTHOR = "author"

DERIVED = {
    OUTLET: (
        "known",
        "platform",
        "redirect",
        "canonical",
        "same-name",
        "edition",
        "group",
    ),
    AUTHOR: ("spelling", "title", "script", "order", "initials"),
}
"""What statements are made from, surest first; those are made again in every run.
Any other source is somebody's own word, and counts before all of them."""

APART = frozenset({"edition", "group"})
"""Sources that say that two outlets belong together, and are not one."""

_AT_ONCE = 400


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class Alias:
    """One statement that two keys mean one thing, or belong together."""

    kind: str
    """``outlet`` or ``author``."""
    one: str
    """The lesser key."""
    other: str
    """The greater key."""
    source: str
    """What says so: ``redirect``, ``initials`` …"""
    detail: str = ""
    """What it rests on."""


def alias(kind: str, one: str, other: str, source: str, detail: str = "") -> Alias:
    """A statement about two different keys, given in any order."""
    one, other = sorted((one, other))
    if one == other:
        message = f"{one} is itself without any statement"
        raise ValueError(message)
    return Alias(kind=kind, one=one, other=other, source=source, detail=detail)


def state(  # noqa: PLR0913, PLR0917 - each is one part of a statement
    connection: Connection,
    kind: str,
    one: str,
    other: str,
    source: str,
    detail: str = "",
) -> None:
    """Keep a statement; the same one again only changes what it rests on."""
    keep(connection, [alias(kind, one, other, source, detail)])


def keep(connection: Connection, aliases: Iterable[Alias]) -> None:
    """Keep statements, each once."""
    rows = [
        {
            "kind": one.kind,
            "one": one.one,
            "other": one.other,
            "source": one.source,
            "detail": one.detail,
        }
        for one in aliases
    ]
    upsert(connection, ALIAS, rows, update=("detail",))


def replace(connection: Connection, kind: str, aliases: Iterable[Alias]) -> None:
    """Let exactly these be the statements of a kind that are derived."""
    known = {one for one in statements(connection, kind) if one.source in DERIVED[kind]}
    new = set(aliases)
    for one in known - new:
        withdraw(connection, kind, one.one, one.other, one.source)
    keep(connection, sorted(new - known))


def withdraw(
    connection: Connection, kind: str, one: str, other: str, source: str | None = None
) -> int:
    """Take back what a source says of two keys, or what all say; gives how many.

    What is derived comes back with the next run: overrule it by a judgement.
    """
    one, other = sorted((one, other))
    about = (ALIAS.c.kind == kind, ALIAS.c.one == one, ALIAS.c.other == other)
    by = (ALIAS.c.source == source,) if source is not None else ()
    return connection.execute(delete(ALIAS).where(*about, *by)).rowcount


def statements(
    connection: Connection, kind: str, keys: Iterable[str] | None = None
) -> list[Alias]:
    """The statements about any of these keys, or all of a kind, in their order."""
    if keys is None:
        return sorted(_aliases(connection, ALIAS.c.kind == kind))
    found: set[Alias] = set()
    for some in _some(sorted(set(keys))):
        about = or_(ALIAS.c.one.in_(some), ALIAS.c.other.in_(some))
        found.update(_aliases(connection, (ALIAS.c.kind == kind) & about))
    return sorted(found)


def _aliases(connection: Connection, where: ColumnElement[bool]) -> Iterator[Alias]:
    for row in connection.execute(select(ALIAS).where(where)).mappings():
        yield Alias(**row)


def together(connection: Connection, kind: str, key: str) -> tuple[str, ...]:
    """All keys that mean the same as this one, itself among them, sorted.

    Statements join them, one to the next; analysts join what none states, and part
    what some do.
    """
    judged = _judged(connection, kind)
    joins: set[Join] = set()
    found, new = {key}, {key}
    while new and len(found) <= MOST:
        stated = _joins(statements(connection, kind, new))
        stated += [join for join in judged.joins if {join.one, join.other} & new]
        joins.update(stated)
        new = {end for join in stated for end in (join.one, join.other)} - found
        found |= new
    if new:
        return (key,)
    mine = (one for one in grouped(joins, judged.parted) if key in one)
    return tuple(next(mine, [key]))


def groups(connection: Connection, kind: str) -> dict[str, str]:
    """Every key that means the same as another, to the one that stands for all.

    That is the one with most articles; a key that stands alone is left out.
    """
    judged = _judged(connection, kind)
    joins = [*_joins(statements(connection, kind)), *judged.joins]
    found = grouped(joins, judged.parted)
    count = _articles(connection, kind, [key for keys in found for key in keys])
    first = {
        # Of equals a host is more than a mere name.
        keys[0]: min(keys, key=lambda k: (-count.get(k, 0), k.startswith("name:"), k))
        for keys in found
    }
    return {key: first[keys[0]] for keys in found for key in keys}


def related(connection: Connection, key: str) -> list[Alias]:
    """The statements that an outlet belongs together with others: editions, groups."""
    ours = together(connection, OUTLET, key)
    return [one for one in statements(connection, OUTLET, ours) if one.source in APART]


def _joins(aliases: Iterable[Alias]) -> list[Join]:
    return [
        Join(rank=_rank(one), one=one.one, other=one.other)
        for one in aliases
        if one.source not in APART
    ]


def _rank(one: Alias) -> int:
    derived = DERIVED[one.kind]
    return 2 + derived.index(one.source) if one.source in derived else 1


@dataclass(frozen=True, kw_only=True, slots=True)
class _Judged:
    joins: list[Join]
    parted: list[tuple[str, str]]


def _judged(connection: Connection, kind: str) -> _Judged:
    """What analysts decided of outlets or authors; of two decisions the last."""
    rows = connection.execute(
        select(*JUDGEMENT.c["one", "other", "verdict"])
        .where(JUDGEMENT.c.kind == kind)
        .order_by(JUDGEMENT.c.judged_at, JUDGEMENT.c.one, JUDGEMENT.c.other)
    )
    last = {
        (min(row.one, row.other), max(row.one, row.other)): row.verdict for row in rows
    }
    return _Judged(
        joins=[
            Join(rank=0, one=one, other=other)
            for (one, other), verdict in last.items()
            if verdict == "yes"
        ],
        parted=[
            (one, other) for (one, other), verdict in last.items() if verdict == "no"
        ],
    )


def _articles(connection: Connection, kind: str, keys: list[str]) -> dict[str, int]:
    """How many articles outlets published, or authors signed."""
    column = ARTICLE.c.outlet_key if kind == OUTLET else BYLINE.c.author_key
    found: dict[str, int] = {}
    for some in _some(keys):
        counted = select(column, func.count()).where(column.in_(some)).group_by(column)
        found.update(connection.execute(counted).all())
    return found


def _some(keys: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(keys), _AT_ONCE):
        yield keys[start : start + _AT_ONCE]
