"""The sketch of a text: few fingerprints, by which shared passages are found again.

Winnowing (Schleimer, Wilkerson, Aiken: "Winnowing: local algorithms for document
fingerprinting", SIGMOD 2003): of every :data:`WINDOW` neighbouring shingles the one
with the least hash is kept. Two texts that share a passage choose the same ones in
it, whatever stands around.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from graph.reuse.tokens import batches, mixed, ranges, runs, tokens_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from graph.reuse.tokens import Hashes

SHINGLE = 8
"""Words in a shingle: fewer are shared by texts that have nothing to do with one
another, more are broken by light editing."""
WINDOW = 16
"""Neighbouring shingles of which one is kept at least."""
GUARANTEED = SHINGLE + WINDOW - 1
"""Words: every shared passage of this length shares a fingerprint."""


@dataclass(frozen=True, slots=True, eq=False)
class Sketches:
    """The fingerprints of many texts, text by text, each once in a text."""

    texts: NDArray[np.int64]
    """Which text each fingerprint is of: its place among those given."""
    hashes: NDArray[np.int32]
    """The fingerprints: 32 bits, evenly spread, the same on every machine."""
    words: NDArray[np.int64]
    """How many words each text has."""


def sketch(texts: Sequence[str]) -> Sketches:
    """The fingerprints of texts; empty for a text without words.

    Guarantees, for words as for characters of scripts without spaces: a passage of
    :data:`GUARANTEED` words (23) that two texts share gives them a fingerprint in
    common, one of 39 words gives them two unless it repeats itself, and one of fewer
    than :data:`SHINGLE` words (8) none unless it is the whole of a text. A text of n
    different words keeps about 2 n / 17. Time and memory are linear.

    >>> found = sketch(["so short", "", "so short"])
    >>> found.texts.tolist(), found.words.tolist()
    ([0, 2], [2, 0, 2])
    """
    parts = [_sketch(texts[start:end], start) for start, end in batches(texts)]
    return Sketches(
        np.concatenate([np.zeros(0, np.int64), *(part.texts for part in parts)]),
        np.concatenate([np.zeros(0, np.int32), *(part.hashes for part in parts)]),
        np.concatenate([np.zeros(0, np.int64), *(part.words for part in parts)]),
    )


def _sketch(texts: Sequence[str], first: int) -> Sketches:
    """The fingerprints of one batch, whose texts are counted from ``first``."""
    words, ends = tokens_of(texts)
    starts = np.concatenate((np.zeros(1, np.int64), ends[:-1]))
    counts = ends - starts
    least = _least(_shingles(words.hashes))
    windows = np.maximum(counts - GUARANTEED + 1, 0)
    # Windows that reach into the next text are left out.
    chosen = [
        _keys(np.repeat(np.arange(len(ends)), windows), least[ranges(starts, windows)])
    ]
    for text in np.flatnonzero((windows == 0) & (counts > 0)):
        some = _of_short(words.hashes[starts[text] : ends[text]])
        chosen.append(_keys(np.array([text]), some))
    keys = _once(np.concatenate(chosen))
    return Sketches(
        (keys >> np.uint64(32)).astype(np.int64) + first,
        (keys & np.uint64(0xFFFFFFFF)).astype(np.uint32).view(np.int32),
        counts,
    )


def _shingles(words: Hashes, size: int = SHINGLE) -> Hashes:
    """The hash of every shingle, of which any is the least as likely as any other."""
    return mixed(runs(words, size))


def _least(shingles: Hashes) -> Hashes:
    """The least hash of every window, by windows of doubled width."""
    width, least = 1, shingles
    while width < WINDOW:
        step = min(width, WINDOW - width)
        least = np.minimum(least[:-step], least[step:])
        width += step
    return least


def _of_short(words: Hashes) -> Hashes:
    """The one fingerprint of a text that fills no window."""
    least: Hashes = _shingles(words, min(SHINGLE, len(words))).min(keepdims=True)
    return least


def _keys(texts: NDArray[np.int64], hashes: Hashes) -> Hashes:
    """Text and fingerprint as one number.

    The fingerprint is of the hash's lower half: the upper one, by which it was
    chosen, is small.
    """
    keys: Hashes = texts.astype(np.uint64) << np.uint64(32)
    keys |= hashes & np.uint64(0xFFFFFFFF)
    return keys


def _once(keys: Hashes) -> Hashes:
    """The keys in order and once each; neighbours are mostly the same one."""
    keys = np.sort(keys[_new(keys)])
    return keys[_new(keys)]


def _new(keys: Hashes) -> NDArray[np.bool_]:
    """Whether each differs from the one before it."""
    found = np.ones(len(keys), bool)
    np.not_equal(keys[1:], keys[:-1], out=found[1:])
    return found
