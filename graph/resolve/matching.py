"""The matching stage: takes articles' texts, puts what they share with all others.

Each text goes into the index once; only articles that share fingerprints are
compared, and what two of them share is judged and kept. Nothing is matched again
unless its text changes, or what was taken for copying turns out to be boilerplate.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from typing import TYPE_CHECKING, Any

import numpy as np

from graph.model import Overlap, Reuse
from graph.resolve.sharing import boilerplate_of
from graph.reuse.candidates import Found, hashes_of, keys_of, numbers_of, pairs
from graph.reuse.comparing import Pair, Work, compared
from graph.reuse.merged import merged
from graph.reuse.sketch import Sketches, sketch
from graph.store import overlaps, parallels, postings, sketches
from graph.store.overlap_rows import Encoded, encoded

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from sqlalchemy import Connection

    from graph.reuse.candidates import Keys
    from graph.store.sketches import Sketched

_AT_ONCE = 100
"""Pairs whose texts are held at once."""
_NOTHING = frozenset({Reuse.CHANCE, Reuse.BOILERPLATE})


@dataclass(frozen=True, slots=True)
class Matched:
    """What matching changed; a pair is (source, copy), the earlier one first."""

    joined: set[Pair] = field(default_factory=set)
    """Pairs of which one was copied from the other."""
    parted: set[Pair] = field(default_factory=set)
    """Pairs for which that was thought, and no longer is."""
    copies: set[str] = field(default_factory=set)
    """Articles that share something else with earlier ones than they did."""


Comparing = Callable[[Sequence[Pair], "NDArray[np.uint32]"], dict[Pair, Encoded]]
"""Compares pairs of articles by their ids, given all boilerplate that was met; what
they share comes under (source, copy)."""


def match(connection: Connection, identities: Sequence[str]) -> Matched:
    """Compare new and changed texts with all others, and keep what they share.

    An article whose text is in the index as it is, is passed over.
    """
    articles = sketches.unread(connection, identities)
    if not articles:
        return Matched()
    made = sketch([article.text for article in articles])

    def comparing(
        wanted: Sequence[Pair], boilerplate: NDArray[np.uint32]
    ) -> dict[Pair, Encoded]:
        return compare_all(connection, wanted, boilerplate)

    known = [article.sketched for article in articles]
    return match_sketches(connection, known, made, comparing)


def compare_all(
    connection: Connection,
    wanted: Sequence[Pair],
    boilerplate: NDArray[np.uint32],
) -> dict[Pair, Encoded]:
    """What pairs of articles share; the texts of a few of them are held at once."""
    found: dict[Pair, Encoded] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        texts = overlaps.texts(connection, {one for pair in some for one in pair})
        work = Work(pairs=some, texts=texts, boilerplate=boilerplate)
        judged = compared(work).items()
        found |= {pair: encoded(overlap) for pair, overlap in judged}
    return found


def match_sketches(
    connection: Connection,
    articles: Sequence[Sketched],
    made: Sketches,
    comparing: Comparing,
) -> Matched:
    """Put sketches of articles into the index, and compare those that share them."""
    changed = [one.id for one in articles]
    forgotten, parted = overlaps.forget(connection, changed)
    parted |= parallels.forget(connection, changed)
    return match_new(
        connection, articles, made, comparing, forgotten=forgotten, parted=parted
    )


def match_new(  # noqa: PLR0913 - what was forgotten of them comes last
    connection: Connection,
    articles: Sequence[Sketched],
    made: Sketches,
    comparing: Comparing,
    *,
    forgotten: Collection[Pair] = (),
    parted: Collection[Pair] = (),
) -> Matched:
    """The same for articles of which nothing is kept; what was is ``forgotten``.

    Those pairs of it that were one story are ``parted``.
    """
    found, again, boilerplate = _index(connection, articles, made)
    ids = sketches.identities(connection, np.concatenate((found.ones, found.others)))
    ones, others = found.ones.tolist(), found.others.tolist()
    wanted = [(ids[one], ids[other]) for one, other in zip(ones, others, strict=True)]
    # What joined two texts may have become boilerplate by the newest ones.
    doubted = overlaps.between(connection, again)
    boilerplate = np.union1d(boilerplate, boilerplate_of(connection, doubted))
    results = comparing(list(dict.fromkeys([*wanted, *doubted])), boilerplate)
    # What was made of several sources is judged by all of them, or by what is left.
    copies = {copy for _, copy in (*results, *forgotten)}
    parts = [one for one in overlaps.parts(connection, copies) if one not in results]
    results |= comparing(parts, boilerplate_of(connection, parts)) if parts else {}
    kept = {pair: one for pair, one in results.items() if one.reuse not in _NOTHING}
    before = overlaps.joined(connection, copies)
    overlaps.drop(connection, [*doubted, *parts])
    overlaps.insert(connection, kept)
    _merge(connection, copies)
    after = overlaps.joined(connection, copies)
    new = after - before | after.intersection(kept)
    judged = {copy for _, copy in (*kept, *forgotten, *doubted, *parts)}
    return Matched(new, {*parted, *before, *doubted} - after, judged)


def _merge(connection: Connection, copies: Collection[str]) -> None:
    """Judge anew what was made of several sources."""
    mains: dict[Pair, Overlap] = {}
    others: dict[Pair, Overlap] = {}
    for copy, sources in overlaps.into(connection, copies):
        for place, (source, overlap) in enumerate(merged(sources).items()):
            (others if place else mains)[source, copy] = overlap
    overlaps.put(connection, mains)
    overlaps.put(connection, others, joins=False)


def look_up(connection: Connection, outlet: str | None, text: str) -> list[str]:
    """The articles that share passages with a text that is not kept, by their ids."""
    made = sketch([text])
    hashes = np.unique(made.hashes.view(np.uint32))
    common = sketches.boilerplate(connection, hashes)
    hashes = np.setdiff1d(hashes, common, assume_unique=True)
    older = postings.postings(connection, hashes)
    number = int(numbers_of(older).max(initial=0)) + 1
    mine = keys_of(hashes.view(np.int32), np.full(len(hashes), number))
    known = sketches.known(
        connection, numbers_of(older), (number, len(hashes), outlet, None)
    )
    older = older[_among(numbers_of(older), known.numbers)]
    found = pairs(np.sort(np.concatenate((older, mine))), number, known)
    ids = sketches.identities(connection, found.others)
    return [ids[other] for other in found.others.tolist()]


def _index(
    connection: Connection, articles: Sequence[Sketched], made: Sketches
) -> tuple[Found, list[set[str]], NDArray[np.uint32]]:
    """Put texts into the index, and find whom to compare.

    Gives the pairs, the groups of articles that share newly learned boilerplate,
    and all boilerplate that was met.
    """
    hashes = np.sort(made.hashes.view(np.uint32))
    hashes = hashes[np.diff(hashes, prepend=~hashes[:1]) != 0]
    common = sketches.boilerplate(connection, hashes)
    hashes = hashes[~_among(hashes, common)]
    own = ~_among(made.hashes.view(np.uint32), common)
    sizes = np.bincount(made.texts[own], minlength=len(articles))
    numbers = sketches.put_sketches(connection, articles, sizes.tolist())
    keys = np.sort(keys_of(made.hashes[own], numbers[made.texts[own]]))
    older = postings.postings(connection, hashes)
    # Both ascend: the stable sort only merges them.
    both = np.sort(np.concatenate((older, keys)), kind="stable")
    outlets = [article.outlet for article in articles]
    new = zip(numbers.tolist(), sizes.tolist(), outlets, repeat(None), strict=False)
    known = sketches.known(connection, numbers_of(older), *new)
    # What a changed text left behind is of no article that is known.
    alive = np.zeros(int(max(numbers_of(both).max(initial=0), numbers.max())) + 1, bool)
    alive[known.numbers] = True
    both = both[alive.take(numbers_of(both))]
    found = pairs(both, int(numbers.min()), known)
    lost = both[_among(hashes_of(both), found.boilerplate)]
    again = _groups(connection, lost)
    sketches.put_boilerplate(connection, found.boilerplate)
    sketches.shrink(connection, numbers_of(lost))
    sketches.put_alike(connection, found.known, int(numbers.min()))
    postings.put_postings(connection, keys[~_among(hashes_of(keys), found.boilerplate)])
    return found, again, np.union1d(common, found.boilerplate)


def _among(values: NDArray[Any], known: NDArray[Any]) -> NDArray[np.bool_]:
    """Which values are among known ones, which ascend."""
    if not len(known):
        return np.zeros(len(values), bool)
    places = np.minimum(np.searchsorted(known, values), len(known) - 1)
    return np.asarray(known[places] == values)


def _groups(connection: Connection, keys: Keys) -> list[set[str]]:
    """The articles of each hash."""
    numbers = numbers_of(keys)
    ids = sketches.identities(connection, numbers)
    groups: dict[int, set[str]] = {}
    for one, number in zip(hashes_of(keys).tolist(), numbers.tolist(), strict=True):
        groups.setdefault(one, set()).add(ids[number])
    return [set(group) for group in {frozenset(group) for group in groups.values()}]
