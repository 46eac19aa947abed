"""Which of an outlet's sitemaps are asked: news, the days that matter, the newest."""

from __future__ import annotations

import re
from itertools import cycle
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.model import Date

_NOT_POSTS = re.compile(
    r"categor|(?:^|[^a-z])tags?(?![a-z])|author|users?[-.]|page-|image|video|taxonom|product"
)
_MONTH = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_/.]?(0?[1-9]|1[0-2])(?!\d{3})")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_NUMBER = re.compile(r"(\d{1,18})")


def has_articles(one: str) -> bool:
    """Whether a map's name tells of no other pages, such as categories or people."""
    return _NOT_POSTS.search(_file(one)) is None


def chosen(maps: Iterable[str], near: Date | None, most: int) -> list[str]:
    """At most so many maps of articles, those first that may have one of that day.

    A map whose name tells another month or year comes last; of those that tell
    nothing the last ones by their numbers come first, since most software numbers
    them upwards.
    """
    newest = sorted(dict.fromkeys(maps), key=_natural, reverse=True)
    return sorted(newest, key=lambda one: _rank(one, near))[:most]


def _rank(one: str, near: Date | None) -> int:
    month, year = _MONTH.search(one), _YEAR.search(one)
    if near and month:
        told = f"{month[1]}-{int(month[2]):02}"
        return 0 if told.startswith(near.value[:7]) else 4
    if near and year:
        return 1 if year[1] == near.value[:4] else 4
    return 2 if "news" in _file(one) else 3


def _file(url: str) -> str:
    return urlsplit(url).path.rpartition("/")[2].lower()


def _natural(url: str) -> list[tuple[bool, int, str]]:
    """Numbers as numbers: the tenth map stands behind the ninth."""
    parts = _NUMBER.split(url)
    return [
        (even, int(part) if even else 0, part)
        for even, part in zip(cycle((False, True)), parts, strict=False)
    ]
