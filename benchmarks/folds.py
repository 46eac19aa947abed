"""The same score on five parts of the pages, an outlet's pages all in one part.

Nothing is trained, so the parts only tell how much a score hangs on a few outlets.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from benchmarks.scoring import RATIOS, Label, ratios, total

COUNT = 5
AGREE = 0.03
"""Where the parts, or their mean, differ more from the whole, somebody should look."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Split:
    """One score on all pages and on each part."""

    whole: float
    """On all pages together."""
    parts: tuple[float | None, ...]
    """On each part; None where it has nothing to measure."""

    @property
    def mean(self) -> float:
        """Of the parts, each counting the same."""
        return fmean(self._measured)

    @property
    def spread(self) -> float:
        """From the lowest part to the highest."""
        return max(self._measured) - min(self._measured)

    @property
    def difference(self) -> float:
        """The split's mean minus the score on all."""
        return self.mean - self.whole

    @property
    def _measured(self) -> list[float]:
        return [part for part in self.parts if part is not None]


def group_of(label: Label) -> str:
    """The family of outlets that a page belongs to; its outlet where none is given."""
    return str(label.get("group") or label["outlet"])


def parts_of(labels: Sequence[Label]) -> list[list[int]]:
    """The places of the labels in each part: large groups first, to the smallest part.

    >>> parts_of([{"group": g} for g in "aaabbcdef"])
    [[0, 1, 2], [3, 4], [5, 8], [6], [7]]
    """
    members: defaultdict[str, list[int]] = defaultdict(list)
    for place, label in enumerate(labels):
        members[group_of(label)].append(place)
    parts: list[list[int]] = [[] for _ in range(COUNT)]
    for name in sorted(members, key=lambda name: (-len(members[name]), name)):
        min(parts, key=len).extend(members[name])
    return [sorted(part) for part in parts]


def splits(
    labels: Sequence[Label],
    tallies: Sequence[Counter[str]],
    of: Mapping[str, tuple[str, str]] = RATIOS,
) -> Mapping[str, Split]:
    """Every score, on all pages and on the parts."""
    parts = [
        ratios(total(tallies[place] for place in part), of) for part in parts_of(labels)
    ]
    return {
        name: Split(whole=whole, parts=tuple(part.get(name) for part in parts))
        for name, whole in ratios(total(tallies), of).items()
    }
