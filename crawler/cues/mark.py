"""What a page's template says of an element by its class, and names so marked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.cues.agencies import is_by_line
from crawler.cues.linking import leads_out, spelled_by
from crawler.outlets import by_key
from crawler.outlets.newspaper import is_outlet
from crawler.phrases import sounds_like_name
from graph.identity import outlet_key, same_outlet

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from crawler.page import Page
    from graph.model import Article

_EDGE = r"(?:^|[\s_-])"
_MARK = re.compile(
    rf"{_EDGE}(?:provider(?:[_-]?(?:name|logo|link|info|title))?|source-?organi[sz]ation"
    r"|(?:content|article|story|news|post|entry|original|external)[_-]?"
    r"(?:source|provider|publisher)"
    r"|source[_-]?(?:name|logo|link|title)|original[_-]?(?:link|url|article)"
    r"|syndicat(?:ed|ion)[\w-]{0,12}|(?:partner|publisher)[_-]?(?:logo|name)"
    r"|publication(?:[_-]?name)?|source)(?=$|[\s_-])",
)
# The same words name where pictures, figures and tables come from, and sponsors.
_NOT = re.compile(
    r"u-syndication|photo|image|\bimg|\bpic|caption|figure|figcap|chart|data|graph"
    r"|media|video|map|table|foto|bild|gallery|credit|sponsor|advert|promo|related|weather|widget|social|share"
    r"|list|menu|(?:^|\s)tags?|comment|podcast|resource|author|byline",
)
# Names of newspapers and sites in scripts without capitals.
_PAPER = re.compile(
    r"^[^\W\d_]{2,8}(?:日报|日報|晚报|晚報|早报|時報|时报|新闻网|新聞網|新闻|周刊|週刊|新聞"
    r"|통신|일보|신문)$"
)
_LONGEST = 60
_MOST_WORDS = 6


def marks(element: HtmlElement) -> str:
    """The element's own class, id and ``itemprop``, in small letters."""
    stated = (element.get(key) or "" for key in ("class", "id", "itemprop"))
    return " ".join(" ".join(stated).lower().split())[:200]


def is_provider(marked: str) -> bool:
    """Whether marks say "provider" or "source", of the text and not of a picture.

    >>> is_provider("field-name-field-source"), is_provider("photo-source")
    (True, False)
    """
    return names_provider(marked) and _NOT.search(marked) is None


def names_provider(marked: str) -> bool:
    """Whether marks say "provider" or "source", of whatever."""
    return _MARK.search(marked) is not None


def is_portal(page: Page, record: Article) -> bool:
    """Whether the page is a portal's, which shows the texts of others."""
    key = record.outlet.key if record.outlet else outlet_key(page.url or "")
    known = by_key(key)
    return known is not None and known.portal


def foreign(url: str, page: Page) -> str | None:
    """The address, unless it is the page's own site's: a list of one source's texts."""
    own = page.url is not None and same_outlet(url, page.url)
    return url if leads_out(url) and not own else None


def is_name(name: str, url: str | None, *, trusting: bool) -> bool:
    """Whether a marked name is an outlet's, as far as can be seen.

    A ``trusting`` reader takes any name.
    """
    few = len(name) <= _LONGEST and len(name.split()) <= _MOST_WORDS
    fields = ":" in name or "：" in name or is_by_line(name.removeprefix("Story "))
    if not few or fields or not sounds_like_name(name):
        return False
    spelled = url is not None and spelled_by(name, url)
    return trusting or is_outlet(name) or spelled or is_dense_paper(name)


def is_dense_paper(name: str) -> bool:
    """Whether a name in a script without capitals calls itself a newspaper."""
    return _PAPER.search(name) is not None
