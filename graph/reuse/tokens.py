"""A text as numbers: one hash a word, and where each word stands. Pure, numpy.

What newsrooms change without changing a word is folded away: case, accents,
apostrophes, vowel points, width, Arabic and Cyrillic letters with two
spellings. Offsets count characters of the text as it was given.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, cast

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    Hashes = NDArray[np.uint64]
    Offsets = NDArray[np.int64]

_BETWEEN, _LETTER, _ALONE, _IGNORED = range(4)
"""What a character is: between words, in a word, a word of its own, nothing."""
_PLANES = 0x20000
"""The planes with alphabets; above them stand ideographs, then nothing readable."""
_IDEOGRAPHS_END = 0x40000
# Scripts written without spaces give one word a character.
_ALONE_RANGES = (
    (0x0E00, 0x0F00),  # Thai, Lao
    (0x1000, 0x10A0),  # Burmese
    (0x1780, 0x1800),  # Khmer
    (0x3040, 0x3100),  # kana
    (0x31F0, 0x3200),
    (0x3400, 0x4DC0),  # ideographs
    (0x4E00, 0xA000),
    (0xF900, 0xFB00),
)
# Apostrophes, soft hyphens, joiners and vowel points come and go with the editor.
_NOTHING = "'\u2019\u02bc\u2018`\u00b4\u00ad\u200b\u200c\u200d\u2060\u0640\u0670"
_NOTHING_RANGES = (
    (0x0300, 0x0370),  # accents
    (0x0591, 0x05BE),  # Hebrew points
    (0x05BF, 0x05C0),
    (0x05C1, 0x05C3),
    (0x05C4, 0x05C6),
    (0x05C7, 0x05C8),
    (0x064B, 0x0660),  # Arabic ones
    (0x1AB0, 0x1B00),  # accents of scholars
    (0x1DC0, 0x1E00),
    (0x20D0, 0x2100),  # what stands around signs
    (0xFE00, 0xFE10),  # and tells in which shape they are shown
    (0xFE20, 0xFE30),
)
_TWO_SPELLINGS = str.maketrans("\u0649\u06cc\u06a9\u0131\u0142", "\u064a\u064a\u0643il")
_ACCENTED_END = 0x2000
"""Below, a letter with an accent falls back to the letter it is written with."""
_FULL_WIDTH = (0xFF01, 0xFF5F, 0xFEE0)
_BLOCK = 1 << 15
"""Characters that are cut at once: what a processor's cache takes."""
AT_ONCE = 1 << 17
"""Characters of texts that are joined: each step costs the same for one text as for
some dozens."""

_BASE = np.uint64(0x9E3779B97F4A7C15)
_MODULUS = 1 << 64


@dataclass(frozen=True, slots=True, eq=False)
class Tokens:
    """The words of one or several texts, in order."""

    hashes: Hashes
    """64 bits a word; equal words have equal ones in every run, on every machine."""
    starts: Offsets
    """Where each word starts, in characters."""
    ends: Offsets
    """Where it ends, half open."""

    def __len__(self) -> int:
        return len(self.hashes)


def tokens(text: str) -> Tokens:
    """The words of a text; a character each in scripts without spaces.

    >>> found = tokens("Don’t go to São Paulo")
    >>> [int(start) for start in found.starts]
    [0, 6, 9, 12, 16]
    >>> bool((found.hashes == tokens("DONT go to Sao PAULO").hashes).all())
    True
    """
    codes = code_points(text)
    parts = [_cut(codes[start:end], start) for start, end in _blocks(codes)]
    if len(parts) == 1:
        return parts[0]
    return Tokens(
        np.concatenate([np.zeros(0, np.uint64), *(part.hashes for part in parts)]),
        np.concatenate([np.zeros(0, np.int64), *(part.starts for part in parts)]),
        np.concatenate([np.zeros(0, np.int64), *(part.ends for part in parts)]),
    )


