"""Chance that falls the same way on every machine and in every run."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from hashlib import blake2b
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")


def dice(*seeds: int | str) -> Random:
    """Dice of their own for whatever the seeds name: a story, an outlet, a word."""
    named = "/".join(map(str, seeds)).encode()
    number = int.from_bytes(blake2b(named, digest_size=8).digest(), "big")
    return Random(number)  # noqa: S311 - a simulation has no secrets


class Urn(Generic[T]):
    """Things to draw with unequal chances, again and again."""

    def __init__(self, things: Sequence[T], weights: Sequence[float]) -> None:
        self.things = things
        self._sums = list(accumulate(weights))
        self._total = self._sums.pop()  # what chance may round up to is the last thing

    def draw(self, chance: Random) -> T:
        """One of them."""
        return self.things[bisect(self._sums, chance.random() * self._total)]

    def __len__(self) -> int:
        return len(self.things)


def zipf(count: int, offset: float = 2.7) -> list[float]:
    """Weights as words have them: the rank's inverse (Zipf 1935, Mandelbrot 1953)."""
    return [1 / (rank + offset) for rank in range(count)]
