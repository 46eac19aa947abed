"""Whether words on a page are somebody else's: inside quotation marks, or a quote."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.block import Zone

if TYPE_CHECKING:
    from crawler.cues.passage import Passage

# What opens in one language closes in another: a pair counts either way.
_QUOTATION = re.compile('“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»|»[^«»]*«|"[^"]*"')
_LEAST_OUTSIDE = 2
"""So many words beside it make a part of a line a quotation."""


def is_quoted(passage: Passage, start: int, end: int) -> bool:
    """Whether a span lies in a quotation within its block, or in a quote of the prose.

    A line that stands in quotation marks as a whole is not somebody else's words, nor
    is a block quote at an end of the article.
    """
    block = passage.block_at(start)
    inside = passage.zone is Zone.BODY and not passage.edge
    if inside and "/blockquote[" in block.path:
        return True
    first = passage.text.find(block.text)
    for found in _QUOTATION.finditer(block.text):
        if found.start() <= start - first and end - first <= found.end():
            outside = block.text[: found.start()] + " " + block.text[found.end() :]
            return len(re.findall(r"\w+", outside)) >= _LEAST_OUTSIDE
    return False
