"""What two texts share, word by word: the passages, and where each stands. Pure.

Anchors are runs of :data:`ANCHOR` words that both texts have; the n-th of a kind in
one text is joined with the n-th in the other, so that a word said a million times
costs no more than a million words. Neighbouring anchors make a passage, passages
grow as far as the words agree, the longest are taken first (greedy string tiling,
Wise 1993), and what is left between two that follow one another is compared word by
word (longest common subsequence).
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from rapidfuzz.distance import LCSseq

from graph.model import Overlap, Span
from graph.reuse.tokens import Tokens, runs, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from graph.reuse.tokens import Hashes, Offsets

ANCHOR = 4
"""Words that two texts must share in a row before a passage is looked for there."""
_LEAST = 5
"""Words of a passage; a shorter one is there by chance, unless it stands in a gap."""
_GAP = 300
"""Words between two passages that are still compared one by one."""


class Run(NamedTuple):
    """Words that follow one another in both texts: their places, and how many."""

    right: int
    left: int
    words: int
    moved: bool = False


def align(original: str, copy: str) -> Overlap:
    """The passages that two texts share, and the share of each that they cover.

    Spans are half-open character offsets into the two texts, in the order of the
    copy; ``moved`` ones stand elsewhere in the original. Linear but for the gaps,
    which are bounded, and n log n in the number of passages. An empty text shares
    nothing.

    >>> found = align("one two three four five six", "zero one two three four five")
    >>> found.words, [(span.copy_start, span.copy_end) for span in found.spans]
    (5, [(5, 28)])
    """
    return overlap_of(tokens(original), tokens(copy))


def overlap_of(original: Tokens, copy: Tokens) -> Overlap:
    """As :func:`align`, of texts that were cut into words already."""
    found = shared_runs(original.hashes, copy.hashes)
    shared = sum(run.words for run in found)
    return Overlap(
        of_original=shared / max(1, len(original)),
        of_copy=shared / max(1, len(copy)),
        words=shared,
        spans=tuple(_spans(original, copy, found)),
    )


def _spans(original: Tokens, copy: Tokens, found: Iterable[Run]) -> Iterator[Span]:
    """Runs of words as characters."""
    # A view gives one number at a time, and quicker than an array does.
    starts, ends = original.starts.data, original.ends.data
    copy_starts, copy_ends = copy.starts.data, copy.ends.data
    for right, left, words, moved in found:
        yield Span(
            original_start=starts[left],
            original_end=ends[left + words - 1],
            copy_start=copy_starts[right],
            copy_end=copy_ends[right + words - 1],
            words=words,
            moved=moved,
        )


def shared_runs(left: Hashes, right: Hashes) -> list[Run]:
    """The runs of words that two texts share, by their place in the second.

    No word is in two of them.
    """
    size = min(ANCHOR, len(left), len(right))
    if not size:
        return []
    tiles = sorted(_Tiles(left, right).made_of(_anchors(left, right, size)))
    moved: list[Run] = []
    if any(before.left > after.left for before, after in pairwise(tiles)):
        tiles, moved = _parted(tiles)
        # A moved passage may stand between two others: its words are taken.
        left, right = left.copy(), right.copy()
        for run in moved:
            left[run.left : run.left + run.words] = 0
            right[run.right : run.right + run.words] = 1
    return sorted([*tiles, *moved, *_filling(left, right, tiles)])


def _anchors(left: Hashes, right: Hashes, size: int) -> Iterator[Run]:
    """Runs of anchors on one diagonal, longest first."""
    here, there = _common(left, right, size)
    if not len(here):
        return iter(())
    apart = (here[1:] != here[:-1] + 1) | (there[1:] != there[:-1] + 1)
    bounds = np.concatenate(([0], apart.nonzero()[0] + 1, [len(here)]))
    words = bounds[1:] - bounds[:-1] + (size - 1)
    order = (-words).argsort(kind="stable")
    starts = bounds[order]
    columns = there[starts], here[starts], words[order]
    return map(Run, *(column.tolist() for column in columns))


def _common(left: Hashes, right: Hashes, size: int) -> tuple[Offsets, Offsets]:
    """The places of the runs of so many words that both have, ascending in the first.

    The n-th of a kind in one is joined with the n-th in the other.
    """
    both = runs(np.concatenate((left, right)), size)
    ours = len(left) - size + 1
    both = np.concatenate((both[:ours], both[len(left) :]))
    # Hash and place in one number: to sort them is quicker than to sort the places.
    bits = np.uint64(len(both).bit_length())
    both <<= bits
    both |= np.arange(len(both), dtype=np.uint64)
    both.sort()
    kinds = both >> bits
    places = (both ^ (kinds << bits)).view(np.int64)
    new = np.ones(len(both) + 1, bool)
    np.not_equal(kinds[1:], kinds[:-1], out=new[1:-1])
    # Within a kind the places in the first text come first.
    mine = (places < ours).nonzero()[0]
    kind = new[:-1].cumsum()[mine]
    partner = mine + np.bincount(kind)[kind]
    joined = partner < new.nonzero()[0][kind]
    there = np.full(ours, -1)
    there[places[mine[joined]]] = places[partner[joined]] - ours
    here = (there >= 0).nonzero()[0]
    # Some bits of the hashes made room for the places.
    here = here[left[here] == right[there[here]]]
    return here, there[here]


class _Tiles:
    """The passages that are taken: grown as far as they go, free of one another."""

    def __init__(self, left: Hashes, right: Hashes) -> None:
        self.least = min(_LEAST, len(left), len(right))
        # A view gives one number at a time, and quicker than an array does.
        self.left, self.right = left.data, right.data
        self.taken_left, self.taken_right = bytearray(len(left)), bytearray(len(right))

    def made_of(self, anchors: Iterable[Run]) -> Iterator[Run]:
        """Those that grow from anchors."""
        for anchor in anchors:
            free = self._free(anchor)
            run = self._grown(free) if free.words else free
            if run.words >= self.least:
                right, left, words, _ = run
                self.taken_left[left : left + words] = b"\1" * words
                self.taken_right[right : right + words] = b"\1" * words
                yield run

    def _free(self, run: Run) -> Run:
        """The longest part of a run that no other has taken."""
        right, left, words, _ = run
        here = self.taken_left[left : left + words]
        there = self.taken_right[right : right + words]
        if 1 not in here and 1 not in there:
            return run
        taken = np.frombuffer(here, np.uint8) | np.frombuffer(there, np.uint8)
        bounds = np.concatenate(([-1], taken.nonzero()[0], [words]))
        lengths = bounds[1:] - bounds[:-1] - 1
        best = int(lengths.argmax())
        start = int(bounds[best]) + 1
        return Run(right + start, left + start, int(lengths[best]))

    def _grown(self, run: Run) -> Run:
        """The run with all words before and behind it that agree and are free."""
        right, left, words, _ = run
        while left and right and self._agree(left - 1, right - 1):
            left, right, words = left - 1, right - 1, words + 1
        end, other = left + words, right + words
        ends = len(self.left), len(self.right)
        while end < ends[0] and other < ends[1] and self._agree(end, other):
            end, other = end + 1, other + 1
        return run if end - left == run.words else Run(right, left, end - left)

    def _agree(self, here: int, there: int) -> bool:
        return (
            self.left[here] == self.right[there]
            and not self.taken_left[here]
            and not self.taken_right[there]
        )


def _filling(left: Hashes, right: Hashes, tiles: Sequence[Run]) -> Iterator[Run]:
    """The words that agree, in order, between two passages in order."""
    for before, after in pairwise(tiles):
        start, other = before.left + before.words, before.right + before.words
        lengths = after.left - start, after.right - other
        # One word for one has nothing in common, else the passage had grown.
        if min(lengths) > 0 and 1 < max(lengths) <= _GAP:
            ours = left[start : after.left].tolist()
            theirs = right[other : after.right].tolist()
            for block in LCSseq.editops(ours, theirs).as_matching_blocks():
                if block.size:
                    yield Run(other + block.b, start + block.a, block.size)


def _parted(tiles: Sequence[Run]) -> tuple[list[Run], list[Run]]:
    """Of runs in the order of the copy, those in one order in both, and the moved."""
    places = set(_heaviest(tiles))
    kept = [run for place, run in enumerate(tiles) if place in places]
    moved = [
        run._replace(moved=True)
        for place, run in enumerate(tiles)
        if place not in places
    ]
    return kept, moved


def _heaviest(runs: Sequence[Run]) -> Iterator[int]:
    """The places of those that stand in one order in both texts, last one first.

    The chain with the most words (heaviest increasing subsequence, by a Fenwick
    tree of best chains, O(n log n)).
    """
    ranks = {place: rank for rank, place in enumerate(sorted(r.left for r in runs), 1)}
    tree: list[tuple[int, int]] = [(0, -1)] * (len(runs) + 1)
    before: list[int] = []
    for place, run in enumerate(runs):
        rank = ranks[run.left]
        best = (0, -1)
        look = rank - 1
        while look:
            best = max(best, tree[look])
            look &= look - 1
        before.append(best[1])
        mine = (best[0] + run.words, place)
        while rank < len(tree):
            tree[rank] = max(tree[rank], mine)
            rank += rank & -rank
    _, place = max(tree)
    while place >= 0:
        yield place
        place = before[place]
