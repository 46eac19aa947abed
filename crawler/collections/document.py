"""A JSON list of objects, one by one: it may be larger than the memory."""

from __future__ import annotations

import codecs
import io
import json
from typing import TYPE_CHECKING, Any

from graph.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

_STEP = 2**20
_LONGEST = 64 * 1024**2
"""Characters of one object."""
_BETWEEN = " \t\r\n,"


def is_document(file: io.BufferedReader) -> bool:
    """Whether a file begins as a JSON list does; nothing is taken from it."""
    start = file.peek(200)[:200].removeprefix(b"\xef\xbb\xbf").lstrip()
    return start.startswith(b"[")


def objects_of(
    file: io.BufferedReader, *, label: str
) -> Iterator[tuple[int, dict[str, Any] | None]]:
    """Each value of a list with its number; None for one that is no object.

    Raises :class:`InputError` where the list breaks off or is no JSON from there on.
    """
    values = _values(codecs.getreader("utf-8-sig")(file, "replace"))
    number = 0
    try:
        for number, value in enumerate(values, 1):
            yield number, value if isinstance(value, dict) else None
    except (ValueError, RecursionError):
        message = f"{label}, object {number + 1}: no JSON from here on"
        raise InputError(message, subject=label) from None


def _values(text: codecs.StreamReader) -> Iterator[object]:
    """The values of a list; ValueError where it is none."""
    decoder = json.JSONDecoder(strict=False)
    held, place = text.read(_STEP).lstrip(), 1
    while True:
        place = _behind(held, place)
        if held[place : place + 1] == "]":
            return
        try:
            value, place = decoder.raw_decode(held, place)
        except ValueError:
            # As much again as there is: a long object is not read over and over.
            rest = held[place:]
            more = text.read(max(_STEP, len(rest)))
            if not more or len(rest) > _LONGEST:
                raise
            held, place = rest + more, 0
        else:
            yield value


def _behind(held: str, place: int) -> int:
    """Where the next value begins."""
    while held[place : place + 1] in {*_BETWEEN}:
        place += 1
    return place
