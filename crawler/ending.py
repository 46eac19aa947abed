"""Where the prose of an article ends, and what behind it still speaks of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crawler.line import Node, Run
from crawler.prose import ARTICLE_FRAMES, HEADINGS, inside, weight

_FOOT_HINT = re.compile(
    r"author-?bio|bio\b|copyright|credit|source|footnote|tagline|disclaimer|editor"
)
_FOOT_WORDS = re.compile(r"^\W{0,3}(?:copyright\b|[©ⓒ]|\(c\)\s)", re.IGNORECASE)
_END_SIGN = re.compile(r"^[\s*#~_=—–•·-]{1,20}$")
# An end sign that stands before this share of the prose parts sections only.
_MOSTLY = 0.7
# What follows the prose for longer than this is something else.
_LONGEST_FOOT = 30
_LONGEST_TAIL = 400
_TAIL_BLOCKS = 6


def last(runs: Sequence[Run], body: Sequence[int]) -> int:
    """The last paragraph of the body, before notes on the article itself."""
    body = _before_end_sign(runs, body)
    place = len(body) - 1
    least = max(len(body) - 1 - _TAIL_BLOCKS, 0)
    while place > least and _is_note(runs[body[place]]):
        place -= 1
    return body[place]


def _before_end_sign(runs: Sequence[Run], body: Sequence[int]) -> Sequence[int]:
    """``body`` up to a row of asterisks or a copyright line near its end."""
    total = sum(weight(runs[i]) for i in body)
    seen = 0
    for place, i in enumerate(body):
        gap = range(body[place - 1] + 1 if place else i, i + 1)
        if seen > _MOSTLY * total and any(_is_end_sign(runs[k]) for k in gap):
            return body[:place]
        seen += weight(runs[i])
    return body


def _is_end_sign(run: Run) -> bool:
    return bool(_END_SIGN.match(run.text) or _FOOT_WORDS.match(run.text))


def _is_note(run: Run) -> bool:
    if len(run.text) > _LONGEST_TAIL:
        return False
    if run.emphasised * 10 >= len(run.text) * 9 or _FOOT_WORDS.match(run.text):
        return True
    own = "" if run.node is None else (run.node.element.get("class") or "").lower()
    return bool(own) and bool(_FOOT_HINT.search(own))


def foot(
    runs: Sequence[Run],
    end: int,
    frame: Node | None,
    outside: Sequence[bool],
) -> list[int]:
    """Places behind the prose that still speak of this article."""
    scope = _scope(frame)
    found: list[int] = []
    teasers = 0
    for i in range(end + 1, len(runs)):
        run = runs[i]
        if not inside(run.node, scope) or len(found) >= _LONGEST_FOOT:
            break
        if outside[i]:
            continue
        beside = not inside(run.node, frame) or frame is None
        if beside and run.tag in HEADINGS and run.links:
            break
        teasers = teasers + 1 if _is_teaser(run) else 0
        if teasers > 1 and beside:
            return found[:-1]
        if teasers > 1 and found[-1:] == [i - 1]:
            found.pop()
        if teasers < 2:
            found.append(i)
    return found


def _is_teaser(run: Run) -> bool:
    """Whether the run is one long link, like the title of another article."""
    linked = sum(len(link.text) for link in run.links)
    return len(run.text) > 25 and linked * 10 > len(run.text) * 9


def _scope(frame: Node | None) -> Node | None:
    """The element up to whose end the article's foot may reach."""
    if frame is None:
        return None
    for node in frame.lineage():
        if node.tag in ARTICLE_FRAMES and node is not frame:
            return node
    scope = frame
    for _ in range(2):
        if scope.parent is not None and scope.parent.tag not in {"body", "html"}:
            scope = scope.parent
    return scope
