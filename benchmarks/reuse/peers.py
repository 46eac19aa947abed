"""The peers: MinHash with locality-sensitive hashing, as their users call it.

Both get what their documentation recommends: sets of word shingles, 128
permutations, bulk calls. They report candidates; neither looks at a text again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, ClassVar

from benchmarks.reuse.articles import Article
from benchmarks.reuse.engines import Contender, Pair

SHINGLE = 5
"""Words in a shingle; characters, in a script that sets no spaces."""
PERMUTATIONS = 128
THRESHOLD = 0.5
BANDS, ROWS = 25, 5
"""What Datasketch chooses for these two; it leaves three permutations unused. Rensa
wants none left over, so it gets that many fewer."""
_SEED = 42
_FEW_SPACES = 0.05


class _Outlets:
    """Keeps each article's outlet, to tell the pairs of two outlets apart."""

    def __init__(self) -> None:
        self._of: dict[int, str] = {}

    def keep(self, articles: Iterable[Article]) -> None:
        self._of.update((article.number, article.outlet) for article in articles)

    def others(self, article: Article, found: Iterable[int]) -> list[int]:
        """Those found that are of another outlet and were known before."""
        return [
            number
            for number in found
            if number < article.number and self._of[number] != article.outlet
        ]

    def pairs(
        self, articles: Sequence[Article], found: Iterable[Iterable[int]]
    ) -> list[Pair]:
        """Each article with each of those found for it."""
        rows = zip(articles, found, strict=True)
        return [(n, a.number) for a, row in rows for n in self.others(a, row)]


class Datasketch:
    """MinHashLSH in memory."""

    persistent: ClassVar = False

    def __init__(self, _folder: Path) -> None:
        from datasketch import MinHash, MinHashLSH

        self._minhash: Any = MinHash
        self._index: Any = MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)
        self._outlets = _Outlets()

    def prepare(self, articles: Sequence[Article]) -> None:
        """Nothing."""

    def add(self, articles: Sequence[Article]) -> Sequence[Pair]:
        """Query for each article, then insert it."""
        self._outlets.keep(articles)
        found = []
        for article, signature in zip(articles, self._signed(articles), strict=True):
            found.append(self._index.query(signature))
            self._index.insert(article.number, signature)
        return self._outlets.pairs(articles, found)

    def finish(self) -> Iterable[Sequence[Pair]]:
        """Nothing is left to do."""
        return ()

    def later_pairs(self) -> Iterable[Pair]:
        """None."""
        return ()

    def look_up(self, article: Article) -> Sequence[int]:
        """What the index gives."""
        (signature,) = self._signed([article])
        return self._outlets.others(article, self._index.query(signature))

    def close(self) -> None:
        """Nothing to give back."""

    def _signed(self, articles: Sequence[Article]) -> Iterator[Any]:
        sets = ([s.encode() for s in shingles(article.text)] for article in articles)
        # The call that its documentation has for many: update_batch on copies of one.
        signed: Iterator[Any] = self._minhash.generator(sets, num_perm=PERMUTATIONS)
        return signed


class Rensa:
    """RMinHashLSH in memory."""

    persistent: ClassVar = False

    def __init__(self, _folder: Path) -> None:
        from rensa import RMinHash, RMinHashLSH

        self._minhash: Any = RMinHash
        self._index: Any = RMinHashLSH(
            threshold=THRESHOLD, num_perm=BANDS * ROWS, num_bands=BANDS
        )
        self._outlets = _Outlets()

    def prepare(self, articles: Sequence[Article]) -> None:
        """Nothing."""

    def add(self, articles: Sequence[Article]) -> Sequence[Pair]:
        """Insert all articles, then query for all."""
        self._outlets.keep(articles)
        signed = self._signed(articles)
        numbers = (article.number for article in articles)
        self._index.insert_pairs(zip(numbers, signed, strict=True))
        return self._outlets.pairs(articles, self._index.query_all(signed))

    def finish(self) -> Iterable[Sequence[Pair]]:
        """Nothing is left to do."""
        return ()

    def later_pairs(self) -> Iterable[Pair]:
        """None."""
        return ()

    def look_up(self, article: Article) -> Sequence[int]:
        """What the index gives."""
        (signature,) = self._signed([article])
        return self._outlets.others(article, self._index.query(signature))

    def close(self) -> None:
        """Nothing to give back."""

    def _signed(self, articles: Sequence[Article]) -> Sequence[Any]:
        sets = (shingles(article.text) for article in articles)
        signed: Sequence[Any] = self._minhash.from_token_sets(sets, BANDS * ROWS, _SEED)
        return signed


def shingles(text: str) -> list[str]:
    """Every run of five words, cut at spaces; of characters where there are few.

    >>> shingles("one two three four five six")
    ['one two three four five', 'two three four five six']
    """
    words = text.split()
    if len(words) < len(text) * _FEW_SPACES:
        return [text[i : i + SHINGLE] for i in range(max(1, len(text) - SHINGLE + 1))]
    runs = zip(*(words[start:] for start in range(SHINGLE)), strict=False)
    return list(map(" ".join, runs)) or [text]


PEERS = {
    "datasketch": Contender(
        make=Datasketch, package="datasketch", bytes_an_article=10_000
    ),
    "rensa": Contender(make=Rensa, package="rensa", bytes_an_article=5_000),
}
"""The memory is what a million signatures took, of 128 permutations."""
