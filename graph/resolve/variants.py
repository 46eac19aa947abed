"""Variants: in how many places the texts of one story differ, and who shares them.

A copy inherits its source's changes (the common errors of textual criticism:
Lachmann; Maas, Textkritik, 1927). So of several possible sources that is the
nearest from which the fewest changes lead to the copy; and one whose own changes the
copy lacks, though others agree with the copy there, is hardly its source at all.

Texts are compared by their runs of a few words: where a text has runs in a row that
the other has nowhere, it was changed there once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from graph.resolve.spelling import folded
from graph.reuse.tokens import mixed, runs, tokens

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    Runs = NDArray[np.int64]
    Mask = NDArray[np.bool_]

_WORDS = 3
"""In a run: fewer stand in many places by chance, more hide a change in another."""
_EDGE = 40
"""Runs: less than this before or behind all that is shared is what a page puts around
its article; more was cut off or added."""
_DRESSED = 0.15
"""What little words before or behind the article count for, in changes."""
_CUT = 4.0
"""What a source lacks that most have speaks against it like so many changes."""
_MOSTLY = 0.4
"""Most is this share of the others who have what both have."""
_AGAIN = 0.25
"""What a change counts for again each time it is found twice as often."""
_MOST = 40.0
"""Beyond this, more changes say nothing more."""
_WHOLE = 600
"""Stories of so many articles are compared all with all."""
_MOST_BITS = 1 << 31
"""Of a table of who has which run: 256 MB. Beyond it, runs are looked for in order."""


class Variants:
    """The texts of a story as runs of words, and the changes between them."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        """``texts`` by article; those without one are told nothing of."""
        hashes = {
            one: runs(tokens(folded(text)).hashes, _WORDS)
            for one, text in texts.items()
            if text
        }
        hashes = {one: some for one, some in hashes.items() if len(some)}
        every = [*hashes.values(), np.zeros(0, np.uint64)]
        known, places = np.unique(np.concatenate(every), return_inverse=True)
        ends = np.cumsum([len(some) for some in hashes.values()])
        parts = np.split(places, ends[:-1]) if hashes else []
        self._runs: dict[str, Runs] = dict(zip(hashes, parts, strict=True))
        self._place = {one: number for number, one in enumerate(hashes)}
        self._table: list[NDArray[np.uint8]] | None = None
        self._count = len(known)
        if len(hashes) * len(known) <= _MOST_BITS:
            self._table = [self._packed(some) for some in self._runs.values()]
        else:
            self._sorted = {one: np.unique(some) for one, some in self._runs.items()}
        self._kinds = np.zeros(len(known), np.uint64)
        self._holders = np.zeros(len(known), np.int64)
        for one, some in self._runs.items():
            distinct = np.unique(some)
            number = np.array([self._place[one] + 1], np.uint64)
            # The same where the same articles have a run.
            self._kinds[distinct] += mixed(number)[0]
            self._holders[distinct] += 1
        self._changes: dict[tuple[str, str], float] = {}

    def _packed(self, some: Runs) -> NDArray[np.uint8]:
        """A bit for each run, whether it is one of these."""
        row = np.zeros(self._count, bool)
        row[some] = True
        return np.packbits(row, bitorder="little")

    def alike(self, least: float) -> dict[str, dict[str, float]]:
        """For each article those with so much of the shorter text, 0 to 1."""
        if not self._table or len(self._table) > _WHOLE:
            return {}
        packed = np.stack(self._table)
        bits = np.unpackbits(packed, axis=1, count=self._count, bitorder="little")
        table = bits.astype(np.float32)
        sizes = table.sum(axis=1)
        shared = (table @ table.T) / np.minimum(sizes, sizes[:, None])
        names = list(self._place)
        return {
            one: {
                names[place]: round(float(row[place]), 2)
                for place in np.flatnonzero(row >= least)
                if names[place] != one
            }
            for one, row in zip(names, shared, strict=True)
        }

    def has(self, article: str) -> bool:
        """Whether anything can be told of an article's text."""
        return article in self._runs

    def changes(self, source: str, copy: str) -> float:
        """How many changes make the copy of the source; 0 for the same text.

        More where the copy goes on behind an end at which the source was cut off.
        """
        pair = source, copy
        if pair not in self._changes:
            lost = self._parts(source, copy)
            new = self._parts(copy, source)
            # A changed word ends runs in both texts; what was cut or added, too.
            both = max(lost[0], new[0]) + lost[1] + new[1]
            self._changes[pair] = min(_MOST, both + new[2])
            self._changes[copy, source] = min(_MOST, both + lost[2])
        return self._changes[pair]

    def _parts(self, article: str, other: str) -> tuple[float, float, float]:
        """The changes by which an article is not the other: inside it, and at its ends.

        And what speaks against the other as its source: that there is missing, at an
        end, what most have who have the rest, so that it was cut off there.

        Places that the same articles have alike are one change: an outlet's
        spelling comes back in every line.
        """
        wanted = self._runs[article]
        lacking = ~self._among(wanted, other)
        if lacking.all():
            return 0.0, _MOST, 0.0
        edges = np.flatnonzero(lacking[1:] != lacking[:-1]) + 1
        bounds = np.concatenate(([0], edges, [len(lacking)]))
        first = 0 if lacking[0] else 1
        starts, ends = bounds[first:-1:2], bounds[first + 1 :: 2]
        outer = cut = 0.0
        inside = (starts > 0) & (ends < len(lacking))
        holders = self._holders[wanted]
        usual = _MOSTLY * (float(holders[~lacking].mean()) - 1.0)
        for start, end in zip(
            starts[~inside].tolist(), ends[~inside].tolist(), strict=True
        ):
            outer += _DRESSED if end - start < _EDGE else 1.0
            if float(holders[start:end].mean()) - 1.0 >= usual:
                cut += _CUT * min(1.0, (end - start) / _EDGE)
        kinds = self._kinds[wanted[(starts + ends)[inside] // 2]]
        if len(kinds) < 2:
            return float(len(kinds)), outer, cut
        _, counts = np.unique(kinds, return_counts=True)
        return float(np.sum(1.0 + _AGAIN * np.log2(counts))), outer, cut

    def _among(self, wanted: Runs, article: str) -> Mask:
        """Which of these runs an article has."""
        if self._table is not None:
            row = self._table[self._place[article]]
            found: Mask = (row[wanted >> 3] >> (wanted & 7).astype(np.uint8)) & 1 > 0
            return found
        some = self._sorted[article]
        places = np.minimum(np.searchsorted(some, wanted), len(some) - 1)
        return np.asarray(some[places] == wanted)
