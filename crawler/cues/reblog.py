"""Reblogs: Tumblr names the blog above the words that it quotes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from crawler.cues.making import claim, place
from crawler.cues.mark import foreign
from crawler.markup import absolute
from graph.model import Claim, Relation, Where

if TYPE_CHECKING:
    from crawler.page import Page
    from graph.model import Article

_MOST = 20
_QUOTATION = "following::blockquote[1]"


def reblog(page: Page, _record: Article) -> Iterator[Claim]:
    """A link of Tumblr's class above a quotation names the blog it was taken from.

    Each blog quotes the one before it, so that the last is the origin and the
    others have passed it on.
    """
    tree = page.tree if "tumblr_blog" in page.text else None
    found = () if tree is None else tree.xpath("//a[contains(@class,'tumblr_blog')]")
    links = [link for link in islice(found, _MOST) if link.xpath(_QUOTATION)]
    for link in links:
        url = foreign(absolute(link.get("href") or "", page.base), page)
        name = "".join(link.itertext()).strip()
        if url and name:
            last = link is links[-1]
            relation = Relation.REPUBLISHES if last else Relation.RELAYS
            where = (place(name, Where.LINK, link.getroottree().getpath(link)),)
            yield claim("reblog", relation, 0.86, where, name=name, url=url)
