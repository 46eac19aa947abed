"""JSON lines: everything in a store, a line each, with nothing lost."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any, BinaryIO

from graph.export import lines
from graph.export.base import Format
from graph.judgement import Judged
from graph.text import clean

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from graph.selection import Selection

KINDS = {
    "full": (
        lines.outlets,
        lines.authors,
        lines.articles,
        lines.republications,
        lines.claims,
        lines.overlaps,
        lines.stories,
        lines.judgements(*Judged),
    ),
    "articles": (
        lines.articles,
        lines.republications,
        lines.claims,
        lines.overlaps,
        lines.stories,
        lines.judgements(Judged.ARTICLE),
    ),
    "outlets": (lines.outlets, lines.judgements(Judged.OUTLET)),
    "authors": (lines.authors, lines.judgements(Judged.AUTHOR)),
}
"""The kinds of lines in each view, in the order of files."""


def write(connection: Connection, file: BinaryIO, chosen: Selection) -> None:
    """Write what is selected of the store, rejected republications too."""
    every = replace(chosen, with_rejected=True)
    for reader in KINDS[chosen.view]:
        file.writelines(encoded(line) for line in reader(connection, every))


def encoded(line: dict[str, Any]) -> bytes:
    r"""One line of JSON in UTF-8.

    >>> encoded({"a": "é", "b": float("nan")})
    b'{"a": "\xc3\xa9", "b": null}\n'
    """
    text = json.dumps(_plain(line), ensure_ascii=False, allow_nan=False)
    return f"{text}\n".encode()


def _plain(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    """The value with clean texts and without numbers that JSON does not have."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {clean(str(name)): _plain(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


FORMAT = Format(suffix="jsonl", title="everything, a JSON object a line", write=write)
