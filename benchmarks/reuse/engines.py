"""What an engine is: something that finds articles which share text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Protocol

from benchmarks.reuse.articles import Article

Pair = tuple[int, int]
"""The numbers of two articles, in either order."""


class Engine(Protocol):
    """Takes articles as they come in, batch by batch, and tells which belong together.

    Made with an empty folder, or with the one that an engine of its kind has left.
    """

    persistent: ClassVar[bool]
    """Whether all that it knows lies in its folder."""

    def prepare(self, articles: Sequence[Article]) -> None:
        """Whatever comes before finding copies; timed apart."""

    def add(self, articles: Sequence[Article]) -> Sequence[Pair]:
        """The pairs that these make with one another and with all earlier ones.

        Pages of one outlet make no pair: an outlet does not republish itself.
        """

    def finish(self) -> Iterable[Sequence[Pair]]:
        """What is left to do when all articles are in, step by step."""

    def later_pairs(self) -> Iterable[Pair]:
        """The pairs that it tells only when all articles are in."""

    def look_up(self, article: Article) -> Sequence[int]:
        """The numbers of known articles that share text with a new one."""

    def close(self) -> None:
        """Give back what it holds."""


Maker = Callable[[Path], Engine]
"""Makes an engine that keeps its files in a folder; another process must find it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Contender:
    """An engine that can be measured."""

    make: Maker
    package: str
    """What must be installed for it."""
    bytes_an_article: float
    """The memory that each article costs it, as far as known before measuring."""
