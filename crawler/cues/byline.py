"""Bylines that name an agency: "By Associated Press", "Ann Lee, AP"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from crawler.block import Zone
from crawler.cues.agencies import (
    after_person,
    initialled,
    is_by_line,
    named,
    newspaper,
    undated,
)
from crawler.cues.linking import spelled_by
from crawler.cues.making import claim, place
from crawler.cues.own import Own, own_of
from crawler.cues.passage import opening
from crawler.cues.picture import is_of_picture
from crawler.outlets import find
from crawler.outlets.newspaper import is_masthead, is_newspaper
from graph.identity import name_key, outlet_key
from graph.model import Claim, Place, Relation, Where

if TYPE_CHECKING:
    from crawler.block import Block
    from crawler.page import Page
    from graph.model import Article

_LONGEST = 120
# Further below the text other things begin.
_MOST_FOOT = 8
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
# "Posted on March 8, 2023 by Ann Lee"
_POSTED = re.compile(r"^[^\n]{0,40}\d[^\n]{0,20}?\s(?=by\s)", re.IGNORECASE)
# Initials written as a word, as in Croatian: "Piše: Hina".
_WRITTEN = re.compile(r"(?:autori?|piše|izvor|by|di):?\s(\w{3,5})", re.IGNORECASE)
# "By Ann Lee, Example Times": the outlet is named behind a person and a comma.
_STAFF = re.compile(
    r"^\W{0,3}(?P<by>(?:story\s)?(?:by|par|von|por|di)\s)?(?P<who>[^,|/]{3,60}?)\s?[,|/]\s?"
    r"(?P<name>[^,|/·•]{2,40})$",
    re.IGNORECASE,
)
_PERSON = re.compile(r"[^\W\d_a-z][\w.'’-]{1,20}(?: [^\W\d_a-z][\w.'’-]{0,20}){1,2}")


def byline(page: Page, record: Article) -> Iterator[Claim]:
    """The byline names an agency, or a person with another outlet.

    An agency or a newspaper that no list knows counts where its name says that
    it is one, any other outlet where the line's link confirms it. Lines of tags,
    captions and photo credits do not count, nor does a line that says an agency
    only contributed.
    """
    authors = {name_key(author.name) for author in record.authors}
    own = own_of(page, record)
    for block in (*opening(page.blocks), *_closing(page.blocks)):
        name = (
            _read(block, authors, own, record.language)
            if len(block.text) <= _LONGEST
            else None
        )
        if name is not None and (_is_signed(block) or not is_of_picture(block, page)):
            where = place(block.text, Where.TEXT, block.path)
            yield _claim(name, where, _site(name, block))
    for author in record.authors:
        name = named(author.name, unlisted=True)
        if name is not None:
            yield _claim(name, place(author.name, Where.TEXT, "byline"))


def _closing(blocks: Sequence[Block]) -> Iterator[Block]:
    """Lines below the text that are bylines by form and mark: some blogs have them."""
    foot = (block for block in blocks if block.zone is Zone.FOOT)
    for block in islice(foot, _MOST_FOOT):
        if _is_marked(block) and is_by_line(block.text):
            yield block


def _read(
    block: Block, authors: set[str], own: Own, language: str | None
) -> str | None:
    if _OTHER.search(block.text) or _HINTS.search(block.hints[:60]):
        return None
    text = _POSTED.sub("", block.text)
    staff = _staff(text)
    signed = staff and (
        staff["by"] or name_key(staff["who"]) in authors or _is_person_of(staff)
    )
    if staff and signed and _is_named(staff["name"], block, by=bool(staff["by"])):
        return staff["name"].strip()
    if _is_marked(block) and (name := after_person(text)):
        return name
    if is_by_line(text) and (name := newspaper(text)):
        return name
    unlisted = _is_signed(block) or bool(signed) or name_key(text) in authors
    name = named(text, unlisted=unlisted, is_own=own.has_name)
    written = _WRITTEN.fullmatch(text)
    return name or (initialled(written[1], language) if written else None)


def _staff(text: str) -> re.Match[str] | None:
    """A person and what stands behind a comma, dates before and behind left out."""
    return _STAFF.match(undated(text)) or _STAFF.match(text)


def _is_person_of(staff: re.Match[str]) -> bool:
    """Whether a person's name stands before a known outlet's of several words."""
    name = staff["name"].strip()
    known = find(name) is not None and " " in name
    return known and _PERSON.fullmatch(staff["who"]) is not None


def _is_signed(block: Block) -> bool:
    """Whether a line is a byline by its form or its mark."""
    return is_by_line(block.text) or _is_marked(block)


def _is_marked(block: Block) -> bool:
    return _BYLINES.search(block.hints[:60]) is not None


def _is_named(name: str, block: Block, *, by: bool) -> bool:
    """Whether what stands behind a person is an outlet: known, a paper or linked."""
    is_paper = is_masthead if by else is_newspaper
    if find(name) or is_paper(name.strip()):
        return True
    return any(
        link.text in name and spelled_by(name, link.href) for link in block.links
    )


def _site(name: str, block: Block) -> str | None:
    """The line's link to the site of the agency or outlet it names."""
    known = find(name)
    hosts = known.hosts if known else ()
    keys = {outlet_key(f"https://{host}/") for host in hosts}
    hrefs = [link.href for link in block.links]
    return next(
        (h for h in hrefs if outlet_key(h) in keys or spelled_by(name, h)), None
    )


def _claim(name: str, where: Place, url: str | None = None) -> Claim:
    return claim("byline", Relation.REPUBLISHES, 0.85, (where,), name=name, url=url)
