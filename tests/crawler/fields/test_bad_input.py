"""Whatever a page's data holds, every field is read and none fails."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from crawler.fields import (
    byline,
    headline,
    language,
    links,
    outlet,
    published,
    rights,
    topics,
)
from crawler.page import Page

READERS: tuple[Callable[[Page], object], ...] = (
    byline.read,
    headline.read,
    lambda page: language.read(page, ""),
    links.canonical,
    links.outlinks,
    outlet.read,
    published.read,
    rights.read,
    topics.read,
)
VALUES = (
    "1",
    "-0.5",
    "true",
    "null",
    "NaN",
    "[]",
    "{}",
    "[[null]]",
    '"\\u0000\\ud800"',
    '{"name": [1]}',
    '{"name": {"name": {"name": 4}}}',
    '{"@id": ["#x"]}',
    '{"@id": {"a": 1}}',
    '{"@type": ["Organization", 3], "name": null}',
    '"0000-00-00"',
    '"9999-12-31T23:59:59Z"',
    '"2022-02-20T25:61:61+99:99"',
    '"²⁰²²-02-20"',
    "[" * 1000 + "]" * 1000,
    '{"a":' * 1000 + "1" + "}" * 1000,
)
KEYS = (
    "author creator datePublished dateCreated headline publisher url mainEntityOfPage"
    " @id @type keywords articleSection license copyrightNotice"
).split()
PROSE = "<p>The council met on Tuesday and voted for the new bridge, as hoped.</p>" * 4


def page(data: str, line: str = "By Bo Reed") -> Page:
    return Page.from_html(
        f"<title>Bridge approved</title>{data}<article><h1>Bridge approved</h1>"
        f"<p class='byline'>{line}</p>{PROSE}</article>",
        "https://harbour.example/2022/02/20/bridge",
    )


@pytest.mark.parametrize("key", KEYS)
def test_any_value_of_any_key_of_jsonld(key: str) -> None:
    for value in VALUES:
        known = {"@type": '"Article"', "headline": '"Bridge approved"', key: value}
        pairs = ", ".join(f"{json.dumps(k)}: {v}" for k, v in known.items())
        found = page(f'<script type="application/ld+json">{{{pairs}}}</script>')
        for read in READERS:
            read(found)
        assert headline.read(found) == "Bridge approved"


@pytest.mark.parametrize(
    "text",
    [
        "x" * 1_000_000,
        "By " * 9000,
        "1/" * 9000,
        "12:" * 9000,
        "记者" * 3000,
        "(" * 9000,
    ],
)
def test_long_and_repeated_words_anywhere(text: str) -> None:
    for data in (
        f'<title>{text}</title><meta name="author" content="{text}">',
        f'<meta name="date" content="{text}"><meta name="dc.title" content="{text}">',
    ):
        found = page(data, text)
        for read in READERS:
            read(found)
        assert len(headline.read(found)) <= 400
        assert all(len(author.name) <= 60 for author in byline.read(found))
