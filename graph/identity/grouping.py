"""Groups of keys that statements join and analysts part. Pure.

What comes out depends on the statements alone, not on their order: the surest
joins are made first, and none is made that would bring two together that an
analyst holds apart.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

MOST = 500
"""Where statements join more keys than this, some are wrong, and none counts."""


class Join(NamedTuple):
    """Two keys that are said to be one."""

    rank: int
    """How sure that is; 0 is the surest."""
    one: str
    other: str


@dataclass(slots=True)
class _Group:
    keys: set[str]
    foes: set[str] = field(default_factory=set)


def grouped(
    joins: Iterable[Join], parted: Iterable[tuple[str, str]] = ()
) -> list[list[str]]:
    """The groups of two keys or more, each sorted, in the order of their first keys.

    >>> sure, weak = Join(rank=0, one="a", other="b"), Join(rank=9, one="b", other="c")
    >>> grouped([weak, sure]), grouped([weak, sure], [("a", "c")])
    ([['a', 'b', 'c']], [['a', 'b']])
    """
    joins = sorted(joins)
    parted = list(parted)
    whole = _united(joins, [])
    made = _united(joins, parted) if parted else whole
    each = {id(group): group.keys for group in made.values()}
    found = {min(keys): keys for keys in each.values()}
    return [
        sorted(keys)
        for first, keys in sorted(found.items())
        if len(keys) > 1 and len(whole[first].keys) <= MOST
    ]


def _united(joins: list[Join], parted: Iterable[tuple[str, str]]) -> dict[str, _Group]:
    """The group of every key that is joined to another."""
    keys = {key for join in joins for key in (join.one, join.other)}
    groups = {key: _Group({key}) for key in keys}
    for one, other in parted:
        for key, foe in ((one, other), (other, one)):
            if key in groups:
                groups[key].foes.add(foe)
    for join in joins:
        _unite(groups, groups[join.one], groups[join.other])
    return groups


def _unite(groups: dict[str, _Group], one: _Group, other: _Group) -> None:
    """Make one group of two, unless an analyst holds any two of them apart."""
    if one is other or one.foes & other.keys:
        return
    small, large = sorted((one, other), key=lambda group: len(group.keys))
    large.keys |= small.keys
    large.foes |= small.foes
    groups.update(dict.fromkeys(small.keys, large))
