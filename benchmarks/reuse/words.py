"""Words that nobody speaks, drawn as often as words are drawn in real texts.

Everything is drawn from numbers alone: the same seed, stream and number give the
same words on every machine, in any order and without anything kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

Script = Literal["latin", "han"]
"""``han`` sets no spaces: each word is one character."""

_CONSONANTS = "bdfghklmnprstvz"
_VOWELS = "aeiou"
_SYLLABLES = [first + second for first in _CONSONANTS for second in _VOWELS]
_SIZES: dict[Script, int] = {"latin": 50_000, "han": 5_000}
_FLATTEN = 2.7
"""Added to a word's rank, as Mandelbrot did: the first few are not that frequent."""
_TABLE_BITS = 20
_LONGEST = 1 << 12

# Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (2014):
# the step between two states, and the two multipliers that scatter one.
_STEP = 0x9E3779B97F4A7C15
_FIRST = 0xBF58476D1CE4E5B9
_SECOND = 0x94D049BB133111EB
_ALL = (1 << 64) - 1
# The same, ready for whole rows of numbers.
_STEPS = np.arange(1, _LONGEST + 1, dtype=np.uint64) * np.uint64(_STEP)
_MULTIPLIERS = np.uint64(_FIRST), np.uint64(_SECOND)
_SHIFTS = np.uint64(30), np.uint64(27), np.uint64(31)
_RANK, _WAY = np.uint64(64 - _TABLE_BITS), np.uint64(63)
"""The bits that choose a word, and those that say whether a sentence ends."""

_PLAIN, _CAPITAL, _ENDS, _LAST = range(4)
"""How a word is written: so; at the start of a sentence; at its end; and of a
paragraph's."""
_WAYS = np.array([_LAST, *[_PLAIN] * 15, *[_ENDS, *[_PLAIN] * 15] * 3])


def draws(seed: int, stream: int, number: int, count: int) -> NDArray[np.uint64]:
    """``count`` numbers of 64 random bits; at most 4,096.

    >>> draws(1, 2, 3, 4).tolist() == draws(1, 2, 3, 9).tolist()[:4]
    True
    """
    start = _scattered(_scattered(seed * _FIRST + stream) + number * _STEP)
    drawn = _STEPS[:count] + np.uint64(start)
    drawn ^= drawn >> _SHIFTS[0]
    drawn *= _MULTIPLIERS[0]
    drawn ^= drawn >> _SHIFTS[1]
    drawn *= _MULTIPLIERS[1]
    drawn ^= drawn >> _SHIFTS[2]
    return drawn


def _scattered(state: int) -> int:
    """The same for one number, which becomes the start of its own row."""
    state &= _ALL
    state = ((state ^ (state >> 30)) * _FIRST) & _ALL
    state = ((state ^ (state >> 27)) * _SECOND) & _ALL
    return state ^ (state >> 31)


def invented(rank: int) -> str:
    """The word of a rank; no two ranks share one, and frequent ones are short.

    >>> invented(0), invented(75), invented(50_000)
    ('ba', 'baba', 'divara')
    """
    word, rank = "", rank + 1
    while rank:
        rank, last = divmod(rank - 1, len(_SYLLABLES))
        word = _SYLLABLES[last] + word
    return word


@dataclass(frozen=True, kw_only=True, slots=True)
class Vocabulary:
    """The words of a script; a token is a word's rank and how it is written."""

    size: int
    """How many words there are."""
    written: NDArray[np.object_]
    """Each word in each way of writing: token -> text."""
    ranks: NDArray[np.int64]
    """Random bits -> rank, each as often as it is frequent."""
    between: str
    """What stands between two words."""

    def tokens(self, bits: NDArray[np.uint64]) -> NDArray[np.int64]:
        """Running text: sentences of 16 words and paragraphs of 64, on average."""
        ways = _WAYS[(bits & _WAY).view(np.int64)]
        # Behind an end comes a capital, but for a sentence of one word.
        ways[1:] += (ways[:-1] >= _ENDS) & (ways[1:] == _PLAIN)
        ways *= self.size
        ways += self._ranks(bits)
        return ways

    def changed(
        self, tokens: NDArray[np.int64], bits: NDArray[np.uint64], share: float
    ) -> NDArray[np.int64]:
        """Running text in which that share of the words is another word."""
        hit = (bits & np.uint64(0xFFFF)) < np.uint64(round(share * 0x10000))
        ways = tokens - tokens % self.size
        return np.where(hit, self._ranks(bits) + ways, tokens)

    def text(self, tokens: NDArray[np.int64]) -> str:
        """The tokens as they are written."""
        text = self.between.join(self.written[tokens].tolist())
        return text.replace("\n ", "\n").rstrip("\n")

    def line(self, tokens: NDArray[np.int64]) -> str:
        """The same in one paragraph."""
        return self.text(tokens).replace("\n\n", self.between)

    def _ranks(self, bits: NDArray[np.uint64]) -> NDArray[np.int64]:
        return self.ranks[(bits >> _RANK).view(np.int64)]


@cache
def vocabulary(script: Script) -> Vocabulary:
    """The words of a script, made once a process."""
    size = _SIZES[script]
    plain = [invented(r) if script == "latin" else chr(0x4E00 + r) for r in range(size)]
    stop = "." if script == "latin" else "。"
    written = [
        *plain,
        *(word.capitalize() for word in plain),
        *(word + stop for word in plain),
        *(f"{word}{stop}\n\n" for word in plain),
    ]
    return Vocabulary(
        size=size,
        written=np.array(written, dtype=object),
        ranks=_frequencies(size),
        between=" " if script == "latin" else "",
    )


def _frequencies(size: int) -> NDArray[np.int64]:
    """A table with each rank in it as often as it is frequent: Zipf's law."""
    shares = np.cumsum(1 / (np.arange(size) + 1 + _FLATTEN))
    places = (np.arange(1 << _TABLE_BITS) + 0.5) / (1 << _TABLE_BITS)
    return np.searchsorted(shares / shares[-1], places).astype(np.int64)
