"""What the world does to URLs: the data behind the keys, in ``identity.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def world() -> dict[str, Any]:
    """The tables of ``identity.toml``."""
    source = resources.files("graph.identity").joinpath("identity.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))
