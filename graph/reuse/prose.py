"""Which words of a text are its author's own prose. Pure.

A text that was taken from a page carries menus, captions and notices; newsrooms
that report one event share what was said there. Neither is copying. What is left
is prose outside of quotation marks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from graph.reuse.tokens import Tokens, batches, code_points, stand_alone, tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from graph.reuse.tokens import Offsets

    Mask = NDArray[np.bool_]

_TENTHS, _ALONE_TENTHS = 10, 6
"""What a word counts for, and a character of a script without spaces: whole numbers,
so that no sum depends on what was summed with it."""
_LEAST_WORDS = 10
"""A shorter line is a heading, a caption or a menu."""
_SURELY_PROSE = 25
"""A line of so many words is prose, however it ends."""
_LEAST_PROSE = 3
"""Where fewer tenths of the words stand in prose, lines say nothing: a text without
signs."""
_LEAST_QUOTE = 25
"""Characters; a shorter one is a name, a title or a word held at arm's length."""
_MENU_SIGNS = 3
"""A line with as many of them is a menu."""

_ENDS = ".!?\u2026\u3002\uff01\uff1f\u0964\u061f\u06d4;\uff1b:\uff1a"
"""What a sentence ends with."""
_CLOSING = "\"'\u2019\u201d\u00bb\u300d\u300f)]\uff09"
"""What may stand behind it, besides spaces."""
_COMMAS = ",\uff0c\u3001\u060c\u3002"
"""What only sentences have, wherever it stands."""
_MENU = "|\uff5c\u203a\u00bb\u2022\u00b7>"
"""What stands between the entries of a menu."""
_OPENING = '\u201c\u201e\u201d\u00ab\u00bb\u300c\u300e\u2018\u201a"'
"""What a quotation may start with."""
_END, _BEHIND, _COMMA, _BAR, _OPENS, _BREAK = 1, 2, 4, 8, 16, 32
"""The bits of what a character is."""
_BASIC = 0x10000
"""Above the basic plane no character is any of these."""

