"""Matching a small store once more, in one order.

Boilerplate is learned from what came so far, so what two texts are found to share may
depend on which pages came first, and in a crawl that is left to the network. A store
that is small enough is matched again as a whole, in the order of its articles' ids:
then the same pages give the same store, also when the crawl was killed meanwhile.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.resolve.matching import Matched, compare_all, match_new
from graph.resolve.stage import settle
from graph.reuse.sketch import sketch
from graph.store import index, overlaps, sketches, trees

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    import numpy as np
    from numpy.typing import NDArray
    from sqlalchemy import Connection

    from graph.resolve.at_once import Workers
    from graph.reuse.comparing import Pair
    from graph.store.overlap_rows import Encoded
    from graph.store.overlaps import Row

MOST = 3_000
"""Articles of a small store: they are matched in one transaction of some seconds."""
_FEW = 500
"""Pairs that are sooner compared here than handed over."""


def match_in_order(connection: Connection, workers: Workers, *, now: datetime) -> None:
    """Match all again, judge what shares something else, and have all trees made anew.

    In a larger store all stays as it is: there the pages' order tells.
    """
    if sketches.count(connection) > MOST:
        return
    before = overlaps.every(connection)
    articles = sketches.unread(connection, index.empty(connection))
    made = sketch([article.text for article in articles])

    def comparing(
        wanted: Sequence[Pair], boilerplate: NDArray[np.uint32]
    ) -> dict[Pair, Encoded]:
        if len(wanted) <= _FEW:
            return compare_all(connection, wanted, boilerplate)
        return workers.compare(wanted, boilerplate)

    match_new(connection, [one.sketched for one in articles], made, comparing)
    changed = _changed(before, overlaps.every(connection))
    settle(connection, [], changed, now=now, trees_later=True)
    # Trees rest on what all stories tell of outlets, and that has grown as well.
    trees.unsettle(connection, [one.sketched.id for one in articles])


def _changed(before: Mapping[Pair, Row], after: Mapping[Pair, Row]) -> Matched:
    """What is another than it was."""
    joined = {pair for pair, row in after.items() if row.joins}
    known = {pair for pair, row in before.items() if row.joins}
    other = {p for p in {*before, *after} if before.get(p) != after.get(p)}
    return Matched(joined - known, known - joined, {copy for _, copy in other})
