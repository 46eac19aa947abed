"""What a page carries besides its article: the outlet, a credit, teasers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Spot = Literal["top", "foot", "byline", "dateline", "label"]


@dataclass(frozen=True, slots=True)
class Note:
    """Words of credit as they are printed; ``words`` is markup."""

    spot: Spot
    words: str


@dataclass(frozen=True, slots=True)
class Teaser:
    """A headline of another story, and where it leads."""

    headline: str
    url: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """All that a template prints around an article."""

    template: str
    outlet_name: str
    host: str
    looks: int
    notes: tuple[Note, ...] = ()
    """Credits, and "read more" without one."""
    teasers: tuple[Teaser, ...] = ()
    byline: str | None = None
    """The byline where it differs from the authors' names: with an agency's."""
