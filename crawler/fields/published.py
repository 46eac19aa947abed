"""When the article was published here; never when it was changed."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from lxml import etree

from crawler import jsonld
from crawler.block import Block, Zone
from crawler.fields.dates import is_future, parse_date, parse_machine
from crawler.fields.hosts import spells
from crawler.fields.wordlists import pattern
from crawler.page import Page
from graph.model import Date, Precision

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_META = (
    "article:published_time",
    "article:published",
    "og:published_time",
    "og:article:published_time",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish_date",
    "publish-date",
    "published_at",
    "publication_date",
    "citation_publication_date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "dcterms.date",
    "dc.date",
    "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime",
    "ptime",
    "displaydate",
    "originalpublicationdate",
    "article_date_original",
    "rnews:datepublished",
    "bt:pubdate",
    "shareaholic:article_published_time",
    "date",
    "datepublished",
)
_IN_URL = re.compile(
    r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=[/_.-]|$)"
    r"|/((?:19|20)\d\d)/(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/(\d\d)/"
    r"|/((?:19|20)\d\d)/(?:[a-z_-]{2,30}/){1,3}(\d\d)/(\d\d)/",
)
_DATE_HINT = re.compile(
    r"date|time|publish|posted|datum|fecha|meta|byline|dateline|info"
)
_LONGEST_LINE = 250
# "Published on Wednesday, 18 February 2022 at 10:20" and the like.
_LONGEST_DATE = 60
# htmldate reads the whole tree several times over.
_LARGEST_TREE = 12_000


def read(page: Page) -> Date | None:
    """The date of publication, from the surest place that states a possible one.

    The date in an address is set once, on publication, and never changed: what
    contradicts it by more than a time zone is something else's date. A month or
    a year stands in only where no day is stated.
    """
    now = datetime.now(UTC)
    fixed = next((date for date in _from_url(page) if date), None)
    vague: Date | None = None
    for source in _SOURCES:
        for date in source(page):
            if (
                date is None
                or is_future(date, now)
                or (fixed and not _agree(date, fixed))
            ):
                continue
            if date.precision in {Precision.MINUTE, Precision.DAY}:
                return date
            vague = vague or date
    return vague


def _agree(date: Date, fixed: Date) -> bool:
    """Whether both mean one day, or one that a time zone makes two of."""
    if date.value[: len(fixed.value)] == fixed.value:
        return True
    apart = abs(date.earliest - fixed.earliest)
    return date.zone_known and apart <= timedelta(days=2)


def _changed() -> re.Pattern[str]:
    return pattern("page", "changed")


def _from_jsonld(page: Page) -> Iterator[Date | None]:
    nodes = [page.article_node] if page.article_node is not None else []
    nodes += [node for node in page.jsonld if jsonld.is_a(node, "WebPage", "ItemPage")]
    for node in nodes:
        for key in ("datePublished", "dateCreated"):
            yield parse_machine(jsonld.text(node.get(key)), "jsonld", page.lang)


def _from_meta(page: Page) -> Iterator[Date | None]:
    for name in _META:
        for content in page.meta.get(name, ())[:2]:
            yield parse_machine(content, "meta", page.lang)


def _from_time(page: Page) -> Iterator[Date | None]:
    """Elements that are made for dates: marked ones first, then any in the head."""
    if page.tree is None:
        return
    marked = [e for e in page.tree.iter(etree.Element) if _is_marked(e)]
    for element in marked[:3]:
        yield _of_element(element, page.lang)
    found = [
        e
        for e in page.tree.iter("time", "abbr")
        if e.get("datetime") or "published" in (e.get("class") or "")
    ]
    article = _in_article(page, found)
    for element in article[:3]:
        if not _changed().search(_context(element)):
            yield _of_element(element, page.lang)


def _is_marked(element: HtmlElement) -> bool:
    # "entry-date published" is how hAtom, and so most of WordPress, marks it.
    classes = (element.get("class") or "").split()
    return (
        {"entry-date", "published"} <= {*classes}
        or "datePublished" in (element.get("itemprop") or "")
        or element.get("pubdate") is not None
        or "datePublished" in (element.get("property") or "")
        or "dt-published" in (element.get("class") or "")
    )


def _of_element(element: HtmlElement, language: str | None) -> Date | None:
    for name in ("datetime", "content", "title"):
        if found := parse_machine(element.get(name) or "", "time", language):
            return found
    return parse_machine(
        " ".join("".join(element.itertext()).split())[:100], "time", language
    )


def _in_article(page: Page, found: list[HtmlElement]) -> list[HtmlElement]:
    """The elements whose words stand in the article's head or foot."""
    near = [b.text for b in page.blocks if b.zone in {Zone.HEAD, Zone.FOOT}]
    texts = [" ".join("".join(e.itertext()).split()) for e in found]
    return [
        element
        for element, text in zip(found, texts, strict=True)
        if text and any(text in line for line in near)
    ]


