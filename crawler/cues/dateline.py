"""Datelines with an agency: "PARIS (Reuters) -", "Berlin (dpa) –"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from crawler.block import Zone
from crawler.cues.agencies import named
from crawler.cues.byline import byline
from crawler.cues.credit_line import credit_line
from crawler.cues.making import claim, place
from crawler.cues.passage import opening
from crawler.outlets.agency_name import abbreviates
from graph.model import Claim, Relation, Where

if TYPE_CHECKING:
    from crawler.page import Page
    from graph.model import Article

_DATELINE = re.compile(
    r"^[\W_]{0,4}(?P<before>[^()\n]{0,70}?)\s?\((?P<agency>[^()]{2,30})\)(?P<dash>\s?[-–—:.|]{0,3})"
)
_BAR = re.compile(r"^(?P<agency>[A-Z]{2,5})\s?\|\s")
_INITIALS = re.compile(r"(?:[^\W\d_a-z]\.?){2,6}")
_FIRST = 4


def dateline(page: Page, record: Article) -> Iterator[Claim]:
    """The article opens with a place and an agency in brackets.

    Only the first paragraphs are looked at, and only what stands before their
    first sentence. Initials that no list knows count where the byline or a line
    of credit spells the agency out.
    """
    prose = (block for block in page.blocks if block.zone is Zone.BODY)
    for block in (*islice(prose, _FIRST), *opening(page.blocks)):
        match = _DATELINE.match(block.text[:140])
        agency = _agency(match) if match else ""
        bar = _BAR.match(block.text)
        words = agency or (bar["agency"] if bar else "")
        name = named(words, unlisted=True) or _spelt_out(words, page, record)
        if name is not None:
            quote = block.text[: match.end() if match and agency else 40]
            places = (place(quote, Where.TEXT, block.path),)
            yield claim("dateline", Relation.REPUBLISHES, 0.93, places, name=name)


def _agency(match: re.Match[str]) -> str:
    """The words in the brackets, if what stands before them is a place or a date."""
    before = match["before"].strip()
    words = re.findall(r"[^\W\d_]+", before)
    capitals = sum(word[0].isupper() or not word[0].islower() for word in words)
    is_place = len(words) - capitals <= 1 and not re.search(
        r"[!?;]|\.\s[^,(]{20}", before
    )
    dashed = bool(match["dash"].strip())
    return match["agency"] if is_place and (dashed or not words) else ""


def _spelt_out(initials: str, page: Page, record: Article) -> str | None:
    """The name that stands behind the initials, where the page tells it elsewhere."""
    if not _INITIALS.fullmatch(initials):
        return None
    claims = (*byline(page, record), *credit_line(page, record))
    names = (claim.reference.outlet or "" for claim in claims)
    return next((name for name in names if abbreviates(initials, name)), None)
