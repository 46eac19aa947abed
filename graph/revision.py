"""What changed between two readings of one page. Pure."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from rapidfuzz.distance import LCSseq

from graph.text import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.model import Article, Claim

    Change = dict[str, Any]

FIELDS = ("headline", "authors", "published", "canonical", "claims", "text")
"""What is compared, in the order in which it is told."""

_MOST_COMPARED = 50_000
"""Words; longer texts are compared without the order of their words."""


def changes(before: Article, after: Article) -> list[Change]:
    """Each field that differs, as ``{field, before, after}``; none for the same page.

    Of a text ``before`` and ``after`` are its numbers of words, beside those that were
    ``added`` and ``removed``. Spaces, marks and the case of letters are no change of a
    text, and where on the page a credit stands is none of a claim.
    """
    old, new = _told(before), _told(after)
    found: list[Change] = [
        {"field": name, "before": old[name], "after": new[name]}
        for name in old
        if old[name] != new[name]
    ]
    added, removed = _edits(one := words(before.text), two := words(after.text))
    if added or removed:
        lengths = {"before": len(one), "after": len(two)}
        found.append({"field": "text", **lengths, "added": added, "removed": removed})
    return found


def _told(article: Article) -> Change:
    return {
        "headline": article.headline,
        "authors": [author.name for author in article.authors],
        "published": article.published.value if article.published else None,
        "canonical": article.canonical,
        "claims": [_credit(claim) for claim in article.claims],
    }


def _credit(claim: Claim) -> dict[str, str | None]:
    reference = claim.reference
    return {
        "relation": claim.relation.value,
        "outlet": reference.outlet,
        "url": reference.url,
        "author": reference.author,
        "date": reference.date.value if reference.date else None,
        "quote": claim.places[0].quote,
    }


def _edits(before: Sequence[str], after: Sequence[str]) -> tuple[int, int]:
    """How many words were added and removed: what no longest common run of both has.

    >>> _edits("the last ferry left".split(), "the very last ferry sailed".split())
    (2, 1)
    """
    if max(len(before), len(after)) > _MOST_COMPARED:
        kept = (Counter(before) & Counter(after)).total()
    else:
        kept = LCSseq.similarity(before, after)
    return len(after) - kept, len(before) - kept
