"""What the world knows of outlets: agencies, much republished outlets, portals.

Knowledge is data: one TOML file for a region or a kind, an ``[[outlet]]`` for
each, found by any of its names or by its key. Nothing here judges an outlet.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from graph.identity import name_key, outlet_key

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable

# Words of agencies' and newspapers' names; they hold no outlets.
_WORDS = "-words.toml"


@dataclass(frozen=True, kw_only=True, slots=True)
class Known:
    """An outlet that the world knows."""

    key: str
    """Its outlet key: ``apnews.com``."""
    name: str
    """The name to show."""
    names: tuple[str, ...] = ()
    """Other names, in any case and with or without accents."""
    short: tuple[str, ...] = ()
    """Abbreviations; they count only as written here."""
    dateline: tuple[str, ...] = ()
    """Abbreviations that are words or parties too; only a dateline means it by them."""
    hosts: tuple[str, ...] = ()
    """Every host or hosted site it publishes under, the key's first."""
    languages: tuple[str, ...] = ()
    """ISO 639-1 codes of what it publishes."""
    agency: bool = False
    """Whether it sells or gives its texts to others: a news agency, a syndicate."""
    portal: bool = False
    """Whether it shows other outlets' texts under its own address."""


def read(source: str) -> list[Known]:
    """The outlets of one TOML text; its ``kind`` holds for all of them.

    >>> read('''
    ... kind = "agency"
    ... [[outlet]]
    ... name = "Example Wire"
    ... hosts = ["wire.example"]
    ... ''')[0].agency
    True
    """
    table = tomllib.loads(source)
    kind = table["kind"]
    return [_known(entry, kind) for entry in table["outlet"]]


def _known(entry: dict[str, Any], kind: str) -> Known:
    hosts = tuple(entry["hosts"])
    return Known(
        key=outlet_key(f"https://{hosts[0]}/"),
        name=entry["name"],
        names=tuple(entry.get("names", ())),
        short=tuple(entry.get("short", ())),
        dateline=tuple(entry.get("dateline", ())),
        hosts=hosts,
        languages=tuple(entry.get("languages", ())),
        agency=kind == "agency",
        portal=kind == "portal",
    )


@cache
def everything() -> tuple[Known, ...]:
    """Every outlet of every file, files in the order of their names."""
    files = sorted(_files(resources.files("crawler.outlets")), key=str)
    return tuple(known for file in files for known in read(file.read_text("utf-8")))


def _files(folder: Traversable) -> Iterator[Traversable]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _files(entry)
        elif entry.name.endswith(".toml") and not entry.name.endswith(_WORDS):
            yield entry


@cache
def _by_name() -> dict[str, Known]:
    return {
        _fold(name): known
        for known in everything()
        for name in (known.name, *known.names)
    }


def _fold(name: str) -> str:
    return name_key(name).replace("-", "")


@cache
def _by_short() -> dict[str, Known]:
    return {short: known for known in everything() for short in known.short}


@cache
def _by_host() -> dict[str, Known]:
    return {
        outlet_key(f"https://{host}/"): known
        for known in everything()
        for host in known.hosts
    }


def find(name: str) -> Known | None:
    """The outlet of that name, abbreviation or host, if the world knows it.

    Case, accents, gaps, punctuation and "the" do not count, but for abbreviations.

    >>> find("the associated press").name, find("AP").key
    ('Associated Press', 'apnews.com')
    >>> find("Ap") is None
    True
    """
    bare = name.strip(" .:,;()[]\n")
    shorts = _by_short()
    return shorts.get(name.strip()) or shorts.get(bare) or _by_words(bare)


@cache
def in_dateline(short: str) -> Known | None:
    """The agency that only a dateline abbreviates so.

    >>> in_dateline("APP").name, find("APP")
    ('Associated Press of Pakistan', None)
    """
    return next((known for known in everything() if short in known.dateline), None)


def _by_words(name: str) -> Known | None:
    return _by_name().get(_fold(name)) or _by_site(name)


def _by_site(name: str) -> Known | None:
    # An address of mail says who works where, and no outlet.
    if "." not in name or " " in name or "@" in name.partition("/")[0]:
        return None
    return by_key(outlet_key(name if "://" in name else f"https://{name}/"))


def by_key(key: str) -> Known | None:
    """The outlet with that key, or that publishes under it too.

    >>> by_key("ap.org").name
    'Associated Press'
    """
    return _by_host().get(key)
