"""Dates of publication that a page states for machines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from crawler import jsonld
from crawler.block import Zone
from crawler.fields.dates import parse_machine
from crawler.fields.elements import elements
from crawler.fields.language import of_dates
from crawler.fields.wordlists import pattern
from graph.identity import host_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from crawler.page import Page
    from graph.model import Date

# Names of meta elements without their signs, surest first.
_META = (
    "articlepublishedtime articlepublished ogpublishedtime ogarticlepublishedtime"
    " parselypubdate sailthrudate datepublished pubdate ogpubdate publishdate"
    " publisheddate publishedat publishedtime publishedon publishtime pubtime"
    " firstpublished publicationdate dateofpublication citationpublicationdate"
    " citationonlinedate citationdate dcdateissued dctermsissued dctermscreated"
    " dcdatecreated dctermsdate dcdate cxenseparserecspublishtime"
    " cxenseparsepublishtime ptime displaydate originalpublicationdate"
    " articledateoriginal rnewsdatepublished btpubdate articlecreateat"
    " shareaholicarticlepublishedtime articledate storydate newsdate releasedate"
    " issued date"
).split()
# They may tell when a page was moved to where it is now.
_CREATED = ("datecreated", "createdate", "creationdate")
_SIGNS = re.compile(r"[\W_]+")
_PROPERTIES = frozenset({"datePublished", "date", "created", "issued"})
_STATED = re.compile(
    r"""["'](?:date_?published|published_?(?:at|date|time|on|datetime)?"""
    r"""|publish_?(?:date|time|datetime)|publication_?date|pub_?date"""
    r"""|(?:date_?)?first_?publish(?:ed)?_?(?:at|date)?|article_?date)"""
    r"""\\{0,3}["']\s?:\s?\\{0,3}["']([\dTZ.:+ /-]{8,35})\\{0,3}["']""",
    re.IGNORECASE,
)
_BOX = re.compile(
    r"comment|related|sidebar|widget|teaser|card|recent|popular|\bnav|\baside|footer"
    r"|updated|modified|masthead|site-header|top-?bar|today|current|weather",
    re.IGNORECASE,
)
_LONGEST_SCRIPT = 300_000
_MOST_MARKED = 3
# Hosts of countries where English dates begin with the day.
_DAY_FIRST = frozenset(
    "uk au nz ie in za ng ke gh pk bd lk my sg hk jm mt zm zw ug tz na bw".split()
)


def tag(page: Page) -> str | None:
    """The language of the page's dates, with the country that decides their order."""
    stated = (page.lang or "").strip().lower().replace("_", "-")
    if not stated:
        return of_dates(page)
    if stated not in {"en", "en-us"}:
        return stated
    country = host_of(page.url or "").rpartition(".")[2]
    if country in _DAY_FIRST:
        return "en-gb" if stated == "en" else "en"
    return stated


def from_jsonld(page: Page) -> Iterator[Date | None]:
    """``datePublished`` of the article, else of the page."""
    nodes = [page.article_node] if page.article_node is not None else []
    nodes += [node for node in page.jsonld if jsonld.is_a(node, "WebPage", "ItemPage")]
    for node in nodes:
        for key in ("datePublished", "dateCreated"):
            yield parse_machine(jsonld.text(node.get(key)), "jsonld", tag(page))


def from_meta(page: Page) -> Iterator[Date | None]:
    """Meta elements that say when the page was published."""
    return _of_meta(page, _META)


def from_created(page: Page) -> Iterator[Date | None]:
    """Meta elements that say when the page was made."""
    return _of_meta(page, _CREATED)


def _of_meta(page: Page, names: Iterable[str]) -> Iterator[Date | None]:
    named: dict[str, list[str]] = {}
    for name, contents in page.meta.items():
        named.setdefault(_SIGNS.sub("", name), []).extend(contents[:2])
    for name in names:
        for content in named.get(name, ()):
            yield parse_machine(content, "meta", tag(page))


def from_elements(page: Page) -> Iterator[Date | None]:
    """Elements that are made for dates: marked ones first, then any in the head."""
    if page.tree is None:
        return
    near = (*elements(page, Zone.HEAD, Zone.FOOT), *page.tree.iter("time", "abbr"))
    for element in islice(filter(_is_marked, near), _MOST_MARKED):
        yield _of_element(element, tag(page))
    for element in _in_article(page)[:_MOST_MARKED]:
        if not pattern("page", "changed").search(_context(element)):
            yield _of_element(element, tag(page))


def _is_marked(element: HtmlElement) -> bool:
    """Whether the element says that it holds the date of publication."""
    stated = f"{element.get('itemprop') or ''} {element.get('property') or ''}".split()
    if _PROPERTIES.intersection(word.rpartition(":")[2] for word in stated):
        return True
    # "entry-date published" is how hAtom, and so most of WordPress, marks it.
    classes = (element.get("class") or "").split()
    hatom = {"entry-date", "published"} <= {*classes} or "dt-published" in classes
    return hatom or element.get("pubdate") is not None


def from_lone_time(page: Page) -> Iterator[Date | None]:
    """The one day that all elements made for dates mean, those of boxes left out."""
    found: dict[str, Date] = {}
    for element in () if page.tree is None else page.tree.iter("time"):
        if not any(_BOX.search(_names(e)) for e in (element, *element.iterancestors())):
            date = _of_element(element, tag(page))
            if date is not None:
                found.setdefault(date.value[:10], date)
    yield next(iter(found.values())) if len(found) == 1 else None


def _names(element: HtmlElement) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''} {element.tag}"


def from_scripts(page: Page) -> Iterator[Date | None]:
    """What the page's own data states, where all of it means one day."""
    found: dict[str, Date] = {}
    for script in () if page.tree is None else page.tree.iter("script"):
        for match in _STATED.finditer((script.text or "")[:_LONGEST_SCRIPT]):
            date = parse_machine(match[1], "text", tag(page))
            if date is not None:
                found.setdefault(date.value[:10], date)
    yield next(iter(found.values())) if len(found) == 1 else None


def _of_element(element: HtmlElement, language: str | None) -> Date | None:
    for name in ("datetime", "content", "title"):
        if found := parse_machine(element.get(name) or "", "time", language):
            return found
    return parse_machine(_words(element)[:100], "time", language)


def _words(element: HtmlElement) -> str:
    return " ".join("".join(element.itertext()).split())


def _in_article(page: Page) -> list[HtmlElement]:
    """Elements with a moment whose words stand in the article's head or foot."""
    if page.tree is None:
        return []
    found = [
        element
        for element in page.tree.iter("time", "abbr")
        if element.get("datetime") or "published" in (element.get("class") or "")
    ]
    near = [b.text for b in page.blocks if b.zone in {Zone.HEAD, Zone.FOOT}]
    return [e for e in found if (text := _words(e)) and any(text in n for n in near)]


def _context(element: HtmlElement) -> str:
    """The words and names around an element that may say what its date means."""
    before, parent = element.getprevious(), element.getparent()
    around = [element.get("itemprop"), _words(element)[:80]]
    # A WordPress theme's one date is often "entry-date updated".
    if "entry-date" not in (element.get("class") or ""):
        around.append(element.get("class"))
    if before is not None:
        around.append(f"{before.text or ''} {before.tail or ''}"[-60:])
    if parent is not None:
        around.append(f"{parent.text or ''} {parent.get('class') or ''}"[:120])
    return " ".join(words for words in around if words)
