"""Rules of a table of reasons: what each weighs, and what it means to a reader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.model import Reason

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """A reason's weight, and what it means for a reader."""

    weight: float
    """For (positive) or against (negative), before it is scaled."""
    why: str
    """One line that a journalist understands."""


def weighed(
    rules: Mapping[str, Rule], name: str, *, scale: float = 1.0, detail: str = ""
) -> Reason:
    """The reason of that name, its weight scaled by how much of it there is."""
    weight = round(rules[name].weight * scale, 2)
    return Reason(name=name, weight=weight, detail=detail)
