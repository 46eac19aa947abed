"""What two texts that share words are to each other: copy, excerpt, same event. Pure.

Newsrooms that report one event share its quotations, names and figures; a copy
shares the prose between them, in long runs. So it is the prose that counts, and of
each run of it only what goes beyond a phrase. All weights stand in :data:`REASONS`;
they add up like log odds, and from nought on a text was copied.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from graph.model import Overlap, Reason, Reuse
from graph.reuse.align import overlap_of
from graph.rule import Rule, weighed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from graph.reuse.prose import Mask, Reading


REASONS: dict[str, Rule] = {
    "copied-prose": Rule(
        weight=10.0,
        why="the share of the shorter text's own prose that the other has in long runs",
    ),
    "long-passage": Rule(
        weight=4.0, why="one passage of prose that is too long to be there by chance"
    ),
    "late-start": Rule(
        weight=-3.0,
        why="neither text has anything of the other before its middle: background",
    ),
    "one-event": Rule(
        weight=-3.5, why="texts about one event share names, figures and phrases"
    ),
    "one-outlet": Rule(
        weight=-6.0,
        why="pages of one outlet share what belongs to the outlet, not to the story",
    ),
    "merged": Rule(
        weight=3.5, why="the copy takes long passages from several texts, each its own"
    ),
    "boilerplate": Rule(
        weight=-8.0, why="the share of the common words that unrelated articles have"
    ),
}

COPIED = frozenset({Reuse.COPY, Reuse.EDITED, Reuse.EXCERPT, Reuse.COMPOSITE})
"""What makes two texts one story."""

PHRASE = 5.0
"""Words; of each shared run this many are taken for a turn of phrase."""
_LONG = (60.0, 140.0)
"""Words: a passage of the first length says nothing yet, one of the second all."""
_LATE = (0.35, 0.5)
"""Share of a text's own prose: what it has in common may start behind the first; from
the second on it is not what the text begins with, and so not what it is about."""
_TAIL = 0.05
"""A footer ends where both texts end, but for so much of their prose."""
_QUOTED, _OF_OWN = 20.0, 0.5
"""Words that both must quote, and their share of the shorter text's own prose: fewer
belong to any two reports of one event."""
_VERBATIM = 40.0
"""Words in a row that are a quotation, marked or not."""
_BESIDE_BOILERPLATE = 30.0
"""Words in a row that count beside boilerplate: its ends may not be known for it."""
_HALF = 0.5
_WHOLE = 0.8
"""A copy has this share of both texts."""
_STRETCH = 0.45
"""An excerpt lies within this share of the longer text."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Measured:
    """What two texts share, in words (a character of a word counts for less)."""

    original: float
    """Own prose of the original."""
    copy: float
    """Own prose of the copy."""
    words: float
    """What both have, own prose or not."""
    shared: float
    """Own prose that both have, in the same words."""
    beyond: float
    """Of it, what goes beyond a phrase in each run."""
    longest: float
    """The longest run of it."""
    verbatim: float
    """The longest run of any words, quoted or not."""
    quoted: float
    """Shared words that stand in quotation marks in either text."""
    boilerplate: float
    """Share of the words in shared runs that everybody has, 0 to 1."""
    start: float
    """Share of the own prose before the first long run, in the text where it is
    less, 0 to 1."""
    tail: float
    """Share of the own prose behind the last long run, in the text where it is more."""
    stretch: float
    """Share of the longer text's own prose from the first long run to the last."""

    @property
    def of_shorter(self) -> float:
        """Share of the shorter text's own prose that was copied, 0 to 1."""
        return self.beyond / max(1.0, min(self.original, self.copy))

    @property
    def of_longer(self) -> float:
        """Share of the longer text's own prose that was copied, 0 to 1."""
        return self.beyond / max(1.0, self.original, self.copy)


def compare(
    original: Reading,
    copy: Reading,
    *,
    one_outlet: bool = False,
    common: tuple[Mask, Mask] | None = None,
) -> Overlap:
    """What two texts share, judged: spans, shares, reuse and the reasons for it.

    ``common`` tells the words of each that unrelated articles have too.
    """
    overlap = overlap_of(original.words, copy.words)
    measured = measure(original, copy, overlap, common)
    reasons = tuple(_reasons(measured, one_outlet=one_outlet))
    return replace(
        overlap,
        quoted=min(1.0, measured.quoted / max(1.0, measured.words)),
        reuse=_reuse(measured, reasons),
        reasons=tuple(sorted(reasons, key=lambda r: (-abs(r.weight), r.name))),
    )


def measure(
    original: Reading,
    copy: Reading,
    overlap: Overlap,
    common: tuple[Mask, Mask] | None = None,
) -> Measured:
    """How much of two texts' own prose is the same."""
    runs = _runs(original, copy, overlap, common)
    long = [run for run in runs if run.words > PHRASE]
    everybodys = sum(run.common for run in long)
    ours, theirs = (
        np.cumsum(text.weights * _own(text, mask))
        for text, mask in zip((original, copy), common or (None, None), strict=True)
    )
    copied = [run for run in runs if run.own > PHRASE]
    first, last = _extent(ours, [(run.left, run.length) for run in copied])
    begin, end = _extent(theirs, [(run.right, run.length) for run in copied])
    own = _total(ours), _total(theirs)
    return Measured(
        original=own[0],
        copy=own[1],
        start=min(first, begin),
        tail=1.0 - min(last, end),
        stretch=end - begin if own[1] > own[0] else last - first,
        words=sum(run.words for run in runs),
        shared=sum(run.own for run in runs),
        beyond=sum(run.own - PHRASE for run in copied),
        longest=max((run.own for run in runs), default=0.0),
        verbatim=max((run.words - run.common for run in runs), default=0.0),
        quoted=sum(run.quoted for run in long),
        boilerplate=everybodys / max(1.0, sum(run.words for run in long)),
    )


