"""What goes to the terminal: nothing in it can steer the terminal."""

from __future__ import annotations

import json
import re
import sys
from typing import Any

import click

# What a terminal may take as a command, and what can't be written as UTF-8.
_STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)


def printable(text: str) -> str:
    r"""The text without control characters, escapes and direction overrides.

    >>> printable("a\x1b[31mb\u202ec")
    'a[31mbc'
    """
    return _STEERING.sub("", text)


def counted(number: int, noun: str) -> str:
    """The number and its noun, in the plural where it is one.

    >>> counted(1, "page"), counted(2000, "page")
    ('1 page', '2,000 pages')
    """
    return f"{number:,} {noun}{'s' * (number != 1)}"


def to_json(value: Any, *, indent: int | None = 2) -> str:  # noqa: ANN401 - any JSON
    r"""The value in JSON, with nothing lost and nothing that steers a terminal.

    >>> to_json({"a": "é\x9b"}, indent=None)
    '{"a": "é\\u009b"}'
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent)
    # Line ends between the values are the only control characters json.dumps leaves.
    return "\n".join(
        _STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", line)
        for line in text.split("\n")
    )


def print_json(value: Any, *, indent: int | None = 2) -> None:  # noqa: ANN401 - any JSON
    """Print one JSON document in UTF-8; with ``indent=None`` on one line."""
    click.echo(to_json(value, indent=indent).encode())


def tolerate_any_text() -> None:
    """Let a terminal that lacks a character show another one, not fail."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
