"""An index of fingerprints as a plain dictionary, to hold the real one against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from graph.identity import article_id
from graph.reuse.candidates import hashes_of, keys_of, numbers_of
from graph.store import postings, sketches, write
from graph.store.engine import Store
from graph.store.sketches import Sketched
from tests.graph.store.facts import NOW, article

EDGES = (0, 1, 2**31 - 1, 2**31, 2**32 - 2, 2**32 - 1)
"""Hashes at both ends of the range, and where the sign of the database's turns."""


@dataclass
class Index:
    """The index of a store, and what should stand in it."""

    store: Store
    expected: dict[str, set[int]] = field(default_factory=dict)
    """The hashes of each article."""
    numbers: dict[str, int] = field(default_factory=dict)
    """Its number by now."""

    def put(self, texts: Mapping[str, set[int]]) -> None:
        """Articles come in, or come again with another text, in one transaction."""
        articles = [Sketched(id=_id(n), outlet=None, digest=f"{n}") for n in texts]
        sizes = [len(some) for some in texts.values()]
        with self.store.write() as connection:
            for name in texts.keys() - self.expected.keys():
                write.put_article(connection, article(_url(name)), now=NOW)
            numbers = sketches.put_sketches(connection, articles, sizes)
            keys = [
                keys_of(np.array(sorted(some), np.uint32).view(np.int32), number)
                for number, some in zip(numbers, texts.values(), strict=True)
            ]
            both = np.concatenate([np.zeros(0, np.uint64), *keys])
            postings.put_postings(connection, np.sort(both))
        self.expected |= texts
        self.numbers |= dict(zip(texts, numbers.tolist(), strict=True))

    def articles_of(self, *hashes: int) -> dict[int, set[str]]:
        """Which articles the index has for each of these hashes."""
        wanted = np.unique(np.array(hashes, np.uint32))
        names = {_id(name): name for name in self.expected}
        with self.store.read() as connection:
            found = postings.postings(connection, wanted)
            ids = sketches.identities(connection, numbers_of(found))
        assert (np.diff(found.view(np.int64)) != 0).all()
        assert found.tolist() == sorted(found.tolist())
        given: dict[int, set[str]] = {one: set() for one in wanted.tolist()}
        both = zip(hashes_of(found).tolist(), numbers_of(found).tolist(), strict=True)
        for one, number in both:
            # What a changed text left behind has a number that is nobody's.
            if number in ids:
                given[one].add(names[ids[number]])
        return given

    def model(self, *hashes: int) -> dict[int, set[str]]:
        """Which articles it should have."""
        return {
            one: {name for name, some in self.expected.items() if one in some}
            for one in hashes
        }

    def blocks(self) -> dict[int, int]:
        """How many fingerprints each level says that it holds."""
        with self.store.read() as connection:
            return postings._levels(connection)


def _url(name: str) -> str:
    return f"https://{name}.example/x"


def _id(name: str) -> str:
    return article_id(_url(name))


def hashes(*values: int) -> NDArray[np.uint32]:
    """Hashes as the index takes them."""
    return np.array(sorted(values), np.uint32)
