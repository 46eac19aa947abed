"""Names that say what they are: "Northern Press Agency", "The Harbour Ledger"."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from graph.identity import name_key

_WORD = re.compile(r"[^\W_]+(?:\.(?=\w))?")
_SENTENCE = re.compile(r"[,;:!?…/|()\[\]\"“”«»]|\.\s")
# Scripts without spaces: the word stands inside, own signs before it.
_DENSE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_MOST_DENSE = 14
_LEAST_OWN = 2
_LONGEST = 80
_MOST_OWN = 4


@dataclass(frozen=True, slots=True)
class _Words:
    phrases: dict[str, tuple[tuple[str, ...], ...]]
    """Each phrase's words, by the key of the first; those with a capital need one."""
    dense: tuple[str, ...]
    """Phrases of scripts without spaces."""
    papers: frozenset[str]
    mastheads: frozenset[str]
    never: frozenset[str]
    small: frozenset[str]


@cache
def _words() -> _Words:
    source = resources.files("crawler.outlets").joinpath("agency-words.toml")
    table = tomllib.loads(source.read_text("utf-8"))
    every = [phrase for phrases in table["words"].values() for phrase in phrases]
    phrases: dict[str, tuple[tuple[str, ...], ...]] = {}
    for words in (tuple(_split(p)) for p in every if not _DENSE.search(p)):
        key = name_key(words[0])
        phrases[key] = (*phrases.get(key, ()), words)
    return _Words(
        phrases=phrases,
        dense=tuple(p for p in every if _DENSE.search(p)),
        papers=frozenset(map(name_key, table["papers"])),
        mastheads=frozenset(map(name_key, table["mastheads"])),
        never=frozenset(table["never"]),
        small=frozenset(table["small"]),
    )


def is_agency_name(name: str) -> bool:
    """Whether a name holds an agency's word beside words of its own.

    It must be written as a name is: words of its own begin with a capital.

    >>> is_agency_name("Hill Press Agency"), is_agency_name("Agence de presse du Lac")
    (True, True)
    >>> is_agency_name("told Northern Press Agency"), is_agency_name("a news agency")
    (False, False)
    >>> is_agency_name("北方通讯社")
    True
    """
    name = name.strip(" .")
    if len(name) > _LONGEST or _SENTENCE.search(name):
        return False
    if _DENSE.search(name):
        return _is_dense(name)
    words = _split(name)
    return any(
        _holds(words, at, phrase)
        for at, word in enumerate(words)
        for phrase in _words().phrases.get(name_key(word), ())
    )


def is_paper_name(name: str, *, whatever: bool = False) -> bool:
    """Whether a name of several words calls itself a newspaper or the like.

    ``whatever`` counts words that other things are called by too: "Record".

    >>> is_paper_name("The Harbour Ledger"), is_paper_name("Harbour Masters")
    (True, False)
    >>> is_paper_name("Harbour Echo"), is_paper_name("Harbour Echo", whatever=True)
    (False, True)
    """
    words = name_key(name).split("-")
    papers = _words().papers
    if whatever:
        papers |= _words().mastheads
    return len(words) > 1 and not papers.isdisjoint(words)


def abbreviates(short: str, name: str) -> bool:
    """Whether a word in capitals is made of the first letters of a name.

    >>> abbreviates("NPA", "Northern Press Agency"), abbreviates("NPA", "Press Now")
    (True, False)
    """
    words = _split(name)
    every = "".join(word[0] for word in words).upper()
    named = "".join(w[0] for w in words if w.lower() not in _words().small).upper()
    letters = short.replace(".", "")
    return len(letters) > 1 and letters.isupper() and letters in {every, named}


def _is_dense(name: str) -> bool:
    found = next((phrase for phrase in _words().dense if phrase in name), "")
    own = len(name) - len(found)
    return bool(found) and own >= _LEAST_OWN and len(name) <= _MOST_DENSE


def _holds(words: list[str], at: int, phrase: tuple[str, ...]) -> bool:
    """Whether the phrase stands there, and all around it are words of a name."""
    part = words[at : at + len(phrase)]
    if len(part) < len(phrase) or not all(map(_same, part, phrase)):
        return False
    around = words[:at] + words[at + len(phrase) :]
    own = [word for word in around if word.lower() not in _words().small]
    return (
        0 < len(own) <= _MOST_OWN
        and all(_is_own(word) for word in own)
        and any(word.lower() not in _words().never for word in own)
        and not (at == 0 and part[0][0].islower())
    )


def _same(word: str, wanted: str) -> bool:
    if wanted[0].isupper() and not word[0].isupper():
        return False
    return name_key(word) == name_key(wanted)


def _is_own(word: str) -> bool:
    """Whether a word begins with a capital, where its script has them."""
    return not word[0].islower()


def _split(name: str) -> list[str]:
    return _WORD.findall(name)
