"""Names in bylines that are no person's: offices and agencies. Pure."""

from __future__ import annotations

from functools import cache, lru_cache

from graph.identity.name import name_key
from graph.identity.world import table


@lru_cache(maxsize=65536)
def is_desk(name: str) -> bool:
    """Whether a byline names an office or an agency, and so nobody in particular.

    Two outlets' desks of one name have nothing in common, and a text that two
    outlets have from one agency has no common author.

    >>> is_desk("Web Desk"), is_desk("Harbour News Staff"), is_desk("Reuters")
    (True, True, True)
    >>> is_desk("Ann Lee")
    False
    """
    key = name_key(name)
    if not key or key in _keys("desks") or key in _keys("agencies"):
        return True
    if not _keys("desk_words").isdisjoint(key.split("-")):
        return True
    ends, starts = _ends()
    return key.endswith(ends) or key.startswith(starts)


@cache
def _keys(kind: str) -> frozenset[str]:
    return frozenset(map(name_key, table("people")[kind]))


@cache
def _ends() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """How the names of offices end, and how they begin, as parts of keys."""
    ends = tuple(f"-{key}" for key in sorted(_keys("desk_ends")))
    return ends, tuple(f"{key}-" for key in sorted(_keys("desk_starts")))