def tokens_of(texts: Sequence[str]) -> tuple[Tokens, Offsets]:
    """The words of many texts at once, and where each text's words end.

    Text ``i`` has the words ``[ends[i - 1], ends[i])``; quicker than one by one.
    Offsets are those of the texts joined by line ends.
    """
    found = tokens("\n".join(texts))
    lengths = np.fromiter((len(text) + 1 for text in texts), np.int64, len(texts))
    return found, np.searchsorted(found.starts, np.cumsum(lengths)).astype(np.int64)


def batches(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Neighbouring texts, about :data:`AT_ONCE` characters, to be joined."""
    start = size = 0
    for place, text in enumerate(texts):
        size += len(text) + 1
        if size >= AT_ONCE:
            yield start, place + 1
            start, size = place + 1, 0
    if start < len(texts):
        yield start, len(texts)


def code_points(text: str) -> NDArray[np.uint32]:
    """The characters of a text as numbers."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")


def stand_alone(text: str, starts: Offsets) -> NDArray[np.bool_]:
    """Whether the words that start here are single characters of a script."""
    kinds, _ = _tables()
    found = kinds.take(_signs(code_points(text).take(starts))) == _ALONE
    return cast("NDArray[np.bool_]", found)


def mixed(hashes: Hashes) -> Hashes:
    """Every bit of a hash spread over all of it (SplitMix64, Steele et al. 2014)."""
    found = hashes.copy()
    found ^= found >> np.uint64(30)
    found *= np.uint64(0xBF58476D1CE4E5B9)
    found ^= found >> np.uint64(27)
    found *= np.uint64(0x94D049BB133111EB)
    found ^= found >> np.uint64(31)
    return found


def runs(words: Hashes, size: int) -> Hashes:
    """One hash for every run of so many words, by its first one (Horner's rule).

    Equal words in equal order give equal hashes, wherever they stand.
    """
    count = max(0, len(words) - size + 1)
    found = words[:count].copy()
    for place in range(1, size):
        found *= _BASE
        found += words[place : place + count]
    return found


def ranges(starts: Offsets, lengths: Offsets) -> Offsets:
    """The numbers of several ranges, one behind the other.

    >>> ranges(np.array([3, 10]), np.array([2, 3])).tolist()
    [3, 4, 10, 11, 12]
    """
    ends = np.cumsum(lengths)
    return np.arange(int(lengths.sum())) + np.repeat(starts - ends + lengths, lengths)


def _cut(codes: NDArray[np.uint32], start: int) -> Tokens:
    """The words of a block that starts at this offset of its text."""
    kinds, values = _tables()
    signs = _signs(codes)
    kind = kinds.take(signs)
    places: Offsets | None = None
    if (kind == _IGNORED).any():
        places = np.flatnonzero(kind != _IGNORED)
        signs, kind = signs.take(places), kind.take(places)
    value = values.take(signs)
    if (signs == _PLANES).any():
        high = codes[(codes >= _PLANES) & (codes < _IDEOGRAPHS_END)]
        value[signs == _PLANES] = mixed(high.astype(np.uint64) * _BASE)
    starts, ends = _edges(kind)
    hashes = _stretches(value, starts, ends)
    if places is not None:
        starts, ends = places[starts], places[ends - 1] + 1
    return Tokens(hashes, starts + start, ends + start)


def _edges(kind: NDArray[np.uint8]) -> tuple[Offsets, Offsets]:
    """Where words start and end."""
    letter = np.zeros(len(kind) + 2, bool)
    letter[1:-1] = kind == _LETTER
    alone = kind == _ALONE
    starts = np.flatnonzero(letter[1:-1] & ~letter[:-2] | alone)
    ends = np.flatnonzero(letter[1:-1] & ~letter[2:] | alone)
    return starts, ends + 1


