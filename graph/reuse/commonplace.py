"""Which words of a text everybody repeats, by its boilerplate fingerprints. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from graph.reuse.sketch import GUARANTEED, SHINGLE
from graph.reuse.tokens import mixed, runs

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from graph.reuse.prose import Mask
    from graph.reuse.tokens import Offsets, Tokens


def commonplace(words: Tokens, boilerplate: NDArray[np.uint32]) -> Mask:
    """The words of a text that stand in passages with these fingerprints.

    ``boilerplate`` is ascending. Of every 16 shingles one is kept as a fingerprint, so
    what stands between two of them that are boilerplate, and no farther apart, is
    boilerplate too, and so is what stands between them and the text's start or end.
    """
    return commonplace_all([words], boilerplate)[0]


def commonplace_all(
    texts: Sequence[Tokens], boilerplate: NDArray[np.uint32]
) -> list[Mask]:
    """As :func:`commonplace`, of many texts: several times quicker than one by one.

    Neighbouring masks share their memory: keep all of them, or none.
    """
    ends = np.cumsum([len(words) for words in texts])
    starts = [0, *ends[:-1].tolist()]
    found = np.zeros(int(ends[-1]) if len(texts) else 0, bool)
    last = -1
    before = 0
    for text, place in _places(texts, ends, boilerplate):
        if text != last:
            _end(found, last, before, ends)
            last, before = text, starts[text]
        near = place - before <= 2 * GUARANTEED
        found[(before if near else place) : place + SHINGLE] = True
        before = place
    _end(found, last, before, ends)
    return [found[start:end] for start, end in zip(starts, ends.tolist(), strict=False)]


def _end(found: Mask, text: int, before: int, ends: Offsets) -> None:
    """What stands behind the last place of a text."""
    if text >= 0 and ends[text] - before <= 2 * GUARANTEED:
        found[before : ends[text]] = True


def _places(
    texts: Sequence[Tokens], ends: Offsets, boilerplate: NDArray[np.uint32]
) -> Iterable[tuple[int, int]]:
    """The words, of all texts as one, at which a shingle begins that is boilerplate.

    With the text of each.
    """
    if not len(boilerplate):
        return ()
    # The lower half of the hash is the fingerprint.
    words = np.concatenate([text.hashes for text in texts])
    hashes = mixed(runs(words, SHINGLE)).astype(np.uint32)
    # Most words fall through a sieve of the upper halves.
    sieve = np.zeros(1 << 16, bool)
    sieve[boilerplate >> 16] = True
    places = np.flatnonzero(sieve[hashes >> 16])
    hashes = hashes[places]
    at = np.minimum(np.searchsorted(boilerplate, hashes), len(boilerplate) - 1)
    places = places[boilerplate[at] == hashes]
    text = np.searchsorted(ends, places, "right")
    whole = places + SHINGLE <= ends[text]
    return zip(text[whole].tolist(), places[whole].tolist(), strict=True)
