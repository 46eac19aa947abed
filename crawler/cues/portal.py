"""Portals: their pages carry the source's name in the title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from crawler.cues.making import claim, place
from crawler.outlets import Known, by_key, find
from crawler.outlets.newspaper import is_newspaper
from graph.identity import outlet_key
from graph.model import Claim, Relation, Where

if TYPE_CHECKING:
    from crawler.page import Page
    from graph.model import Article

_PARTS = re.compile(r"\s[|–—-]\s")
# Headline, outlet, portal.
_LEAST = 3


def portal(page: Page, record: Article) -> Iterator[Claim]:
    """A portal's page title names the outlet between headline and portal."""
    key = record.outlet.key if record.outlet else outlet_key(page.url or "")
    own = by_key(key)
    if own is None or not own.portal:
        return
    for part in _named(_PARTS.split(page.title), own):
        places = (place(page.title, Where.META, "//title"),)
        yield claim("portal", Relation.REPUBLISHES, 0.8, places, name=part)


def _named(parts: list[str], own: Known) -> Iterator[str]:
    """The known outlets in a title, or else the newspaper right before the portal."""
    for part in parts[1:]:
        known = find(part) or find(part.removesuffix(" News"))
        if known is not None and not known.portal:
            yield known.name
    last = find(parts[-1])
    between = len(parts) >= _LEAST and last is not None and last.key == own.key
    if between and find(parts[-2]) is None and is_newspaper(parts[-2]):
        yield parts[-2]
