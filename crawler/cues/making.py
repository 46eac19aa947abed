"""Claims in the making: what a cue has read becomes a claim with a reference."""

from __future__ import annotations

import re

from crawler.outlets import Known, find
from graph.identity import clean_url, is_home, outlet_key
from graph.model import Claim, Date, Place, Reference, Relation, Where
from graph.text import line

_ARCHIVED = re.compile(r"/web/\d{4,14}[a-z_]*/(https?://.+)")
_DOMAIN = re.compile(r"(?:[\w-]+\.)+[A-Za-z]{2,12}")
_LONGEST_ENDING = 3
_SHORTEST_STEM = 4
LONGEST_QUOTE = 500
"""Characters of a page that a place keeps."""


def place(quote: str, where: Where, path: str = "") -> Place:
    """A spot on a page, its words bounded."""
    return Place(quote=line(quote, limit=LONGEST_QUOTE), where=where, path=path)


def claim(  # noqa: PLR0913 - a claim has that many parts
    cue: str,
    relation: Relation,
    strength: float,
    places: tuple[Place, ...],
    *,
    name: str | None = None,
    url: str | None = None,
    author: str | None = None,
    date: Date | None = None,
) -> Claim:
    """A claim whose outlet is known by its name, or else by its link."""
    address = unwrapped(url) if url else _site(name or "")
    known = _known(name) if name else None
    linked = outlet_key(address) if address else ""
    return Claim(
        relation=relation,
        cue=cue,
        strength=strength,
        reference=Reference(
            outlet=line(_in_first_case(name, known), limit=200) if name else None,
            outlet_key=known.key if known else linked or None,
            url=address,
            author=author,
            date=date,
        ),
        places=places,
    )


def _known(name: str) -> Known | None:
    """The outlet of a name; of several that sign together an agency's first."""
    parts = [known for part in name.split("/") if (known := find(part))]
    parts.sort(key=lambda known: not known.agency)
    return find(name) or next(iter(parts), None)


def _in_first_case(name: str, known: Known | None) -> str:
    """A name as its owner says it, where the text declines it.

    "von der Deutschen Presse-Agentur" names Deutsche Presse-Agentur.
    """
    listed = (known.name, *known.names) if known else ()
    return next((one for one in listed if _is_case(name, one)), name)


def _is_case(name: str, other: str) -> bool:
    """Whether two names differ in the endings of their longer words at most."""
    pairs = list(zip(name.split(), other.split(), strict=False))
    alike = len(name.split()) == len(other.split()) > 1
    return alike and all(a == b or _is_ended(a, b) for a, b in pairs)


def _is_ended(word: str, other: str) -> bool:
    least = max(len(word), len(other)) - _LONGEST_ENDING
    return least >= _SHORTEST_STEM and word[:least] == other[:least]


def _site(name: str) -> str | None:
    """The home page of a name that is a domain, such as ``Herald.example``."""
    return clean_url(f"https://{name.lower()}/") if _DOMAIN.fullmatch(name) else None


def unwrapped(url: str) -> str | None:
    """The address as it can be requested, without an archive's address before it.

    >>> unwrapped("https://archive.example/web/20200102030405/http://herald.example/a")
    'http://herald.example/a'
    """
    inner = _ARCHIVED.search(url)
    return clean_url(inner[1] if inner else url)


def points_at_article(url: str | None) -> bool:
    """Whether an address is an article's rather than a front page's."""
    return url is not None and not is_home(url)
