"""The index of fingerprints: which articles have which. Contains no judgement.

The newest fingerprints are rows; when there are many, they move into blocks: all
of one bucket (the upper bits of the hash) and one level in a row, ascending. Four
levels of one size lie beside each other before they are merged into one of the next
size, so that each fingerprint is written a few times only (a log-structured merge
tree, tiered: O'Neil et al., Acta Informatica 1996).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from sqlalchemy import delete, func, select

from graph.reuse.candidates import first_of_each, hashes_of, numbers_of
from graph.store import bulk
from graph.store.schema import FINGERPRINT, POSTING, POSTING_LEVEL, SKETCH

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray
    from sqlalchemy import Connection

    from graph.reuse.candidates import Keys

_FRESH = 50_000
"""Fingerprints that are kept as rows: those of about 1,000 articles."""
_BESIDE = 4
"""Levels of one size that lie beside each other; a merged one is of the next size."""
_BITS = 12
"""The upper bits of a hash tell its bucket."""
_AT_ONCE = 1 << 7
"""Buckets that are worked on at once; bounds the memory."""
_HOLES, _SHIFT = 1 << 20, 32 - _BITS + 7 - 20
"""A sieve has so many holes; which one is told by the lower bits, but for the lowest:
of the buckets that are worked on at once, these tell most."""
_MANY = 1 << 11
"""From so many buckets on, going through all of them is quicker than asking."""


def postings(connection: Connection, hashes: NDArray[np.uint32]) -> Keys:
    """The fingerprints of all articles that have one of these hashes, ascending.

    ``hashes`` are ascending, and once each.
    """
    parts = [_fresh(connection, hashes)]
    buckets = np.unique(hashes >> np.uint32(32 - _BITS))
    if len(buckets) < _MANY:
        blocks = _of_buckets(connection, buckets.tolist())
        parts.extend(_of_hashes(block, hashes) for block in blocks)
    else:
        for start in range(0, 1 << _BITS, _AT_ONCE):
            shift = 32 - _BITS
            ends = np.array([start << shift, (start + _AT_ONCE) << shift], np.uint64)
            low, high = np.searchsorted(hashes, ends).tolist()
            sieve = _Sieve(hashes[low:high])
            ranges = _range(connection, start).values()
            parts.extend(sieve.sifted(block) for block in ranges)
    return np.sort(np.concatenate(parts))


def put_postings(connection: Connection, keys: Keys) -> None:
    """Add the fingerprints of new articles; ``keys`` are ascending."""
    count = select(func.count()).select_from(FINGERPRINT)
    if connection.execute(count).scalar_one() + len(keys) < _FRESH:
        hashes = hashes_of(keys).view(np.int32).tolist()
        rows = list(zip(hashes, numbers_of(keys).tolist(), strict=True))
        bulk.insert(connection, FINGERPRINT, ("hash", "number"), rows)
        return
    fresh = connection.execute(select(FINGERPRINT.c.hash, FINGERPRINT.c.number))
    merged = np.sort(np.concatenate((_keys(fresh.fetchall()), keys)))
    connection.execute(delete(FINGERPRINT))
    _merge(connection, merged)


def _fresh(connection: Connection, hashes: NDArray[np.uint32]) -> Keys:
    if connection.execute(select(FINGERPRINT.c.hash).limit(1)).first() is None:
        return _keys([])
    rows = bulk.ask(
        connection,
        "SELECT f.hash, f.number FROM {values} {join} fingerprint f ON f.hash = value",
        hashes.view(np.int32).tolist(),
    )
    return _keys(rows)


def _keys(rows: Sequence[Sequence[int]]) -> Keys:
    """The fingerprints in rows of hash and number."""
    both = np.array([tuple(row) for row in rows], np.int64).reshape(-1, 2)
    high = both[:, 0].astype(np.int32).view(np.uint32).astype(np.uint64)
    return high << np.uint64(32) | both[:, 1].astype(np.uint64)


def _of_buckets(connection: Connection, buckets: Sequence[int]) -> list[Keys]:
    """What stands in these buckets; each part ascends."""
    rows = bulk.ask(
        connection,
        "SELECT p.bucket, p.level, p.block FROM {values} "
        "{join} posting p ON p.bucket = value",
        buckets,
    )
    return list(_by_level(rows).values())


def _range(
    connection: Connection, start: int, levels: Sequence[int] | None = None
) -> dict[int, Keys]:
    """What stands in the buckets from one on, by level, ascending."""
    columns = (POSTING.c.bucket, POSTING.c.level, POSTING.c.block)
    found = select(*columns).where(
        POSTING.c.bucket >= start, POSTING.c.bucket < start + _AT_ONCE
    )
    if levels is not None:
        found = found.where(POSTING.c.level.in_(levels))
    return _by_level(connection.execute(found).all())


def _by_level(rows: Iterable[Sequence[Any]]) -> dict[int, Keys]:
    blocks: dict[int, list[tuple[int, bytes]]] = {}
    for bucket, level, block in rows:
        blocks.setdefault(level, []).append((bucket, block))
    return {
        level: np.frombuffer(b"".join(block for _, block in sorted(some)), "<u8")
        for level, some in blocks.items()
    }


class _Sieve:
    """Picks the fingerprints of many hashes out of far more, going through each once.

    Most are dropped by some of their bits alone, whatever level they come from; what
    is left is looked for.
    """

    def __init__(self, hashes: NDArray[np.uint32]) -> None:
        self.hashes = hashes
        self._wanted = np.zeros(_HOLES, bool)
        self._wanted[(hashes >> np.uint32(_SHIFT)) & np.uint32(_HOLES - 1)] = True

    def sifted(self, block: Keys) -> Keys:
        """The fingerprints of a block that have one of the hashes."""
        upper = block.view("<u4")[1::2]
        holes = (upper >> np.uint32(_SHIFT)) & np.uint32(_HOLES - 1)
        left = block[self._wanted.take(holes)]
        hashes = hashes_of(left)
        places = np.searchsorted(self.hashes, hashes)
        places[places == len(self.hashes)] = 0
        found: Keys = left[self.hashes[places] == hashes] if len(left) else left
        return found


def _of_hashes(block: Keys, hashes: NDArray[np.uint32]) -> Keys:
    """The fingerprints of a block that have one of these hashes."""
    wanted = hashes.astype(np.uint64) << np.uint64(32)
    starts = np.searchsorted(block, wanted)
    # Most hashes are of one text only: ends are looked for where there is a start.
    some = starts < len(block)
    some[some] = hashes_of(block[starts[some]]) == hashes[some]
    starts, last = starts[some], wanted[some] | np.uint64(0xFFFFFFFF)
    lengths = np.searchsorted(block, last, "right") - starts
    before = np.repeat(np.cumsum(lengths) - lengths, lengths)
    found: Keys = block[np.repeat(starts, lengths) + np.arange(len(before)) - before]
    return found


def _merge(connection: Connection, keys: Keys) -> None:
    """Put fingerprints into a level of their size, with those that fill it up."""
    levels = _levels(connection)
    old: list[int] = []
    total, size = len(keys), _size_class(len(keys))
    while len(same := [level for level in levels if level // _BESIDE == size]) == (
        _BESIDE
    ):
        old += same
        total += sum(levels[level] for level in same)
        size = max(size + 1, _size_class(total))
    free = range(size * _BESIDE, (size + 1) * _BESIDE)
    target = next(level for level in free if level not in levels)
    forgotten = _forgotten(connection) if old else np.zeros(0, np.int64)
    count = 0
    for start in range(0, 1 << _BITS, _AT_ONCE):
        first, last = _bounds(start)
        low, high = np.searchsorted(keys, first), np.searchsorted(keys, last, "right")
        merged = keys[low:high]
        if old:
            blocks = _range(connection, start, old)
            merged = np.sort(np.concatenate([merged, *blocks.values()]))
        if len(forgotten):
            merged = merged[~np.isin(numbers_of(merged), forgotten)]
        merged = first_of_each(merged)
        _write(connection, merged, target, start)
        count += len(merged)
    for table in (POSTING, POSTING_LEVEL):
        connection.execute(delete(table).where(table.c.level.in_(old)))
    connection.execute(POSTING_LEVEL.insert().values(level=target, size=count))


def _size_class(count: int) -> int:
    """0 for what just became too much for rows, and 1 more for each four times it."""
    size = 0
    while count > 2 * _FRESH * _BESIDE**size:
        size += 1
    return size


def _bounds(start: int) -> tuple[np.uint64, np.uint64]:
    """The least and the greatest fingerprint of the buckets from one on."""
    shift = 64 - _BITS
    return np.uint64(start << shift), np.uint64(((start + _AT_ONCE) << shift) - 1)


def _write(connection: Connection, keys: Keys, level: int, start: int) -> None:
    """Put the fingerprints of some buckets into a new level."""
    buckets = np.arange(start, start + _AT_ONCE + 1, dtype=np.uint64)
    edges = buckets[:-1] << np.uint64(64 - _BITS)
    cuts = [*np.searchsorted(keys, edges).tolist(), len(keys)]
    body = keys.astype("<u8").tobytes()
    rows = [
        (start + place, level, body[8 * cuts[place] : 8 * cuts[place + 1]])
        for place in range(_AT_ONCE)
        if cuts[place] < cuts[place + 1]
    ]
    bulk.insert(connection, POSTING, ("bucket", "level", "block"), rows)


def _forgotten(connection: Connection) -> NDArray[np.int64]:
    """The numbers that no article has any more."""
    last, count = connection.execute(
        select(func.max(SKETCH.c.number), func.count(SKETCH.c.number))
    ).one()
    if not count or last == count:
        return np.zeros(0, np.int64)
    numbers = connection.execute(select(SKETCH.c.number)).scalars()
    alive = np.fromiter(numbers, np.int64)
    return np.setdiff1d(np.arange(1, last + 1), alive)


def _levels(connection: Connection) -> dict[int, int]:
    """How many fingerprints each level holds."""
    rows = connection.execute(select(POSTING_LEVEL).order_by(POSTING_LEVEL.c.level))
    return {row.level: row.size for row in rows}
