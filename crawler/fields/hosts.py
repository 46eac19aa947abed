"""What a host's address says: whose name it spells, and whether others reach it."""

from __future__ import annotations

import re
from functools import cache

from crawler.fields.wordlists import listed
from graph.identity import host_of, name_key, outlet_key

_SHORTEST = 3
_LEAST_LABELS = 2


def spells(name: str, url: str | None) -> bool:
    """Whether a label of the URL's host says ``name``, with or without its article.

    >>> spells("The Daily News", "https://www.dailynews.example/a")
    True
    >>> spells("The Daily News", "https://www.thedailynews.example/a")
    True
    >>> spells("Other Paper", "https://www.dailynews.example/a")
    False
    """
    labels = {label.replace("-", "") for label in host_of(url or "").split(".")[:-1]}
    whole = "".join(sign for sign in name.casefold() if sign.isalnum())
    bare = name_key(name).replace("-", "")
    return len(whole) >= _SHORTEST and not labels.isdisjoint({whole, bare})


def is_public(url: str) -> bool:
    """Whether readers can reach the address, and are meant to.

    A developer's machine, a bare number and a working copy of a site are left
    in templates by mistake, and no outlet publishes there.

    >>> is_public("https://herald.example/a"), is_public("http://localhost:3000/a")
    (True, False)
    >>> is_public("http://203.0.113.7/a"), is_public("https://staging.herald.example/a")
    (False, False)
    """
    host = host_of(url)
    labels = host.split(".")
    if len(labels) < _LEAST_LABELS or labels[-1].isdigit():
        return False
    if labels[-1] in listed("hosts", "private"):
        return False
    # The registered name may be any word; those before it say what the copy is for.
    before = host.removesuffix(outlet_key(url)).split(".")
    return not any(map(_copy().fullmatch, before)) and not host.endswith(_makers())


def is_elsewhere(url: str, here: str | None) -> bool:
    """Whether an address may be another outlet's: not one that only makers reach.

    Where the page itself was read from such an address, others are as good.
    """
    return is_public(url) or bool(here and not is_public(here))


@cache
def _copy() -> re.Pattern[str]:
    """A label of a working copy: "staging", "dev2", "www-test", "preview-7"."""
    words = "|".join(sorted(map(re.escape, listed("hosts", "copies"))))
    return re.compile(rf"(?:www-?)?(?:{words})(?:-?\d{{1,3}})?(?:-www)?")


@cache
def _makers() -> tuple[str, ...]:
    return tuple(f".{domain}" for domain in listed("hosts", "makers"))
