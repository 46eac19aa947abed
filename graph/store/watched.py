"""Outlets that are watched, and what is known of them. Contains no judgement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import delete, exists, func, or_, select, update

from graph.identity import address_key
from graph.model import Status
from graph.store.rows import upsert
from graph.store.schema import (
    ADDRESS,
    ARTICLE,
    ENDPOINT,
    REVISION,
    ROLE,
    SNAPSHOT,
    WATCHED,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection, Select

_READ = ARTICLE.c.status == Status.FETCHED.value
_AT_ONCE = 500


@dataclass(frozen=True, kw_only=True, slots=True)
class Watched:
    """An outlet that is asked again and again for what is new."""

    key: str
    """Its outlet's key."""
    home: str
    """Its front page."""
    added_at: str
    """When it was registered, ISO 8601 in UTC."""
    updated_at: str | None
    """When its last update began; None where there was none."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Recent:
    """An article that was first seen not long ago."""

    url: str
    """The address that answered."""
    first_seen: datetime
    """When it was met first."""
    read_at: datetime
    """When the page was made that it was read from."""


def watch(connection: Connection, key: str, home: str, *, now: datetime) -> None:
    """Register an outlet; one that is watched keeps its dates."""
    row = {"outlet_key": key, "home": home, "added_at": now.isoformat()}
    upsert(connection, WATCHED, [row], update=("home",))


def unwatch(connection: Connection, key: str) -> bool:
    """Watch an outlet no more; whether it was watched. What is known of it stays."""
    gone = connection.execute(delete(WATCHED).where(WATCHED.c.outlet_key == key))
    return gone.rowcount > 0


def all_of(connection: Connection) -> list[Watched]:
    """Every watched outlet, by key."""
    rows = connection.execute(select(WATCHED).order_by(WATCHED.c.outlet_key))
    return [
        Watched(
            key=row.outlet_key,
            home=row.home,
            added_at=row.added_at,
            updated_at=row.updated_at,
        )
        for row in rows
    ]


def begun(connection: Connection, key: str, *, now: datetime) -> None:
    """Note that an update of an outlet begins."""
    mine = WATCHED.c.outlet_key == key
    connection.execute(update(WATCHED).where(mine).values(updated_at=now.isoformat()))


def declaring(connection: Connection, url: str, key: str) -> list[Watched]:
    """The watched outlets of a list: that of its address, and those that declare it.

    A feed may lie with another host, which is the outlet ``key``.
    """
    declare = select(ENDPOINT.c.outlet_key).where(ENDPOINT.c.url == url)
    keys = {key, *connection.execute(declare).scalars()}
    return [one for one in all_of(connection) if one.key in keys]


def taken(connection: Connection, key: str) -> int:
    """How many stories an outlet took from others, as the trees have used it."""
    found = select(ROLE.c.taken).where(ROLE.c.outlet_key == key)
    return connection.execute(found).scalar_one_or_none() or 0


def recent(connection: Connection, key: str, *, since: datetime) -> list[Recent]:
    """An outlet's articles that were first seen since then and have an address."""
    rows = connection.execute(
        select(*ARTICLE.c["url", "first_seen"], SNAPSHOT.c.fetched_at)
        .join(SNAPSHOT, SNAPSHOT.c.id == ARTICLE.c.snapshot_id)
        .where(
            ARTICLE.c.outlet_key == key,
            ARTICLE.c.first_seen >= since.isoformat(),
            ARTICLE.c.url.startswith("http"),
            _READ,
        )
        .order_by(ARTICLE.c.first_seen, ARTICLE.c.id)
    )
    return [
        Recent(
            url=row.url,
            first_seen=datetime.fromisoformat(row.first_seen),
            read_at=datetime.fromisoformat(row.fetched_at),
        )
        for row in rows
    ]


def read_before(connection: Connection, urls: Sequence[str]) -> set[str]:
    """Those of these addresses whose article was read."""
    keys = {address_key(url): url for url in urls}
    found: set[str] = set()
    for start in range(0, len(keys), _AT_ONCE):
        part = list(keys)[start : start + _AT_ONCE]
        rows = connection.execute(
            select(ADDRESS.c.url_key)
            .join(ARTICLE, ARTICLE.c.id == ADDRESS.c.article_id)
            .where(ADDRESS.c.url_key.in_(part), _READ)
        )
        found |= {keys[key] for key in rows.scalars()}
    return found


def came(connection: Connection, key: str, *, since: str) -> list[str]:
    """Addresses of an outlet's articles that were never read before a moment."""
    mine = _mine(key).join(SNAPSHOT, SNAPSHOT.c.id == ARTICLE.c.snapshot_id)
    before = SNAPSHOT.alias("before")
    known = exists().where(
        before.c.url_key == SNAPSHOT.c.url_key,
        before.c.fetched_at < since,
        or_(before.c.status == 0, before.c.status.between(200, 299)),
    )
    return _urls(connection, mine.where(SNAPSHOT.c.fetched_at >= since, ~known))


def changed(connection: Connection, key: str, *, since: str) -> list[str]:
    """Addresses of an outlet's articles whose change was seen since a moment."""
    revised = REVISION.c.article_id == ARTICLE.c.id
    seen = exists().where(revised, REVISION.c.seen_at >= since)
    return _urls(connection, _mine(key).where(seen))


def _mine(key: str) -> Select[tuple[str | None]]:
    return select(ARTICLE.c.url).where(ARTICLE.c.outlet_key == key, _READ)


def _urls(connection: Connection, found: Select[tuple[str | None]]) -> list[str]:
    order = (ARTICLE.c.first_seen, ARTICLE.c.id)
    urls = connection.execute(found.order_by(*order)).scalars()
    return [str(url) for url in urls if url]


def lists(connection: Connection, keys: Iterable[str]) -> dict[str, dict[str, int]]:
    """How many lists of each kind these outlets are known to have."""
    found: dict[str, dict[str, int]] = {key: {} for key in keys}
    rows = connection.execute(
        select(ENDPOINT.c.outlet_key, ENDPOINT.c.kind, func.count())
        .where(ENDPOINT.c.outlet_key.in_(list(found)))
        .group_by(ENDPOINT.c.outlet_key, ENDPOINT.c.kind)
    )
    for key, kind, number in rows:
        found[key][kind] = number
    return found
