"""The nouns of a page: a visible run of text, its links, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Zone(StrEnum):
    """Where a block stands relative to the page's article."""

    HEAD = "head"
    """From the headline to the first paragraph of prose: byline, dateline, credit."""
    BODY = "body"
    """The prose itself."""
    FOOT = "foot"
    """Behind the last paragraph of prose, still of this article: credit, rights."""
    OUTSIDE = "outside"
    """Navigation, related boxes, comments, footers, dialogs, captions."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """A link inside a block."""

    text: str
    """Its words."""
    href: str
    """Absolute http(s) address, or empty where it leads nowhere (``#``)."""
    start: int
    """Offset of its words in the block's text."""
    end: int
    """Offset behind its last word."""
    rel: str = ""
    """Its ``rel`` attribute, lower case."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """One visible run of text: a paragraph, a line, a list item, a cell, a caption."""

    index: int
    """Its place among the page's blocks, from 0."""
    text: str
    """Its words, whitespace collapsed."""
    links: tuple[Link, ...]
    """The links inside it, in order."""
    zone: Zone
    """Where it stands relative to the article."""
    tag: str
    """The element's name; ``p`` for a text without markup."""
    hints: str
    """Class and id words of the element and its ancestors, nearest first."""
    path: str
    """XPath of the element, or ``block N`` for a text without markup."""
