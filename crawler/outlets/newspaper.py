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
_HEADED = frozenset(word.capitalize() for word in _ARTICLES)
_SMALL = _ARTICLES | frozenset("of and in de du des del".split())


@cache
def _table() -> dict[str, frozenset[str]]:
    folder = resources.files("crawler.outlets")
    table = tomllib.loads(folder.joinpath("newspaper-words.toml").read_text("utf-8"))
    agencies = tomllib.loads(folder.joinpath("agency-words.toml").read_text("utf-8"))
    table |= {kind: agencies[kind] for kind in ("papers", "mastheads")}
    return {key: frozenset(map(name_key, table[key])) for key in table}


@cache
def common_words() -> frozenset[str]:
    """Words that many newspapers' names begin with, as keys: "daily", "herald"."""
    table = _table()
    return table["papers"] | table["mastheads"] | table["common"]


def is_outlet(name: str) -> bool:
    """Whether a name is an outlet's: the world knows it, or it says so itself.

    >>> is_outlet("Reuters"), is_outlet("Northern Press Agency"), is_outlet("Ann Lee")
    (True, True, False)
    """
    return find(name) is not None or is_agency_name(name) or is_newspaper(name)


def is_newspaper(name: str) -> bool:
    """Whether a name is that of one newspaper, not of a section, desk or company.

    It is written as names are, with a newspaper's word and one of its own. Words
    that many other things are called by too need an article before the name.

    >>> is_newspaper("The Harbour Ledger"), is_newspaper("World News")
    (True, False)
    >>> is_newspaper("The Harbour Record"), is_newspaper("Harbour Record")
    (True, False)
    >>> is_newspaper("Harbour News Desk"), is_newspaper("told the Harbour News")
    (False, False)
    """
    headed = name.partition(" ")[0] in _HEADED
    return is_paper_name(name, whatever=headed) and _is_one(name)


def is_masthead(name: str) -> bool:
    """Whether a name may be one newspaper's, where a credit stands before it.

    >>> is_masthead("Harbour Record"), is_masthead("World Record")
    (True, False)
    """
    return is_paper_name(name, whatever=True) and _is_one(name)


def _is_one(name: str) -> bool:
    """Whether a newspaper's name is written as one, with a word of its own."""
    words = name.split()
    if len(name) > _LONGEST or _SENTENCE.search(name):
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
