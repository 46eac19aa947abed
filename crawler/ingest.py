"""Taking in what a user has: archives, saved pages, texts, lists of them. No network.

Every input goes the way of a fetched page: its bytes into the archive, unless they
lie in one, its article and claims into the store, its edges resolved. Pages are read
in worker processes and kept in batches: what is killed loses its last batch at most,
and takes nothing in twice when it is run again. The stories' trees are made at the end.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING

from crawler.item import Item
from crawler.items import (
    item_of,
    item_of_line,
    items_in,
    items_in_lines,
    items_in_stream,
    read_file,
)
from crawler.keeping import ASIDE, Keeping
from crawler.lists import MOST_BYTES
from crawler.reading import DEADLINE, read_item
from crawler.workers import Workers
from graph.model import Article, Outcome
from graph.resolve.finishing import finish
from graph.store.read import count_articles

__all__ = [
    "MOST_BYTES",
    "Counts",
    "Item",
    "ingest",
    "item_of",
    "item_of_line",
    "items_in",
    "items_in_lines",
    "items_in_stream",
    "read_file",
    "read_item",
]

if TYPE_CHECKING:
    from graph.store.engine import Store

    Read = tuple[Item, Article]

_MOST_WORKERS = 4
"""More would wait for the one process that writes the store."""
_BATCH = 200
"""Articles that are kept in one transaction, ..."""
_BATCH_SECONDS = 2.0
"""... or what was read in this time, ..."""
_BATCH_BYTES = 16 * 1024**2
"""... or bodies of so many bytes."""


@dataclass(slots=True)
class Counts:
    """What an ingest did."""

    items: int = 0
    articles: int = 0
    claims: int = 0
    new: int = 0
    """Articles that the store had not before; told when all is taken in."""
    nothing: int = 0
    """Items that had nothing to read, such as a line that is no JSON."""
    lost: int = 0
    """Revisit records of pages that are not in their file."""
    outcomes: dict[str, int] = field(default_factory=dict)

    def add(self, item: Item, article: Article) -> None:
        """Count one more item."""
        self.items += 1
        self.articles += article.outcome is Outcome.KEPT
        self.claims += len(article.claims)
        self.nothing += not item.body
        word = article.outcome.value
        self.outcomes[word] = self.outcomes.get(word, 0) + 1


def _never() -> bool:
    """Nobody stops it."""
    return False


def _untold(_left: int) -> None:
    """Nobody waits."""


def ingest(  # noqa: PLR0913 - what a run is made of, by name
    store: Store,
    items: Iterator[Item],
    *,
    counts: Counts,
    read: Callable[[Item], Article] = read_item,
    quiet: bool = True,
    settling: Callable[[int], None] = _untold,
    stopped: Callable[[], bool] = _never,
) -> Iterator[Read]:
    """Take in every item; gives each, once it is kept, with the article in it.

    A page that can't be read ends with its outcome and stops nothing; where it
    failed is told unless ``quiet``. ``read`` takes the reader's place. At the end,
    ``settling`` is told how many articles await their story's tree, over and over.
    Where ``stopped`` says so by then, what is left waits for the next run.
    """
    keeping = Keeping(store)
    before = _articles(store)
    try:
        with Workers(processes(), deadline=DEADLINE, quiet=quiet) as workers:
            found = workers.in_order(read, items, weigh=_weight)
            for batch in _batches((item, _article(item, one)) for item, one in found):
                keeping.keep(batch)
                for item, article in batch:
                    counts.lost += item.lost
                    if item.kind not in ASIDE:
                        counts.add(item, article)
                        yield item, article
                # What is handed out beyond is read again by the next run.
                if stopped():
                    break
        counts.new = _articles(store) - before
        if stopped():
            return
        keeping.join()
        for left in finish(store):
            settling(left)
            if stopped():
                return
    finally:
        keeping.close()


def processes() -> int:
    """How many worker processes read: this one needs a processor as well."""
    return min(max(1, (os.cpu_count() or 1) - 1), _MOST_WORKERS)


def _articles(store: Store) -> int:
    """How many articles the store has read."""
    with store.read() as connection:
        return count_articles(connection)


def _weight(item: Item) -> int | None:
    return len(item.body) or None


def _article(item: Item, found: Article | Outcome | None) -> Article:
    """What a worker gave for an item, or why it gave none."""
    if isinstance(found, Article):
        return found
    return Article(url=item.url, outcome=found or item.outcome)


def _batches(read: Iterator[Read]) -> Iterator[list[Read]]:
    """What was read, in parts that are kept together: small ones first, to be seen.

    Where reading ends in an error, what came before is still given.
    """
    batch: list[Read] = []
    most, weight, began = 1, 0, monotonic()
    try:
        for one in read:
            batch.append(one)
            weight += len(one[0].body)
            late = monotonic() - began >= _BATCH_SECONDS
            if len(batch) >= most or weight >= _BATCH_BYTES or late:
                yield batch
                most = min(2 * most, _BATCH)
                batch, weight, began = [], 0, monotonic()
    except Exception:
        if batch:
            yield batch
        raise
    if batch:
        yield batch
