"""Which articles share enough fingerprints to be compared. Pure, numpy.

A fingerprint in an index is one number of 64 bits: its hash above, the number of its
article below. What everybody repeats is told from what is copied by who shares it:
a fingerprint whose articles have nothing else in common is boilerplate, one whose
articles share the rest too belongs to a story, however often it was printed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from graph.reuse.tokens import ranges

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Keys = NDArray[np.uint64]
    Numbers = NDArray[np.int64]

MOST_ARTICLES = 64
"""A fingerprint is kept for so many articles, the first ones. More would make what
everybody repeats cost quadratic time; a copy of a story that is printed more often
still meets the first ones."""
_WITHIN, _ACROSS = 3.0, 8.0
"""So many strangers make a fingerprint boilerplate: articles of one outlet that are
not the same one, and articles of other outlets that do not share the rest."""
_MOSTLY = 0.6
"""And so much of the articles of other outlets they are: every outlet changes a story
a little, and all those little differences add up."""
_ALIKE = 0.5
"""From this share of their fingerprints on, two articles are one stranger to others."""
_MOST_PARTNERS = MOST_ARTICLES
"""Articles that one is compared with, those that share most: as many as a fingerprint
is kept for, so that it does not depend on their order in a story that has no more."""
_FEW = 12
"""A text with no more fingerprints than this, some 100 words, may be joined by one."""
_AT_ONCE = 400_000
"""Pairs of fingerprints that are counted at once; bounds the memory."""


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """What is known of the articles, ascending by number."""

    numbers: Numbers
    """Which articles."""
    sizes: Numbers
    """How many fingerprints each has, boilerplate aside."""
    outlets: Numbers
    """Which outlet it is of; a number of its own where none is known."""
    alike: Numbers
    """The number of the first article that is like it; its own where none is."""


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """Articles to compare, and what was learned on the way."""

    ones: Numbers
    """The later article of each pair."""
    others: Numbers
    """The earlier one."""
    shared: Numbers
    """How many fingerprints they share, boilerplate aside."""
    boilerplate: NDArray[np.uint32]
    """Hashes that turned out to be boilerplate, ascending."""
    known: Known
    """What is known of the articles by now."""


def keys_of(hashes: NDArray[np.int32], numbers: Numbers) -> Keys:
    """Fingerprints as an index holds them."""
    high = hashes.view(np.uint32).astype(np.uint64) << np.uint64(32)
    return high | numbers.astype(np.uint64)


def hashes_of(keys: Keys) -> NDArray[np.uint32]:
    """The hash of each fingerprint."""
    return (keys >> np.uint64(32)).astype(np.uint32)


def numbers_of(keys: Keys) -> Numbers:
    """The article of each fingerprint."""
    return (keys & np.uint64(0xFFFFFFFF)).astype(np.int64)


def first_of_each(keys: Keys) -> Keys:
    """Of ascending fingerprints, those of the first articles of each hash."""
    if not len(keys):
        return keys
    _, ranks = _ranks(hashes_of(keys))
    return keys[ranks < MOST_ARTICLES]


def pairs(keys: Keys, first: int, known: Known) -> Found:
    """The pairs of articles to compare, each of them with one from ``first`` on.

    ``keys`` are the fingerprints of the new articles and the older ones of the same
    hashes, ascending. Linear in them: no hash is paired with more than
    :data:`MOST_ARTICLES` articles, and no article with more than 32 others.
    """
    index = _Index(keys)
    numbers = index.numbers
    entries = np.flatnonzero((numbers >= first) & (index.ranks > 0))
    entries = entries[np.argsort(numbers[entries], kind="stable")]
    learned = np.zeros(0, np.uint32)
    parts = []
    for part in _parts(numbers[entries], index.earlier(entries)):
        some = entries[part]
        some = some[~np.isin(index.hashes[some], learned)]
        found = _pairs(index, some, known)
        learned = np.union1d(learned, found.boilerplate)
        known = _smaller(found.known, keys, found.boilerplate)
        parts.append(found)
    return Found(
        _joined([part.ones for part in parts]),
        _joined([part.others for part in parts]),
        _joined([part.shared for part in parts]),
        learned,
        known,
    )


class _Index:
    """Ascending fingerprints, and for each the earlier ones of the same hash."""

    def __init__(self, keys: Keys) -> None:
        self.hashes = hashes_of(keys)
        self.numbers = numbers_of(keys)
        self.starts, self.ranks = _ranks(self.hashes)

    def earlier(self, entries: Numbers) -> Numbers:
        """How many earlier articles each entry is paired with."""
        return np.minimum(self.ranks[entries], MOST_ARTICLES)


def _pairs(index: _Index, entries: Numbers, known: Known) -> Found:
    """The pairs of some articles' fingerprints."""
    counts = index.earlier(entries)
    entry = np.repeat(np.arange(len(entries)), counts)
    before = np.repeat(np.cumsum(counts) - counts, counts)
    others = index.numbers[
        index.starts[entries][entry] + np.arange(len(entry)) - before
    ]
    pair = index.numbers[entries][entry] << 32 | others
    strange, known = _strangers(pair, entry, len(entries), known)
    hashes = index.hashes[entries]
    learned = np.unique(hashes[strange])
    pair = pair[~np.isin(hashes, learned)[entry]]
    return _chosen(pair, known, learned)


