"""Portals: their pages carry the source's name in the title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from crawler.cues.making import claim, place
from crawler.outlets import by_key, find
from graph.identity import outlet_key
from graph.model import Claim, Relation, Where

if TYPE_CHECKING:
    from crawler.page import Page
    from graph.model import Article

_PARTS = re.compile(r"\s[|–—-]\s")


def portal(page: Page, record: Article) -> Iterator[Claim]:
    """A portal's page title names the outlet between headline and portal."""
    key = record.outlet.key if record.outlet else outlet_key(page.url or "")
    own = by_key(key)
    if own is None or not own.portal:
        return
    for part in _PARTS.split(page.title)[1:]:
        known = find(part) or find(part.removesuffix(" News"))
        if known is not None and not known.portal:
            places = (place(page.title, Where.META, "//title"),)
            yield claim("portal", Relation.REPUBLISHES, 0.8, places, name=known.name)
