"""The fields of an article in a collection, by our names. Pure."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

_NOTHING = (None, "")
_NO_MOMENT = (*_NOTHING, 0, "0", "0.0")


def line_of(stated: Mapping[str, Any]) -> dict[str, Any] | None:
    """What a JSON line of ours says of the same article; None for no known collection.

    >>> line_of({"source": "herald", "title": "Ferry", "content": "Left."})
    {'text': 'Left.', 'outlet': 'herald', 'headline': 'Ferry'}
    >>> line_of({"url": "https://herald.example/", "text": "It left."}) is None
    True
    """
    names = next(
        (one for one in _tables().values() if stated.keys() >= set(one["known_by"])),
        None,
    )
    if names is None:
        return None
    found = {
        ours: _first([stated.get(name) for name in theirs], ours)
        for ours, theirs in names.items()
        if ours != "known_by"
    }
    return {name: value for name, value in found.items() if value is not None}


def _first(values: list[object], ours: str) -> object:
    """The first of several values that says anything."""
    nothing = _NO_MOMENT if ours == "published" else _NOTHING
    told = ((v, v.strip() if isinstance(v, str) else v) for v in values)
    return next((value for value, plain in told if plain not in nothing), None)


@cache
def _tables() -> dict[str, dict[str, list[str]]]:
    file = resources.files("crawler.collections").joinpath("fields.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))
