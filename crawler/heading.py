"""Which run of text carries the headline, and where the article's head begins."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from crawler.line import Node, Run
from crawler.prose import HEADINGS, inside
from graph.identity import name_key

# What scores of the headline's rank: a main heading, or a title that repeats it.
_HEADING = 2
_SHORTEST_HEADLINE = 4
_FARTHEST = 30
_LONGEST_KICKER = 80


def headline(runs: Sequence[Run], titles: Iterable[str], first: int) -> int | None:
    """The run that carries the headline: best a heading that the title repeats."""
    keys = [key for title in titles if (key := name_key(title))]
    ranked = [
        (rank, -i)
        for i in range(min(first + 3, len(runs)))
        if (rank := _headline_rank(runs[i], keys)) and (i <= first or rank > _HEADING)
    ]
    return -max(ranked)[1] if ranked else None


def _headline_rank(run: Run, titles: Sequence[str]) -> int:
    """0 for no headline; more for a main heading, most where a title repeats it."""
    key = name_key(run.text[:300])
    if len(key) < _SHORTEST_HEADLINE:
        return 0
    rank = _HEADING if run.tag == "h1" else 0
    if key in titles:
        rank += 2 * _HEADING
    elif any(len(key) > 3 * _SHORTEST_HEADLINE and key in title for title in titles):
        rank += _HEADING
    elif run.tag != "h1":
        return 0
    return rank + (run.tag in HEADINGS)


def head_start(
    runs: Sequence[Run], place: int | None, first: int, frame: Node | None
) -> int:
    """Where the head begins: at the headline, or at a short line right above it."""
    if place is None:
        return _frame_start(runs, first, frame)
    start = min(place, first)
    for i in range(start - 1, max(start - 3, -1), -1):
        if not _is_kicker(runs[i], runs[start]):
            break
        start = i
    return start


def _frame_start(runs: Sequence[Run], first: int, frame: Node | None) -> int:
    start = first
    least = max(first - _FARTHEST, 0)
    while start > least and inside(runs[start - 1].node, frame):
        start -= 1
    return start


def _is_kicker(run: Run, below: Run) -> bool:
    """Whether a short line without links stands in the headline's own box."""
    if run.links or len(run.text) > _LONGEST_KICKER:
        return False
    return not set(_near(run)).isdisjoint(_near(below))


def _near(run: Run) -> list[int]:
    """Identities of the run's element and its three nearest ancestors."""
    return [] if run.node is None else [id(n) for n in islice(run.node.lineage(), 4)]
