"""An engine that finds everything, since it knows what was planted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import ClassVar

from benchmarks.reuse.articles import Article, World
from benchmarks.reuse.engines import Pair

WORLD = World(size=120, share=0.1)


class Oracle:
    """Keeps in its folder which articles it has seen."""

    persistent: ClassVar = True

    def __init__(self, folder: Path) -> None:
        self._file = folder / "seen"
        self._file.touch()

    def prepare(self, articles: Sequence[Article]) -> None:
        with self._file.open("a") as file:
            file.writelines(f"{article.number}\n" for article in articles)

    def add(self, articles: Sequence[Article]) -> Sequence[Pair]:
        new, seen = {article.number for article in articles}, self._seen()
        return [
            (source, number)
            for number in sorted(seen)
            for source in WORLD.sources(number)
            if source in seen and not new.isdisjoint({source, number})
        ]

    def finish(self) -> Iterable[Sequence[Pair]]:
        """Nothing is left to do."""
        return ()

    def later_pairs(self) -> Iterable[Pair]:
        return ()

    def look_up(self, article: Article) -> Sequence[int]:
        seen, sources = self._seen(), set(WORLD.sources(article.number))
        assert not seen or sources <= seen
        return sorted(sources & seen)

    def close(self) -> None:
        self._file.chmod(0o400)

    def _seen(self) -> set[int]:
        return set(map(int, self._file.read_text().split()))


class Forgetful(Oracle):
    """Knows all only as long as it lives, and finds the first pair of each batch."""

    persistent: ClassVar = False

    def add(self, articles: Sequence[Article]) -> Sequence[Pair]:
        return super().add(articles)[:1]


class Late(Oracle):
    """Tells nothing until it is asked in the end."""

    def add(self, articles: Sequence[Article]) -> Sequence[Pair]:
        return super().add(articles)[:0]

    def finish(self) -> Iterable[Sequence[Pair]]:
        """Nothing is left to do."""
        return ()

    def later_pairs(self) -> Iterable[Pair]:
        seen = sorted(self._seen())
        return ((source, n) for n in seen for source in WORLD.sources(n))


class Broken(Oracle):
    """Fails at its first batch."""

    def add(self, articles: Sequence[Article]) -> Sequence[Pair]:
        raise SystemExit(len(articles) and 3)
