"""The frontier: URLs to ask, leased to one worker at a time, settled once.

It is a part of the store, so a page, its new URLs and its settled state commit
in one transaction, and a crawl that is killed loses nothing. A host is leased
to one worker at a time, for one URL; what happened to a URL stays on record.
"""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select, update

from graph.identity import url_key
from graph.store.rows import upsert
from graph.store.schema import FRONTIER, HOST

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from sqlalchemy import Connection, Subquery

    from graph.model import Outcome

LEASE_SECONDS = 600
"""After this time a lease of a worker on another machine counts as given back."""


_MOST_BOUND = 1000


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """A URL in the frontier."""

    url: str
    """As it is requested."""
    host: str
    """Its host and port: what is asked politely."""
    kind: str = "page"
    """``page`` for an article, else the name of the discovery source that reads it."""
    priority: int = 0
    """Higher is asked earlier."""
    depth: int = 0
    """Hops of attribution from a seed."""
    seed: bool = False
    """Whether the user named it."""
    cause: str = ""
    """Why it was added: the URL or the search that led to it."""

    @property
    def key(self) -> str:
        """The key under which it is queued; lists are told from pages."""
        return frontier_key(self.url, self.kind)


def frontier_key(url: str, kind: str) -> str:
    """The frontier's key of a URL: the article's, or of the list it is read as."""
    return url_key(url) if kind == "page" else f"{kind} {url}"


def worker_name() -> str:
    """This process, so that its leases can be given back when it dies."""
    return f"{platform.node()}:{os.getpid()}"


def add(connection: Connection, entries: Iterable[Entry]) -> None:
    """Queue entries that were never queued; a seed is queued again when done."""
    rows = [_row(entry) for entry in entries]
    upsert(connection, FRONTIER, rows)
    seeds = [str(row["url_key"]) for row in rows if row["seed"]]
    for again in _parts(seeds):
        connection.execute(
            update(FRONTIER)
            .where(FRONTIER.c.url_key.in_(again), FRONTIER.c.state == "done")
            .values(
                state="queued",
                outcome=None,
                seed=True,
                priority=100,
                depth=0,
                cause="seed",
            )
        )
        connection.execute(
            update(FRONTIER)
            .where(FRONTIER.c.url_key.in_(again), FRONTIER.c.state != "done")
            .values(seed=True, priority=100, depth=0)
        )


def kept(connection: Connection, keys: Sequence[str]) -> set[str]:
    """Those of these keys whose page was asked and kept as an article."""
    found: set[str] = set()
    for part in _parts(keys):
        rows = connection.execute(
            select(FRONTIER.c.url_key).where(
                FRONTIER.c.url_key.in_(part), FRONTIER.c.outcome == "kept"
            )
        )
        found.update(rows.scalars())
    return found


