"""Two texts cut into the passages that a reader compares: same, changed, moved. Pure.

What :func:`graph.reuse.align.align` finds is exact and therefore in many pieces. Here
pieces too short to mean anything join the changed words around them, and what is left
is cut between words, so that every character of a text lies in one passage.
"""

from __future__ import annotations

import bisect
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import Indel

from graph.reuse.tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from graph.model import Span

Stretch = tuple[int, int]
"""From where to where, half open."""

_LEAST = 5
"""Words that two texts share in order: fewer are a part of what changed."""
_LEAST_MOVED = 8
"""Words that stand elsewhere: fewer are a turn of phrase that came again."""
_SHORT = 5
"""Words that may be changed into any others and still be called changed."""
_ALIKE = 0.4
"""The share of words in common that makes one passage of two longer ones; the small
words of a language alone make 0.2 to 0.3 of any two."""
_MOST_WORDS = 5000
"""Longer passages are not compared word by word."""
_LOOK_AHEAD = 8
"""Passages that are tried for a counterpart."""


class Kind(StrEnum):
    """What became of a passage."""

    SAME = "same"
    """In both texts, in order."""
    INSERTED = "inserted"
    """In the copy only."""
    DELETED = "deleted"
    """In the original only."""
    CHANGED = "changed"
    """In both, with other words."""
    MOVED = "moved"
    """In both, at another place."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Passage:
    """A stretch of one text, or of both, and what became of it."""

    kind: Kind
    original: Stretch | None = None
    """Where it stands in the original, in characters; None where it was inserted."""
    copy: Stretch | None = None
    """Where it stands in the copy; None where it was deleted."""
    words: int
    """How many words were kept, moved, inserted, deleted or, of a changed passage,
    put in the place of others; where the numbers differ, the larger one."""
    original_changed: tuple[Stretch, ...] = ()
    """The words of a changed passage that the copy has not."""
    copy_changed: tuple[Stretch, ...] = ()
    """The words of a changed passage that the original has not."""


class _Pair(NamedTuple):
    """Stretches of words in the two texts that belong together."""

    left: Stretch
    right: Stretch


class _Text:
    """A text as words, with the places between them where it may be cut."""

    def __init__(self, text: str) -> None:
        found = tokens(text)
        self.text = text
        self.words: list[int] = found.hashes.tolist()
        self.starts: list[int] = found.starts.tolist()
        self.ends: list[int] = found.ends.tolist()

    def word(self, offset: int) -> int:
        """The number of the first word that starts at the offset or behind it."""
        return bisect.bisect_left(self.starts, offset)

    def characters(self, words: Stretch) -> Stretch:
        """Where words stand, with the signs and spaces that belong to them."""
        return self._cut(words[0]), self._cut(words[1])

    def alone(self, first: int, words: Stretch) -> Stretch:
        """Where words stand, counted from ``first``, without what is around them."""
        return self.starts[first + words[0]], self.ends[first + words[1] - 1]

    def _cut(self, word: int) -> int:
        """Where the text before a word ends."""
        if word == 0:
            return 0
        if word == len(self.words):
            return len(self.text)
        return cut(self.text, self.ends[word - 1], self.starts[word])


def cut(text: str, end: int, start: int) -> int:
    """Where to cut between the end of one word and the start of the next.

    Behind the last space, else before the first sign that opens something.

    >>> text = 'it ended. "Never again'
    >>> text[: cut(text, 8, 11)]
    'it ended. '
    """
    for place in range(start, end, -1):
        if text[place - 1].isspace():
            return place
    opening = (p for p in range(end, start) if text[p] in "([{“‘«「『（《„‚<")
    return next(opening, start)


def passages(original: str, copy: str, spans: Sequence[Span]) -> list[Passage]:
    """The passages of two texts, in the order of the copy.

    Every character of each text lies in exactly one of them. Those that are not
    moved are in the order of the original too.
    """
    left, right = _Text(original), _Text(copy)
    least = min(_LEAST, len(left.words), len(right.words))
    kept, moved = [], []
    for span in spans:
        pair = _in_words(left, right, span)
        if not span.moved and _length(pair.left) >= least:
            kept.append(pair)
        elif span.moved and _length(pair.left) >= _LEAST_MOVED:
            moved.append(pair)
    found: list[Passage] = []
    elsewhere = _Moved(moved)
    here = _Pair((0, 0), (0, 0))
    end = len(left.words), len(right.words)
    for pair in [*_joined(kept), _Pair((end[0], end[0]), (end[1], end[1]))]:
        gap = _Pair((here.left[1], pair.left[0]), (here.right[1], pair.right[0]))
        found += _of_gap(left, right, gap, elsewhere)
        if _length(pair.left):
            found.append(_both(left, right, pair, Kind.SAME))
        here = pair
    return found


class _Moved:
    """The pairs that stand elsewhere, by their place in either text."""

    def __init__(self, pairs: Iterable[_Pair]) -> None:
        self.by_right = {pair.right: pair for pair in pairs}
        self.left = sorted(pair.left for pair in self.by_right.values())
        self.right = sorted(self.by_right)


def _in_words(left: _Text, right: _Text, span: Span) -> _Pair:
    return _Pair(
        (left.word(span.original_start), left.word(span.original_end)),
        (right.word(span.copy_start), right.word(span.copy_end)),
    )


def _joined(pairs: Iterable[_Pair]) -> list[_Pair]:
    """The pairs, those that follow each other without a word between made one."""
    joined: list[_Pair] = []
    for pair in pairs:
        last = joined[-1] if joined else None
        if last and (last.left[1], last.right[1]) == (pair.left[0], pair.right[0]):
            joined[-1] = _Pair(
                (last.left[0], pair.left[1]), (last.right[0], pair.right[1])
            )
        else:
            joined.append(pair)
    return joined


def _length(stretch: Stretch) -> int:
    return stretch[1] - stretch[0]


def _both(left: _Text, right: _Text, pair: _Pair, kind: Kind) -> Passage:
    return Passage(
        kind=kind,
        original=left.characters(pair.left),
        copy=right.characters(pair.right),
        words=_length(pair.left),
    )


def _of_gap(left: _Text, right: _Text, gap: _Pair, moved: _Moved) -> Iterator[Passage]:
    """What lies between two passages that are the same."""
    gone = list(_around(gap.left, moved.left))
    new = list(_around(gap.right, moved.right))
    pairs = _counterparts(left, right, gone, new)
    # What is gone stands before what is new, but in the order of its own text.
    stops = iter([*(place for place, _ in pairs.values()), len(gone)])
    done, stop = 0, next(stops)
    for piece in sorted([*new, *_inside(gap.right, moved.right)]):
        yield from (_deleted(left, words) for words in gone[done:stop])
        done = stop
        if piece in pairs:
            yield pairs[piece][1]
            done, stop = done + 1, next(stops)
        elif piece in moved.by_right:
            yield _both(left, right, moved.by_right[piece], Kind.MOVED)
        else:
            where = right.characters(piece)
            yield Passage(kind=Kind.INSERTED, copy=where, words=_length(piece))
    yield from (_deleted(left, words) for words in gone[done:])


def _deleted(left: _Text, words: Stretch) -> Passage:
    where = left.characters(words)
    return Passage(kind=Kind.DELETED, original=where, words=_length(words))


def _inside(whole: Stretch, ordered: Sequence[Stretch]) -> Sequence[Stretch]:
    """Those of some stretches in order that lie in this one."""
    start = bisect.bisect_left(ordered, (whole[0], whole[0]))
    return ordered[start : bisect.bisect_left(ordered, (whole[1], whole[1]))]


def _around(whole: Stretch, ordered: Sequence[Stretch]) -> Iterator[Stretch]:
    """What is left of a stretch between those that are taken out of it."""
    start = whole[0]
    for one in (*_inside(whole, ordered), (whole[1], whole[1])):
        if start < one[0]:
            yield start, one[0]
        start = one[1]


def _counterparts(
    left: _Text, right: _Text, gone: Sequence[Stretch], new: Sequence[Stretch]
) -> dict[Stretch, tuple[int, Passage]]:
    """By each new stretch the place of the one it took the place of, both in order."""
    found: dict[Stretch, tuple[int, Passage]] = {}
    start = 0
    for piece in new:
        for place in range(start, min(start + _LOOK_AHEAD, len(gone))):
            changed = _changed(left, right, _Pair(gone[place], piece))
            if changed:
                found[piece] = place, changed
                start = place + 1
                break
    return found


def _changed(left: _Text, right: _Text, pair: _Pair) -> Passage | None:
    """A changed passage, word by word; None where the two have too little in common."""
    ours, theirs = pair
    lengths = _length(ours), _length(theirs)
    if max(lengths) > _MOST_WORDS:
        return None
    steps = Indel.opcodes(left.words[slice(*ours)], right.words[slice(*theirs)])
    same = sum(s.src_end - s.src_start for s in steps if s.tag == "equal")
    if max(lengths) > _SHORT and 2 * same < _ALIKE * sum(lengths):
        return None
    gone = [(s.src_start, s.src_end) for s in steps if s.tag == "delete"]
    new = [(s.dest_start, s.dest_end) for s in steps if s.tag == "insert"]
    return Passage(
        kind=Kind.CHANGED,
        original=left.characters(ours),
        copy=right.characters(theirs),
        words=max(lengths) - same,
        original_changed=tuple(left.alone(ours[0], words) for words in gone),
        copy_changed=tuple(right.alone(theirs[0], words) for words in new),
    )