# A quotation of several paragraphs ends with the next closing sign, or opens each of
# them anew and closes the last. One that is never closed is none.
_QUOTED = re.compile(
    "[\u201c\u201e][^\u201c-\u201e\n]*(?:[\u201c\u201d]|(?=\n\\s*[\u201c\u201e])"
    "|\n[^\u201c-\u201e]{0,3000}(?:\u201d|\u201c(?!\\w)))"
    "|\u00ab[^\u00ab\u00bb\n]*(?:\u00bb|(?=\n\\s*[\u00ab\u00bb])"
    "|\n[^\u00ab\u00bb]{0,3000}\u00bb)"
    "|\u00bb[^\u00ab\u00bb\n]*\u00ab"
    "|\u300c[^\u300c\u300d\n]*(?:\u300d|(?=\n\\s*\u300c)"
    "|\n[^\u300c\u300d]{0,3000}\u300d)"
    "|\u300e[^\u300e\u300f]{0,3000}\u300f"
    "|\u2018[^\u2018\u2019\n]*+(?:\u2019(?=\\w)[^\u2018\u2019\n]*+)*+\u2019"
    "|\u201a[^\u201a\u2018\n]*\u2018"
    # Swedish and Finnish have the same sign on both sides.
    "|(?<![^\\s(])(?:\u201d[^\u201c-\u201e\n]*\u201d|\u00bb[^\u00ab\u00bb\n]*\u00bb)"
    # Behind a figure it stands for inches, within Hebrew for an abbreviation.
    '|(?<![\\d\u05d0-\u05ea])"[^"\n]*"|^"[^"\n]*(?=\n\\s*")',
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A text, cut into words, with what each word is part of."""

    words: Tokens
    """Its words."""
    weights: NDArray[np.float64]
    """What each counts for: 1, or less for a character of a word."""
    quoted: Mask
    """Whether it stands in quotation marks."""
    own: Mask
    """Whether it stands in prose outside of them."""

    def weight(self, mask: Mask) -> float:
        """How many words a mask holds."""
        return float(self.weights[mask].sum())


def read(text: str) -> Reading:
    r"""The words of a text and what they are part of; linear in its length.

    >>> found = read('Menu\nHe came home late, and said: "It was a long way to go."')
    >>> int(found.own.sum()), int(found.quoted.sum())
    (6, 7)
    """
    return read_all([text])[0]


def read_all(texts: Sequence[str]) -> list[Reading]:
    """As :func:`read`, of many texts: several times quicker than one by one.

    Neighbouring readings share their memory: keep all of them, or none.
    """
    return [
        reading for start, end in batches(texts) for reading in _read(texts[start:end])
    ]


def _read(texts: Sequence[str]) -> Iterator[Reading]:
    """The readings of some texts, which are worked on as one."""
    text = "\n".join([*texts, ""])
    words, counts = tokens_of(texts)
    bounds = np.concatenate((np.zeros(1, np.int64), counts))
    ends = np.fromiter((len(text) + 1 for text in texts), np.int64, len(texts)).cumsum()
    tenths = np.where(stand_alone(text, words.starts), _ALONE_TENTHS, _TENTHS)
    signs = _signs(text)
    quoted = _in_quotes(text, signs, ends, words)
    own = _in_prose(signs, words, tenths, bounds) & ~quoted
    weights = tenths / _TENTHS
    before = np.repeat(np.concatenate(([0], ends[:-1])), np.diff(bounds))
    starts, stops = words.starts - before, words.ends - before
    for part in map(slice, bounds[:-1].tolist(), bounds[1:].tolist()):
        found = Tokens(words.hashes[part], starts[part], stops[part])
        yield Reading(found, weights[part], quoted[part], own[part])


def _in_quotes(
    text: str, signs: NDArray[np.uint8], ends: Offsets, words: Tokens
) -> Mask:
    """The words of all quotations that are long enough; ``ends`` are the texts'."""
    starts = _places(signs, _OPENS)
    limits = ends[np.searchsorted(ends, starts, side="right")] - 1
    found = _quotations(text, starts.tolist(), limits.tolist())
    stretches = np.array(list(found), np.int64)
    return _between(np.searchsorted(words.starts, stretches), len(words))


def _quotations(
    text: str, starts: Iterable[int], limits: Iterable[int]
) -> Iterator[tuple[int, int]]:
    """From where to where each quotation reaches, at most to the end of its text."""
    end = 0
    for start, limit in zip(starts, limits, strict=True):
        found = _QUOTED.match(text, start, limit) if start >= end else None
        if found is not None:
            end = found.end()
            if end - start >= _LEAST_QUOTE:
                yield start, end


def _between(stretches: Offsets, count: int) -> Mask:
    """Of so many words those in stretches that do not overlap."""
    change = np.zeros(count + 1, np.int64)
    starts, ends = stretches.reshape(-1, 2).T
    np.add.at(change, starts, 1)
    np.add.at(change, ends, -1)
    return np.cumsum(change[:-1]) > 0


def _in_prose(
    signs: NDArray[np.uint8], words: Tokens, tenths: Offsets, texts: Offsets
) -> Mask:
    """The words of all lines that read like sentences.

    Every word of a text that has hardly any. ``texts`` are their bounds, in words.
    """
    breaks = _places(signs, _BREAK)
    starts = np.concatenate(([0], breaks[:-1] + 1))
    lines = np.append(np.searchsorted(words.starts, starts), len(words))
    sums = np.concatenate(([0], np.cumsum(tenths)))
    prose = _are_prose(signs, starts, breaks, np.diff(sums[lines]) / _TENTHS)
    found = np.repeat(prose, np.diff(lines))
    in_prose = np.concatenate(([0], np.cumsum(tenths * found)))
    hardly = np.diff(in_prose[texts]) * 10 < np.diff(sums[texts]) * _LEAST_PROSE
    return found | np.repeat(hardly, np.diff(texts))


def _are_prose(
    signs: NDArray[np.uint8], starts: Offsets, ends: Offsets, words: NDArray[np.float64]
) -> Mask:
    """Whether each line reads like sentences."""
    bounds = np.append(starts, len(signs))
    menu = np.diff(np.searchsorted(_places(signs, _BAR), bounds)) >= _MENU_SIGNS
    commas = np.diff(np.searchsorted(_places(signs, _COMMA), bounds)) > 0
    sentence = _end_as_sentences(signs, starts, ends) | commas
    return (words >= _LEAST_WORDS) & ~menu & (sentence | (words >= _SURELY_PROSE))


def _end_as_sentences(signs: NDArray[np.uint8], starts: Offsets, ends: Offsets) -> Mask:
    """Whether the last sign of each line, but for what closes, ends a sentence."""
    others = np.concatenate(([-1], np.flatnonzero(signs & _BEHIND == 0)))
    last = others[np.searchsorted(others, ends) - 1]
    ends_one: Mask = signs[last] & _END != 0
    return ends_one & (last >= starts)


def _places(signs: NDArray[np.uint8], bit: int) -> Offsets:
    return np.flatnonzero((signs & bit) != 0)


def _signs(text: str) -> NDArray[np.uint8]:
    """What each character of a text is."""
    return _table().take(np.minimum(code_points(text), _BASIC))


@cache
def _table() -> NDArray[np.uint8]:
    """By code point: the bits of what it is."""
    found = np.zeros(_BASIC + 1, np.uint8)
    spaces = "".join(filter(str.isspace, map(chr, range(_BASIC))))
    for bit, signs in (
        (_END, _ENDS),
        (_BEHIND, _CLOSING + spaces),
        (_COMMA, _COMMAS),
        (_BAR, _MENU),
        (_OPENS, _OPENING),
        (_BREAK, "\n"),
    ):
        found[[ord(sign) for sign in signs]] |= bit
    return found
