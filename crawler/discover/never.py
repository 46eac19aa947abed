"""Outlets that are never asked for copies, and credited by no list."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources


@cache
def never_asked() -> frozenset[str]:
    """Their keys, of all groups of ``never.toml``."""
    file = resources.files("crawler.discover").joinpath("never.toml")
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    return frozenset(key for group in table.values() for key in group["outlets"])
