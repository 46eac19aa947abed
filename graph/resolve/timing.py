"""Which of two articles is older, by all that is known of when they were there. Pure.

A page states when it was published; a first sight, ours or an archive's, tells that it
was there by then. So what states no date may still be surely older than what does, and
a month or a year ends with the first sight. A day that a page states is left as it is.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from graph.date import Moment, Precision, before

if TYPE_CHECKING:
    from graph.model import Witness

EVEN = 0.5
_FIRST = datetime.min.replace(tzinfo=UTC)
_VAGUE = (Precision.MONTH, Precision.YEAR)
_EXACT = 0.02
"""Hours by which a clock may be off."""


def moment(article: Witness) -> Moment | None:
    """When an article was published, and by how much that may be wrong.

    Of what a vague date may mean, only what lies before its first sight; None where
    it states no date, or a vague one that lies after.
    """
    date, seen = article.published, article.seen
    if date is None:
        return None
    stated = date.moment()
    if date.precision not in _VAGUE or seen is None or seen >= date.latest:
        return stated
    if seen < date.earliest:
        return None
    part = (seen - date.earliest) / (date.latest - date.earliest)
    middle = date.earliest + (seen - date.earliest) / 2
    return Moment(_hours(middle), max(stated.error * part, _EXACT))


def bound(article: Witness) -> Moment | None:
    """The first sight of an article, which it was published before."""
    return Moment(_hours(article.seen), _EXACT) if article.seen else None


def chance_before(one: Witness, other: Witness) -> float:
    """How likely an article is from before another, 0 to 1; even where nothing tells.

    Where one is not dated, its first sight tells how likely at least it is older.
    """
    return chance(moment(one), bound(one), moment(other), bound(other))


def chance(
    first: Moment | None,
    first_by: Moment | None,
    second: Moment | None,
    second_by: Moment | None,
) -> float:
    """How likely the first moment lies before the second, where ``by`` bounds each."""
    if first and second:
        return before(first, second)
    if second and first_by:
        return max(EVEN, before(first_by, second))
    if first and second_by:
        return min(EVEN, before(first, second_by))
    return EVEN


def told(article: Witness) -> str:
    """What is known of an article's time, for people to read."""
    if article.published is not None and moment(article) is not None:
        return article.published.value
    return f"seen by {article.seen:%Y-%m-%d}" if article.seen else "unknown"


def _hours(moment: datetime) -> float:
    return (moment.astimezone(UTC) - _FIRST) / timedelta(hours=1)
