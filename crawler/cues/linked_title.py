"""Credits that link the original's headline: "Original: [The Ferry](…), Hill News"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from crawler.cues.linking import leads_out, spelled_by
from crawler.cues.making import points_at_article
from crawler.outlets import by_key, find
from crawler.outlets.newspaper import is_outlet
from crawler.phrases import sounds_like_name
from graph.identity import name_key, outlet_key

if TYPE_CHECKING:
    from crawler.block import Link
    from crawler.cues.passage import Passage
    from crawler.phrases import Found

_BEHIND = re.compile(
    r"[\s\"”“»«*_]{0,4}(?:[,;|·–—-]|\(|\b(?:in|on|at|dans|sur|en|em|bei)\b)\s{0,2}"
    r"([^,;:|·–—()\n]{2,60})"
)
# A longer word than this is not in an address by chance; so many must be.
_LONG = 4
_MOST_SHARED = 2
_NAME_WORDS = 6


def linked_title(found: Found, passage: Passage) -> tuple[str, str] | None:
    """The outlet and the article's address, where the credit links its headline.

    The outlet is named behind the link, or else known by the link's host; its
    name is empty if neither tells it.
    """
    start = (found.spans.get("outlet") or found.spans.get("source") or (-9, 0))[0]
    # The link begins where the name would, but for an article such as "The".
    near = (ln for ln in passage.links if -2 <= start - ln.start <= _LONG)
    link = next(near, None)
    if link is None or not leads_out(link.href) or not points_at_article(link.href):
        return None
    if is_outlet(link.text) or spelled_by(link.text, link.href):
        return None
    name = _behind(link, passage)
    if name and _is_outlet_of(name, link):
        return name, link.href
    known = by_key(outlet_key(link.href))
    # The names of known outlets are all listed, and these words are none of them.
    if not _is_headline(link) and (known is None or not _is_long(link.text)):
        return None
    return (known.name if known and not known.portal else ""), link.href


def _behind(link: Link, passage: Passage) -> str:
    """The name behind the link's words and a comma."""
    match = _BEHIND.match(passage.text, link.end)
    name = match[1].strip(' ."”»*_') if match else ""
    few = 0 < len(name.split()) <= _NAME_WORDS
    return name if few and sounds_like_name(name) else ""


def _is_outlet_of(name: str, link: Link) -> bool:
    known = find(name)
    if known is not None and by_key(outlet_key(link.href)) not in {known, None}:
        return False
    return is_outlet(name) or spelled_by(name, link.href)


def _is_headline(link: Link) -> bool:
    """Whether the linked words are the article's headline: its address says them."""
    path = unquote(link.href.partition("//")[2].partition("/")[2])
    slug = set(name_key(path).split("-"))
    words = {word for word in name_key(link.text).split("-") if len(word) >= _LONG}
    least = min(_MOST_SHARED, len(words))
    return _is_long(link.text) and 0 < least <= len(words & slug)


def _is_long(text: str) -> bool:
    return len(text.split()) > _MOST_SHARED
