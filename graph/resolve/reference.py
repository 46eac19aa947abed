"""Which of the articles that a search offers is the one that is meant. Pure.

Several independent signs are joined as "noisy or": each may be enough, and
together they are surer. Below :data:`THRESHOLD`, or too near to the runner-up,
nothing is chosen.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from graph.identity import name_key, url_key
from graph.reuse.align import align
from graph.text import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.model import Candidate, Date

THRESHOLD = 0.7
"""The least score that resolves a reference."""
MARGIN = 0.08
"""How far the best must be ahead of another article."""
_TEXT_WORDS = 25
"""A shorter text shares its words by chance."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """What is known of the article that is looked for."""

    headline: str
    """Of the article at hand; the one looked for may have another."""
    text: str
    """Of the article at hand."""
    authors: tuple[str, ...] = ()
    """Of the article at hand, and the one a credit names."""
    date: Date | None = None
    """The date a credit names; None where it names none."""
    number: str = ""
    """The article's number in its outlet's pixel, where there is one."""
    before: Date | None = None
    """Going up: the source is not younger than this."""
    after: Date | None = None
    """Going down: a copy is not older than this."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Match:
    """A candidate and how well it fits."""

    candidate: Candidate
    """What was offered."""
    score: float
    """0 to 1."""


def rank(wanted: Wanted, candidates: Iterable[Candidate]) -> list[Match]:
    """Every candidate once, best first; of equal ones the first by address."""
    best: dict[str, Match] = {}
    for candidate in candidates:
        match = Match(candidate=candidate, score=_score(wanted, candidate))
        key = url_key(candidate.url)
        if key not in best or match.score > best[key].score:
            best[key] = match
    return sorted(best.values(), key=lambda m: (-m.score, m.candidate.url))


def choose(ranked: list[Match]) -> Match | None:
    """The match that is sure and clearly ahead; None rather than a guess."""
    if not ranked or ranked[0].score < THRESHOLD:
        return None
    if len(ranked) > 1 and ranked[0].score - ranked[1].score < MARGIN:
        return None
    return ranked[0]


def _score(wanted: Wanted, candidate: Candidate) -> float:
    if wanted.number and _has_number(candidate.url, wanted.number):
        return 0.99
    miss = 1.0 - 0.8 * _title(wanted.headline, candidate.headline)
    miss *= 1.0 - 0.95 * _text(wanted.text, candidate.text)
    miss *= 1.0 - 0.3 * _author(wanted.authors, candidate.authors)
    miss *= 1.0 - 0.4 * _date(wanted.date, candidate.published)
    score = 1.0 - miss
    return round(score * 0.3 if _impossible(wanted, candidate) else score, 4)


def _has_number(url: str, number: str) -> bool:
    return re.search(rf"(?:^|[-/=]){re.escape(number)}/?$", url) is not None


def _title(one: str, other: str) -> float:
    """0 to 1; only near equality counts, since outlets reuse words of titles."""
    left, right = " ".join(words(one)), " ".join(words(other))
    if not left or not right:
        return 0.0
    similar = fuzz.ratio(left, right) / 100
    # Few words are shared by many titles: they say less.
    weight = min(1.0, len(words(one)) / 4)
    return float(max(0.0, (similar - 0.6) / 0.4) * weight)


def _text(one: str, other: str) -> float:
    if _count(other) < _TEXT_WORDS or _count(one) < _TEXT_WORDS:
        return 0.0
    shared = align(other, one)
    return min(1.0, max(shared.of_original, shared.of_copy) * 1.2)


# A text is held against many, and many texts of a story against each other.
@lru_cache(maxsize=256)
def _count(text: str) -> int:
    return len(words(text))


def _author(wanted: tuple[str, ...], offered: tuple[str, ...]) -> float:
    mine = {name_key(name) for name in wanted}
    return float(bool(mine & {name_key(name) for name in offered}))


def _date(wanted: Date | None, offered: Date | None) -> float:
    if wanted is None or offered is None:
        return 0.0
    return float(not (wanted.before(offered) or offered.before(wanted)))


def _impossible(wanted: Wanted, candidate: Candidate) -> bool:
    """Whether the dates speak against it."""
    offered = candidate.published
    if offered is None:
        return False
    if wanted.date is not None and not _date(wanted.date, offered):
        return True
    too_young = wanted.before is not None and wanted.before.before(offered)
    too_old = wanted.after is not None and offered.before(wanted.after)
    return too_young or too_old