class _Run(NamedTuple):
    """One shared passage: its words, and how many of them are what."""

    left: int
    right: int
    length: int
    words: float
    own: float
    quoted: float
    common: float


def _runs(
    original: Reading,
    copy: Reading,
    overlap: Overlap,
    common: tuple[Mask, Mask] | None,
) -> list[_Run]:
    spans = overlap.spans
    words = np.array([span.words for span in spans], np.int64)
    # Every shared word as its places in the two texts; passages end to end.
    lefts = original.words.starts.searchsorted([span.original_start for span in spans])
    rights = copy.words.starts.searchsorted([span.copy_start for span in spans])
    starts = words.cumsum() - words
    inside = np.arange(words.sum()) - starts.repeat(words)
    here, there = lefts.repeat(words) + inside, rights.repeat(words) + inside
    weights = copy.weights[there]
    own = original.own[here] & copy.own[there]
    quoted = original.quoted[here] | copy.quoted[there]
    everybodys = np.zeros(len(weights), bool)
    if common is not None:
        everybodys = common[0][here] | common[1][there]
    nobodys = weights * ~everybodys
    kinds = weights, nobodys * own, nobodys * quoted, weights * everybodys
    columns = (np.add.reduceat(kind, starts).tolist() for kind in kinds)
    return list(map(_Run, lefts.tolist(), rights.tolist(), words.tolist(), *columns))


def _own(text: Reading, common: Mask | None) -> Mask:
    return text.own if common is None else text.own & ~common


def _total(sums: NDArray[np.float64]) -> float:
    return float(sums[-1]) if len(sums) else 0.0


def _extent(
    sums: NDArray[np.float64], runs: Sequence[tuple[int, int]]
) -> tuple[float, float]:
    """Where the first run starts and the last one ends, as shares of own prose."""
    if not runs:
        return 1.0, 1.0
    whole = max(1.0, _total(sums))
    start = min(place for place, _ in runs)
    end = max(place + count for place, count in runs)
    before = float(sums[start - 1]) if start else 0.0
    return before / whole, float(sums[end - 1]) / whole


def _reasons(measured: Measured, *, one_outlet: bool) -> Iterator[Reason]:
    yield weighed(REASONS, "one-event")
    if measured.of_shorter:
        yield weighed(
            REASONS,
            "copied-prose",
            scale=measured.of_shorter,
            detail=f"{measured.beyond:.0f} words, {measured.of_shorter:.0%} of the "
            f"shorter and {measured.of_longer:.0%} of the longer text",
        )
    least, enough = _LONG
    if measured.longest > least:
        scale = min(1.0, (measured.longest - least) / (enough - least))
        detail = f"{measured.longest:.0f} words in a row"
        yield weighed(REASONS, "long-passage", scale=scale, detail=detail)
    soon, late = _LATE
    if measured.beyond and measured.start > soon:
        scale = min(1.0, (measured.start - soon) / (late - soon))
        detail = f"behind {measured.start:.0%} of the prose of both"
        yield weighed(REASONS, "late-start", scale=scale, detail=detail)
    if one_outlet:
        yield weighed(REASONS, "one-outlet", scale=1 - min(1.0, measured.of_longer))
    if measured.boilerplate:
        detail = f"{measured.boilerplate:.0%} of the common words"
        yield weighed(REASONS, "boilerplate", scale=measured.boilerplate, detail=detail)


def _reuse(measured: Measured, reasons: Sequence[Reason]) -> Reuse:
    if sum(reason.weight for reason in reasons) >= 0:
        return _of_copied(measured)
    verbatim, own = measured.verbatim, min(measured.original, measured.copy)
    if measured.boilerplate >= _HALF and verbatim < _BESIDE_BOILERPLATE:
        return Reuse.BOILERPLATE
    if measured.quoted < _QUOTED and measured.beyond and _is_foot(measured):
        return Reuse.BOILERPLATE
    if verbatim >= _VERBATIM or measured.quoted >= max(_QUOTED, _OF_OWN * own):
        return Reuse.QUOTATION
    return Reuse.SAME_EVENT if measured.beyond + measured.quoted else Reuse.CHANCE


def _is_foot(measured: Measured) -> bool:
    """Whether what is shared is the end of both texts, and nothing before it."""
    return measured.start >= _LATE[1] and measured.tail <= _TAIL


def _of_copied(measured: Measured) -> Reuse:
    shares = sorted(
        measured.shared / max(1.0, own) for own in (measured.original, measured.copy)
    )
    if shares[0] >= _WHOLE:
        return Reuse.COPY
    return Reuse.EXCERPT if measured.stretch <= _STRETCH else Reuse.EDITED
