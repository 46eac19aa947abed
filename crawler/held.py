"""Hosts that this worker holds, and when it may ask each of them again.

A host is leased with each of its pages until that is kept, so that no other worker
asks it meanwhile. Its next page need not wait so long: only until the last one is
here, and for the host's pause.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.store.frontier import Entry


class Held:
    """What is under way of each host, by the keys of its entries."""

    def __init__(self) -> None:
        self._entries: dict[str, str] = {}
        self._pages: Counter[str] = Counter()
        self._free: dict[str, datetime] = {}

    def __len__(self) -> int:
        """How many entries were handed out and are not settled."""
        return len(self._entries)

    def ask(self, entry: Entry) -> None:
        """Note that an entry is asked now: until its answer is here nothing else is."""
        self._entries[entry.key] = entry.host
        self._pages[entry.host] += 1
        self._free.pop(entry.host, None)

    def answered(self, entry: Entry, free: datetime) -> None:
        """Note that its answer is here, and from when on the host may be asked."""
        self._free[entry.host] = free

    def end(self, entry: Entry) -> None:
        """Note that an entry is settled; with its last one the host is given back."""
        host = self._entries.pop(entry.key, None)
        if host is None:
            return
        self._pages[host] -= 1
        if not self._pages[host]:
            del self._pages[host]
            self._free.pop(host, None)

    def free(self, now: datetime) -> list[str]:
        """The hosts of which the next page may be asked already."""
        return [host for host, free in self._free.items() if free <= now]

    def first_free(self, now: datetime) -> datetime | None:
        """When the next of the others may be asked."""
        return min((free for free in self._free.values() if free > now), default=None)
