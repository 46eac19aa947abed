"""What an analyst decides: of an edge, or of two names that may be one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

__all__ = ["Decision", "Judged", "Judgement"]


class Decision(StrEnum):
    """What was decided."""

    YES = "yes"
    """It is so."""
    NO = "no"
    """It is not so."""
    UNSURE = "unsure"
    """It can't be told."""


class Judged(StrEnum):
    """What a judgement is about."""

    ARTICLE = "article"
    """Whether one article comes from another."""
    OUTLET = "outlet"
    """Whether two names or keys mean one outlet."""
    AUTHOR = "author"
    """Whether two names mean one author."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Judgement:
    """An analyst's word; no run changes it."""

    kind: Judged
    """What it is about."""
    one: str
    """Articles: the source's id; else the lesser of two keys."""
    other: str
    """Articles: the copy's id; else the greater key."""
    verdict: Decision
    """What was decided."""
    note: str = ""
    """Why, in the analyst's own words."""
    one_name: str
    """How the one was called: an address, or a name."""
    other_name: str
    """How the other was called."""
    judged_at: datetime
    """When, in UTC, by our clock."""
