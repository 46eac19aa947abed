"""How many independent sources are behind some articles.

Every article goes back to a root. With a share ``p`` of the articles behind each
root, the number of sources is a Hill number: as many equal roots as would be just
as diverse. Order 0 counts the roots, order 1 is ``exp`` of the Shannon entropy,
order 2 the inverse of Simpson's index (Hill, Ecology 54, 1973; Jost, Oikos 113,
2006). Order 1 is the one that weighs every root by its share, and is meant where
no order is named.

That no source of an article was found makes it neither independent nor dependent.
So there are two bounds: ``least`` takes all articles of unknown origin for one
source, and ``most`` each for a source of its own.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable


@dataclass(frozen=True, kw_only=True, slots=True)
class Trace:
    """An article and where it goes back to."""

    article: str
    """Article id."""
    root: str
    """What the way up ends at: an article's id, or ``outlet:KEY``."""
    known: bool
    """Whether the root is a source for sure: somebody has taken from it."""
    sure: bool = True
    """Whether every hop on the way is certain or likely."""
    story: str | None = None
    """The article's story."""
    outlet_alone: bool = False
    """Whether nothing but an outlet is known of the root: what two stories have from
    one outlet may be two works."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Bound:
    """How many sources there are, counted one way."""

    roots: int
    """How many roots: the Hill number of order 0."""
    effective: float
    """Weighed by their shares: of order 1."""
    dominant: float
    """Weighed by the largest ones above all: of order 2."""


def hill(weights: Iterable[float], order: float = 1.0) -> float:
    """The Hill number of some weights; they need not add up to 1.

    >>> hill([1, 1, 1, 1]), round(hill([98, 1, 1]), 2), hill([2, 2], order=2)
    (4.0, 1.12, 2.0)
    >>> hill([])
    0.0
    """
    known = [weight for weight in weights if weight > 0]
    total = math.fsum(known)
    shares = [weight / total for weight in known]
    if not shares:
        return 0.0
    if order == 1:
        return math.exp(-math.fsum(p * math.log(p) for p in shares))
    diversity: float = math.fsum(p**order for p in shares) ** (1 / (1 - order))
    return diversity


def independent(traces: Iterable[Trace]) -> tuple[Bound, Bound]:
    """The fewest and the most sources that these articles may go back to.

    >>> wire = [
    ...     Trace(article=f"{n}", root="wire", known=True, story="s") for n in range(38)
    ... ]
    >>> alone = [Trace(article=f"x{n}", root=f"x{n}", known=False) for n in range(2)]
    >>> least, most = independent([*wire, *alone])
    >>> (least.roots, least.effective), (most.roots, most.effective)
    ((2, 1.22), (3, 1.26))
    """
    ways = list(traces)
    # An empty name is nobody's root: all that is unknown, taken for one.
    least = Counter(way.root if way.known else "" for way in ways)
    most = Counter(_apart(way) for way in ways)
    return _bound(least.values()), _bound(most.values())


def _apart(way: Trace) -> tuple[str, str]:
    """What an article goes back to if nothing is one that may be two."""
    if not way.sure:
        return way.article, ""
    return way.root, (way.story or way.article) if way.outlet_alone else ""


def _bound(weights: Collection[int]) -> Bound:
    return Bound(
        roots=len(weights),
        effective=round(hill(weights), 2),
        dominant=round(hill(weights, order=2), 2),
    )
