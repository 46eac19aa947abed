"""Bylines that name an agency: "By Associated Press", "Ann Lee, AP"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from crawler.cues.agencies import after_person, is_by_line, named
from crawler.cues.making import claim, place
from crawler.cues.passage import opening
from crawler.outlets import find
from graph.identity import name_key, outlet_key
from graph.model import Claim, Place, Relation, Where

if TYPE_CHECKING:
    from crawler.block import Block
    from crawler.page import Page
    from graph.model import Article

_LONGEST = 120
_OTHER = re.compile(
    r"©|\b(?:фото|fot|photos?|image|picture|video|foto|bild|file|getty|contribut\w+"
    r"|additional|files from|inputs?|tags?|topics?|share)\b",
    re.IGNORECASE,
)
_HINTS = re.compile(
    r"caption|figure|photo|\btags?\b|topic|keyword|related|menu|breadcrumb|image"
    r"|\bimg|hero|gallery|picture",
)
_BYLINES = re.compile(r"\b(?:by-?line|author)")
# "By Ann Lee, Example Times": the outlet is named behind a person and a comma.
_STAFF = re.compile(
    r"^\W{0,3}(?P<by>(?:by|par|von|por|di)\s)?(?P<who>[^,|/]{3,60}?)\s?[,|/]\s?"
    r"(?P<name>[^,|/]{2,40})$",
    re.IGNORECASE,
)


def byline(page: Page, record: Article) -> Iterator[Claim]:
    """The byline names an agency, or a person with another, known outlet.

    An agency that no list knows counts where its name says that it is one.
    Lines of tags, captions and photo credits do not count, nor does a line that
    says an agency only contributed.
    """
    authors = {name_key(author.name) for author in record.authors}
    for block in opening(page.blocks):
        name = _read(block, authors) if len(block.text) <= _LONGEST else None
        if name is not None:
            where = place(block.text, Where.TEXT, block.path)
            yield _claim(name, where, _site(name, block))
    for author in record.authors:
        name = named(author.name, unlisted=True)
        if name is not None:
            yield _claim(name, place(author.name, Where.TEXT, "byline"))


def _read(block: Block, authors: set[str]) -> str | None:
    if _OTHER.search(block.text) or _HINTS.search(block.hints[:60]):
        return None
    staff = _STAFF.match(block.text)
    signed = staff and (staff["by"] or name_key(staff["who"]) in authors)
    if staff and signed and find(staff["name"]):
        return staff["name"]
    if _BYLINES.search(block.hints[:60]) and (name := after_person(block.text)):
        return name
    stated = is_by_line(block.text) or _BYLINES.search(block.hints[:60]) is not None
    unlisted = stated or bool(signed) or name_key(block.text) in authors
    return named(block.text, unlisted=unlisted)


def _site(name: str, block: Block) -> str | None:
    """The line's link to the site of the agency or outlet it names."""
    known = find(name)
    hosts = known.hosts if known else ()
    keys = {outlet_key(f"https://{host}/") for host in hosts}
    return next((ln.href for ln in block.links if outlet_key(ln.href) in keys), None)


def _claim(name: str, where: Place, url: str | None = None) -> Claim:
    return claim("byline", Relation.REPUBLISHES, 0.85, (where,), name=name, url=url)
