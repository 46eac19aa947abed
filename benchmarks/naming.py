"""When a label and a claim mean the same source, by name or by address."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from graph.identity import outlet_key

_BRACKETS = re.compile(r"\([^()]*\)")
_GAPS = re.compile(r"[\W_]+")
# Shorter Latin names are inside too many longer ones by chance; a sign of another
# script says as much as several letters.
_LEAST_LATIN, _LEAST_OTHER = 4, 2
_LEAST_IN_HOST = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """What a label or a claim points at: a name, an address, or both."""

    name: str = ""
    """As the page gives it; empty where it gives none."""
    url: str = ""
    """Of the article or of the front page; empty where there is none."""


def folded(name: str) -> str:
    """The letters and digits of a name: no case, no gaps, no brackets, no "the".

    >>> folded("The Hill News (Online)")
    'hillnews'
    """
    text = unicodedata.normalize("NFKC", name).casefold()
    text = _GAPS.sub(" ", _BRACKETS.sub(" ", text)) if _bare(text) else text
    return _GAPS.sub("", text.strip().removeprefix("the"))


def _bare(text: str) -> str:
    return _BRACKETS.sub("", text).strip()


def same_source(one: Source, other: Source) -> bool:
    """Whether two sources are one: the same host, name or agency, or one in the other.

    >>> same_source(Source(name="AP"), Source(name="The Associated Press"))
    True
    """
    hosts = domain(one.url), domain(other.url)
    if hosts[0] and hosts[0] == hosts[1]:
        return True
    names = all_names(one.name), all_names(other.name)
    if any(_agree(a, b) for a in names[0] for b in names[1]):
        return True
    crossed = ((names[0], hosts[1]), (names[1], hosts[0]))
    return any(_spells(host, name) for ns, host in crossed for name in ns if host)


def domain(url: str) -> str:
    """The registrable domain, or hosted site, of an address; empty for none.

    >>> domain("https://news.hill.co.uk/a"), domain("hill.example"), domain("")
    ('hill.co.uk', 'hill.example', '')
    """
    return outlet_key(url if "//" in url else f"https://{url}") if url else ""


def all_names(name: str) -> frozenset[str]:
    """The folded name and, for an agency, every other name it has."""
    key = folded(name)
    return _aliases().get(key, frozenset({key} - {""}))


@cache
def _aliases() -> dict[str, frozenset[str]]:
    path = Path(__file__).with_name("aliases.toml")
    groups = tomllib.loads(path.read_text("utf-8"))["agencies"]
    sets = [frozenset(map(folded, group)) for group in groups]
    return {name: names for names in sets for name in names}


def agencies() -> frozenset[str]:
    """Every folded name of an agency: no person has one."""
    return frozenset(_aliases())


def _agree(one: str, other: str) -> bool:
    """Whether two folded names are equal, or one is a real part of the other."""
    short, long = sorted((one, other), key=len)
    least = _LEAST_LATIN if short.isascii() else _LEAST_OTHER
    return one == other or (len(short) >= least and short in long)


def _spells(host: str, name: str) -> bool:
    """Whether a host is the name in letters: "hillnews.example" is "Hill News"."""
    label = host.partition(".")[0]
    if name in {label, folded(host)}:
        return True
    inside = len(label) >= _LEAST_LATIN and label in name
    return inside or (len(name) >= _LEAST_IN_HOST and name in label)
