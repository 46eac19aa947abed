"""A text with signs around its links, as wordings are matched on it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.phrases.slots import CLOSE, OPEN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crawler.block import Link


class Marked:
    """A text with signs around its links."""

    def __init__(self, text: str, links: Iterable[Link]) -> None:
        self.plain = text
        self.text, self.offsets = _mark(text, links)
        self._starts = [0, *(m.end() for m in re.finditer("\n", self.text))]

    def span(self, lines: slice) -> tuple[int, int]:
        """Where some of its lines begin and end."""
        behind = self._starts[lines.stop : lines.stop + 1]
        return self._starts[lines.start], behind[0] - 1 if behind else len(self.text)


def _mark(text: str, links: Iterable[Link]) -> tuple[str, list[int]]:
    """The text with signs around its links, and the offset behind each character."""
    signs: dict[int, str] = {}
    for link in links:
        if link.start < link.end <= len(text):
            signs[link.start] = signs.get(link.start, "") + OPEN
            signs[link.end] = CLOSE + signs.get(link.end, "")
    marked, offsets, before = "", [], 0
    for place in sorted(signs):
        marked += text[before:place] + signs[place]
        offsets += [*range(before, place), *[place] * len(signs[place])]
        before = place
    return marked + text[before:], [*offsets, *range(before, len(text) + 1)]
