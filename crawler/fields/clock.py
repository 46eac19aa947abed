"""The time of day in a few words, with its zone."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

_FARTHEST_OFFSET = 14 * 60
_NOON = 12


def read_time(text: str) -> str | None:
    """``HH:MM`` with its offset, if it has one; None for no time.

    >>> read_time("6:05 p.m. EDT"), read_time("午後6時05分"), read_time("kl. 8.15")
    ('18:05-04:00', '18:05', '08:15')
    """
    for shape in _shapes():
        match = shape.search(text)
        if match is not None:
            return _of_match(match)
    return None


def without_time(text: str) -> str:
    """``text`` with a space for every time of day."""
    for shape in _shapes():
        text = shape.sub(" ", text)
    return text


def spelled(hour: int, minute: int, zone: str = "") -> str | None:
    """``HH:MM`` with the offset of ``zone``, without one that no place has.

    >>> spelled(9, 5, "+0530"), spelled(9, 5, "Z"), spelled(25, 0)
    ('09:05+05:30', '09:05+00:00', None)
    """
    if hour > 23 or minute > 59:
        return None
    return f"{hour:02}:{minute:02}{_offset(zone)}"


def _of_match(match: re.Match[str]) -> str | None:
    parts = match.groupdict()
    half = _half(parts.get("lead")) or _half(parts.get("half"))
    hour = int(match["hour"])
    if half and hour <= _NOON:
        hour = hour % _NOON + (_NOON if half == "evening" else 0)
    return spelled(hour, int(match["minute"]), parts.get("zone") or "")


def _half(words: str | None) -> str:
    """Which half of the day the words name, if any."""
    key = (words or "").casefold().replace(" ", "")
    for half in ("morning", "evening"):
        if key and key in {word.replace(" ", "") for word in _words()[half]}:
            return half
    return ""


def _offset(zone: str) -> str:
    zone = zone.strip().casefold()
    match = re.search(r"([+-])(\d{1,2}):?(\d{2})?$", zone)
    if match is None:
        return str(_words()["zones"].get(zone, ""))
    hours, minutes = int(match[2]), int(match[3] or 0)
    if hours * 60 + minutes > _FARTHEST_OFFSET or minutes > 59:
        return ""
    return f"{match[1]}{hours:02}:{minutes:02}"


@cache
def _words() -> Mapping[str, Any]:
    source = resources.files("crawler.fields").joinpath("clock.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


def _any(*kinds: str) -> str:
    words = {word for kind in kinds for word in _words()[kind]}
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def _shapes() -> tuple[re.Pattern[str], ...]:
    """Ways to write a time: with a sign, with words for hours, with a dot."""
    halves = _any("morning", "evening")
    lead = rf"(?:(?<!\w)(?P<lead>{halves})\s?)?(?<![\d:.])"
    half = rf"(?:\s{{0,2}}(?P<half>{halves})(?!\w))?"
    offset = r"(?:GMT|UTC)?\s?[+-]\d{2}:?\d{2}(?!\d)|(?:GMT|UTC)\s?[+-]\d{1,2}(?!\d)"
    zone = rf"(?:[\s(]{{0,3}}(?P<zone>{offset}|(?:{_any('zones')})(?![\w+-])))?"
    sign = r"\s?(?::|[hH](?=\s?\d\d(?!\d)))\s?"
    seconds = r"(?::\d{2}(?:\.\d{1,9})?)?"
    hour, minute = r"(?P<hour>\d{1,2})", r"(?P<minute>\d{2})"
    dotted = rf"{hour}\.{minute}(?!\.?\d)"
    made = (
        rf"{lead}{hour}{sign}{minute}(?!\d){seconds}{half}{zone}",
        rf"{lead}{hour}\s?[時时点點시]\s?(?P<minute>\d{{1,2}})\s?[分분]",
        rf"(?<!\w)(?:{_any('before')})\s{dotted}{half}{zone}",
        rf"(?<![\d.]){dotted}(?=\s?(?:{_any('behind', 'zones')})(?!\w)){half}{zone}",
    )
    return tuple(re.compile(shape, re.IGNORECASE) for shape in made)
