"""The run of text that is being gathered, and what a finished one is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from crawler.block import Block, Link, Zone
from crawler.markup import absolute
from crawler.unseen import is_unseen

_LONGEST_HINTS = 400
# A line with more is no sentence.
_MOST_LINKS = 1000
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_WHOLE = frozenset({"html", "body"})


class Node:
    """An open element of the walk, with what its runs inherit."""

    __slots__ = (
        "counts",
        "depth",
        "element",
        "hints",
        "parent",
        "path",
        "place",
        "tag",
        "unseen",
    )

    def __init__(self, tag: str, element: Any, parent: Node | None) -> None:  # noqa: ANN401
        self.tag = tag
        """The element's name."""
        self.element = element
        """The element."""
        self.parent = parent
        """The element that it lies in."""
        self.counts: dict[str, int] = {}
        """How many children of each name have been met."""
        self.place = 1
        """Its place among its parent's children of its name, from 1."""
        self.depth = 0
        """How many elements it lies in."""
        self.hints = "" if tag in _WHOLE else own_hints(element)
        """Class and id words of itself and its ancestors, nearest first."""
        self.unseen = is_unseen(element)
        """Whether it, or what it lies in, says that it is not shown."""
        above = ""
        if parent is not None:
            self.unseen = self.unseen or parent.unseen
            self.depth = parent.depth + 1
            self.place = parent.counts[tag] = parent.counts.get(tag, 0) + 1
            self.hints = _joined(self.hints, parent.hints)
            above = parent.path
        self.path: str = f"{above}/{tag}[{self.place}]"
        """Its XPath, each step with its position."""

    def lineage(self) -> Iterator[Node]:
        """Itself and its ancestors, nearest first."""
        node: Node | None = self
        while node is not None:
            yield node
            node = node.parent


def _joined(own: str, above: str) -> str:
    """Two rows of words as one, bounded."""
    return f"{own} {above}"[:_LONGEST_HINTS] if own and above else own or above


def own_hints(element: Any) -> str:  # noqa: ANN401 - lxml has no public type
    """Words of an element's class, id, itemprop and role, in small letters."""
    get = element.get
    return _hints(get("class"), get("id"), get("itemprop"), get("role"))


# A template has the same few on most of its elements.
@lru_cache(maxsize=4096)
def _hints(*stated: str | None) -> str:
    own = " ".join([value for value in stated if value])
    return " ".join(own[:_LONGEST_HINTS].lower().split())


@dataclass(kw_only=True, slots=True)
class Run:
    """A visible run of text and the element that holds it."""

    text: str
    """Its words, whitespace collapsed."""
    links: tuple[Link, ...]
    """The links inside it, in order."""
    tag: str
    """The element's name."""
    hints: str
    """Class and id words of the element and its ancestors, nearest first."""
    path: str
    """XPath of the element."""
    node: Node | None = None
    """The element; None in a text without markup."""
    emphasised: int = 0
    """How many of its characters are set in italics."""
    weight: int = field(init=False)
    """Length in letters; one of East Asian writing says as much as three."""
    linked: int = field(init=False)
    """How many of its characters are links."""

    def __post_init__(self) -> None:
        """Weighs it once, since it is asked for many times."""
        self.weight = len(self.text)
        if not self.text.isascii():
            self.weight += 2 * len(_CJK.findall(self.text[:2000]))
        self.linked = sum([len(link.text) for link in self.links])

    def block(self, index: int, zone: Zone) -> Block:
        """The run as a block of the page."""
        return Block(
            index=index,
            text=self.text,
            links=self.links,
            zone=zone,
            tag=self.tag,
            hints=self.hints,
            path=self.path,
        )


class Line:
    """The run that is being gathered."""

    def __init__(self, base: str | None) -> None:
        self.base = base
        self.link: Any = None
        self.link_start = 0
        self.link_part = 0
        self.emphasis = 0
        self._reset()

    def _reset(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.gap = False
        self.links: list[Link] = []
        self.emphasised = 0
        self.owner: Node | None = None
        self.around: tuple[Any, ...] = ()

    def add(self, text: str, owner: Node, around: Sequence[Any]) -> None:
        """Adds words of ``owner``; ``around`` are the inline elements around them."""
        words = text.split()
        if not words:
            self.gap = True
            return
        piece = " ".join(words)
        if self.owner is None:
            self.owner, self.around = owner, tuple(around)
        elif self.gap or text[0].isspace():
            piece = " " + piece
        self.parts.append(piece)
        self.length += len(piece)
        if self.emphasis:
            self.emphasised += len(piece)
        self.gap = text[-1].isspace()

    def open_link(self, element: Any) -> None:  # noqa: ANN401
        """Begins a link at the words that come next."""
        if len(self.links) >= _MOST_LINKS:
            return
        self.link, self.link_start = element, self.length
        self.link_part = len(self.parts)

    def close_link(self) -> None:
        """Ends the open link, if any, behind the words so far."""
        if self.link is None:
            return
        words = "".join(self.parts[self.link_part :])
        start = self.link_start + (words[:1] == " ")
        if words:
            self.links.append(
                Link(
                    text=words.strip(),
                    href=absolute(self.link.get("href") or "", self.base),
                    start=start,
                    end=self.length,
                    rel=(self.link.get("rel") or "").strip().lower(),
                ),
            )
        self.link = None

    def flush(self) -> Run | None:
        """The run gathered so far, if it has words; the next one begins empty."""
        owner = self.owner
        if owner is None:
            self.gap = False
            if self.link is not None:
                self.link_start = self.link_part = 0
            return None
        link = self.link
        self.close_link()
        hints = [*map(own_hints, self.around), owner.hints]
        run = Run(
            text="".join(self.parts),
            links=tuple(self.links),
            tag=owner.tag,
            hints=" ".join(filter(None, hints)),
            path=owner.path,
            node=owner,
            emphasised=self.emphasised,
        )
        self._reset()
        self.link, self.link_start, self.link_part = link, 0, 0
        return run
