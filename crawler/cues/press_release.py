"""Press releases: links to the release at the service that distributed it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from crawler.block import Zone
from crawler.cues.making import claim, place, points_at_article
from crawler.outlets import by_key
from graph.identity import outlet_key
from graph.model import Claim, Relation, Where

if TYPE_CHECKING:
    from crawler.block import Block, Link
    from crawler.page import Page
    from graph.model import Article

_ORIGINAL = re.compile(
    r"\b(?:original|source version|originalmeldung|originalversion|originale?)\b",
    re.IGNORECASE,
)
# Written without a colon, it is the form's own last line.
_SOURCE = re.compile(r"^SOURCE:?\s(?P<company>[^\W_][^\n]{1,100})$")
_LONGEST = 400


def press_release(page: Page, _record: Article) -> Iterator[Claim]:
    """A line below links to the release at PR Newswire, Business Wire or the like.

    The company in a line "SOURCE Company" is the claim's author. A link to a
    release inside a sentence is a citation.
    """
    foot = [block for block in page.blocks if block.zone in {Zone.BODY, Zone.FOOT}]
    lines = (_SOURCE.match(block.text) for block in foot)
    company = next((line["company"] for line in lines if line), None)
    for block in foot:
        for link in block.links if len(block.text) <= _LONGEST else ():
            key = outlet_key(link.href)
            if key in _services() and _is_release(block, link):
                known = by_key(key)
                yield claim(
                    "press_release",
                    Relation.REPUBLISHES,
                    0.93,
                    (place(block.text, Where.TEXT, block.path),),
                    name=known.name if known else key,
                    url=link.href,
                    author=company,
                )


@cache
def _services() -> frozenset[str]:
    """The keys of the services that distribute press releases."""
    source = resources.files("crawler.cues").joinpath("press-release.toml")
    hosts = tomllib.loads(source.read_text("utf-8"))["hosts"]
    return frozenset(outlet_key(f"https://{host}/") for host in hosts)


def _is_release(block: Block, link: Link) -> bool:
    """Whether a line leads to the release: it says so, or is the bare address."""
    bare = "://" in link.text and len(block.text) <= 2 * len(link.text)
    said = _ORIGINAL.search(block.text) is not None
    return points_at_article(link.href) and (bare or said)
