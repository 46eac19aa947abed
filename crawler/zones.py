"""Where each run of text stands relative to the page's article.

The prose decides: its paragraphs, weighed by length, have a common container;
what stands before the first of them belongs to the head, what follows the
last to the foot, until something else begins. Class names only help.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import islice, pairwise

from crawler.block import Zone
from crawler.boxes import outside as outside_of
from crawler.ending import foot, last
from crawler.heading import head_start, headline
from crawler.line import Run
from crawler.prose import container, inside, is_prose, weight

_BYLINE_HINT = re.compile(
    r"by-?line|author|dateline|pub-?date|publish|timestamp|entry-meta|post-meta",
)
_LONGEST_BYLINE = 120
# A line of a text without any sentence: a verse, an entry.
_LINE = 15

# Prose is looked for with these least lengths, the next where one finds none.
_LEAST_PROSE = (80, 40, 15)


def zones(runs: Sequence[Run], titles: Iterable[str]) -> list[Zone]:
    """The zone of each run; ``titles`` are what the page calls itself."""
    outside = outside_of(runs)
    prose = _prose(runs, outside)
    found = [Zone.OUTSIDE] * len(runs)
    if not prose:
        return found
    frame = container(runs, prose)
    within = [i for i in prose if inside(runs[i].node, frame)]
    title = headline(runs, titles, within[0])
    first = _first(runs, within, title, outside)
    end = last(runs, [i for i in within if i >= first])
    for i in range(head_start(runs, title, first, frame), first):
        found[i] = Zone.HEAD
    for i in range(first, end + 1):
        found[i] = Zone.BODY
    for i in foot(runs, end, frame, outside):
        found[i] = Zone.FOOT
    return [Zone.OUTSIDE if o else zone for o, zone in zip(outside, found, strict=True)]


def _prose(runs: Sequence[Run], outside: Sequence[bool]) -> list[int]:
    """Places of the runs that read like sentences of an article."""
    for least in _LEAST_PROSE:
        found = [
            i for i, run in enumerate(runs) if not outside[i] and is_prose(run, least)
        ]
        if found:
            return found
    return [i for i, run in enumerate(runs) if run.node is None and weight(run) > _LINE]


def _first(
    runs: Sequence[Run],
    within: Sequence[int],
    title: int | None,
    outside: Sequence[bool],
) -> int:
    """The first paragraph of the body: behind a standfirst that a byline follows."""
    after = [i for i in within if title is None or i > title] or list(within)
    for here, following in islice(pairwise(after), 2):
        between = range(here + 1, following)
        if any(_is_byline(runs[i]) for i in between if not outside[i]):
            return following
    return after[0]


def _is_byline(run: Run) -> bool:
    marked = _BYLINE_HINT.search(run.hints[:80])
    return marked is not None and len(run.text) < _LONGEST_BYLINE
