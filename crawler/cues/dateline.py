"""Datelines with an agency: "PARIS (Reuters) -", "Berlin (dpa) –"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from crawler.block import Zone
from crawler.cues.agencies import initialled, named
from crawler.cues.byline import byline
from crawler.cues.credit_line import credit_line
from crawler.cues.making import claim, place
from crawler.cues.passage import opening
from crawler.outlets import find, in_dateline
from crawler.outlets.agency_name import abbreviates
from graph.model import Claim, Relation, Where

if TYPE_CHECKING:
    from crawler.page import Page
    from graph.model import Article

_DATELINE = re.compile(
    r"^[\W_]{0,4}(?P<before>[^()\n]{0,70}?)\s?\((?P<agency>[^()]{2,30})\)(?P<dash>\s?[-–—:.|]{0,3})"
)
_SLASHES = re.compile(
    r"^[\W_]{0,4}(?P<before>[^/()\n]{0,80}?)(?:^|\s)/\s?(?P<agency>[^\W\d_][^/()\n]{1,30}?)\s?/(?P<dash>[\s.]{0,2}[-–—:.|]{0,3})"
)
# "МОСКВА, 8 мар - РИА Новости.", "LONDON — Reuters —"
_DASHED = re.compile(
    r"^(?P<before>[^\W_][\w .,/]{1,50}?)(?:[.]|[.]?\s[-–—])\s"
    r"(?P<agency>[^\W\d_][\w .]{1,25}?)\s?(?:[.](?=\s|$)|[–—]|-\s)"
)
_DENSE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_BRACKET = re.compile(
    r"^\s?[(\[（【［〔](?P<inner>[^()\[\]（）【】［］〔〕\n]{2,40})[)\]）】］〕]"
)
_WIRED = re.compile(
    r"^\s?[(（【［\[]?(?P<agency>[^\W\d_]{2,6})[^\d\n，。,.]{0,20}(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日(?:电|電|讯|訊)"
)
_BAR = re.compile(r"^(?P<agency>[A-Z]{2,5})\s?\|\s")
_INITIALS = re.compile(r"(?:[^\W\d_a-z]\.?){2,6}")
# The day at the end of "La Habana, 3 de mayo" and of "LONDON, March 8".
_DAY = re.compile(
    r",\s?(?:\d{1,2}\.?\s(?:de\s)?[^\W\d_]{3,12}\.?|[^\W\d_]{3,12}\.?\s\d{1,2})"
    r"(?:,?\s(?:de\s)?\d{4})?\.?\s*$"
)
_DAY_ALONE = re.compile(r"\d{1,2}\.?\s[^\W\d_]{3,12}\.?(?:\s\d{4})?")
_FIRST = 4
_FARTHEST = 140


def dateline(page: Page, record: Article) -> Iterator[Claim]:
    """The article opens with a place and an agency.

    In brackets, between slashes or behind a dash, and in East Asian scripts also
    before "日电". Only the first paragraphs are looked at, and only what stands
    before their first sentence. Initials that no list knows count where the
    byline or a line of credit spells the agency out.
    """
    prose = (block for block in page.blocks if block.zone is Zone.BODY)
    for block in (*islice(prose, _FIRST), *opening(page.blocks)):
        name, end = _stated(block.text[:_FARTHEST], page, record)
        if name is not None:
            places = (place(block.text[:end], Where.TEXT, block.path),)
            yield claim("dateline", Relation.REPUBLISHES, 0.93, places, name=name)


def _stated(text: str, page: Page, record: Article) -> tuple[str | None, int]:
    """The agency that a paragraph opens with, and where its dateline ends."""
    for pattern in (_DATELINE, _SLASHES):
        match = pattern.match(text)
        words = _agency(match) if match else ""
        if match and pattern is _SLASHES and _is_agency(match["agency"]):
            words = match["agency"]
        name = named(words, unlisted=True) or initialled(words, record.language)
        name = name or _wire(words) or _spelt_out(words, page, record)
        if match and name:
            return name, match.end()
    bar = _BAR.match(text)
    if bar and (
        name := named(bar["agency"]) or _spelt_out(bar["agency"], page, record)
    ):
        return name, bar.end()
    dashed = _DASHED.match(text)
    if dashed and _is_agency(dashed["agency"]) and _is_dated(dashed["before"]):
        return dashed["agency"], dashed.end()
    return _east_asian(text)


def _is_agency(name: str) -> bool:
    known = find(name)
    return known is not None and known.agency


def _is_dated(before: str) -> bool:
    """Whether words are a place in capitals, a place with a date, or a day."""
    if before[0].isdigit():
        return _DAY_ALONE.fullmatch(before) is not None
    return before.isupper() or (
        before[0].isupper() and re.search(r"\d", before) is not None
    )


def _east_asian(text: str) -> tuple[str | None, int]:
    """The agency in "(서울=연합뉴스)", "【3月8日 AFP】", "新华社伦敦3月8日电"."""
    if (wired := _WIRED.match(text)) is not None:
        words = wired["agency"]
        names = (words[:end] for end in range(len(words), 1, -1))
        return next(filter(_is_agency, names), None), wired.end()
    bracket = _BRACKET.match(text)
    parts = re.split(r"[\s=＝・/,，]+", bracket["inner"]) if bracket else []
    # A place may stand before the agency without a gap: "ロンドン時事".
    names = (part[start:] for part in parts for start in range(max(len(part) - 1, 1)))
    dense = bracket is not None and _DENSE.search(text) is not None
    found = (name for name in names if _is_agency(name)) if dense else iter(())
    return next(found, None), bracket.end() if bracket else 0


def _agency(match: re.Match[str]) -> str:
    """The words in the brackets, if what stands before them is a place or a date."""
    dated = _DAY.search(match["before"]) is not None
    before = _DAY.sub("", match["before"]).strip()
    words = re.findall(r"[^\W\d_]+", before)
    capitals = sum(word[0].isupper() or not word[0].islower() for word in words)
    is_place = len(words) - capitals <= 1 and not re.search(
        r"[!?;]|\.\s[^,(]{20}", before
    )
    dashed = bool(match["dash"].strip())
    return match["agency"] if is_place and (dashed or dated or not words) else ""


def _wire(initials: str) -> str | None:
    """The agency that only a dateline abbreviates so: "KARACHI (PPI) -"."""
    known = in_dateline(initials.strip())
    return None if known is None else known.name


def _spelt_out(initials: str, page: Page, record: Article) -> str | None:
    """The name that stands behind the initials, where the page tells it elsewhere."""
    if not _INITIALS.fullmatch(initials):
        return None
    claims = (*byline(page, record), *credit_line(page, record))
    names = (claim.reference.outlet or "" for claim in claims)
    return next((name for name in names if abbreviates(initials, name)), None)
