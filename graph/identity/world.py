"""What the world does to URLs and names: the data behind the keys, in TOML files."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """The tables of one file beside this one, ``identity`` for ``identity.toml``."""
    source = resources.files("graph.identity").joinpath(f"{name}.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


@cache
def world() -> dict[str, Any]:
    """The tables of ``identity.toml``."""
    return table("identity")
