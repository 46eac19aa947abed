"""OPML (http://opml.org/spec2.opml): the feeds and the sites of a feed reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.discover.markup import local, parse_xml
from crawler.seeds.base import Seed

if TYPE_CHECKING:
    from collections.abc import Iterator

_KINDS = (("xmlurl", "feed"), ("htmlurl", "frontpage"), ("url", ""))
"""Attributes of an outline in lower case, as some programs write them."""


def seeds_in_opml(body: bytes, *, label: str) -> Iterator[Seed]:
    """The feed and the site of every outline; a plain link as what its form tells."""
    root = parse_xml(body)
    outlines = [] if root is None else [e for e in root.iter() if local(e) == "outline"]
    for number, outline in enumerate(outlines, 1):
        known = {str(name).lower(): str(text) for name, text in outline.attrib.items()}
        for attribute, kind in _KINDS:
            if text := known.get(attribute, "").strip():
                place = f"{label}, outline {number}"
                yield Seed(text=text, place=place, kind=kind)
