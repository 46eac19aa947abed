"""Statements that two names are one author's.

Names alone state nothing: there are many John Smiths. What counts is where they
sign. Two ways to write a name within one outlet, or on copies of one story, are
one person's, unless both sign one article, or the shorter one fits two people.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from graph.identity.grouping import Join, grouped
from graph.identity.person import Likeness, Person, likeness, parse, same
from graph.identity.script import sound
from graph.store import hints
from graph.store.aliases import AUTHOR, DERIVED, Alias, alias

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from graph.store.hints import Signature

_MOST_NAMESAKES = 300
"""Among more people of one family name, likeness tells nothing."""
_MOST_SIGNING = 2000
"""Where more people sign, in a portal or an archive, initials tell nothing either."""
_MOST_WAYS = 12
"""Nobody's name is written in more ways than this."""

Pair = tuple[str, str]
"""Two authors' keys, the lesser first."""


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class _Why:
    """Why two keys may be one; of several the least counts, whatever came first."""

    rank: int
    detail: str
    names: Pair
    likeness: Likeness


def author_aliases(connection: Connection) -> Iterator[Alias]:
    """All statements about authors that the store gives."""
    found: dict[Pair, _Why] = {}
    for pair, why in _by_story(connection):
        found[pair] = min(why, found.get(pair, why))
    for pair, why in _by_outlet(connection):
        found[pair] = min(why, found.get(pair, why))
    for pair in hints.colleagues(connection):
        found.pop(pair, None)
    clear = _clear(found)
    for pair, why in sorted(found.items()):
        if why.likeness is not Likeness.INITIALS or clear.issuperset(pair):
            yield alias(AUTHOR, *pair, why.likeness.value, why.detail)


def _by_story(connection: Connection) -> Iterator[tuple[Pair, _Why]]:
    signed = hints.signatures_by_story(connection)
    for story, signatures in groupby(signed, key=attrgetter("place")):
        detail = f"both sign copies of one story, {story}"
        yield from _alike(signatures, detail, turned=True)


def _by_outlet(connection: Connection) -> Iterator[tuple[Pair, _Why]]:
    signed = hints.signatures_by_outlet(connection)
    for outlet, signatures in groupby(signed, key=attrgetter("place")):
        # One outlet writes all names in one order: turned ones are two people's.
        yield from _alike(signatures, f"both sign articles of {outlet}", turned=False)


def _alike(
    signatures: Iterable[Signature], detail: str, *, turned: bool
) -> Iterator[tuple[Pair, _Why]]:
    """Pairs of authors in one place whose names may be one."""
    signatures = list(signatures)
    if len(signatures) == 1:
        return
    people = [
        (signature, person)
        for signature in signatures
        if (person := parse(signature.name)) is not None
    ]
    never: set[Likeness] = set() if turned else {Likeness.ORDER}
    if len(people) > _MOST_SIGNING:
        never.add(Likeness.INITIALS)
    for near in _near(people, turned=turned):
        if len(near) > _MOST_NAMESAKES:
            continue
        for (one, person), (other, another) in combinations(near, 2):
            why = likeness(person, another)
            if why and why not in never:
                yield _found(one, other, why, detail)


def _near(
    people: list[tuple[Signature, Person]], *, turned: bool
) -> Iterator[list[tuple[Signature, Person]]]:
    """The people of one place by what two names of one have to share.

    That is the family name and an initial, how the family name sounds in another
    script, or all words in whatever order.
    """
    marks: list[Callable[[Person], Hashable]] = [_family]
    if len({person.script for _, person in people}) > 1:
        marks.append(_sound)
    if turned:
        marks.append(_words)
    for mark in marks:
        shared: dict[Hashable, list[tuple[Signature, Person]]] = {}
        for signature, person in people:
            shared.setdefault(mark(person), []).append((signature, person))
        yield from shared.values()


def _family(person: Person) -> Hashable:
    return person.words[-1], person.words[0][0]


def _sound(person: Person) -> Hashable:
    return sound(person.words[-1], vowels=False) or person.words[-1]


def _words(person: Person) -> Hashable:
    return tuple(sorted(person.words))


def _found(
    one: Signature, other: Signature, why: Likeness, detail: str
) -> tuple[Pair, _Why]:
    one, other = sorted((one, other), key=attrgetter("author"))
    rank = DERIVED[AUTHOR].index(why.value)
    names = (one.name, other.name)
    reason = _Why(rank=rank, detail=detail, names=names, likeness=why)
    return (one.author, other.author), reason


def _clear(found: dict[Pair, _Why]) -> set[str]:
    """Keys of which each can be one with all that it is joined to, however far."""
    names = {
        key: name
        for pair, why in sorted(found.items())
        for key, name in zip(pair, why.names, strict=True)
    }
    joins = [Join(rank=0, one=one, other=other) for one, other in found]
    return {
        key
        for keys in grouped(joins)
        if len(keys) <= _MOST_WAYS
        and all(same(names[a], names[b]) for a, b in combinations(keys, 2))
        for key in keys
    }