def _parts(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    """Keys, as many at a time as a statement may bind."""
    return (keys[at : at + _MOST_BOUND] for at in range(0, len(keys), _MOST_BOUND))


def _row(entry: Entry) -> dict[str, object]:
    return {
        "url_key": entry.key,
        "url": entry.url,
        "host": entry.host,
        "kind": entry.kind,
        "state": "queued",
        "priority": entry.priority,
        "depth": entry.depth,
        "seed": entry.seed,
        "cause": entry.cause,
        "detail": "",
    }


def lease(
    connection: Connection,
    worker: str,
    *,
    limit: int,
    now: datetime,
    spent: Collection[str] = (),
) -> list[Entry]:
    """At most ``limit`` entries for this worker, one a host, of free hosts only.

    Hosts in ``spent`` have used up their budget. No host is given twice, since
    :meth:`Store.write` lets one worker lease at a time.
    """
    free = _free(now, spent)
    first = select(free).where(free.c.rank == 1)
    order = (free.c.priority.desc(), free.c.position)
    found = connection.execute(first.order_by(*order).limit(limit))
    rows = found.mappings().all()
    if rows:
        until = _stamp(now + timedelta(seconds=LEASE_SECONDS))
        connection.execute(
            update(FRONTIER)
            .where(FRONTIER.c.position.in_([row["position"] for row in rows]))
            .values(state="leased", owner=worker, lease_until=until)
        )
    names = Entry.__dataclass_fields__
    return [Entry(**{name: row[name] for name in names}) for row in rows]


def _free(now: datetime, spent: Collection[str]) -> Subquery:
    """The queued entries of hosts that may be asked, ranked within their host."""
    held = select(HOST.c.host).where(HOST.c.hold_until > _stamp(now))
    busy = select(FRONTIER.c.host).where(FRONTIER.c.state == "leased")
    rank = func.row_number().over(
        partition_by=FRONTIER.c.host,
        order_by=(FRONTIER.c.priority.desc(), FRONTIER.c.position),
    )
    return (
        select(FRONTIER, rank.label("rank"))
        .where(
            FRONTIER.c.state == "queued",
            FRONTIER.c.host.not_in(held),
            FRONTIER.c.host.not_in(busy),
            FRONTIER.c.host.not_in(spent),
        )
        .subquery()
    )


def come_nearer(connection: Connection, entry: Entry) -> None:
    """Note that an entry lies fewer hops from a seed than was known."""
    connection.execute(
        update(FRONTIER)
        .where(FRONTIER.c.url_key == entry.key, FRONTIER.c.depth > entry.depth)
        .values(depth=entry.depth)
    )


def settle(
    connection: Connection,
    entry: Entry,
    outcome: Outcome,
    *,
    now: datetime,
    detail: str = "",
) -> None:
    """End an entry with its one outcome."""
    connection.execute(
        update(FRONTIER)
        .where(FRONTIER.c.url_key == entry.key)
        .values(
            state="done",
            outcome=outcome.value,
            detail=detail[:500],
            owner=None,
            lease_until=None,
            settled_at=_stamp(now),
        )
    )


def give_back(connection: Connection, entry: Entry) -> None:
    """Queue a leased entry again, as if it had not been asked."""
    connection.execute(
        update(FRONTIER)
        .where(FRONTIER.c.url_key == entry.key, FRONTIER.c.state == "leased")
        .values(state="queued", owner=None, lease_until=None)
    )


def give_back_dead(connection: Connection, *, now: datetime) -> int:
    """Queue what dead workers had leased; gives their number.

    A worker on this machine is dead when its process is, or when it had this
    one's number; any worker when its lease has run out. So ask before leasing.
    """
    owners = connection.execute(
        select(FRONTIER.c.owner).where(FRONTIER.c.state == "leased").distinct()
    ).scalars()
    dead = [owner for owner in owners if owner is None or not _alive(owner)]
    freed = connection.execute(
        update(FRONTIER)
        .where(
            FRONTIER.c.state == "leased",
            or_(FRONTIER.c.owner.in_(dead), FRONTIER.c.lease_until < _stamp(now)),
        )
        .values(state="queued", owner=None, lease_until=None)
    )
    return freed.rowcount


def _alive(owner: str) -> bool:
    """Whether the owner may be alive; unknown on another machine counts as yes."""
    machine, _, process = owner.rpartition(":")
    if machine != platform.node():
        return True
    try:
        os.kill(int(process), 0)
    except (ProcessLookupError, ValueError, OverflowError):
        return False
    except PermissionError:
        return True
    return int(process) != os.getpid()


def hold_host(
    connection: Connection, host: str, until: datetime, *, detail: str = ""
) -> None:
    """Leave a host alone until then; a longer hold is kept."""
    row = {"host": host, "hold_until": _stamp(until), "detail": detail}
    known = connection.execute(
        select(HOST.c.hold_until).where(HOST.c.host == host)
    ).scalar_one_or_none()
    if known is None or known < row["hold_until"]:
        upsert(connection, HOST, [row], update=("hold_until", "detail"))


def held_until(connection: Connection, *, now: datetime) -> datetime | None:
    """When the first held host with queued URLs is free; None if none is held."""
    waiting = select(FRONTIER.c.host).where(FRONTIER.c.state == "queued")
    first = connection.execute(
        select(func.min(HOST.c.hold_until)).where(
            HOST.c.hold_until > _stamp(now), HOST.c.host.in_(waiting)
        )
    ).scalar_one_or_none()
    return datetime.fromisoformat(first) if first else None


def askable(
    connection: Connection, *, now: datetime, spent: Collection[str] = ()
) -> bool:
    """Whether a URL waits whose host is neither held nor out of budget."""
    held = select(HOST.c.host).where(HOST.c.hold_until > _stamp(now))
    queued = select(FRONTIER.c.position).where(
        FRONTIER.c.state == "queued",
        FRONTIER.c.host.not_in(held),
        FRONTIER.c.host.not_in(spent),
    )
    return connection.execute(queued.limit(1)).first() is not None


def counts(connection: Connection) -> dict[str, int]:
    """How many entries are queued, leased and done."""
    rows = connection.execute(
        select(FRONTIER.c.state, func.count()).group_by(FRONTIER.c.state)
    )
    return {"queued": 0, "leased": 0, "done": 0} | dict(rows.all())


def outcome_of(connection: Connection, entry: Entry) -> tuple[str, str] | None:
    """The outcome of an entry and its detail; None while it is not settled."""
    row = connection.execute(
        select(FRONTIER.c.outcome, FRONTIER.c.detail).where(
            FRONTIER.c.url_key == entry.key, FRONTIER.c.outcome.is_not(None)
        )
    ).one_or_none()
    return (row.outcome, row.detail) if row else None


def outcomes(connection: Connection) -> dict[str, int]:
    """How many entries ended with each outcome, most frequent first."""
    rows = connection.execute(
        select(FRONTIER.c.outcome, func.count())
        .where(FRONTIER.c.outcome.is_not(None))
        .group_by(FRONTIER.c.outcome)
        .order_by(func.count().desc(), FRONTIER.c.outcome)
    )
    return dict(rows.all())


def _stamp(moment: datetime) -> str:
    """Times compare as texts, so they are all written in one way."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")
