"""Lines of an outlet and a date: "Example Herald, 6 January 2023"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from lxml import etree

from crawler.cues.agencies import is_by_line
from crawler.cues.making import claim, place
from crawler.cues.mark import marks
from crawler.cues.own import Own, own_of, squash
from crawler.cues.passage import opening
from crawler.cues.picture import element_of
from crawler.fields.dates import parse_date
from crawler.outlets import find
from crawler.outlets.newspaper import is_newspaper
from crawler.phrases.pattern import compile_pattern
from graph.identity import name_key, outlet_key
from graph.model import Claim, Date, Relation, Where

if TYPE_CHECKING:
    from crawler.block import Block
    from crawler.page import Page
    from graph.model import Article

_LINES = tuple(
    compile_pattern(wording).regex
    for wording in (
        "^{name}, {date}$",
        "^{name} {date}$",
        "^{name} [–||] {date}$",
        "^{date} – {name}$",
        "^{author} – {name}, {date}$",
        "^[by] {author} – {name} – {date}$",
    )
)
_LONGEST = 140
_BYLINE = re.compile(r"by-?line|author")
_MOST_PARTS = 10
# A person and a paper are so many words at least: "Ann Lee Harbour Ledger".
_LEAST_GLUED = 4
_DATE = compile_pattern("^{date} [at {few}]$").regex


def outlet_date(page: Page, record: Article) -> Iterator[Claim]:
    """A line above the article names another outlet with a date, or two lines do.

    The name must be a known outlet's, or be linked to another outlet's site, or
    stand behind the article's author: else it may be a person or a section.
    """
    lines = [block for block in opening(page.blocks) if len(block.text) <= _LONGEST]
    for block in lines:
        yield from _read(block, record)
    own = own_of(page, record)
    for above, below in pairwise(lines):
        if not _is_glued(above, page, own):
            yield from _stacked(above, below, record)


def _is_glued(block: Block, page: Page, own: Own) -> bool:
    """Whether a line is a person with the paper's name behind: "Ann Lee Harbour Daily".

    The paper is the page's own, or the template marks the line as a byline.
    """
    name = block.text.strip(" .,–—-")
    if find(name) is not None:
        return False
    if any(
        squash(name).endswith(other) and squash(name) != other for other in own.names
    ):
        return True
    many = len(name.split()) >= _LEAST_GLUED and not name.startswith("The ")
    return many and _is_signed(block, page)


def _is_signed(block: Block, page: Page) -> bool:
    element = element_of(block, page)
    parts = () if element is None else islice(element.iter(etree.Element), _MOST_PARTS)
    marked = any(_BYLINE.search(marks(part)) for part in parts)
    return marked or _BYLINE.search(block.hints[:60]) is not None


def _stacked(above: Block, below: Block, record: Article) -> Iterator[Claim]:
    """An outlet's name alone on a line, and the date alone on the next."""
    name = above.text.strip(" .,–—-")
    next_to = below.index == above.index + 1 and not above.links
    if not next_to or not _DATE.search(below.text) or not _is_name(name):
        return
    date = parse_date(below.text, record.language or "en", "text")
    if date is not None:
        places = (place(f"{above.text} {below.text}", Where.TEXT, above.path),)
        yield claim(
            "outlet_date", Relation.REPUBLISHES, 0.8, places, name=name, date=date
        )


def _is_name(name: str) -> bool:
    return not is_by_line(name) and (find(name) is not None or is_newspaper(name))


def _read(block: Block, record: Article) -> Iterator[Claim]:
    for pattern in _LINES:
        match = pattern.search(block.text)
        date = _date(match, record) if match else None
        name = match["name_1"].strip(" .,–—-") if match else ""
        if match is None or (date is None and not _is_mistyped(match[0], name)):
            continue
        author = match.groupdict().get("author_1")
        url = _link(block, match.span("name_1"))
        if find(name) or _elsewhere(url, record) or _is_author(author, record):
            places = (place(block.text, Where.TEXT, block.path),)
            yield claim(
                "outlet_date",
                Relation.REPUBLISHES,
                0.88,
                places,
                name=name,
                url=url,
                author=author,
                date=date,
            )
            return


def _is_mistyped(words: str, name: str) -> bool:
    """Whether a date that can't be read stands apart from a known outlet's name."""
    return find(name) is not None and re.search(r"\s[–—]\s", words) is not None


def _date(match: re.Match[str], record: Article) -> Date | None:
    return parse_date(match["date_1"], record.language or "en", "text")


def _link(block: Block, span: tuple[int, int]) -> str | None:
    links = (ln for ln in block.links if ln.start < span[1] and span[0] < ln.end)
    return next((link.href for link in links if link.href), None)


def _elsewhere(url: str | None, record: Article) -> bool:
    own = record.outlet.key if record.outlet else outlet_key(record.url or "")
    return bool(url) and bool(own) and outlet_key(url or "") != own


def _is_author(name: str | None, record: Article) -> bool:
    authors = {name_key(author.name) for author in record.authors}
    return name is not None and name_key(name) in authors
