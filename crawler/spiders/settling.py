"""What ended, waiting to be kept: some pages, one transaction.

A page, its new URLs and its settled state commit together; so do those of the pages
that ended in the same moment, as what a transaction costs and much of what judging
costs is paid once for all of them. Nothing waits when there is nothing to wait for.

Stories' trees are made beside that, in a small share of the time, and at the end.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from datetime import UTC, datetime
from time import monotonic
from typing import TYPE_CHECKING

from crawler import conditional, follow, update
from crawler.spiders.telling import tell
from graph.errors import WhenceError
from graph.identity import outlet_key
from graph.model import Outcome
from graph.resolve import stage
from graph.resolve.settling import settle_near
from graph.store import frontier, listed, write

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqlalchemy import Connection

    from crawler.discover import Answer
    from crawler.follow import Plan
    from crawler.spiders.limits import Tally
    from graph.model import Article, Snapshot
    from graph.store.engine import Store
    from graph.store.frontier import Entry
    from graph.store.validators import Validator

_MOST = 64
"""Pages that are kept in one transaction."""
_LONGEST = 0.25
"""Seconds that a page waits for others."""
_TREES_EVERY = 10.0
"""Seconds between two times that stories' trees are made, ..."""
_TREES_SHARE = 20
"""... or so many times as long as that took the last time, if it is longer."""
_MOST_TREES = 200
"""Articles whose stories' trees are made at one time."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class Ended:
    """How an entry of the frontier ended, and what is kept of it."""

    entry: Entry
    """What was asked."""
    outcome: Outcome | None = None
    """The word it ended with; None for what stays queued."""
    detail: str = ""
    """A few words for the user."""
    until: datetime | None = None
    """Until when the host is left alone."""
    snapshot: Snapshot | None = None
    """The answer, if there was one."""
    article: Article | None = None
    """What was read on a page that is kept."""
    answer: Answer | None = None
    """What was read on a list."""
    validator: Validator | None = None
    """By what to ask whether it has changed; for what was read only."""


class Settling:
    """Collects what ended, and keeps it."""

    def __init__(
        self, store: Store, plan: Plan, tally: Tally, *, under_way: Callable[[], int]
    ) -> None:
        self._store = store
        self._plan = plan
        self._tally = tally
        self._under_way = under_way
        self._waiting: list[tuple[Ended, asyncio.Future[None]]] = []
        self._timer: asyncio.TimerHandle | None = None
        self._fresh: list[str] = []
        self._next_trees = monotonic() + _TREES_EVERY

    async def keep(self, ended: Ended) -> None:
        """Have it kept; comes back when it is. Raises what went wrong with it."""
        loop = asyncio.get_running_loop()
        kept: asyncio.Future[None] = loop.create_future()
        self._waiting.append((ended, kept))
        if len(self._waiting) >= min(_MOST, self._under_way()):
            self.flush()
        elif self._timer is None:
            self._timer = loop.call_later(_LONGEST, self.flush)
        await kept

    def keep_now(self, ended: Ended) -> None:
        """Keep what ended before it was asked."""
        with self._store.write() as connection:
            put(connection, [ended], self._plan, now=_now())
        self._note(ended)

    def _note(self, ended: Ended) -> None:
        tell(ended.entry, ended.outcome, ended.detail)
        if ended.outcome is not None:
            self._tally.outcomes[ended.outcome.value] += 1

    def flush(self) -> None:
        """Keep all that waits."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        batch, self._waiting = self._waiting, []
        if batch:
            self._keep(batch)
        if monotonic() >= self._next_trees:
            self._make_trees()

    def _make_trees(self) -> None:
        """So that what is asked of a crawl that goes on for weeks is answered, too."""
        began, fresh = monotonic(), self._fresh[-_MOST_TREES:]
        self._fresh.clear()
        try:
            with self._store.write() as connection:
                settle_near(connection, fresh)
        except Exception:  # noqa: BLE001 - the trees are made at the end, then
            _log.exception("the trees of stories could not be made")
        took = monotonic() - began
        self._next_trees = began + max(_TREES_EVERY, _TREES_SHARE * took)

    def _keep(self, batch: Sequence[tuple[Ended, asyncio.Future[None]]]) -> None:
        try:
            with self._store.write() as connection:
                pages = [ended for ended, _ in batch]
                found = put(connection, pages, self._plan, now=_now())
        except Exception as error:  # noqa: BLE001 - told to those who wait
            if len(batch) > 1 and not isinstance(error, WhenceError):
                # One of them broke it: each by itself, so that it costs only that.
                for one in batch:
                    self._keep([one])
                return
            for _, kept in batch:
                if not kept.done():
                    kept.set_exception(error)
        else:
            self._fresh += found
            for ended, kept in batch:
                self._note(ended)
                if not kept.done():
                    kept.set_result(None)


def put(
    connection: Connection, batch: Sequence[Ended], plan: Plan, *, now: datetime
) -> list[str]:
    """Keep what ended, and queue what follows from it; gives the articles' ids."""
    read = [(_put(connection, one, plan, now=now), one) for one in batch]
    found = dict.fromkeys(identity for identity, _ in read if identity)
    if found:
        stage.resolve_all(connection, list(found), now=now, trees_later=True)
    for one in batch:
        _settle(connection, one, now=now)
    for identity, one in read:
        if one.outcome is Outcome.UNCHANGED:
            update.unchanged(connection, one.entry, plan, now=now)
        elif identity:
            copies = one.article.copies if one.article else ()
            follow.after_article(connection, identity, one.entry, plan, copies)
        elif one.outcome and one.entry.kind != "page":
            follow.after_list(connection, one.entry, one.answer or follow.NOTHING)
    return list(found)


def _put(
    connection: Connection, ended: Ended, plan: Plan, *, now: datetime
) -> str | None:
    """Keep an answer and what was read on it; gives the article's id."""
    entry = ended.entry
    if ended.snapshot and (ended.article or ended.answer):
        conditional.keep(
            connection, entry, ended.validator, now=ended.snapshot.fetched_at
        )
    number = write.put_snapshot(connection, ended.snapshot) if ended.snapshot else None
    if ended.answer:
        update.after_list(connection, entry, ended.answer, plan, now=now)
        listed.put_listing(connection, entry.key, ended.answer.candidates)
        outlet = outlet_key(entry.url)
        write.put_neighbours(connection, outlet, ended.answer.neighbours)
    if ended.article is None:
        return None
    return write.put_article(
        connection, ended.article, now=now, snapshot=number, asked=entry.url
    )


def _settle(connection: Connection, ended: Ended, *, now: datetime) -> None:
    if ended.outcome is not None:
        frontier.settle(
            connection, ended.entry, ended.outcome, now=now, detail=ended.detail
        )
    else:
        frontier.give_back(connection, ended.entry)
    if ended.until is not None:
        frontier.hold_host(
            connection, ended.entry.host, ended.until, detail=ended.detail
        )


def _now() -> datetime:
    return datetime.now(UTC)
