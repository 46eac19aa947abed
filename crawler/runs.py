"""A tree into visible runs of text: one for each paragraph, line, item or cell."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from lxml import etree

from crawler.line import Line, Node, Run
from crawler.unseen import is_invisible

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_INLINE = frozenset(
    "a abbr acronym b bdi bdo big button cite code data del dfn em font i img input ins"
    " kbd label mark nobr picture q s samp small source span strike strong sub sup time"
    " tt u var wbr".split(),
)
_BREAKS = frozenset({"br", "hr"})
_SKIPPED = frozenset(
    "script style noscript template svg math select option datalist iframe object"
    " embed audio video canvas map head meta link title".split(),
)
_EMPHASIS = frozenset({"em", "i", "cite"})
# Neighbours of these kinds are set apart on the screen, though not in the markup.
_SPACED = frozenset({"span", "a", "time"})
# A run this long is not one that anybody reads; the rest of it is a run of its own.
_LONGEST_RUN = 50_000


def read_runs(tree: HtmlElement, base: str | None) -> Iterator[Run]:
    """Every visible run of text under ``tree``, in order.

    What is never shown (scripts, options, templates), and what a line hides, is left
    out; what stands in a text area is kept, for the zones to set aside.
    """
    walk = _Walk(base)
    walker = etree.iterwalk(tree, events=("start", "end", "comment", "pi"))
    for event, element in walker:
        tag = element.tag
        if event == "start":
            if _is_left_out(tag, element):
                walker.skip_subtree()
            elif tag in _INLINE:
                walk.open_inline(tag, element)
            elif run := walk.open(tag, element):
                yield run
            continue
        if event == "end" and not _is_left_out(tag, element):
            if tag in _INLINE:
                walk.close_inline(tag)
            elif run := walk.close(tag):
                yield run
        tail = element.tail
        walk.last_closed = "" if tail else tag
        if tail and (run := walk.tail(tail)):
            yield run


def _is_left_out(tag: str, element: Any) -> bool:  # noqa: ANN401 - lxml's
    """Whether nothing in an element is ever shown."""
    return tag in _SKIPPED or (tag in _INLINE and is_invisible(element))


class _Walk:
    """What is open at one point of the walk through a tree."""

    def __init__(self, base: str | None) -> None:
        self.line = Line(base)
        self.nodes: list[Node] = []
        self.inline: list[Any] = []
        self.last_closed = ""

    def open(self, tag: str, element: Any) -> Run | None:  # noqa: ANN401
        """Enters an element; the run that this ends."""
        run = self.line.flush()
        if tag not in _BREAKS:
            parent = self.nodes[-1] if self.nodes else None
            self.nodes.append(Node(tag, element, parent))
        self.last_closed = ""
        if text := element.text:
            self.line.add(text, self.nodes[-1], self.inline)
        return run

    def open_inline(self, tag: str, element: Any) -> None:  # noqa: ANN401
        """Enters an element that stands within a line."""
        if self.last_closed in _SPACED and tag in _SPACED:
            self.line.gap = True
        self.inline.append(element)
        if tag == "a":
            self.line.open_link(element)
        elif tag in _EMPHASIS:
            self.line.emphasis += 1
        self.last_closed = ""
        if text := element.text:
            self.line.add(text, self.nodes[-1], self.inline)

    def close_inline(self, tag: str) -> None:
        """Leaves an element that stands within a line."""
        self.inline.pop()
        if tag == "a":
            self.line.close_link()
        elif tag in _EMPHASIS:
            self.line.emphasis -= 1

    def close(self, tag: str) -> Run | None:
        """Leaves an element; the run that this ends."""
        if tag in _BREAKS:
            return None
        self.nodes.pop()
        return self.line.flush()

    def tail(self, text: str) -> Run | None:
        """Takes what follows an element; the run that has grown too long."""
        if not self.nodes:
            return None
        self.line.add(text, self.nodes[-1], self.inline)
        return self.line.flush() if self.line.length > _LONGEST_RUN else None
