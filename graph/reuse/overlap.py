"""How much of two texts is the same: shared word shingles, as shares of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.model import Overlap
from graph.text import shingles, words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

SHINGLE = 5
"""Words in a shingle: short enough to survive light editing, long enough that
two stories about one event share few outside of quotations."""


def overlap(original: str, copy: str) -> Overlap:
    """The share of each text's words that lie in a shingle of the other.

    Both shares are 0 to 1; an empty text shares nothing. Symmetric but for the
    roles: it says nothing of who copied.

    >>> overlap("one two three four five six", "zero one two three four five")
    Overlap(of_original=0.8333333333333334, of_copy=0.8333333333333334, words=5)
    """
    left, right = words(original), words(copy)
    if not left or not right:
        return Overlap(of_original=0.0, of_copy=0.0, words=0)
    size = min(SHINGLE, len(left), len(right))
    of_left, of_right = shingles(left, size), shingles(right, size)
    covered = _covered(of_right, frozenset(of_left), size)
    return Overlap(
        of_original=_covered(of_left, frozenset(of_right), size) / len(left),
        of_copy=covered / len(right),
        words=covered,
    )


def _covered(
    here: Sequence[tuple[str, ...]], there: AbstractSet[tuple[str, ...]], size: int
) -> int:
    """How many words of a text lie in at least one shared shingle."""
    count = end = 0
    for start, shingle in enumerate(here):
        if shingle in there:
            count += start + size - max(start, end)
            end = start + size
    return count
