"""Which of all the wordings a text can hold, by one look for the words they need.

Some thousand wordings in dozens of languages are known, and a page has hundreds of
lines; nearly none of them holds a word of credit. An automaton of all the needed
words (Aho and Corasick 1975) finds the lines that do.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick

from crawler.phrases.scripts import fold
from crawler.phrases.slots import LINE_GAP
from crawler.phrases.wording import packs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from crawler.phrases.pattern import Pattern
    from crawler.phrases.wording import Wording


# Single letters stand everywhere; a single sign of East Asia is longer.
_LEAST = 2


@dataclass(frozen=True, slots=True)
class Candidate:
    """A pattern, and the lines of a text in which it may match."""

    wording: Wording
    pattern: Pattern
    lines: slice


@cache
def whole_index() -> Index:
    """The index of every wording of every pack."""
    return Index((w, p) for w in packs() for p in w.patterns)


class Index:
    """Patterns by the needed words that are hardest to find by chance."""

    def __init__(self, patterns: Iterable[tuple[Wording, Pattern]]) -> None:
        self._rows: list[_Row] = []
        self._always: list[int] = []
        self._by_word: dict[int, list[int]] = {}
        numbers: dict[str, int] = {}
        for place, (wording, pattern) in enumerate(patterns):
            needs = [need for need in pattern.needs if min(map(_size, need)) >= _LEAST]
            rare = rarest(needs)
            groups = [
                frozenset(numbers.setdefault(word, len(numbers)) for word in need)
                for need in needs
            ]
            gaps = pattern.source.count(LINE_GAP)
            self._rows.append(_Row(wording, pattern, gaps, tuple(groups)))
            for word in rare:
                self._by_word.setdefault(numbers[word], []).append(place)
            if not rare:
                self._always.append(place)
        self._automaton = AhoCorasick(list(numbers))

    def admitted(self, admits: Callable[[Wording], bool]) -> frozenset[int]:
        """The places of the patterns whose wording is admitted."""
        rows = enumerate(self._rows)
        return frozenset(place for place, row in rows if admits(row.wording))

    def words(self, text: str) -> list[set[int]]:
        """The needed words that stand in each line of a text, by their numbers."""
        find = self._automaton.find_matches_as_indexes
        return [
            {hit[0] for hit in find(fold(line), overlapping=True)}
            for line in text.split("\n")
        ]

    def candidates(
        self, words: Sequence[set[int]], admitted: frozenset[int]
    ) -> list[Candidate]:
        """The admitted patterns that may match in lines of these words, in order."""
        whole = range(len(words))
        met = {place: list(whole) for place in self._always if place in admitted}
        found: list[tuple[int, slice]] = []
        for number, line in enumerate(words):
            every = {place for word in line for place in self._by_word.get(word, ())}
            for place in every & admitted:
                row = self._rows[place]
                if row.gaps:
                    met.setdefault(place, []).append(number)
                elif row.possible(line):
                    found.append((place, slice(number, number + 1)))
        for place, numbers in met.items():
            row = self._rows[place]
            windows = _windows(numbers, row.gaps, len(words))
            possible = (w for w in windows if row.possible(set().union(*words[w])))
            found.extend((place, window) for window in possible)
        found.sort(key=itemgetter(0))
        rows = ((self._rows[place], lines) for place, lines in found)
        return [Candidate(row.wording, row.pattern, lines) for row, lines in rows]


@dataclass(frozen=True, slots=True)
class _Row:
    """One pattern of the index."""

    wording: Wording
    pattern: Pattern
    gaps: int
    """How many line ends it may run over."""
    groups: tuple[frozenset[int], ...]
    """Of each of these the lines must hold a word."""

    def possible(self, words: set[int]) -> bool:
        """Whether lines that hold these words hold all that it needs."""
        return not any(map(words.isdisjoint, self.groups))


def _windows(numbers: Iterable[int], around: int, count: int) -> Iterator[slice]:
    """Lines with ``around`` more on either side, overlapping ones as one."""
    start = stop = -1
    for number in numbers:
        if stop < 0 or number - around > stop:
            if stop >= 0:
                yield slice(start, stop)
            start = max(number - around, 0)
        stop = min(number + around + 1, count)
    if stop >= 0:
        yield slice(start, stop)


def _size(word: str) -> int:
    return len(word.encode())


def rarest(needs: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Of several sets of words the one whose shortest word says most.

    >>> rarest([("in", "on"), ("republished", "reprinted")])
    ('republished', 'reprinted')
    """
    return max(needs, key=lambda words: min(map(_size, words)), default=())