def _context(element: HtmlElement) -> str:
    before = element.getprevious()
    parent = element.getparent()
    return " ".join(
        (
            element.get("class") or "",
            element.get("itemprop") or "",
            "".join(element.itertext())[:80],
            "" if before is None else f"{before.text or ''} {before.tail or ''}"[-60:],
            ""
            if parent is None
            else f"{parent.text or ''} {parent.get('class') or ''}"[:120],
        ),
    )


def _from_byline(page: Page) -> Iterator[Date | None]:
    """Short lines of the head; the outlet's own date line before any other."""
    head = [
        b for b in page.blocks if b.zone is Zone.HEAD and len(b.text) <= _LONGEST_LINE
    ]
    for block in head:
        if own_date_line(block.text, page.url):
            yield parse_date(block.text, page.lang)
    lines = [b for b in head if b.tag not in {"h1", "h2"}]
    for block in sorted(lines, key=_unlikely):
        yield _of_line(block, page.lang)


def _unlikely(block: Block) -> int:
    """0 for a line short enough to be just a date, 1 for one marked as a date."""
    if len(block.text) <= _LONGEST_DATE:
        return 0
    return 1 if _DATE_HINT.search(block.hints[:100]) else 2


def _of_line(block: Block, language: str | None) -> Date | None:
    changed = _changed().search(block.text)
    text = block.text[: changed.start()] if changed else block.text
    return parse_date(text, language)


def own_date_line(text: str, url: str | None) -> str | None:
    """The outlet's name in a line "Outlet, date" whose outlet is the page's host.

    >>> own_date_line("Daily News, May 3, 2021", "https://www.dailynews.example/a")
    'Daily News'
    """
    name = re.split(r"[,–—|-]\s|\s\d", text, maxsplit=1)[0].strip()
    if spells(name, url) and parse_date(text[len(name) :]):
        return name
    return None


def _from_url(page: Page) -> Iterator[Date | None]:
    match = _IN_URL.search((page.url or "").lower())
    if match is None:
        return
    numbers = [part for part in match.groups() if part]
    raw = "-".join(numbers) if numbers[1].isdigit() else " ".join(reversed(numbers))
    yield parse_date(raw, "en", "url")


def _from_marked_lines(page: Page) -> Iterator[Date | None]:
    """Short lines in or behind the prose that are marked as a date."""
    for block in page.blocks:
        short = len(block.text) <= _LONGEST_LINE // 2
        inside = block.zone in {Zone.BODY, Zone.FOOT}
        if inside and short and _DATE_HINT.search(block.hints[:60]):
            yield _of_line(block, page.lang)


def _from_rest(page: Page) -> Iterator[Date | None]:
    """What htmldate finds where nothing else did."""
    if page.tree is None or page.size > _LARGEST_TREE:
        return
    from htmldate import find_date  # noqa: PLC0415 - slow to import, rarely needed

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = find_date(
                page.tree, extensive_search=False, original_date=True, url=page.url
            )
    except Exception:  # noqa: BLE001 - a gap filler; whatever it raises, the gap stays
        return
    if found:
        yield _filled(found)


def _filled(found: str) -> Date:
    """A gap filler's date; the first of a month is how it writes a month alone."""
    value = found.removesuffix("-01")
    precision = Precision.DAY if value == found else Precision.MONTH
    return Date(value=value, precision=precision, source="text", raw=found)


_SOURCES: tuple[Callable[[Page], Iterator[Date | None]], ...] = (
    _from_jsonld,
    _from_meta,
    _from_time,
    _from_byline,
    _from_url,
    _from_marked_lines,
    _from_rest,
)
