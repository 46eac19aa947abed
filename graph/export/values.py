"""What every format does to a value before it escapes it for itself."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from graph.text import clean

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.parts import Value


def known(
    attributes: Mapping[str, Value | None], types: Mapping[str, type[Value]]
) -> dict[str, Value]:
    r"""The attributes that say something, each of its declared type, texts clean.

    What is not known, empty or no number is left out. Raises KeyError for an
    attribute that is not declared.

    >>> types = {"words": int, "quote": str, "lag_hours": float}
    >>> known({"words": None, "quote": "a\x00b", "lag_hours": float("inf")}, types)
    {'quote': 'ab'}
    """
    found: dict[str, Value] = {}
    for name, value in attributes.items():
        kind = types[name]
        if value is None or (isinstance(value, float) and not math.isfinite(value)):
            continue
        told = clean(str(value)) if kind is str else kind(value)
        if told != "":
            found[name] = told
    return found


def worded(value: Value) -> str:
    """A value in the words of XML Schema, not escaped.

    >>> worded(True), worded(0.5), worded(3), worded("a")
    ('true', '0.5', '3', 'a')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else repr(value)
