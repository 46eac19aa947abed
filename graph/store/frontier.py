"""The frontier: URLs to ask, leased to one worker at a time, settled once.

It is a part of the store, so a page, its new URLs and its settled state commit
in one transaction, and a crawl that is killed loses nothing. A host is leased
to one worker at a time, for one URL; what happened to a URL stays on record.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, select, update

from graph.identity import url_key
from graph.store import turns
from graph.store.bulk import parts
from graph.store.rows import upsert
from graph.store.schema import FRONTIER, HOST
from graph.store.turns import stamp

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import datetime

    from sqlalchemy import Connection, Row

    from graph.model import Outcome

LEASE_SECONDS = 120
"""After this time a lease that nobody renewed counts as given back."""


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
    pause: float = 0.0
    """Once leased: seconds for which its host is left alone after it."""
    asked: datetime | None = None
    """Once answered: when the last request for it left."""

    @property
    def key(self) -> str:
        """The key under which it is queued; lists are told from pages."""
        return frontier_key(self.url, self.kind)


KEPT = ("url", "host", "kind", "priority", "depth", "seed", "cause")
"""What the store keeps of an entry."""


def frontier_key(url: str, kind: str) -> str:
    """The frontier's key of a URL: the article's, or of the list it is read as."""
    return url_key(url) if kind == "page" else f"{kind} {url}"


def add(
    connection: Connection, entries: Iterable[Entry], *, since: datetime | None = None
) -> None:
    """Queue entries that were never queued; a seed is queued again when done.

    A seed that was settled after ``since``, in the crawl under way, stays done.
    """
    entries = list(entries)
    rows = [_row(entry) for entry in entries]
    upsert(connection, FRONTIER, rows)
    for some in parts(entry.key for entry in entries):
        turns.meet_those_of(connection, some)
    for some in parts(entry.key for entry in entries if entry.seed):
        _queue_again(connection, some, since)


def _queue_again(
    connection: Connection, keys: list[str], since: datetime | None
) -> None:
    seeds = update(FRONTIER).where(FRONTIER.c.url_key.in_(keys))
    named = {"seed": True, "priority": 100, "depth": 0}
    over = FRONTIER.c.state == "done"
    if since is not None:
        over &= FRONTIER.c.settled_at < stamp(since)
    connection.execute(
        seeds.where(over).values(state="queued", outcome=None, cause="seed", **named)
    )
    connection.execute(seeds.where(FRONTIER.c.state != "done").values(named))


def kept(connection: Connection, keys: Sequence[str]) -> set[str]:
    """Those of these keys whose page was asked and kept as an article."""
    found: set[str] = set()
    for part in parts(keys):
        rows = connection.execute(
            select(FRONTIER.c.url_key).where(
                FRONTIER.c.url_key.in_(part), FRONTIER.c.outcome == "kept"
            )
        )
        found.update(rows.scalars())
    return found


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


def lease(  # noqa: PLR0913 - what a lease depends on, by name
    connection: Connection,
    worker: str,
    *,
    limit: int,
    now: datetime,
    spent: Collection[str] = (),
    only: Collection[str] | None = None,
    pause: float = 0.0,
    held: Collection[str] = (),
) -> list[Entry]:
    """At most ``limit`` entries for this worker, one a host, of free hosts only.

    Hosts in ``spent`` have used up their budget; where ``only`` is given, there are
    no others. ``pause`` is the least number of seconds between two requests to a
    host. Those in ``held`` are free for this worker, though it has leases there.
    Asked within :meth:`Store.leasing`, so that no host is given twice.
    """
    hosts = turns.Hosts(worker=worker, held=held, spent=spent, only=only)
    rows = turns.free_and_locked(connection, hosts, limit=limit, now=now)
    if rows:
        until = stamp(now + timedelta(seconds=LEASE_SECONDS))
        connection.execute(
            update(FRONTIER)
            .where(FRONTIER.c.position.in_([row["position"] for row in rows]))
            .values(state="leased", owner=worker, lease_until=until)
        )
    return [
        Entry(**{name: row[name] for name in KEPT}, pause=max(pause, row["delay"] or 0))
        for row in rows
    ]


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
            settled_at=stamp(now),
        )
    )
    _pause(connection, entry, now=now)


def give_back(connection: Connection, entry: Entry) -> None:
    """Queue a leased entry again, as if it had not been asked."""
    connection.execute(
        update(FRONTIER)
        .where(FRONTIER.c.url_key == entry.key, FRONTIER.c.state == "leased")
        .values(state="queued", owner=None, lease_until=None)
    )


def hold_host(
    connection: Connection, host: str, until: datetime, *, detail: str = ""
) -> None:
    """Leave a host alone until then; a longer hold is kept."""
    known = connection.execute(_HOLD, {"host": host}).one_or_none()
    if known is None or known.hold_until < stamp(until):
        turns.put_hold(connection, host, until, detail=detail)


_HOLD = select(HOST.c.hold_until, HOST.c.delay).where(HOST.c.host == bindparam("host"))


def free_from(connection: Connection, entry: Entry, *, now: datetime) -> datetime:
    """When the pause of an entry's host is over, counted from when it was asked."""
    return _free_from(entry, connection.execute(_HOLD, _host(entry)).one_or_none(), now)


def _host(entry: Entry) -> dict[str, str]:
    return {"host": entry.host}


def _free_from(
    entry: Entry, known: Row[*tuple[Any, ...]] | None, now: datetime
) -> datetime:
    pause = max(entry.pause, (known.delay if known else None) or 0.0)
    return (entry.asked or now) + timedelta(seconds=pause)


def _pause(connection: Connection, entry: Entry, *, now: datetime) -> None:
    """Leave the host alone for its pause."""
    known = connection.execute(_HOLD, _host(entry)).one_or_none()
    until = _free_from(entry, known, now)
    if until > now and (known is None or known.hold_until < stamp(until)):
        turns.put_hold(connection, entry.host, until, detail=turns.PAUSE)


def held_until(connection: Connection, *, now: datetime) -> datetime | None:
    """When the first host with queued URLs is free that asked to be left alone."""
    return turns.first_free(connection, now=now, asked_for=True)


def askable(
    connection: Connection,
    *,
    now: datetime,
    spent: Collection[str] = (),
    only: Collection[str] | None = None,
) -> bool:
    """Whether a URL waits whose host is not asked, held or out of budget."""
    hosts = turns.Hosts(spent=spent, only=only)
    return bool(turns.free(connection, hosts, limit=1, now=now))


def any_left(connection: Connection, state: str) -> bool:
    """Whether an entry is ``queued``, ``leased`` or ``done``."""
    found = select(FRONTIER.c.position).where(FRONTIER.c.state == state).limit(1)
    return connection.execute(found).first() is not None


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
