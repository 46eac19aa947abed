"""The authors that a page names, as it writes them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from lxml import etree

from crawler import jsonld
from crawler.block import Block, Zone
from crawler.fields.names import after_by, split_names
from crawler.outlets import find
from crawler.page import Page
from graph.identity import name_key
from graph.model import Author

_META = (
    "author",
    "article:author",
    "article:author_name",
    "dc.creator",
    "dcterms.creator",
    "dc.contributor",
    "sailthru.author",
    "parsely-author",
    "citation_author",
    "byl",
    "og:article:author",
    "article.author",
    "rbauthors",
)
_BYLINE = re.compile(
    r"(?:^|[\s_-])(?:by-?line\w*|authors?|author-?names?|article-?author\w*|p-author|writer|fn|vcard|autor\w*|posted-by|entry-author)(?=$|[\s_-])",
)
_NOT_BYLINE = re.compile(
    r"bio|related|comment|image|photo|caption|more|date|time|social|follow|avatar|credit"
)
_LONGEST_LINE = 200


def read(page: Page, outlets: Iterable[str] = ()) -> tuple[Author, ...]:
    """The authors, from the first place that names a person.

    Desks and agencies stand in where no place does, and the outlet itself, one
    of ``outlets``, where nobody else is named.
    """
    own = [name for name in outlets if name]
    desks: list[str] = []
    for source in _SOURCES:
        found = _unique(
            name for text in source(page) for name in split_names(text, known=own)
        )
        persons = [name for name in found if not _is_desk(name, own)]
        if persons:
            return tuple(Author(name=name) for name in persons)
        desks += found
    others = [
        name for name in _unique(desks) if name_key(name) not in map(name_key, own)
    ]
    return tuple(Author(name=name) for name in (others or _unique(desks))[:1])


def _unique(names: Iterable[str]) -> list[str]:
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(name_key(name), name)
    return list(found.values())


def _is_desk(name: str, own: Iterable[str]) -> bool:
    """Whether the name is an outlet's: this one's, a known one's, or a domain."""
    if name_key(name) in map(name_key, own) or find(name) is not None:
        return True
    return bool(re.search(r"\w\.(?:com|org|net|co|de|fr|info)\b", name.lower()))


def _from_jsonld(page: Page) -> Iterator[str]:
    node = page.article_node
    for key in ("author", "creator"):
        values = jsonld.many(None if node is None else node.get(key))
        found = [name for value in values if (name := _person(page, value))]
        if found:
            yield from found
            return


def _person(page: Page, value: object) -> str:
    value = jsonld.resolve(value, page.jsonld)
    if isinstance(value, Mapping):
        value = value.get("name")
    text = jsonld.text(value)
    return "" if text.startswith("http") else text


def _from_meta(page: Page) -> Iterator[str]:
    for name in _META:
        contents = page.meta.get(name, ())
        found = [
            text for text in contents if "//" not in text and len(text) < _LONGEST_LINE
        ]
        if any(split_names(text) for text in found):
            yield from found
            return


def _from_links(page: Page) -> Iterator[str]:
    """Links that say ``rel=author``, above the article or else below it."""
    for zone in (Zone.HEAD, Zone.FOOT):
        near = (block for block in page.blocks if block.zone is zone)
        links = [link for block in near for link in block.links]
        found = [link.text for link in links if "author" in link.rel.split()]
        if found:
            yield from found
            return


def _from_microdata(page: Page) -> Iterator[str]:
    """Elements marked as the author: those of the article, else the first."""
    found = [
        text for text in _marked_authors(page) if text and len(text) < _LONGEST_LINE
    ]
    near = [block.text for block in _near(page)]
    of_article = [text for text in found if any(text in line for line in near)]
    yield from of_article or found[:1]


def _marked_authors(page: Page) -> Iterator[str]:
    for element in () if page.tree is None else page.tree.iter(etree.Element):
        if "author" not in (element.get("itemprop") or "").split():
            continue
        named = element.find(".//*[@itemprop='name']")
        holder = element if named is None else named
        yield holder.get("content") or " ".join("".join(holder.itertext()).split())


def _from_marked_blocks(page: Page) -> Iterator[str]:
    """Short lines whose class names call them a byline; those that say "by" first."""
    marked = [block for block in _near(page) if _is_marked(block)]
    saying = [block for block in marked if after_by(block.text)]
    for block in saying or marked:
        yield _byline_part(block)


def _is_marked(block: Block) -> bool:
    own = block.hints[:120]
    if len(block.text) > _LONGEST_LINE or block.tag in {"h1", "h2"}:
        return False
    return bool(_BYLINE.search(own)) and not _NOT_BYLINE.search(own.split(" ")[0])


def _byline_part(block: Block) -> str:
    """The linked names of a byline, where it links them; else all of it."""
    linked = [link.text for link in block.links if split_names(link.text)]
    stated = after_by(block.text)
    if stated is None and linked:
        return ", ".join(linked)
    return block.text


def _from_lines(page: Page) -> Iterator[str]:
    """Lines of the head, or the foot, that begin with "by"."""
    for block in page.blocks:
        if block.zone not in {Zone.HEAD, Zone.FOOT} or len(block.text) > _LONGEST_LINE:
            continue
        rest = after_by(block.text)
        if rest and split_names(rest) and _capital(rest):
            yield block.text
            return


def _capital(text: str) -> bool:
    return text[:1].isupper() or not text[:1].isascii()


def _near(page: Page) -> list[Block]:
    head = [block for block in page.blocks if block.zone is Zone.HEAD]
    return head or [block for block in page.blocks if block.zone is Zone.FOOT]


_SOURCES: tuple[Callable[[Page], Iterable[str]], ...] = (
    _from_jsonld,
    _from_meta,
    _from_microdata,
    _from_links,
    _from_marked_blocks,
    _from_lines,
)
