"""Agencies that sign an article at its end: "(dpa)", "— AFP", "Reuters"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from crawler.block import Zone
from crawler.cues.agencies import initialled, is_by_line, is_labelled, named
from crawler.cues.making import claim, place
from crawler.cues.own import own_of
from graph.model import Claim, Relation, Where

if TYPE_CHECKING:
    from crawler.block import Block
    from crawler.page import Page
    from graph.model import Article

_BRACKETS = re.compile(r"[(\[（]\s?([^()\[\]（）]{2,60})[)\]）][\s.*]{0,4}$")
_SLASHES = re.compile(r"(?:^|\s)/(?P<agency>[^\W\d_][^/\n]{1,30})/[\s.]*$")
# "(APA/dpa, 23.8.2015)" ends the text, though tables may follow in the paragraph.
_DATED = re.compile(
    r"[.!?…”\"»]\s{1,3}[(\[](?P<agency>[^()\[\]\d]{2,40}),\s?\d{1,2}\.\s?\d{1,2}\.\s?\d{4}[)\]](?=\s)"
)
_DASH = re.compile(
    r"(?:^|[.!?”\"»])\s?[—–-]{1,2}\s?(?P<agency>[^\W\d_][\w /.-]{1,30})$"
)
_OTHER = re.compile(
    r"\b(?:photos?|image|foto|bild|file|getty|contribut\w+|additional|video|mit|with|avec|con|με"
    r"|fot|zdjęci[ea]|snímek|snímka|slika|фото|видео|відео|снимк[аи]|світлин[аи])\b|(?:symbol|archiv)"
    r"|写真|撮影|画像|照片|图片|圖片|摄影|攝影|[图圖][:：/／]|사진|صورة|تصوير|عکس|צילום"
    r"|फोटो|फ़ोटो|ছবি|\bảnh\b|ภาพ|©(?!\s?dpa-infocom,\sdpa:\d)",
    re.IGNORECASE,
)
_HINTS = re.compile(
    r"caption|figure|photo|\btags?\b|topic|keyword|related|menu|image|gallery"
)
# Initials of the desk before the agency, as in Polish: "ab/PAP".
_DESK = re.compile(r"[(\[]?[a-zà-žа-я]{2,5}\s?/\s?[^\W\d_]")
# Words, no stop, and a name in brackets or behind a dash.
_HEADLINE = re.compile(
    r"(?P<before>[^\n]{3,80}?[\w'’%])\s?(?:[(\[]|\s[—–-]{1,2}\s)[^()\[\]]{2,60}[)\]]?$"
)
_SMALL = re.compile(r"(?<!\w)[a-zà-žа-яёђ-џіїєґά-ώ]{3,}(?!\w)")
_LONGEST_LINE = 80
_LEAST_PARAGRAPH = 150
_LAST = 3


def sign_off(page: Page, record: Article) -> Iterator[Claim]:
    """The last paragraph ends with an agency, or a line below consists of one.

    In brackets or behind a dash. A line that credits a picture, or says that an
    agency's material was used besides, does not count.
    """
    body = [block for block in page.blocks if block.zone is Zone.BODY]
    foot = [block for block in page.blocks if block.zone is Zone.FOOT]
    last = body[-_LAST:]
    own = own_of(page, record)
    for block in (*body, *foot):
        near = block.zone is Zone.FOOT or block in last or _DESK.match(block.text)
        for text in _signatures(block) if near or _is_paragraph(block) else ():
            unlisted = _is_signed(text, block)
            name = named(text, unlisted=unlisted, is_own=own.has_name)
            if name is None and text != block.text:
                name = initialled(text, record.language)
            if name is not None:
                places = (place(block.text[-200:], Where.TEXT, block.path),)
                yield claim("sign_off", Relation.REPUBLISHES, 0.88, places, name=name)


def _is_signed(text: str, block: Block) -> bool:
    """Whether a text stands as a signature does, not as an item of a list or menu."""
    linked = any(link.end - link.start >= len(text) - 2 for link in block.links)
    alone = block.tag == "p" and not linked and not is_by_line(text)
    return text != block.text or alone


def _is_paragraph(block: Block) -> bool:
    """Whether a block is prose: below it may stand prose of other things."""
    return block.tag == "p" and len(block.text) >= _LEAST_PARAGRAPH


def _is_teaser(block: Block) -> bool:
    """Whether a short line is another text's headline: "Storm closes airports (AP)".

    Prose ends with a stop before its signature; what is linked, or an item of a
    list, is no prose.
    """
    if block.tag == "li":
        return True
    headline = _HEADLINE.match(block.text)
    if headline is None or len(block.text) > _LONGEST_LINE:
        return False
    linked = sum(link.end - link.start for link in block.links)
    told = _SMALL.search(headline["before"]) is not None
    return told or linked * 2 > len(block.text)


def _signatures(block: Block) -> Iterator[str]:
    if _HINTS.search(block.hints[:60]) or _is_teaser(block):
        return
    tail = block.text[-120:]
    patterns = (_BRACKETS, _DASH, _SLASHES)
    found = [match[1] for p in patterns if (match := p.search(tail))]
    found += [match["agency"] for match in _DATED.finditer(block.text)][-1:]
    if len(block.text) <= _LONGEST_LINE:
        found.append(block.text)
    for text in found:
        if not _OTHER.search(text) and not is_labelled(block.text, text):
            yield text
