"""The pages of which something wrong is said, one by one, to find out why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from benchmarks.chains.answers import Answer
from benchmarks.chains.asking import Asked
from benchmarks.chains.scoring import is_copy, origin_right, parent_right
from graph.identity import url_key

if TYPE_CHECKING:
    from tests.world import Page

Fault = Mapping[str, Any]
"""One wrong page: what is said of it, and what is true."""


def faults(pages: Sequence[Page], asked: Asked) -> Iterator[Fault]:
    """What is said and what is true of each page that is not all right."""
    answers = asked.answers
    for page in pages:
        key = url_key(page.url)
        answer = answers.get(key, Answer())
        wrong = _wrong(page, answer)
        if wrong:
            yield {
                "url": page.url,
                "wrong": wrong,
                "headline": page.headline,
                "published": page.published.isoformat(),
                "stated": page.stated.value if page.stated else None,
                "read": key in answers,
                "joined": asked.stories.get(key),
                "truth": _plain(asdict(page.truth)),
                "said": _said(asked, key),
            }


def _wrong(page: Page, answer: Answer) -> list[str]:
    """The names of what is wrong."""
    (parent,), (root,) = answer.parents, answer.origins
    found = []
    if not parent_right(page.truth, parent):
        found.append("parent" if is_copy(page.truth) else "given a parent")
    if not origin_right(page.truth, root):
        found.append("wrongly known" if answer.known else "origin")
    return found


def _said(asked: Asked, key: str) -> dict[str, Any] | None:
    told = asked.told.get(key)
    if told is None:
        return None
    return {
        "origin": told["origin"],
        "known": told["known"],
        "hops": told["hops"],
        "alternatives": [
            {name: other[name] for name in ("url", "verdict", "relation", "reasons")}
            for other in told["alternatives"]
        ],
    }


def _plain(truth: dict[str, Any]) -> dict[str, Any]:
    """The truth as JSON can hold it."""
    return truth | {"changes": sorted(truth["changes"])}
