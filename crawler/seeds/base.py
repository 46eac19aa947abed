"""An address in a list, and the names that lists have for addresses."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, kw_only=True, slots=True)
class Seed:
    """An address as a list states it."""

    text: str
    """As written; maybe none that can be asked."""
    place: str
    """Where it stands, for the user: ``list.csv, line 7``."""
    kind: str = ""
    """How it is read (``feed``, ``frontpage``); empty where its form tells."""


@cache
def names_of_addresses() -> tuple[str, ...]:
    """Names of columns and keys that hold an article's address, the best first."""
    file = resources.files("crawler.seeds").joinpath("columns.toml")
    return tuple(tomllib.loads(file.read_text(encoding="utf-8"))["address"])