def _strangers(
    pair: Numbers, entry: Numbers, count: int, known: Known
) -> tuple[NDArray[np.bool_], Known]:
    """Which entries' hashes stand in too many articles that share nothing else.

    Also gives what is known by now: which articles are alike.
    """
    found, place, shared = np.unique(pair, return_inverse=True, return_counts=True)
    one, other = _facts(found, known)
    sizes = known.sizes[one], known.sizes[other]
    same = known.outlets[one] == known.outlets[other]
    # One outlet's articles are strangers unless they are the same one; another
    # outlet's copy may be a part of the original.
    alike = shared / (sizes[0] + sizes[1] - shared)
    inside = shared / np.minimum(sizes[0], sizes[1])
    near = np.minimum(1.0, np.where(same, alike, inside))
    known = _grouped(known, one, other, near)
    within = np.bincount(entry, ((1.0 - near) * same)[place], count)
    far = ~same[place]
    kinds = entry[far] << 32 | known.alike[other][place][far]
    across, others = _of_kinds(kinds, 1.0 - near[place][far], count)
    strange = (within >= _WITHIN) | (across >= np.maximum(_ACROSS, _MOSTLY * others))
    return np.asarray(strange, bool), known


def _grouped(
    known: Known, ones: Numbers, others: Numbers, near: NDArray[np.float64]
) -> Known:
    """What is known, with each new article beside the earlier one that is most like it.

    ``ones`` and ``others`` are places among the known, ascending by ``ones``.
    """
    some = near >= _ALIKE
    order = np.lexsort((others[some], -near[some], ones[some]))
    ones, others = ones[some][order], others[some][order]
    _, ranks = _ranks(ones)
    alike = known.alike.copy()
    # One by one: an earlier one may have joined its own group just now.
    for one, other in zip(ones[ranks == 0], others[ranks == 0], strict=True):
        alike[one] = alike[other]
    return replace(known, alike=alike)


def _of_kinds(
    kinds: Numbers, distance: NDArray[np.float64], count: int
) -> tuple[NDArray[np.float64], Numbers]:
    """For each entry, the sum of the distances to others, and their number.

    Those that are alike count as one: a story that many printed is one stranger.
    """
    found, kind = np.unique(kinds, return_inverse=True)
    mean = np.bincount(kind, distance, len(found)) / np.bincount(kind, None, len(found))
    entry = found >> 32
    sums: NDArray[np.float64] = np.bincount(entry, mean, count).astype(np.float64)
    return sums, np.bincount(entry, None, count).astype(np.int64)


def _smaller(known: Known, keys: Keys, learned: NDArray[np.uint32]) -> Known:
    """What is known, once these hashes do not count any more."""
    hashes = hashes_of(keys)
    starts = np.searchsorted(hashes, learned)
    lengths = np.searchsorted(hashes, learned, "right") - starts
    numbers = numbers_of(keys[ranges(starts, lengths)])
    places = np.searchsorted(known.numbers, numbers)
    less = np.bincount(places, minlength=len(known.numbers))
    return replace(known, sizes=known.sizes - less)


def _chosen(pair: Numbers, known: Known, learned: NDArray[np.uint32]) -> Found:
    """The pairs that share enough, for each article those that share most."""
    found, shared = np.unique(pair, return_counts=True)
    one, other = _facts(found, known)
    short = np.minimum(known.sizes[one], known.sizes[other]) <= _FEW
    enough = (shared > 1) | short
    found, shared = found[enough], shared[enough]
    order = np.lexsort((found, -shared, found >> 32))
    found, shared = found[order], shared[order]
    _, ranks = _ranks(found >> 32)
    most = ranks < _MOST_PARTNERS
    found, shared = found[most], shared[most]
    return Found(found >> 32, found & 0xFFFFFFFF, shared, learned, known)


def _facts(pair: Numbers, known: Known) -> tuple[Numbers, Numbers]:
    """Where the two articles of each pair stand among the known ones."""
    one = np.searchsorted(known.numbers, pair >> 32)
    return one, np.searchsorted(known.numbers, pair & 0xFFFFFFFF)


def _ranks(values: NDArray[np.generic]) -> tuple[Numbers, Numbers]:
    """For ascending values: where its group starts, and its place in the group."""
    places = np.arange(len(values))
    new = np.concatenate(([True], values[1:] != values[:-1]))[: len(values)]
    starts = np.maximum.accumulate(np.where(new, places, 0))
    return starts, places - starts


def _parts(articles: Numbers, counts: Numbers) -> Iterator[slice]:
    """Slices of whole articles with a bounded number of pairs each."""
    ends = np.flatnonzero(np.append(articles[1:] != articles[:-1], True)) + 1
    sums = np.cumsum(counts)
    start = done = 0
    for end in ends[: len(articles)].tolist() if len(articles) else ():
        if sums[end - 1] - done >= _AT_ONCE:
            yield slice(start, end)
            start, done = end, int(sums[end - 1])
    if start < len(articles):
        yield slice(start, len(articles))


def _joined(parts: list[Numbers]) -> Numbers:
    return np.concatenate([np.zeros(0, np.int64), *parts])
