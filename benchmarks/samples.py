"""The pages that readers are timed on, and the true texts of some of them.

No person wrote down the bodies of the real pages. What comes near to it: the golden
pages, whose text we wrote; pages that carry their text as structured data, too, as
their publisher keeps it; and labelled texts of the same address, which may hold a
headline or a list besides and so tell only which of two readers is nearer.
"""

from __future__ import annotations

import gzip
import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from benchmarks.golden import goldens
from benchmarks.measuring import LISTS
from benchmarks.texts import word_counts
from crawler.door.body import decode
from crawler.page import Page

# A shorter text is a teaser; one of other words than the page shows is of another one.
_LEAST_WORDS = 100
_LEAST_SHOWN = 0.9
_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True, kw_only=True)
class Sample:
    """A page to read."""

    body: bytes
    """As it was served."""
    url: str | None
    """Where it was fetched from."""
    text: str = ""
    """Its true text where that is known."""

    @cached_property
    def own_text(self) -> str:
        """The text that the page gives in its structured data; empty if it does not."""
        page = Page.from_html(decode(self.body).text, self.url)
        shown = word_counts(" ".join(block.text for block in page.blocks))
        stated = (node.get("articleBody") for node in page.jsonld)
        texts = [_plain(text) for text in stated if isinstance(text, str)]
        return max(
            (text for text in texts if _is_shown(text, shown)), key=len, default=""
        )


def golden_samples() -> list[Sample]:
    """The golden pages, with their texts."""
    return [
        Sample(body=page.body, url=page.url, text="\n".join(page.expected["text"]))
        for page in goldens()
    ]


def labelled_samples(folder: Path) -> list[Sample]:
    """The labelled pages below a folder, with labelled texts of their address."""
    path = folder / LISTS["pages"]
    texts = {row["url"]: row["text"] for row in _rows(folder / LISTS["texts"])}
    return [
        Sample(
            body=gzip.decompress((path.parent / row["file"]).read_bytes()),
            url=row["url"],
            text=texts.get(row["url"], "") if row["url"] else "",
        )
        for row in _rows(path)
    ]


def truths(samples: Sequence[Sample]) -> Mapping[str, Mapping[int, str]]:
    """The true texts by where they come from, each with the place of its page."""
    own = {place: sample.own_text for place, sample in enumerate(samples)}
    labelled = {place: sample.text for place, sample in enumerate(samples)}
    return {
        "the page's own data": {place: text for place, text in own.items() if text},
        "labelled texts": {place: text for place, text in labelled.items() if text},
    }


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    if path.is_file():
        yield from map(json.loads, path.read_text("utf-8").splitlines())


def _plain(text: str) -> str:
    return _TAG.sub(" ", html.unescape(text))


def _is_shown(text: str, shown: Mapping[str, int]) -> bool:
    """Whether a text is long, and of words that readers of the page see."""
    counts = word_counts(text)
    seen = sum(min(count, shown.get(word, 0)) for word, count in counts.items())
    return counts.total() >= _LEAST_WORDS and seen >= _LEAST_SHOWN * counts.total()
