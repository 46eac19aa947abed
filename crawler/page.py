"""A page, parsed once: what every field reader and every cue looks at.

Bytes (or a text) come in, a :class:`Page` comes out. Nothing here judges what
a page means; it only says what stands where.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, TypeVar, cast

from crawler import boxes, jsonld, markdown, markup, zones
from crawler.block import Block, Link, Zone
from crawler.line import Run
from crawler.runs import read_runs
from graph.text import clean, line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

T = TypeVar("T")

__all__ = ["Block", "Link", "Page", "Zone"]

# Far more than any page needs, few enough to bound a hostile one.
_MOST_SCRIPTS = 200
_LONGEST_SCRIPT = 100_000
_LONGEST_META = 20_000
_MOST_RUNS = 30_000
_LONG_RUN = 40


class Page:
    """One page, its parts read when first asked for.

    >>> page = Page.from_text("By [Ann Lee](https://a.example/ann)")
    >>> page.blocks[0].text, page.blocks[0].links[0].href
    ('By Ann Lee', 'https://a.example/ann')
    """

    def __init__(
        self,
        url: str | None,
        *,
        tree: HtmlElement | None = None,
        text: str = "",
        too_deep: bool = False,
    ) -> None:
        self._derived: dict[object, object] = {}
        self.url = url
        """The address it was fetched from, if known."""
        self.tree = tree
        """The parsed markup; None for a text."""
        self.too_deep = too_deep
        """Whether the parser dropped what was nested too deeply."""
        self.text = text
        """The markup, or the plain text, that it was read from."""

    @classmethod
    def from_html(cls, markup_text: str, url: str | None = None) -> Page:
        """The page of a document's markup; never raises for malformed markup."""
        text = clean(markup_text)
        tree, too_deep = markup.parse(text)
        return cls(url, tree=tree, text=text, too_deep=too_deep)

    @classmethod
    def from_text(cls, text: str, url: str | None = None) -> Page:
        """The page of a plain or Markdown text: a block a paragraph."""
        return cls(url, text=clean(text))

    def derived(self, work: Callable[[Page], T]) -> T:
        """What ``work`` makes of the page, made once however often it is asked for."""
        if work not in self._derived:
            self._derived[work] = work(self)
        return cast("T", self._derived[work])

    @cached_property
    def base(self) -> str | None:
        """What relative links start from; a malformed ``<base>`` is ignored."""
        stated = "" if self.tree is None else markup.first(self.tree, "base", "href")
        return markup.absolute(stated, self.url) or self.url

    @cached_property
    def size(self) -> int:
        """How many elements the tree has."""
        return 0 if self.tree is None else sum(1 for _ in self.tree.iter())

    @cached_property
    def title(self) -> str:
        """The words of ``<title>``."""
        found = None if self.tree is None else self.tree.find(".//title")
        return "" if found is None else line("".join(found.itertext()))

    @cached_property
    def lang(self) -> str | None:
        """The ``lang`` of ``<html>``, as stated."""
        if self.tree is None:
            return None
        stated = self.tree.get("lang") or self.tree.get("xml:lang") or ""
        return stated.strip() or None

    @cached_property
    def meta(self) -> Mapping[str, tuple[str, ...]]:
        """Contents of ``<meta>`` by lower-case name, property, itemprop, http-equiv."""
        found: dict[str, list[str]] = {}
        for element in () if self.tree is None else self.tree.iter("meta"):
            content = line((element.get("content") or "")[:_LONGEST_META])
            for key in ("name", "property", "itemprop", "http-equiv"):
                name = (element.get(key) or "").strip().lower()
                if name and content:
                    found.setdefault(name, []).append(content)
        return {name: tuple(contents) for name, contents in found.items()}

    @cached_property
    def rels(self) -> tuple[tuple[str, str, str], ...]:
        """(rel, absolute href, type) of every ``<link>`` that leads somewhere."""
        found = []
        for element in () if self.tree is None else self.tree.iter("link"):
            href = markup.absolute(element.get("href") or "", self.base)
            kind = (element.get("type") or "").strip().lower()
            names = (element.get("rel") or "").lower().split()
            found += [(name, href, kind) for name in names if href]
        return tuple(found)

    @cached_property
    def jsonld(self) -> tuple[Mapping[str, object], ...]:
        """Every JSON-LD node, graphs and lists flattened, malformed ones skipped."""
        if self.tree is None:
            return ()
        return jsonld.nodes(
            script.text or ""
            for script in self.tree.iter("script")
            if "ld+json" in (script.get("type") or "").lower()
        )

    @cached_property
    def article_node(self) -> Mapping[str, object] | None:
        """The JSON-LD node that describes this page's article."""
        names = [*self.meta.get("og:title", ()), self.title]
        return jsonld.article(self.jsonld, self.url, names)

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """The visible runs of text before they are given a zone."""
        if self.tree is None:
            return tuple(markdown.read_runs(self.text))
        found = read_runs(self.tree, self.base)
        first = list(islice(found, _MOST_RUNS))
        # Behind a menu without end there may still be an article, but no short line.
        more = (run for run in found if len(run.text) >= _LONG_RUN)
        return boxes.shown((*first, *more))

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The visible runs of text, in order, each with its zone."""
        titles = [*self.meta.get("og:title", ()), self.title]
        if self.article_node is not None:
            titles.insert(0, jsonld.text(self.article_node.get("headline")))
        found = zones.zones(self.runs, titles)
        return tuple(
            run.block(index, zone)
            for index, (run, zone) in enumerate(zip(self.runs, found, strict=True))
        )

    @cached_property
    def scripts(self) -> tuple[str, ...]:
        """The address, or the bounded inline text, of each script that is not data."""
        found = []
        for script in () if self.tree is None else self.tree.iter("script"):
            if "json" in (script.get("type") or "").lower():
                continue
            source = markup.absolute(script.get("src") or "", self.base)
            found.append(source or (script.text or "")[:_LONGEST_SCRIPT])
        return tuple(text for text in found if text)[:_MOST_SCRIPTS]

    @cached_property
    def images(self) -> tuple[str, ...]:
        """The absolute address of every image."""
        if self.tree is None:
            return ()
        found = (image.get("src") or "" for image in self.tree.iter("img"))
        return tuple(url for src in found if (url := markup.absolute(src, self.base)))