def _stretches(values: Hashes, starts: Offsets, ends: Offsets) -> Hashes:
    """One hash for each stretch ``[start, end)`` of values (Rabin and Karp 1987)."""
    powers, inverses = _powers(len(values) + 1)
    sums = np.zeros(len(values) + 1, np.uint64)
    np.cumsum(values * powers[: len(values)], out=sums[1:])
    return mixed((sums[ends] - sums[starts]) * inverses[starts])


def _blocks(codes: NDArray[np.uint32]) -> Iterator[tuple[int, int]]:
    """Parts of a text that end between two words, or at the limit in an endless one."""
    start = 0
    while start < len(codes):
        end = _block_end(codes, start)
        yield start, end
        start = end


def _block_end(codes: NDArray[np.uint32], start: int) -> int:
    kinds, _ = _tables()
    end = start + _BLOCK
    if end >= len(codes):
        return len(codes)
    for look in (_BLOCK // 64, _BLOCK):
        here = kinds.take(_signs(codes[end - look : end]))
        between = np.flatnonzero((here == _BETWEEN) | (here == _ALONE))
        if len(between):
            return end - look + int(between[-1]) + 1
    return end


def _signs(codes: NDArray[np.uint32]) -> Offsets:
    """Where the tables tell of each character."""
    signs = codes.astype(np.int64)
    if len(codes) and codes.max() >= _PLANES:
        signs[codes >= _PLANES] = _PLANES
        signs[codes >= _IDEOGRAPHS_END] = _PLANES + 1
    return signs


@cache
def _tables() -> tuple[NDArray[np.uint8], Hashes]:
    """By code point: what it is, and the value of the letter it is folded to."""
    # Surrogates are letters of nothing; a text cleaned at the door has none.
    signs = "".join(
        " " if 0xD800 <= code < 0xE000 else chr(code) for code in range(_PLANES)
    )
    kinds = np.zeros(_PLANES + 2, np.uint8)
    kinds[_PLANES] = _ALONE
    for run in re.finditer(r"[^\W_]+", signs):
        kinds[run.start() : run.end()] = _LETTER
    marks = [c for c, s in enumerate(signs) if unicodedata.category(s)[0] == "M"]
    kinds[marks] = _LETTER
    for start, end in _ALONE_RANGES:
        here = kinds[start:end]
        here[here == _LETTER] = _ALONE
    for start, end in _NOTHING_RANGES:
        kinds[start:end] = _IGNORED
    kinds[[ord(sign) for sign in _NOTHING]] = _IGNORED
    folded = np.arange(_PLANES + 2, dtype=np.uint64)
    for code in np.flatnonzero(kinds == _LETTER).tolist():
        folded[code] = ord(_folded(signs[code]))
    start, end, shift = _FULL_WIDTH
    folded[start:end] = folded[np.arange(start, end) - shift]
    return kinds, mixed((folded + np.uint64(1)) * _BASE)


def _folded(sign: str) -> str:
    """The one letter that stands for this one in comparing."""
    low = sign.casefold()
    low = low if len(low) == 1 else sign
    if ord(low) < _ACCENTED_END:
        low = unicodedata.normalize("NFD", low)[0].lower()
    return low.translate(_TWO_SPELLINGS)


_known: list[tuple[Hashes, Hashes]] = []


def _powers(count: int) -> tuple[Hashes, Hashes]:
    """The powers of the base and of its inverse, at least so many."""
    if not _known or len(_known[0][0]) < count:
        size = 1 << max(10, (count - 1).bit_length())
        inverse = np.uint64(pow(int(_BASE), -1, _MODULUS))
        both = (_BASE, inverse)
        _known[:] = [tuple(_series(base, size) for base in both)]  # type: ignore[list-item]
    return _known[0]


def _series(base: np.uint64, size: int) -> Hashes:
    factors = np.full(size, base, np.uint64)
    factors[0] = 1
    return np.multiply.accumulate(factors)
