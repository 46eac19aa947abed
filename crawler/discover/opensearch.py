"""OpenSearch 1.1 descriptions: how a site's own search is asked.

https://github.com/dewitt/opensearch/blob/master/opensearch-1-1-draft-6.md
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from crawler import markup
from crawler.discover.markup import local
from crawler.fields.doors import SEARCH_TERMS
from graph.identity import same_outlet

if TYPE_CHECKING:
    from lxml.etree import _Element

_PARAMETER = re.compile(r"\{([\w:]+)(\??)\}")
# What a site that wants them is told; the first page is the best of any search.
_TOLD = {
    "count": "20",
    "startIndex": "1",
    "startPage": "1",
    "language": "*",
    "inputEncoding": "UTF-8",
    "outputEncoding": "UTF-8",
}
_LISTS = ("application/rss+xml", "application/atom+xml")
_PAGES = ("text/html", "application/xhtml+xml")


def is_description(root: _Element) -> bool:
    """Whether a document is an OpenSearch description."""
    return local(root) == "opensearchdescription"


def templates(root: _Element, url: str) -> list[str]:
    """The templates of a description, those that give feeds first, each whole.

    Only ``{searchTerms}`` is left open. What leads to another outlet, suggests words
    or wants anything else but a plain request is left out.
    """
    offered = [one for one in root.iter() if local(one) == "url"]
    found = []
    for kind in (*_LISTS, *_PAGES):
        for one in offered:
            stated = (one.get("type") or "").partition(";")[0].strip().lower()
            relation = one.get("rel") or "results"
            get = (one.get("method") or "get").lower() == "get"
            if stated == kind and relation == "results" and get:
                found.append(_whole(one.get("template") or "", url))
    return list(dict.fromkeys(filter(None, found)))


def _whole(template: str, url: str) -> str:
    """An absolute template with nothing open but the question; empty for none."""
    known = _PARAMETER.sub(_told, template.replace("&amp;", "&"))
    whole = markup.absolute(known, url)
    asks = whole.count(SEARCH_TERMS) == 1 and whole.count("{") == 1
    return whole if asks and same_outlet(fill(whole, "x"), url) else ""


def _told(parameter: re.Match[str]) -> str:
    name, optional = parameter[1], parameter[2]
    if name == "searchTerms":
        return SEARCH_TERMS
    return "" if optional else _TOLD.get(name, parameter[0])


def fill(template: str, asked: str) -> str:
    """The address that asks a template's question.

    >>> fill("https://herald.example/?q={searchTerms}", "ferry & harbour")
    'https://herald.example/?q=ferry%20%26%20harbour'
    """
    return template.replace(SEARCH_TERMS, quote(asked, safe=""))
