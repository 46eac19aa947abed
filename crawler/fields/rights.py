"""The copyright or licence line of the article, as it stands."""

from __future__ import annotations

import re

from crawler import jsonld
from crawler.block import Zone
from crawler.page import Page

_META = ("dcterms.rights", "dc.rights", "copyright", "rights", "dcterms.license")
_SIGN = re.compile(
    r"[©ⓒ]|\bcopyright\b|\(c\)\s*(?:19|20)\d\d|\ball rights reserved\b", re.IGNORECASE
)
_LICENCE = re.compile(
    r"creative commons|\bCC[ -](?:BY|0)\b|licen[cs]ed under", re.IGNORECASE
)
_CC_LINK = "creativecommons.org/licenses/"
_LONGEST = 300


def read(page: Page) -> str:
    """The article's own line, else what the page's data states; empty for neither."""
    near = [
        b
        for b in page.blocks
        if b.zone in {Zone.FOOT, Zone.HEAD} and len(b.text) <= _LONGEST
    ]
    near.sort(key=lambda block: block.zone is Zone.HEAD)
    for pattern in (_SIGN, _LICENCE):
        for block in near:
            if pattern.search(block.text) and block.tag not in {
                "figcaption",
                "h1",
                "h2",
            }:
                return block.text
    return _stated(page)


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
