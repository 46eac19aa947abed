"""Spellings that house styles change: folded into one before changes are looked for."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources


def folded(text: str) -> str:
    """The text in small letters and in one of its spellings.

    >>> folded("The Harbour theatre, 1,200 seats")
    'the harbor theater, 1200 seats'
    """
    text = text.lower()
    for pattern, to in _folds():
        text = pattern.sub(to, text)
    return text


@cache
def _folds() -> tuple[tuple[re.Pattern[str], str], ...]:
    source = resources.files("graph.resolve").joinpath("spelling.toml")
    table = tomllib.loads(source.read_text("utf-8"))
    return tuple((re.compile(one["pattern"]), one["to"]) for one in table["fold"])
