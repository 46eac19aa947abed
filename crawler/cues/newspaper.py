"""Whether a name is one newspaper's, where no list knows it: "The Harbour Ledger"."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

from crawler.outlets import find
from crawler.outlets.agency_name import is_agency_name, is_paper_name
from graph.identity import name_key

_LONGEST = 60
_MOST_WORDS = 6
_LEAST_WORDS = 2
_SENTENCE = re.compile(r"[,;:!?…/|()\[\]\"“”«»@]|\.\s")
_ARTICLES = frozenset("the der die das la le les el".split())
_SMALL = _ARTICLES | frozenset("of and in de du des del".split())


@cache
def _table() -> dict[str, frozenset[str]]:
    own = resources.files("crawler.cues").joinpath("newspaper.toml")
    agencies = resources.files("crawler.outlets").joinpath("agency-words.toml")
    table = tomllib.loads(own.read_text("utf-8"))
    table["papers"] = tomllib.loads(agencies.read_text("utf-8"))["papers"]
    return {key: frozenset(map(name_key, table[key])) for key in table}


@cache
def common_words() -> frozenset[str]:
    """Words that many newspapers' names begin with, as keys: "daily", "herald"."""
    return _table()["papers"] | _table()["common"]


def is_outlet(name: str) -> bool:
    """Whether a name is an outlet's: the world knows it, or it says so itself.

    >>> is_outlet("Reuters"), is_outlet("Northern Press Agency"), is_outlet("Ann Lee")
    (True, True, False)
    """
    return find(name) is not None or is_agency_name(name) or is_newspaper(name)


def is_newspaper(name: str) -> bool:
    """Whether a name is that of one newspaper, not of a section, desk or company.

    It is written as names are, with a newspaper's word and one of its own.

    >>> is_newspaper("The Harbour Ledger"), is_newspaper("World News")
    (True, False)
    >>> is_newspaper("Harbour News Desk"), is_newspaper("told the Harbour News")
    (False, False)
    """
    words = name.split()
    if len(name) > _LONGEST or _SENTENCE.search(name) or not is_paper_name(name):
        return False
    if not _LEAST_WORDS <= len(words) <= _MOST_WORDS or not all(map(_is_named, words)):
        return False
    if words[0] in _SMALL - _ARTICLES or "The" in words[1:]:
        return False
    table = _table()
    folded = {name_key(word) for word in words}
    own = folded - common_words()
    return folded.isdisjoint(table["roles"]) and any(not w.isdigit() for w in own)


def _is_named(word: str) -> bool:
    """Whether a word is written as part of a name is."""
    return not word[0].islower() or word in _SMALL
