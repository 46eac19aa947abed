"""When a run of the spider ends, and what it has done by then."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """When a run ends though more is queued; 0 for no limit."""

    pages: int = 0
    """Articles' pages that are asked in this run."""
    per_host: int = 0
    """Requests to one host in this run."""


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
