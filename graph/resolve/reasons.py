"""The table of reasons: all that speaks for or against "B comes from A".

Weights add up like log odds (natural logarithm, so 3 is about 20 to 1); the
sum gives the verdict by :data:`VERDICTS`. They are judgements, and most were fitted to
worlds whose trees are known (docs/decisions/0027-weights-are-fitted.md); written in one
place so that they can be argued with.
"""

from __future__ import annotations

from graph.model import Reason, Verdict
from graph.rule import Rule, weighed

REASONS: dict[str, Rule] = {
    "declared-link": Rule(
        weight=3.2, why="the page credits the source with a link to its article"
    ),
    "declared-name": Rule(weight=2.8, why="the page credits the source by name"),
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
    "parallel-text": Rule(
        weight=3.5,
        why="in another language, with the same names and figures in the same order",
    ),
    "no-shared-text": Rule(
        weight=-4.5,
        why="both texts are known, in one language, and share next to nothing",
    ),
    "not-parallel": Rule(
        weight=-2.5,
        why="both texts are known, in two languages, with other names and figures",
    ),
    "text-elsewhere": Rule(
        weight=-2.5, why="another article has the copy's text, and this source has not"
    ),
    "same-headline": Rule(weight=1.2, why="both carry the same headline"),
    "same-author": Rule(weight=1.8, why="both name the same author"),
    "begins-more": Rule(
        weight=2.0, why="the source's outlet begins stories, the copy's rather takes"
    ),
    "takes-more": Rule(
        weight=-2.0, why="the source's outlet takes stories, the copy's rather begins"
    ),
    "author-of-source": Rule(
        weight=1.9, why="in other stories, the author writes for the source's outlet"
    ),
    "author-of-copy": Rule(
        weight=-1.0, why="in other stories, the author writes for the copy's own outlet"
    ),
    "earlier": Rule(
        weight=1.0, why="the source was published before the copy, as sure as that is"
    ),
    "later": Rule(
        weight=-1.8, why="the source was published after the copy, as sure as that is"
    ),
    "first": Rule(
        weight=1.4, why="most copies are taken from the first text of a story"
    ),
    "mutual-credit": Rule(weight=-2.5, why="each page credits the other"),
    "credited-date": Rule(weight=0.5, why="the credit's date is the source's own"),
    "habit": Rule(weight=4.8, why="the outlet often takes from the source's outlet"),
    "widely-credited": Rule(weight=0.6, why="other pages credit this source, too"),
    "shared-variants": Rule(
        weight=1.2,
        why="changes of the text that this source and the copy have, and others lack",
    ),
    "lacks-variants": Rule(
        weight=-1.2, why="changes that the source made and the copy does not have"
    ),
    "long-before": Rule(
        weight=-1.1, why="another possible source was there for less long"
    ),
    "other-headline": Rule(
        weight=-3.2, why="the copy bears the headline of another source, not this one's"
    ),
    "other-author": Rule(
        weight=-1.0, why="the copy names the author that another source names"
    ),
    "credits-its-source": Rule(
        weight=-2.0, why="the copy credits what this source may have it from itself"
    ),
    "credits-another": Rule(weight=-2.2, why="the copy credits another source"),
    "credits-the-copy": Rule(
        weight=-2.0, why="this source itself credits the copy, or what comes from it"
    ),
    "credited-more": Rule(
        weight=-1.9, why="more pages credit the copy itself than credit this source"
    ),
    "via-another": Rule(
        weight=-6.0, why='the copy names another as its "via": that one is nearer'
    ),
    "other-sources": Rule(
        weight=-1.0, why="another may be the source as well, in the store or not"
    ),
    "in-story": Rule(
        weight=0.5, why="the story has one article of the outlet that is credited"
    ),
    "judged-yes": Rule(weight=20.0, why="an analyst says that it is so"),
    "judged-no": Rule(weight=-40.0, why="an analyst says that it is not so"),
    "judged-unsure": Rule(weight=0.0, why="an analyst can't tell whether it is so"),
}

VERDICTS: tuple[tuple[float, Verdict], ...] = (
    (4.0, Verdict.CERTAIN),
    (1.8, Verdict.LIKELY),
    (0.3, Verdict.POSSIBLE),
)
"""The least sum of weights that earns a verdict; below all of them: rejected."""
LEAST: dict[Verdict, float] = {earned: least for least, earned in VERDICTS}


_AT_MOST_POSSIBLE = {"later": -1.0, "mutual-credit": 0.0, "judged-unsure": 0.0}
"""These keep an edge from being sure, from such a weight on."""


def reason(name: str, *, scale: float = 1.0, detail: str = "") -> Reason:
    """The reason of that name, its weight scaled by how much of it there is."""
    return weighed(REASONS, name, scale=scale, detail=detail)


def judged(said: str, note: str = "") -> Reason:
    """The reason that an analyst's verdict is: ``yes``, ``no`` or ``unsure``."""
    return reason(f"judged-{said}", detail=note)


def verdict(reasons: tuple[Reason, ...]) -> Verdict:
    """What the reasons add up to.

    At most possible where each credits the other, where the copy is the older one by
    its date, or where an analyst is unsure.
    """
    total = sum(reason.weight for reason in reasons)
    found = next((v for least, v in VERDICTS if total >= least), Verdict.REJECTED)
    sure = found in {Verdict.CERTAIN, Verdict.LIKELY}
    judged_so = any(reason.name == "judged-yes" for reason in reasons)
    doubted = any(map(_is_doubt, reasons)) and not judged_so
    return Verdict.POSSIBLE if sure and doubted else found


def _is_doubt(one: Reason) -> bool:
    """Whether this reason alone keeps an edge from being sure; a little of it is none.

    Dates some hours apart don't tell that the copy is the older one.
    """
    least = _AT_MOST_POSSIBLE.get(one.name)
    return least is not None and one.weight <= least
