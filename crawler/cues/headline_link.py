"""Links with the article's own headline that lead to another outlet's article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from crawler.block import Zone
from crawler.cues.linking import leads_out
from crawler.cues.making import claim, place, points_at_article
from crawler.cues.passage import is_edge_line
from crawler.prose import HEADINGS
from graph.identity import host_of, is_home, name_key, outlet_key
from graph.model import Claim, Relation, Where

if TYPE_CHECKING:
    from crawler.block import Block, Link
    from crawler.page import Page
    from graph.model import Article

# A headline shorter than this may be a section's name: "Local news".
_LEAST = 16
_LEAST_DENSE = 7
_DENSE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_LONGEST = 400


def headline_link(page: Page, record: Article) -> Iterator[Claim]:
    """A line above or below the article links its headline to another outlet.

    Feeds end so, in whatever language: "The post (headline) appeared first on
    (outlet)". The headline itself, where it is a link, says nothing: those who
    comment on an article link to it so. Buttons that share do not count.
    """
    titles = set(filter(None, map(_key, _titles(page, record))))
    for block in _lines(page) if titles else ():
        for link in block.links:
            if _key(link.text) in titles and _is_article(link, page):
                where = (place(block.text, Where.LINK, block.path),)
                yield claim(
                    "headline_link",
                    Relation.REPUBLISHES,
                    0.88,
                    where,
                    name=_home_name(block, link),
                    url=link.href,
                )


def _titles(page: Page, record: Article) -> Iterator[str]:
    yield record.headline
    yield from page.meta.get("og:title", ())


def _key(title: str) -> str:
    """A headline's key; empty if it is too short to be one article's only."""
    key = name_key(title)
    least = _LEAST_DENSE if _DENSE.search(key) else _LEAST
    return key if len(key) >= least else ""


def _lines(page: Page) -> Iterator[Block]:
    body = [block for block in page.blocks if block.zone is Zone.BODY]
    for block in page.blocks:
        near = block.zone in {Zone.HEAD, Zone.FOOT} or is_edge_line(block, body)
        if near and block.tag not in HEADINGS and len(block.text) <= _LONGEST:
            yield block


def _is_article(link: Link, page: Page) -> bool:
    """Whether the link leads to an article, and does not carry this page along."""
    own = host_of(page.url or "")
    carried = bool(own) and own in link.href.partition("//")[2].partition("/")[2]
    return points_at_article(link.href) and leads_out(link.href) and not carried


def _home_name(block: Block, link: Link) -> str | None:
    """The outlet's name, where the line links it to the outlet's front page."""
    key = outlet_key(link.href)
    homes = (
        ln for ln in block.links if is_home(ln.href) and outlet_key(ln.href) == key
    )
    return next((home.text for home in homes), None)
