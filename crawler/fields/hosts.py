"""Whether a name is the one that a host's address spells."""

from __future__ import annotations

from graph.identity import host_of, name_key

_SHORTEST = 3


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
