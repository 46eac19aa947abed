"""A tree into visible runs of text: one for each paragraph, line, item or cell."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from lxml import etree

from crawler.line import Line, Node, Run

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
_LONGEST_HINTS = 400
# A run this long is not one that anybody reads; the rest of it is a run of its own.
_LONGEST_RUN = 50_000


def read_runs(tree: HtmlElement, base: str | None) -> Iterator[Run]:
    """Every visible run of text under ``tree``, in order.

    What is never shown (scripts, options, templates) is left out; what stands
    in a text area or a closed dialog is kept, for the zones to set aside.
    """
    walk = _Walk(base)
    walker = etree.iterwalk(tree, events=("start", "end", "comment", "pi"))
    for event, element in walker:
        tag = element.tag
        if event != "start":
            closed = event == "end" and tag not in _SKIPPED
            if closed and (run := walk.close(tag)):
                yield run
            if run := walk.tail(tag, element):
                yield run
        elif tag in _SKIPPED:
            walker.skip_subtree()
        elif run := walk.open(tag, element):
            yield run


class _Walk:
    """What is open at one point of the walk through a tree."""

    def __init__(self, base: str | None) -> None:
        self.line = Line(base)
        self.nodes: list[Node] = []
        self.inline: list[str] = []
        self.last_closed = ""

    def open(self, tag: str, element: Any) -> Run | None:  # noqa: ANN401
        """Enters an element; the run that this ends."""
        run = None
        if tag in _INLINE:
            self._open_inline(tag, element)
        else:
            run = self.line.flush()
            if tag not in _BREAKS:
                parent = self.nodes[-1] if self.nodes else None
                self.nodes.append(_node(tag, element, parent))
        self.last_closed = ""
        if element.text:
            self._add(element.text)
        return run

    def _open_inline(self, tag: str, element: Any) -> None:  # noqa: ANN401
        if self.last_closed in _SPACED and tag in _SPACED:
            self.line.gap = True
        self.inline.append(_own_hints(element))
        if tag == "a":
            self.line.open_link(element)
        elif tag in _EMPHASIS:
            self.line.emphasis += 1

    def close(self, tag: str) -> Run | None:
        """Leaves an element; the run that this ends."""
        if tag in _INLINE:
            self.inline.pop()
            if tag == "a":
                self.line.close_link()
            elif tag in _EMPHASIS:
                self.line.emphasis -= 1
            return None
        if tag in _BREAKS:
            return None
        self.nodes.pop()
        return self.line.flush()

    def tail(self, tag: str, element: Any) -> Run | None:  # noqa: ANN401
        """Takes what follows an element; the run that has grown too long."""
        self.last_closed = tag if not element.tail else ""
        if element.tail and self.nodes:
            self._add(element.tail)
            if self.line.length > _LONGEST_RUN:
                return self.line.flush()
        return None

    def _add(self, text: str) -> None:
        self.line.add(text, self.nodes[-1], " ".join(self.inline).strip())


def _node(tag: Any, element: Any, parent: Node | None) -> Node:  # noqa: ANN401
    name = str(tag)
    place = 1
    inherited = ""
    if parent is not None:
        place = parent.counts[name] = parent.counts.get(name, 0) + 1
        inherited = parent.hints
    own = _own_hints(element) if name not in {"html", "body"} else ""
    hints = f"{own} {inherited}".strip() if own else inherited
    return Node(
        tag=name,
        element=element,
        hints=hints[:_LONGEST_HINTS],
        parent=parent,
        place=place,
        depth=0 if parent is None else parent.depth + 1,
    )


def _own_hints(element: Any) -> str:  # noqa: ANN401
    own = " ".join(
        value
        for key in ("class", "id", "itemprop", "role")
        if (value := element.get(key))
    )
    return " ".join(own[:_LONGEST_HINTS].lower().split())
