"""Copies of its article that a page names: where it was also published.

``rel=syndication`` and microformats2's ``u-syndication``
(https://indieweb.org/rel-syndication): addresses downstream, as an author's site has
them for what it hands on.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from crawler import markup
from graph.identity import clean_url, is_home, same_outlet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crawler.page import Page

_MOST = 20
_REL = "syndication"
_CLASS = "u-syndication"


def read(page: Page) -> tuple[str, ...]:
    """Addresses on other outlets that the page calls copies, each once; at most 20."""
    # Few pages have the word at all; the others need not be walked through.
    if page.tree is None or _REL not in page.text:
        return ()
    return tuple(islice(dict.fromkeys(_named(page)), _MOST))


def _named(page: Page) -> Iterator[str]:
    assert page.tree is not None  # noqa: S101 - asked before
    for element in page.tree.iter("a", "link"):
        relations = (element.get("rel") or "").lower().split()
        classes = (element.get("class") or "").split()
        if _REL in relations or _CLASS in classes:
            href = markup.absolute(element.get("href") or "", page.base)
            url = clean_url(href)
            if url and not is_home(url) and not same_outlet(url, page.url or ""):
                yield url
