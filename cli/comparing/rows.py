"""The passages of a comparison in rows: in each column a text reads on, whole."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from graph.reuse.passages import cut
from graph.reuse.tokens import tokens

LONG = 400
"""Characters after which a row may end at a sentence, where paragraphs disagree."""
_ENDS = frozenset(".!?…。！？؟۔।")
"""What sentences end with."""
_CLOSING = " \t\n\u00a0\"'”’»)]」』"
"""What may stand behind the end of a sentence."""
_RIGHT_TO_LEFT = {"R", "AL"}
_READ = 4000
"""Characters that tell which way a text runs."""


class Run(NamedTuple):
    """Words of one column that one thing is to be said of."""

    mark: str
    """``same``, ``inserted``, ``deleted``, ``changed``, ``moved``; or ``note`` for
    what stands in the place of words that moved."""
    text: str
    """The words; empty in a note."""
    number: int = 0
    """Which of the moved passages, from 1."""
    up: bool = False
    """Of moved words and their notes: whether the other place is further up."""


@dataclass(slots=True)
class Row:
    """What stands beside each other."""

    left: list[Run] = field(default_factory=list)
    """Of the original."""
    right: list[Run] = field(default_factory=list)
    """Of the copy."""

    @property
    def same(self) -> bool:
        """Whether nothing in it changed."""
        return all(run.mark == "same" for run in (*self.left, *self.right))

    @property
    def sign(self) -> str:
        """``-`` deleted, ``+`` inserted, ``>`` moved, ``~`` changed or several."""
        marks = {run.mark for run in (*self.left, *self.right)} - {"same", "note"}
        signs = {"deleted": "-", "inserted": "+", "moved": ">", "changed": "~"}
        return signs[marks.pop()] if len(marks) == 1 else "~" if marks else " "


def rows(passages: Iterable[dict[str, Any]]) -> list[Row]:
    """The rows of these passages, an empty text beside what has no counterpart.

    Read down, the left column is the whole original and the right one the whole
    copy. Rows end where paragraphs end in both, or at a sentence in long ones.
    """
    found: list[Row] = []
    row = Row()
    for left, right in _pieces(_ended(passages)):
        row.left += left
        row.right += right
        if _may_end(row):
            found.append(row)
            row = Row()
    return found + [row] * bool(row.left or row.right)


def right_to_left(text: str) -> bool:
    """Whether more of a text's letters run from right to left than do not.

    >>> right_to_left("قال BBC إن"), right_to_left("said")
    (True, False)
    """
    kinds = [unicodedata.bidirectional(sign) for sign in text[:_READ]]
    backward = sum(kind in _RIGHT_TO_LEFT for kind in kinds)
    return backward > sum(kind == "L" for kind in kinds)


def _ended(passages: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The passages, a line end behind the last words of each text."""
    found = list(passages)
    for end in ("original", "copy"):
        whole = [place for place, p in enumerate(found) if p[end]]
        last = max(whole, key=lambda place: found[place][end][1], default=None)
        if last is not None:
            text = f"{end}_text"
            found[last] = found[last] | {text: found[last][text] + "\n"}
    return found


def _pieces(passages: list[dict[str, Any]]) -> Iterator[tuple[list[Run], list[Run]]]:
    """What comes next in both columns."""
    moved = [p for p in passages if p["kind"] == "moved"]
    numbers = {p["copy"][0]: number for number, p in enumerate(moved, 1)}
    gone = sorted(moved, key=lambda p: p["original"][0], reverse=True)
    met: set[int] = set()
    for passage in passages:
        while gone and _starts(passage) >= gone[-1]["original"][0]:
            yield _moved(gone.pop(), "original", numbers, met)
        if passage["kind"] == "moved":
            yield _moved(passage, "copy", numbers, met)
        elif passage["kind"] == "same":
            yield from _same(passage["original_text"], passage["copy_text"])
        else:
            ends = ("original", "deleted"), ("copy", "inserted")
            left, right = (_marked(passage, end, mark) for end, mark in ends)
            yield left, right
    while gone:
        yield _moved(gone.pop(), "original", numbers, met)


def _starts(passage: dict[str, Any]) -> int:
    """Where a passage starts in the order of the original; -1 where it has no place."""
    has_place = passage["original"] and passage["kind"] != "moved"
    return int(passage["original"][0]) if has_place else -1


def _moved(
    passage: dict[str, Any], end: str, numbers: dict[int, int], met: set[int]
) -> tuple[list[Run], list[Run]]:
    """Moved words at their place in one text, and a note in the other column."""
    number = numbers[passage["copy"][0]]
    up = number in met  # the other place was met before
    met.add(number)
    words = [Run("moved", passage[f"{end}_text"], number, up)]
    note = [Run("note", "", number, up)]
    return (words, note) if end == "original" else (note, words)


def _marked(passage: dict[str, Any], end: str, mark: str) -> list[Run]:
    """One column of a passage that is not the same in both."""
    text = passage[f"{end}_text"]
    if text is None:
        return []
    if passage["kind"] != "changed":
        return [Run(mark, text)]
    start, done = passage[end][0], 0
    runs = []
    for where in passage[f"{end}_changed"]:
        first, last = (place - start for place in where)
        runs += [Run("same", text[done:first]), Run("changed", text[first:last])]
        done = last
    return [run for run in (*runs, Run("same", text[done:])) if run.text]


def _same(left: str, right: str) -> Iterator[tuple[list[Run], list[Run]]]:
    """The same words in both, cut where paragraphs or, in long ones, sentences end."""
    ours, theirs = tokens(left), tokens(right)
    ends, starts = ours.ends.tolist(), ours.starts.tolist()
    other_ends, other_starts = theirs.ends.tolist(), theirs.starts.tolist()
    here = there = 0
    for word in range(1, min(len(ours), len(theirs))):
        ours_between = left[ends[word - 1] : starts[word]]
        between = right[other_ends[word - 1] : other_starts[word]]
        if ours_between == between == " ":
            continue
        paragraph = "\n" in ours_between and "\n" in between
        long = ends[word - 1] - here >= LONG
        if paragraph or (long and _ends(ours_between) and _ends(between)):
            place = cut(left, ends[word - 1], starts[word])
            other = cut(right, other_ends[word - 1], other_starts[word])
            yield [Run("same", left[here:place])], [Run("same", right[there:other])]
            here, there = place, other
    yield [Run("same", left[here:])], [Run("same", right[there:])]


def _ends(between: str) -> bool:
    """Whether a sentence ends with these signs between two words."""
    return "\n" in between or not _ENDS.isdisjoint(between)


def _may_end(row: Row) -> bool:
    """Whether each column ends a paragraph, or, in a long row, a sentence."""
    texts = [_text(runs) for runs in (row.left, row.right)]
    if all(not text or _ends_paragraph(text) for text in texts):
        return True
    length = max(sum(len(run.text) for run in runs) for runs in (row.left, row.right))
    return length >= LONG and all(
        not text or _ends_paragraph(text) or text.rstrip(_CLOSING)[-1:] in _ENDS
        for text in texts
    )


def _text(runs: list[Run]) -> str:
    """The last words of a column."""
    return next((run.text for run in reversed(runs) if run.text), "")


def _ends_paragraph(text: str) -> bool:
    return "\n" in text[len(text.rstrip()) :]
