"""Labelled pairs of texts: which are copies, which were taken for copies, the scores.

A set of pairs is scored by its pairs, and a part of it by the pairs of whole stories.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from benchmarks.folds import Split, splits
from benchmarks.scoring import ratios, total
from graph.model import Overlap

RATIOS = {
    "precision": ("right", "joined"),
    "recall": ("right", "copied"),
    "label": ("exact", "labelled"),
    "gov_precision": ("gov_right", "gov_joined"),
    "gov_recall": ("gov_right", "gov_copied"),
}
"""Each score, as one count of a tally over another."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Pair:
    """Two texts, what is true of them, and what was found."""

    one: str
    """The first text's name."""
    other: str
    """The second's."""
    group: str
    """The story that it belongs to: never parted between two parts of a set."""
    label: str
    """What is true of the two, in a word."""
    copied: bool
    """Whether that makes them one story."""
    joined: bool
    """Whether they were taken for one."""
    apart: str = ""
    """What the names of its scores begin with, where they are told apart."""
    exact: bool | None = None
    """Whether the kind that was found is the true one; None where none is asked for."""
    found: str = ""
    """What was found, for people: kind, reasons, weights."""

    @property
    def tally(self) -> Counter[str]:
        """What the pair adds to each count."""
        right = self.copied and self.joined
        counts = {"copied": self.copied, "joined": self.joined, "right": right}
        named = Counter({f"{self.apart}{k}": int(v) for k, v in counts.items()})
        if self.exact is not None:
            named.update(labelled=1, exact=int(self.exact))
        return named

    @property
    def fault(self) -> str:
        """``missed``, ``wrong``, ``kind``, or nothing where all is right."""
        if self.copied != self.joined:
            return "missed" if self.copied else "wrong"
        return "kind" if self.exact is False else ""


@dataclass(frozen=True, kw_only=True)
class Pairs:
    """A set of pairs, scored."""

    name: str
    """``stories`` or ``copies``: what its floors begin with."""
    pairs: Sequence[Pair]
    """Those that are copies, and those that were taken for any; others may be there."""
    counts: Mapping[str, int]
    """How many of what there are; none gets lost."""
    details: Mapping[str, Any] = field(default_factory=dict)
    """More numbers, for programs."""
    folded: bool = True
    """Whether the set is large enough to be split."""

    @cached_property
    def scores(self) -> dict[str, float]:
        """Every score and count, named as the floors are."""
        scores = score(self.pairs) | dict(self.counts)
        return {f"{self.name}.{key}": value for key, value in scores.items()}

    @cached_property
    def splits(self) -> Mapping[str, Split]:
        """Every score with its parts, named as the floors are."""
        groups = [{"group": pair.group} for pair in self.pairs]
        found = splits(groups, [pair.tally for pair in self.pairs], RATIOS)
        return {f"{self.name}.{key}": split for key, split in found.items()}

    def faults(self, *kinds: str) -> list[str]:
        """A line for each pair that was missed or wrong, or has such a fault."""
        return [
            f"{pair.fault} {pair.one} + {pair.other} ({pair.label}): {pair.found}"
            for pair in sorted(self.pairs, key=lambda pair: pair.fault)
            if pair.fault in (kinds or ("missed", "wrong"))
        ]


def score(pairs: Sequence[Pair]) -> dict[str, float]:
    """The scores of some pairs; one that has nothing to measure is left out."""
    return ratios(total(pair.tally for pair in pairs), RATIOS)


def told(overlap: Overlap) -> str:
    """What two texts were taken for, and why: every reason with its weight.

    >>> told(Overlap(of_original=0.5, of_copy=0.25, words=40))
    'not judged, 40 words'
    """
    kind = overlap.reuse.value if overlap.reuse else "not judged"
    reasons = [
        f"{reason.name} {reason.weight:+.2f}"
        + f" ({reason.detail})" * bool(reason.detail)
        for reason in overlap.reasons
    ]
    return ", ".join([kind, f"{overlap.words} words", *reasons])
