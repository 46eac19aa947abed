"""The copyright or licence line of the article, as it stands."""

from __future__ import annotations

import re

from crawler import jsonld
from crawler.block import Block, Zone
from crawler.page import Page

_META = ("dcterms.rights", "dc.rights", "copyright", "rights", "dcterms.license")
_SIGN = re.compile(
    r"[©ⓒ]|\bcopyright\b|\(c\)\s*(?:19|20)\d\d|\ball rights reserved\b", re.IGNORECASE
)
_LICENCE = re.compile(
    r"creative commons|\bCC[ -](?:BY|0)\b|licen[cs]ed under|public domain"
    r"|domaine public|gemeinfrei|クリエイティブ・コモンズ|知识共享|創用CC"
    r"|크리에이티브 커먼즈",
    re.IGNORECASE,
)
# Who made a picture, or sent the text, says nothing of the rights in the text.
_PICTURE = re.compile(
    r"\b(?:images?|photos?|photographs?|bild(?:er)?|fotos?|pictures?|video|graphics?"
    r"|illustrations?|provided by|screenshot)\b|фото|写真|図|图片",
    re.IGNORECASE,
)
_YEAR_OR_WORDS = re.compile(
    r"(?:19|20)\d\d|copyright|rights|рав[ао]|droits|rechte", re.IGNORECASE
)
_CC_LINK = "creativecommons.org/licenses/"
_LONGEST = 300


def read(page: Page) -> str:
    """The article's own line, else what the page's data states; empty for neither."""
    foot = [b.text for b in page.blocks if b.zone is Zone.FOOT and _is_line(b)]
    head = [b.text for b in page.blocks if b.zone is Zone.HEAD and _is_line(b, 2)]
    for pattern in (_SIGN, _LICENCE):
        for text in (*foot, *filter(_YEAR_OR_WORDS.search, head)):
            if pattern.search(text) and not _PICTURE.search(text):
                return text
    return _stated(page)


def _is_line(block: Block, part: int = 1) -> bool:
    return len(block.text) <= _LONGEST // part and block.tag not in {
        "figcaption",
        "h1",
        "h2",
    }


def _stated(page: Page) -> str:
    node = page.article_node or {}
    found = [jsonld.text(node.get(key)) for key in ("copyrightNotice", "license")]
    found += [content for name in _META for content in page.meta.get(name, ())]
    found += [href for rel, href, _ in page.rels if rel == "license"]
    found += [
        link.href
        for b in page.blocks
        if b.zone is Zone.FOOT
        for link in b.links
        if _CC_LINK in link.href
    ]
    return next((text[:_LONGEST] for text in found if text), "")
