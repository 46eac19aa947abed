"""What a crawl would ask, before it asks: seeds and queue in their order."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scrapy import Request

from crawler.door.address import Door, Refused
from crawler.settings import CONCURRENT_REQUESTS
from graph.store import waiting

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from crawler.spiders.limits import Limits
    from graph.store.engine import Store
    from graph.store.frontier import Entry

_TYPICAL = 0.5
"""Seconds of an answer that is no slower than most."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """A URL that would be asked."""

    entry: Entry
    """As it is or would be queued."""
    refused: str = ""
    """The outcome it would end with at the door, unasked; empty for none."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Outlook:
    """What a run would ask now; what it finds comes on top."""

    asked: tuple[Asked, ...]
    """In the order of the queue."""
    left: int
    """URLs that would stay queued: of held hosts, or beyond a budget."""
    seconds: float
    """How long that takes at least, by the pause between two requests."""


def outlook(  # noqa: PLR0913 - what a run is made of, by name
    store: Store | None,
    seeds: Sequence[Entry],
    *,
    limits: Limits,
    delay: float,
    allow_private: bool,
    now: datetime,
) -> Outlook:
    """What a crawl with these seeds would ask; asks and writes nothing.

    ``delay`` in seconds; without a ``store`` there are the seeds alone.
    """
    queued, held = list(seeds), frozenset[str]()
    if store is not None:
        with store.read() as connection:
            named = {seed.key for seed in seeds}
            known = waiting.queued(connection)
            queued += [entry for entry in known if entry.key not in named]
            held = waiting.held(connection, now=now)
    queued.sort(key=lambda entry: -entry.priority)
    queued = list({entry.key: entry for entry in queued}.values())
    door = Door(allow_private=allow_private)
    taken = list(_within(queued, limits, held))
    asked = tuple(Asked(entry=entry, refused=_refused(door, entry)) for entry in taken)
    return Outlook(
        asked=asked,
        left=len(queued) - len(taken),
        seconds=_seconds([a.entry for a in asked if not a.refused], delay),
    )


def _within(
    queued: Iterable[Entry], limits: Limits, held: frozenset[str]
) -> Iterator[Entry]:
    """Those that the budgets and the hosts' pauses let be asked."""
    hosts: Counter[str] = Counter()
    pages = 0
    for entry in queued:
        met = entry.host in hosts
        if entry.host in held or (limits.pages and pages >= limits.pages):
            continue
        if limits.hosts and not met and len(hosts) >= limits.hosts:
            continue
        if limits.per_host and hosts[entry.host] >= limits.per_host:
            continue
        hosts[entry.host] += 1
        pages += entry.kind == "page"
        yield entry


def _refused(door: Door, entry: Entry) -> str:
    try:
        door.process_request(Request(entry.url))
    except Refused as refused:
        return refused.outcome.value
    return ""


def _seconds(entries: Sequence[Entry], delay: float) -> float:
    """The host with the most requests, or all of them side by side.

    Every host is asked for its robots.txt first.
    """
    hosts = Counter(entry.host for entry in entries)
    if not hosts:
        return 0.0
    longest = max(hosts.values()) * delay + (max(hosts.values()) + 1) * _TYPICAL
    requests = len(entries) + len(hosts)
    return max(longest, requests * (delay + _TYPICAL) / CONCURRENT_REQUESTS)
