"""Numbers made of counts, credits and roots. Pure: rows in, measures out.

What each means and how it is computed is told in ``docs/measures.md``; the rows
come from :mod:`graph.query`.
"""

from __future__ import annotations

from graph.measure.contradictions import (
    CONTRADICTORY,
    Contradiction,
    Kind,
    Stated,
    contradictions,
)
from graph.measure.credits import Credited, Hop, Lost, lost_credits
from graph.measure.licences import CONDITIONS, Condition, Copying, Kept, conditions
from graph.measure.numbers import quantile, share
from graph.measure.sources import Bound, Trace, hill, independent

__all__ = [
    "CONDITIONS",
    "CONTRADICTORY",
    "Bound",
    "Condition",
    "Contradiction",
    "Copying",
    "Credited",
    "Hop",
    "Kept",
    "Kind",
    "Lost",
    "Stated",
    "Trace",
    "conditions",
    "contradictions",
    "hill",
    "independent",
    "lost_credits",
    "quantile",
    "share",
]
