"""The translating stage: finds articles that say the same in two languages.

A declared translation is found where its page links it; one that is not declared, or
names an outlet only, is in no story with its source, since they share no words. This
stage looks through the texts that came since it last ran, by their names and figures.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from graph.lag import lag_hours
from graph.resolve import stories
from graph.reuse.parallel import Anchors, anchors, parallel
from graph.store import parallels, trees

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlalchemy import Connection

    from graph.reuse.parallel import Parallel
    from graph.store.parallels import Text

    Pairs = dict[tuple[str, str], Parallel]

_AT_ONCE = 500
"""Texts that are looked at in one step; bounds the memory."""
_LEAST_KEYS = 2
"""Fewer keys in common have any two reports from one place."""
_COMMON = 2_000
"""A key that more texts have is a place or a name that all write about."""
_LONGEST = 180 * 24.0
"""Hours: what tells the same later than that tells of the next year's event."""
_MOST = 100
"""Texts that one is compared with: those that have most keys in common, the oldest."""


def refresh(connection: Connection) -> bool:
    """Look at the next texts; gives whether there are more.

    Where all articles have one language nothing is done, nor noted: when the second
    comes, all are looked at.
    """
    number = parallels.reached(connection)
    new = parallels.behind(connection, number, _AT_ONCE)
    if not new or (not number and not parallels.has_several_languages(connection)):
        return False
    parted = parallels.forget(connection, [text.id for text in new])
    read = {text.number: anchors(text.text) for text in new if text.language}
    told = [text for text in new if text.language]
    parallels.put_keys(connection, [(text, read[text.number].keys) for text in told])
    found = _found(connection, told, read)
    parallels.put(connection, found)
    stories.join(connection, sorted(found))
    lost = {one for pair in parted - found.keys() for one in pair}
    stories.part(connection, sorted(lost))
    trees.unsettle(connection, lost | {one for pair in found for one in pair})
    parallels.reach(connection, new[-1].number)
    return len(new) == _AT_ONCE


def _found(
    connection: Connection, new: Sequence[Text], read: Mapping[int, Anchors]
) -> Pairs:
    """The pairs of a new text and any text that are parallel."""
    near = _near(connection, new, read)
    wanted = {number for numbers in near.values() for number in numbers}
    known = {t.number: t for t in parallels.texts(connection, wanted)}
    rows = {n: read[n] if n in read else anchors(t.text) for n, t in known.items()}
    found: Pairs = {}
    for text in new:
        for number in near[text.number]:
            other = known.get(number)
            if other is None or not _may_be(text, other):
                continue
            pair = min(text.id, other.id), max(text.id, other.id)
            if pair not in found:
                beside = parallel(read[text.number].row, rows[number].row)
                if beside:
                    found[pair] = beside
    return found


def _may_be(one: Text, other: Text) -> bool:
    """Whether one text may be a translation of the other, by all but their words."""
    if one.outlet and one.outlet == other.outlet:
        return False
    lag = lag_hours(one.published, other.published)
    return lag is None or abs(lag) <= _LONGEST


def _near(
    connection: Connection, new: Sequence[Text], read: Mapping[int, Anchors]
) -> dict[int, list[int]]:
    """For each new text those in other languages that may be parallel to it."""
    keys = {key for text in new for key in read[text.number].keys}
    having: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    for key, number, language in parallels.having(connection, keys):
        having[key].append((number, language))
    return {text.number: list(_nearest(text, read, having)) for text in new}


def _nearest(
    text: Text,
    read: Mapping[int, Anchors],
    having: Mapping[int, Sequence[tuple[int, str]]],
) -> Iterator[int]:
    shared = Counter(
        number
        for key in read[text.number].keys
        if len(having[key]) <= _COMMON
        for number, language in having[key]
        if language != text.language
    )
    enough = [n for n, count in shared.items() if count >= _LEAST_KEYS]
    yield from sorted(enough, key=lambda n: (-shared[n], n))[:_MOST]
