"""A row of the table of faults: what one case ends with, and what it may cost."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One case of ``docs/faults.md``; a fault may have several rows."""

    id: str
    """The fault's number there, such as ``F-15``."""
    name: str
    """The route or the input, in a few words; no two rows have the same."""
    expected: str
    """What it must end with: an outcome, an exit code, or a few words."""
    megabytes: int
    """The most memory the process may have had at its peak, in MB of 10^6 bytes."""
    seconds: float
    """The longest time it may take."""
