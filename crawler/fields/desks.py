"""Which names in a byline are no person's: outlets, offices, desks."""

from __future__ import annotations

import re
from collections.abc import Iterable

from crawler.fields.by import after_by, words
from crawler.fields.names import is_bare, is_institution
from crawler.outlets import find
from graph.identity import name_key

_DOMAIN = re.compile(r"\w\.(?:com|org|net|co|de|fr|info)\b")
_MOST_WORDS = 5


def is_desk(name: str, own: Iterable[str]) -> bool:
    """Whether the name is no person's: an outlet's, an office's, or one bare word."""
    if name_key(name) in map(name_key, own) or find(name) is not None:
        return True
    return is_bare(name) or is_institution(name) or bool(_DOMAIN.search(name.lower()))


def _until_source(text: str) -> str:
    tokens = text.split()
    ends = (n for n, token in enumerate(tokens) if token.casefold() in words("sources"))
    end = next(ends, None)
    return " ".join(tokens[:end]) if end else text


def desk_of(text: str) -> str:
    """The desk that signs, as in "Redaktion" or "Harbour News staff"; else nothing.

    >>> desk_of("By Harbour staff reporter"), desk_of("Ann Lee")
    ('Harbour staff reporter', '')
    """
    name = _until_source(after_by(text) or text).strip(" .,:")
    tokens = name.casefold().split()
    if not 0 < len(tokens) <= _MOST_WORDS:
        return ""
    ends = (tokens[-n:] for n in range(1, _MOST_WORDS + 1))
    starts = (tokens[:n] for n in range(1, _MOST_WORDS + 1))
    parts = {" ".join(part) for part in (*ends, *starts)}
    parts.add(tokens[-1].rpartition("-")[2])
    return "" if parts.isdisjoint(words("desks")) else name
