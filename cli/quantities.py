"""Sizes and durations as people write them."""

from __future__ import annotations

import re

import click

_SIZE = re.compile(r"(\d{1,12}(?:\.\d{1,3})?)\s?([KMGT]?)(i?)B?", re.IGNORECASE)
_POWERS = {"": 0, "K": 1, "M": 2, "G": 3, "T": 4}
_PART = re.compile(r"(\d{1,9}(?:\.\d{1,3})?)\s?([smhd])", re.IGNORECASE)
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


def size(text: str) -> int:
    """A size in bytes, at least 1; click's BadParameter for what is none.

    >>> size("500M"), size("1.5 GB"), size("64KiB"), size("1000")
    (500000000, 1500000000, 65536, 1000)
    """
    found = _SIZE.fullmatch(text.strip())
    bytes_ = 0
    if found:
        base = 1024 if found[3] else 1000
        bytes_ = int(float(found[1]) * base ** _POWERS[found[2].upper()])
    if bytes_ < 1:
        raise click.BadParameter(f"{text} is no size such as 500M or 2G")
    return bytes_


def duration(text: str) -> float:
    """A duration in seconds, more than 0; click's BadParameter for what is none.

    >>> duration("90m"), duration("1h30m"), duration("45"), duration("2d")
    (5400.0, 5400.0, 45.0, 172800.0)
    """
    bare = text.strip()
    seconds = 0.0
    if re.fullmatch(r"\d{1,9}(\.\d{1,3})?", bare):
        seconds = float(bare)
    elif not _PART.sub("", bare).strip():
        seconds = sum(float(n) * _SECONDS[u.lower()] for n, u in _PART.findall(bare))
    if seconds <= 0:
        raise click.BadParameter(f"{text} is no duration such as 90m or 1h30m")
    return seconds
