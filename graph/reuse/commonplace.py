"""Which words of a text everybody repeats, by its boilerplate fingerprints. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from graph.reuse.sketch import GUARANTEED, SHINGLE
from graph.reuse.tokens import mixed, runs

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from graph.reuse.prose import Mask
    from graph.reuse.tokens import Tokens


def commonplace(
    words: Tokens, boilerplate: NDArray[np.uint32], sieve: Mask | None = None
) -> Mask:
    """The words of a text that stand in passages with these fingerprints.

    ``boilerplate`` is ascending; its :func:`sieve_of` makes it quicker for many
    texts. Of every 16 shingles one is kept as a fingerprint, so what stands between
    two of them that are boilerplate, and no farther apart, is boilerplate too, and so
    is what stands between them and the text's start or end.
    """
    found = np.zeros(len(words), bool)
    places = _places(words, boilerplate, sieve)
    if not places:
        return found
    before = 0
    for place in places:
        near = place - before <= 2 * GUARANTEED
        found[(before if near else place) : place + SHINGLE] = True
        before = place
    if len(words) - before <= 2 * GUARANTEED:
        found[before:] = True
    return found


def sieve_of(boilerplate: NDArray[np.uint32]) -> Mask:
    """Which upper halves of a hash any boilerplate has: most words fall through."""
    sieve = np.zeros(1 << 16, bool)
    sieve[boilerplate >> 16] = True
    return sieve


def _places(
    words: Tokens, boilerplate: NDArray[np.uint32], sieve: Mask | None
) -> list[int]:
    """The words at which a shingle begins that is boilerplate."""
    if not len(boilerplate) or len(words) < SHINGLE:
        return []
    # The lower half of the hash is the fingerprint.
    hashes = mixed(runs(words.hashes, SHINGLE)).astype(np.uint32)
    places = np.arange(len(hashes))
    if sieve is not None:
        places = np.flatnonzero(sieve[hashes >> 16])
        hashes = hashes[places]
    at = np.minimum(np.searchsorted(boilerplate, hashes), len(boilerplate) - 1)
    found: list[int] = places[boilerplate[at] == hashes].tolist()
    return found
