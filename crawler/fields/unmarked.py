"""Bylines without a word for "by": what stands above, and names beside dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from crawler.block import Block, Zone
from crawler.fields.by import after_by, behind_by, words
from crawler.fields.dates import parse_date
from crawler.fields.elements import above
from crawler.fields.language import of_dates
from crawler.fields.names import is_institution, split_names
from crawler.outlets import find
from crawler.page import Page

_LONGEST_LINE = 120
_LONGEST_NAME = 40
# Lines right under the headline that may hold the name and its date.
_UNDER = 4
_PART = re.compile(r"\s*[|/•·,，、；;]\s*|\s+[-–—]\s+|\s{2,}")
_DIGIT = re.compile(r"\d")
_PARTICLES = frozenset(
    "von van de der den del della di da dos das du la le al bin ibn ben y e ter".split()
)
_MARKED = re.compile(r"(?:^|[\s_-])(?:by-?line|author|vcard)(?=$|[\s_-])")
# Two to four signs, the first one a surname's: most Chinese names.
_CHINESE = re.compile("[\u4e00-\u9fff]{2,4}")
_JAPANESE = re.compile("[\u4e00-\u9fff々][\u4e00-\u9fff々\u3041-\u309f]{2,5}")
_ARTICLE = re.compile("ال")
_MOST_WORDS = 3


def from_above(page: Page) -> Iterator[str]:
    """Bylines in the article's own header, above its headline."""
    for block in above(page):
        if len(block.text) <= _LONGEST_LINE:
            stated = after_by(block.text) or behind_by(block.text)
            if stated or _MARKED.search(block.hints[:60]):
                yield stated or block.text


def beside_dates(page: Page) -> Iterator[str]:
    """The name of a person with a date beside it, right under a text's headline.

    They share a line, or stand alone on lines that follow one another.
    """
    if page.tree is not None:
        return
    language = of_dates(page) or ""
    lines = list(_under_headline(page))
    dated = [parse_date(block.text, language) is not None for block in lines]
    for place, block in enumerate(lines):
        if not any(dated[max(place - 1, 0) : place + 2]):
            continue
        found = [part for part in _parts(block.text) if _is_person(part, language)]
        if len(found) == 1 and (dated[place] or found == [block.text]):
            yield found[0]
            return


def _under_headline(page: Page) -> Iterator[Block]:
    """The short lines between the headline and the prose."""
    for block in islice(page.blocks, 1, 1 + _UNDER):
        if block.zone is not Zone.HEAD or len(block.text) > _LONGEST_LINE:
            return
        yield block


def _parts(text: str) -> Iterator[str]:
    """What a line parts with signs, and what stands around the numbers of a date."""
    for part in _PART.split(text):
        if not _DIGIT.search(part):
            yield part
        elif names := split_names(part):
            yield from (name for name in names if part.startswith(name))


def _is_person(name: str, language: str) -> bool:
    """Whether the words can hardly be anything else than somebody's name."""
    if split_names(name) != [name] or len(name) > _LONGEST_NAME or name[0].islower():
        return False
    if is_institution(name) or find(name) is not None:
        return False
    folded = name.casefold()
    if folded in words("places") or folded.split()[0] in words("sections"):
        return False
    if language in {"zh", "ja"}:
        return _is_east_asian(name, language)
    tokens = [t for t in name.split() if t.casefold() not in _PARTICLES]
    if not 1 < len(tokens) <= _MOST_WORDS or _ARTICLE.match(tokens[0]):
        return False
    return all(token[0].isupper() or not _has_case(token[0]) for token in tokens)


def _has_case(sign: str) -> bool:
    return sign.lower() != sign.upper()


def _is_east_asian(name: str, language: str) -> bool:
    if language == "zh":
        surname = name[0] in _surnames() or name[:2] in _surnames()
        return surname and _CHINESE.fullmatch(name) is not None
    return _JAPANESE.fullmatch(name) is not None and name[-1] not in _ends()


def _surnames() -> frozenset[str]:
    return words("surnames")


def _ends() -> frozenset[str]:
    return words("office_ends")
