"""Workers: processes that share one frontier, and what they leave when they die.

Each is noted in ``store_info`` while it works, so that one that comes later knows
since when the crawl goes on.
"""

from __future__ import annotations

import os
import platform
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, or_, select, update

from graph.store import turns
from graph.store.frontier import LEASE_SECONDS, hold_host
from graph.store.rows import upsert
from graph.store.schema import FRONTIER, STORE_INFO
from graph.store.turns import stamp

if TYPE_CHECKING:
    from sqlalchemy import Connection, Select

_NOTE = "worker "


def worker_name() -> str:
    """This process, so that its leases can be given back when it dies."""
    return f"{platform.node()}:{os.getpid()}"


def join(connection: Connection, worker: str, *, now: datetime) -> datetime:
    """Note that a worker takes part; gives when the crawl that it joins began."""
    began = now
    noted = select(STORE_INFO).where(STORE_INFO.c.name.startswith(_NOTE))
    for name, value in connection.execute(noted).all():
        since, until = value.split()
        if until < stamp(now) or not _alive(name.removeprefix(_NOTE)):
            leave(connection, name.removeprefix(_NOTE))
        else:
            began = min(began, datetime.fromisoformat(since))
    _put_note(connection, worker, began, now=now)
    return began


def _put_note(
    connection: Connection, worker: str, began: datetime, *, now: datetime
) -> None:
    until = now + timedelta(seconds=LEASE_SECONDS)
    row = {"name": _NOTE + worker, "value": f"{stamp(began)} {stamp(until)}"}
    upsert(connection, STORE_INFO, [row], update=("value",))


def leave(connection: Connection, worker: str) -> None:
    """Note that a worker takes part no more."""
    connection.execute(delete(STORE_INFO).where(STORE_INFO.c.name == _NOTE + worker))


def renew(
    connection: Connection, worker: str, *, began: datetime, now: datetime
) -> None:
    """Let a worker's leases run from now on: it lives."""
    _put_note(connection, worker, began, now=now)
    mine = select(FRONTIER.c.position).where(
        FRONTIER.c.state == "leased", FRONTIER.c.owner == worker
    )
    until = stamp(now + timedelta(seconds=LEASE_SECONDS))
    connection.execute(
        update(FRONTIER)
        .where(FRONTIER.c.position.in_(_locked(connection, mine)))
        .values(lease_until=until)
    )


def give_back_dead(
    connection: Connection, *, now: datetime, pause: float = 0.0, living: str = ""
) -> int:
    """Queue what dead workers had leased; gives their number.

    A worker on this machine is dead when its process is, or when it had this
    one's number; any worker when its lease has run out. Once this process leases,
    it is ``living`` itself. The hosts of the dead are left alone for a ``pause``:
    they may have been asked just now.
    """
    leased = FRONTIER.c.state == "leased"
    owners = connection.execute(
        select(FRONTIER.c.owner).where(leased).distinct()
    ).scalars()
    dead = [o for o in owners if o is None or (o != living and not _alive(o))]
    over = FRONTIER.c.lease_until < stamp(now)
    lost = select(FRONTIER.c.position).where(
        leased, or_(FRONTIER.c.owner.in_(dead), over)
    )
    here = FRONTIER.c.position.in_(_locked(connection, lost))
    freed = connection.execute(
        update(FRONTIER)
        .where(here)
        .values(state="queued", owner=None, lease_until=None)
        .returning(FRONTIER.c.host)
    )
    names = sorted(freed.scalars())
    for host in names if pause else ():
        until = now + timedelta(seconds=pause)
        hold_host(connection, host, until, detail=turns.PAUSE)
    return len(names)


def _locked(connection: Connection, positions: Select[Any]) -> list[int]:
    """Those of some entries that nobody is writing: whoever is, settles them."""
    locking = positions.with_for_update(skip_locked=True)
    return list(connection.execute(locking).scalars())


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
