"""The table of reasons: all that speaks for or against "B comes from A".

Weights add up like log odds (natural logarithm, so 3 is about 20 to 1); the
sum gives the verdict by :data:`VERDICTS`. They are judgements, written in one
place so that they can be argued with; the chains issue measures them.
"""

from __future__ import annotations

from graph.model import Reason, Verdict
from graph.rule import Rule, weighed

REASONS: dict[str, Rule] = {
    "declared-link": Rule(
        weight=3.2, why="the page credits the source with a link to its article"
    ),
    "declared-name": Rule(weight=2.4, why="the page credits the source by name"),
    "pixel": Rule(weight=3.2, why="the page carries the source's republication pixel"),
    "canonical": Rule(
        weight=2.4, why="the page gives the source's as its true address"
    ),
    "found": Rule(
        weight=1.0,
        why="the article was found on the credited outlet by title, text or date",
    ),
    "shared-text": Rule(
        weight=3.5, why="the share of the copy's words that the source has"
    ),
    "no-shared-text": Rule(
        weight=-3.5,
        why="both texts are known, in one language, and share next to nothing",
    ),
    "same-headline": Rule(weight=0.8, why="both carry the same headline"),
    "same-author": Rule(weight=0.8, why="both name the same author"),
    "earlier": Rule(weight=0.6, why="the source was published before the copy"),
    "earlier-day": Rule(
        weight=0.3,
        why="the source bears the earlier day, though clocks differ around the world",
    ),
    "later": Rule(weight=-2.5, why="the source was published after the copy"),
    "mutual-credit": Rule(weight=-2.5, why="each page credits the other"),
    "credited-date": Rule(weight=0.5, why="the credit's date is the source's own"),
}

VERDICTS: tuple[tuple[float, Verdict], ...] = (
    (4.0, Verdict.CERTAIN),
    (1.8, Verdict.LIKELY),
    (0.3, Verdict.POSSIBLE),
)
"""The least sum of weights that earns a verdict; below all of them: rejected."""


def reason(name: str, *, scale: float = 1.0, detail: str = "") -> Reason:
    """The reason of that name, its weight scaled by how much of it there is."""
    return weighed(REASONS, name, scale=scale, detail=detail)


def verdict(reasons: tuple[Reason, ...]) -> Verdict:
    """What the reasons add up to; at most possible where each credits the other."""
    total = sum(reason.weight for reason in reasons)
    found = next((v for least, v in VERDICTS if total >= least), Verdict.REJECTED)
    sure = found in {Verdict.CERTAIN, Verdict.LIKELY}
    mutual = any(reason.name == "mutual-credit" for reason in reasons)
    return Verdict.POSSIBLE if sure and mutual else found
