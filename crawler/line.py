"""The run of text that is being gathered, and what a finished one is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from crawler.block import Block, Link, Zone
from crawler.markup import absolute


@dataclass(slots=True)
class Node:
    """An open element of the walk, with what its runs inherit."""

    tag: str
    element: Any
    hints: str
    parent: Node | None
    place: int
    depth: int
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def path(self) -> str:
        """Its XPath, each step with its position."""
        steps: list[str] = []
        node: Node | None = self
        while node is not None:
            steps.append(f"{node.tag}[{node.place}]")
            node = node.parent
        return "/" + "/".join(reversed(steps))

    def lineage(self) -> Iterator[Node]:
        """Itself and its ancestors, nearest first."""
        node: Node | None = self
        while node is not None:
            yield node
            node = node.parent


@dataclass(slots=True)
class Run:
    """A visible run of text and the element that holds it."""

    text: str
    links: tuple[Link, ...]
    tag: str
    hints: str
    path: str
    node: Node | None = None
    emphasised: int = 0
    """How many of its characters are set in italics."""

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
        self.extra = ""

    def add(self, text: str, owner: Node, hints: str) -> None:
        """Adds words of ``owner``; ``hints`` are those of inline elements."""
        words = text.split()
        if not words:
            self.gap = True
            return
        if self.owner is None:
            self.owner, self.extra = owner, hints
        lead = " " if self.length and (self.gap or text[0].isspace()) else ""
        piece = lead + " ".join(words)
        self.parts.append(piece)
        self.length += len(piece)
        if self.emphasis:
            self.emphasised += len(piece)
        self.gap = text[-1].isspace()

    def open_link(self, element: Any) -> None:  # noqa: ANN401 - lxml has no public type
        """Begins a link at the words that come next."""
        self.link, self.link_start = element, self.length
        self.link_part = len(self.parts)

    def close_link(self) -> None:
        """Ends the open link, if any, behind the words so far."""
        if self.link is None:
            return
        words = "".join(self.parts[self.link_part :])
        start = self.link_start + (words[:1] == " ")
        if words.strip():
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
        link = self.link
        self.close_link()
        owner = self.owner
        run = None
        if owner is not None:
            run = Run(
                text="".join(self.parts),
                links=tuple(self.links),
                tag=owner.tag,
                hints=f"{self.extra} {owner.hints}".strip(),
                path=owner.path,
                node=owner,
                emphasised=self.emphasised,
            )
        self._reset()
        self.link, self.link_start, self.link_part = link, 0, 0
        return run
