"""When a run of the spider ends, and what it has done by then."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """When a run ends though more is queued; 0 for no limit."""

    pages: int = 0
    """Articles' pages that are asked in this run."""
    per_host: int = 0
    """Requests to one host in this run."""
    hosts: int = 0
    """Hosts that are asked in this run; the URLs of others stay queued."""
    received: int = 0
    """Bytes of bodies, as they come over the wire, in this run."""
    seconds: float = 0.0
    """From the start of the run; what is under way then is finished."""

    def reached(self, tally: Tally) -> str:
        """The option whose budget is used up; empty while none is."""
        if self.pages and tally.asked >= self.pages:
            return "--max-pages"
        if self.received and tally.received >= self.received:
            return "--max-bytes"
        if self.seconds and time.monotonic() - tally.started >= self.seconds:
            return "--max-time"
        return ""


@dataclass(slots=True)
class Tally:
    """What a run has done so far, for the progress line."""

    pages: int = 0
    lists: int = 0
    articles: int = 0
    claims: int = 0
    failed: int = 0
    unchanged: int = 0
    ended: bool = False
    unsettled: int = 0
    """At its end: how many articles await their story's tree."""
    asked: int = 0
    """Articles' pages that were handed out to be asked."""
    received: int = 0
    """Bytes of bodies, as they came over the wire."""
    started: float = field(default_factory=time.monotonic)
    """When it began, by the clock that never jumps."""
    doing: str = ""
    """What was begun last, in a few words."""
    outcomes: Counter[str] = field(default_factory=Counter)
    """How many URLs ended with each outcome."""

    @property
    def done(self) -> int:
        """URLs that are done with."""
        return self.outcomes.total()
