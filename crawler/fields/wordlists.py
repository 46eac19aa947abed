"""Lists of words that the readers of fields know pages by."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources


@cache
def listed(file: str, kind: str) -> frozenset[str]:
    """The words of one kind in one file, folded.

    >>> "von" in listed("byline", "by")
    True
    """
    source = resources.files("crawler.fields").joinpath(f"{file}.toml")
    found = tomllib.loads(source.read_text(encoding="utf-8"))[kind]
    return frozenset(unicodedata.normalize("NFC", word).casefold() for word in found)


@cache
def table(file: str, kind: str) -> Mapping[str, Sequence[str]]:
    """The lists of one kind in one file, by the language they are for.

    >>> table("byline", "by_in")["ro"]
    ['de']
    """
    source = resources.files("crawler.fields").joinpath(f"{file}.toml")
    found: Mapping[str, Sequence[str]] = tomllib.loads(source.read_text("utf-8"))[kind]
    return found


@cache
def pattern(file: str, kind: str) -> re.Pattern[str]:
    """Any of those words, longest first, in any case."""
    ranked = sorted(listed(file, kind), key=lambda word: (-len(word), word))
    return re.compile("|".join(re.escape(word) for word in ranked), re.IGNORECASE)
