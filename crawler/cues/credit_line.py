"""Lines of credit in the text: "This article first appeared in …", "Source: …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from crawler.cues.linked_title import linked_title
from crawler.cues.linking import credited_url, is_spelled, link_on
from crawler.cues.making import claim, place
from crawler.cues.passage import Passage, passages, search_in
from crawler.cues.quoted import is_quoted
from crawler.fields.dates import parse_date
from crawler.outlets.newspaper import is_masthead, is_outlet
from crawler.phrases import Found
from graph.model import Claim, Relation, Where

if TYPE_CHECKING:
    from crawler.page import Page
    from graph.model import Article

# A linked text of more words than this is a headline.
_MOST_WORDS = 12
_PICTURES = re.compile(r"caption|figure|gallery|photo|credit-?image|image-credit")


def credit_line(page: Page, record: Article) -> Iterator[Claim]:
    """A line above, in or below the article says where it comes from.

    The wordings of every language are in ``crawler/phrases``; the link inside
    the line, or beside it, gives the address.
    """
    read: set[tuple[str, str]] = set()
    for passage in passages(page):
        for found in search_in(passage, record.language):
            if found.wording.kind != "credit" or not fits(found, passage):
                continue
            # What is not sure to be a line of its own may be one read before.
            spot = passage.block_at(found.start).path, _name(found)
            if not (passage.doubtful and spot in read):
                read.add(spot)
                yield from _claims(found, passage)


def _name(found: Found) -> str:
    return found.slots.get("outlet") or found.slots.get("source") or ""


def is_name(name: str, url: str | None) -> bool:
    """Whether the credited words are a name, not the linked article's headline."""
    return "://" not in name and (url is None or len(name.split()) <= _MOST_WORDS)


def fits(found: Found, passage: Passage) -> bool:
    """Whether a wording stands in the part of the page where it means a credit."""
    if found.wording.spelled and not is_spelled(found, passage):
        return False
    if passage.text[found.end :].lstrip()[:1] in {"?", "？"}:
        return False
    if is_quoted(passage, found.start, found.end):
        return False
    if passage.doubtful and not _is_sure(found, passage):
        return False
    place_ = found.wording.place
    if place_ == "any" or (place_ == "edge" and passage.edge):
        return True
    return place_ == passage.zone.value


def _is_sure(found: Found, passage: Passage) -> bool:
    """Whether the credited name is linked or is an outlet's by its words."""
    name = _name(found)
    slot = "outlet" if "outlet" in found.slots else "source"
    named = is_outlet(name) or is_masthead(name)
    return named or link_on(slot, found, passage) is not None


def _claims(found: Found, passage: Passage) -> Iterator[Claim]:
    block = passage.block_at(found.start)
    if _PICTURES.search(block.hints.partition(" body")[0][:80]):
        return
    wording, slots = found.wording, found.slots
    where = (place(passage.line(found.start, found.end), Where.TEXT, block.path),)
    name = _name(found)
    titled = linked_title(found, passage)
    name, url = titled or (name, credited_url(found, passage, name))
    if not name and url is None:
        return
    yield claim(
        "credit_line",
        wording.relation or Relation.REPUBLISHES,
        wording.strength,
        where,
        name=name if name and is_name(name, url) else None,
        url=url,
        author=slots.get("author"),
        date=parse_date(slots.get("date", ""), wording.language, "text"),
    )
    for slot, relation in (("relay", Relation.RELAYS), ("other", wording.relation)):
        if slot in slots:
            yield claim(
                "credit_line",
                relation or Relation.REPUBLISHES,
                wording.strength,
                where,
                name=slots[slot],
                url=link_on(slot, found, passage),
            )
