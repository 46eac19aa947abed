"""The word "by", in many languages, and what it says of the words behind it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from crawler.fields.wordlists import listed, pattern, table

_LONGEST = 500
# Words of the longest desk.
_LONGEST_DESK = 4


def words(kind: str) -> frozenset[str]:
    """The byline words of one kind, folded."""
    return listed("byline", kind)


def after_by(text: str) -> str | None:
    """What follows a leading "by" in any language, or None if there is none.

    >>> after_by("By Ann Lee"), after_by("Von: Ute Kern"), after_by("Byron Smith")
    ('Ann Lee', 'Ute Kern', None)
    """
    lead = text[:_LONGEST].lstrip(" –—-|•")
    if label := _label().match(lead):
        return lead[label.end() :].strip() or None
    match = pattern("byline", "by").match(lead)
    if match is None or _begins_desk(lead):
        return None
    rest = lead[match.end() :]
    if rest[:1] in {":", "：", "/", "／", "｜", "＝", "=", "・"}:
        return rest[1:].strip() or None
    if rest[:1].isspace():
        if _is_first_name(match[0], rest.strip()):
            return None
        again = after_by(rest) if rest.lower().startswith(" by ") else None
        return again or rest.strip() or None
    # The longest "by" that fits may be the start of a name: "av" of "Ava".
    shorter = [word for word in words("by") if lead.casefold().startswith(f"{word} ")]
    return lead[len(max(shorter, key=len)) :].strip() or None if shorter else None


def after_own_by(text: str, language: str | None) -> str | None:
    """What follows a leading "by" that only this language has.

    >>> after_own_by("Per Jordi Roca", "ca"), after_own_by("Per Lund", "sv")
    ('Jordi Roca', None)
    """
    for lead in table("byline", "by_in").get((language or "")[:3].rstrip("-_"), ()):
        if text[:_LONGEST].casefold().startswith(f"{lead} "):
            return text[len(lead) :].strip() or None
    return None


def _begins_desk(text: str) -> bool:
    """Whether the word for "by" is part of a desk's name: "Haber Merkezi"."""
    tokens = text.casefold().split()[:_LONGEST_DESK]
    starts = (" ".join(tokens[:n]).strip(" .:,") for n in range(2, len(tokens) + 1))
    return not words("desks").isdisjoint(starts)


def _is_first_name(lead: str, rest: str) -> bool:
    """Whether a word for "by" is rather the beginning of a name."""
    if not lead[0].isupper() or lead.casefold() not in words("also_names"):
        return False
    return rest.isalpha() and rest.istitle() and rest.casefold() not in words("desks")


def behind_by(text: str) -> str | None:
    """What follows a "by" inside a line of dates and labels, or None.

    >>> behind_by("Posted on March 4, 2021 by Ann Lee"), behind_by("2021 | photo by X")
    ('Ann Lee', None)
    >>> behind_by("2019年8月7日 来源：海港 作者：王小明")
    '王小明'
    """
    for match in _inner().finditer(text[:_LONGEST]):
        before = text[: match.start()].split()
        last = before[-1].casefold().strip(".,|") if before else ""
        rest = text[match.end() : _LONGEST].strip()
        dated = any(char.isdigit() for char in text[: match.start()])
        if rest and last not in words("other_work") and (match["label"] or dated):
            return rest
    return None


@cache
def _label() -> re.Pattern[str]:
    """A word that stands before a name only with a colon."""
    return re.compile(rf"(?:{_any(words('labels'))})\s?[:：/／]", re.IGNORECASE)


@cache
def _inner() -> re.Pattern[str]:
    """A "by" behind a space or a sign: one with a colon, or one of the sure ones."""
    label = rf"(?P<label>(?:{_any(words('by') | words('labels'))})\s?[:：/／])"
    sure = rf"(?:{_any(words('inside'))})\s(?=\S)"
    return re.compile(rf"(?<=[\s|·•,(（【\[])(?:{label}|{sure})", re.IGNORECASE)


def _any(known: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, known), key=len, reverse=True))
