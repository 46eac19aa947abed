"""Turns: which hosts may be asked now, and what is next there. Part of the frontier.

What is asked goes from host to host over an index, so it takes as long with a
hundred URLs of a host as with a million.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    Integer,
    String,
    and_,
    bindparam,
    case,
    func,
    literal,
    or_,
    select,
)

from graph.store.rows import upsert, upserting
from graph.store.schema import FRONTIER, HOST

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sqlalchemy import CTE, BindParameter, Connection, RowMapping, Select

PAUSE = "between two requests"
"""Why a host is left alone that did not ask for it."""
_LOOKED_AT = 4
"""Times as many hosts are looked at as are wanted: others may lock some of them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Hosts:
    """Which hosts may be asked, besides those that nobody asks and nothing holds."""

    worker: str = ""
    """Whoever asks."""
    held: Collection[str] = ()
    """Hosts that are free for this worker, though it has leases there."""
    spent: Collection[str] = ()
    """Hosts that may not."""
    only: Collection[str] | None = None
    """Where given, there are no others."""


def stamp(moment: datetime) -> str:
    """Times compare as texts, so they are all written in one way."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")


def _waiting() -> CTE:
    """The hosts with queued URLs, each found from the one before it."""
    queued = FRONTIER.c.state == "queued"
    first = select(func.min(FRONTIER.c.host).label("host")).where(queued)
    waiting = first.cte("waiting", recursive=True)
    other = FRONTIER.alias("other")
    later = and_(other.c.state == "queued", other.c.host > waiting.c.host)
    following = select(func.min(other.c.host)).where(later).scalar_subquery()
    return waiting.union_all(select(following).where(waiting.c.host.is_not(None)))


def _texts(name: str) -> BindParameter[Any]:
    return bindparam(name, expanding=True, type_=String)


def _free(*, among: bool) -> Select[Any]:
    """The next URL of each host that may be asked, most wanted first.

    ``among``: of the hosts in ``only``.
    """
    waiting = _waiting()
    leased = FRONTIER.alias("leased")
    busy = select(leased.c.position).where(
        leased.c.state == "leased",
        leased.c.host == waiting.c.host,
        or_(
            leased.c.owner != bindparam("worker"),
            leased.c.host.not_in(_texts("held")),
        ),
    )
    queued = FRONTIER.alias("queued")
    best = (
        select(queued.c.position)
        .where(queued.c.state == "queued", queued.c.host == waiting.c.host)
        .order_by(queued.c.priority.desc(), queued.c.position)
        .limit(1)
        .scalar_subquery()
    )
    free: Select[Any] = (
        select(best.label("position"), HOST.c.delay, HOST.c.host.label("known"))
        .select_from(waiting.outerjoin(HOST, HOST.c.host == waiting.c.host))
        .where(
            waiting.c.host.is_not(None),
            waiting.c.host.not_in(_texts("spent")),
            or_(HOST.c.hold_until.is_(None), HOST.c.hold_until <= bindparam("now")),
            ~busy.exists(),
        )
    )
    if among:
        free = free.where(waiting.c.host.in_(_texts("only")))
    first = free.subquery("free")
    return (
        select(FRONTIER, first.c.delay, first.c.known)
        .join(first, first.c.position == FRONTIER.c.position)
        .order_by(FRONTIER.c.priority.desc(), FRONTIER.c.position)
        .limit(bindparam("limit", type_=Integer))
    )


_FREE, _FREE_AMONG = _free(among=False), _free(among=True)


def free(
    connection: Connection, hosts: Hosts, *, limit: int, now: datetime
) -> Sequence[RowMapping]:
    """The next URLs of at most so many free hosts, with the ``delay`` of each."""
    given: dict[str, object] = {
        "limit": limit,
        "now": stamp(now),
        "worker": hosts.worker,
        "held": list(hosts.held),
        "spent": list(hosts.spent),
    }
    if hosts.only is None:
        return connection.execute(_FREE, given).mappings().all()
    given["only"] = list(hosts.only)
    return connection.execute(_FREE_AMONG, given).mappings().all()


def free_and_locked(
    connection: Connection, hosts: Hosts, *, limit: int, now: datetime
) -> Sequence[RowMapping]:
    """The same, of hosts that nobody else can lease until the transaction ends.

    SQLite has one writer at a time. On PostgreSQL the host's row is locked; where
    another worker has it locked, its host is passed over and not waited for.
    """
    if connection.dialect.name == "sqlite":
        return free(connection, hosts, limit=limit, now=now)
    found = free(connection, hosts, limit=limit * _LOOKED_AT, now=now)
    rows = {row["host"]: row for row in found}
    meet(connection, [host for host, row in rows.items() if row["known"] is None])
    ours = _lock(connection, list(rows), limit=limit, now=now)
    mine = {row["position"] for host, row in rows.items() if host in ours}
    # A lease given since is seen now: its host could not have been locked before.
    busy = select(FRONTIER.c.host).where(
        FRONTIER.c.state == "leased",
        FRONTIER.c.host.in_(ours),
        or_(FRONTIER.c.owner != hosts.worker, FRONTIER.c.host.not_in(hosts.held)),
    )
    taken = connection.execute(
        select(FRONTIER.c.position)
        .where(FRONTIER.c.position.in_(mine), FRONTIER.c.state == "queued")
        .where(FRONTIER.c.host.not_in(busy))
        .with_for_update(skip_locked=True, of=FRONTIER)
    )
    still = set(taken.scalars())
    return [row for row in found if row["position"] in still]


def _lock(
    connection: Connection, hosts: list[str], *, limit: int, now: datetime
) -> set[str]:
    """The first hosts of these that nobody has locked and nothing holds."""
    if not hosts:
        return set()
    place = {host: number for number, host in enumerate(hosts)}
    locked = connection.execute(
        select(HOST.c.host)
        .where(HOST.c.host.in_(hosts), HOST.c.hold_until <= stamp(now))
        .order_by(case(place, value=HOST.c.host))
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return set(locked.scalars())


def meet(connection: Connection, hosts: Collection[str]) -> None:
    """Make the rows of hosts that have none, so that they can be locked."""
    # In one order, so that of two that make the same ones none waits in a circle.
    rows = [{"host": host, "hold_until": "", "detail": ""} for host in sorted(hosts)]
    upsert(connection, HOST, rows)


def meet_those_of(connection: Connection, keys: Collection[str]) -> None:
    """The same for the hosts of entries, by the keys of these.

    A lease locks its host's row, and then waits for nobody who would make it.
    """
    theirs = select(FRONTIER.c.host, literal(""), literal("")).where(
        FRONTIER.c.url_key.in_(keys)
    )
    made = upserting(connection.dialect.name, HOST, ())
    rows = made.from_select(["host", "hold_until", "detail"], theirs.distinct())
    connection.execute(rows)


def visit(
    connection: Connection, host: str, *, until: datetime, now: datetime
) -> datetime | None:
    """Take a host that a redirect leads to; None if it is this worker's until then.

    Else when to ask for it again, at the earliest.
    """
    meet(connection, [host])
    if host not in _lock(connection, [host], limit=1, now=now):
        held = select(HOST.c.hold_until).where(HOST.c.host == host)
        found = connection.execute(held).scalar_one()
        return max(now, datetime.fromisoformat(found)) if found else now
    leased = select(FRONTIER.c.position).where(
        FRONTIER.c.state == "leased", FRONTIER.c.host == host
    )
    if connection.execute(leased.limit(1)).first():
        return now
    put_hold(connection, host, until, detail=PAUSE)
    return None


def leave(connection: Connection, host: str, *, until: datetime) -> None:
    """Give a visited host back, but for a pause; a hold that it asked for stays."""
    connection.execute(
        HOST.update()
        .where(HOST.c.host == host, HOST.c.detail == PAUSE)
        .values(hold_until=stamp(until))
    )


def put_hold(
    connection: Connection, host: str, until: datetime, *, detail: str
) -> None:
    """Leave a host alone until then, whatever was said before."""
    row = {"host": host, "hold_until": stamp(until), "detail": detail}
    upsert(connection, HOST, [row], update=("hold_until", "detail"))


def first_free(
    connection: Connection, *, now: datetime, asked_for: bool | None = None
) -> datetime | None:
    """When the first host that is left alone and has queued URLs is free.

    ``asked_for``: only those that asked for it, or only those that did not. None
    if there is no such host.
    """
    queued = select(FRONTIER.c.position).where(
        FRONTIER.c.state == "queued", FRONTIER.c.host == HOST.c.host
    )
    first = select(func.min(HOST.c.hold_until)).where(
        HOST.c.hold_until > stamp(now), queued.exists()
    )
    if asked_for is not None:
        paused = HOST.c.detail == PAUSE
        first = first.where(~paused if asked_for else paused)
    found = connection.execute(first).scalar_one_or_none()
    return datetime.fromisoformat(found) if found else None
