"""Articles that nobody wrote, with copies of known kinds planted among them.

A world of any size from one seed: each article is made alone, from its number, so
that a million pass by without being kept, and each run meets the same. Around its
own words a page has what everybody repeats: its outlet's footer, a cookie notice,
a licence, a template. Nothing of that is a copy.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.reuse.words import Script, Vocabulary, draws, invented, vocabulary

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Kind(StrEnum):
    """How a planted copy came out of its original."""

    VERBATIM = "verbatim"
    """The whole text, below the copy's own footer."""
    EDITED = "5 % changed"
    """The whole text, with one of twenty words replaced."""
    EXCERPT = "40 % excerpt"
    """Two fifths of the text in one piece, and nothing else."""
    LONG_QUOTE = "150-word quote"
    """In a text of its own."""
    SHORT_QUOTE = "60-word quote"
    """In a text of its own."""
    COMPOSITE = "composite"
    """Three fifths of one text, followed by three fifths of another."""


KINDS = tuple(Kind)
QUOTED = {Kind.LONG_QUOTE: 150, Kind.SHORT_QUOTE: 60}
"""Words of the passage that is quoted."""
_CHANGED, _EXCERPTED, _MERGED = 0.05, 0.4, 0.6
_SHORTEST, _SPREAD = 200, 240
"""With what everybody repeats, a page has some 400 words."""
_FOOTER_SHORTEST, _FOOTER_SPREAD = 30, 50
_COOKIE, _LICENCE, _TEMPLATE = 25, 70, 120
_LICENSED = 5
"""The licence stands on the pages of every fifth outlet."""
_TEMPLATED, _TEMPLATED_SHARE = 10_000, 0.1
"""The template stands on so many pages, or on a tenth of a small world's."""
_PAGES_AN_OUTLET, _FEWEST_OUTLETS = 250, 20
_FIRST_DAY, _DAYS, _LAG = date(2024, 1, 1), 700, 14

_FACTS, _BODY, _CHANGE, _FOOTER, _SHARED = range(5)
"""The streams that are drawn from."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Article:
    """One page of the world."""

    number: int
    """Its place in the order in which articles come in."""
    url: str
    outlet: str
    """Its host."""
    published: date
    """A copy's is never before its original's."""
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Truth:
    """What is known of each article of a world."""

    kinds: NDArray[np.int8]
    """The place of its kind in :data:`KINDS`; -1 for an original."""
    sources: NDArray[np.int64]
    """Two columns: what it was copied from, twice the same where there is one; an
    original has itself."""


@dataclass(frozen=True, kw_only=True)
class World:
    """All articles of a seed.

    Numbers from ``size`` on copy out of the world too, and are never copied: they
    are new to whoever knows the world.
    """

    size: int
    """How many articles there are; at least two."""
    seed: int = 1
    share: float = 0.03
    """So many of the articles are copies of one kind, for each kind; 0.15 at most."""
    script: Script = "latin"

    def __post_init__(self) -> None:
        if self.size < 2 or not 0 <= self.share <= 0.15:
            message = f"no world has {self.size} articles, {self.share} of each kind"
            raise ValueError(message)

    def article(self, number: int) -> Article:
        """One article, however many came before it."""
        outlet, published = self._outlet(number), self._published(number)
        host = f"{invented(outlet)}.example"
        return Article(
            number=number,
            url=f"https://{host}/{published.isoformat()}/{number}",
            outlet=host,
            published=published,
            text=self._page(number, outlet),
        )

    def kind(self, number: int) -> Kind | None:
        """How it was copied; None for an original."""
        place = self._draw(number, 0) / self.share if self.share else len(KINDS)
        # The first two stay originals, so that each copy finds something to copy.
        return KINDS[int(place)] if place < len(KINDS) and number > 1 else None

    def sources(self, number: int) -> tuple[int, ...]:
        """The originals that it was copied from; none for an original."""
        kind = self.kind(number)
        if kind is None:
            return ()
        first = self._source(number, 1)
        if kind is not Kind.COMPOSITE:
            return (first,)
        return first, self._source(number, 2, but=first)

    def truth(self) -> Truth:
        """What is known of the articles below ``size``."""
        kinds = np.full(self.size, -1, np.int8)
        sources = np.repeat(np.arange(self.size)[:, None], 2, axis=1)
        for number in range(self.size):
            kind = self.kind(number)
            if kind is not None:
                kinds[number] = KINDS.index(kind)
                sources[number] = self.sources(number)
        return Truth(kinds=kinds, sources=sources)

    def _source(self, number: int, which: int, but: int = -1) -> int:
        """An original from anywhere in the world: many come in after their copy."""
        source = int(self._draw(number, which) * self.size)
        while source == but or self.kind(source) is not None:
            source = (source + 1) % self.size
        return source

    def _outlet(self, number: int) -> int:
        """Few outlets have many pages; nobody copies from itself."""
        count = max(_FEWEST_OUTLETS, self.size // _PAGES_AN_OUTLET)
        outlet = int(self._draw(number, 3) ** 2 * count)
        taken = {self._outlet(source) for source in self.sources(number)}
        while outlet in taken:
            outlet = (outlet + 1) % count
        return outlet

    def _published(self, number: int) -> date:
        drawn = self._draw(number, 4)
        first = max(map(self._published, self.sources(number)), default=None)
        if first is None:
            return _FIRST_DAY + timedelta(days=int(drawn * _DAYS))
        return first + timedelta(days=int(drawn * _LAG))

    def _page(self, number: int, outlet: int) -> str:
        """The article's own words among what everybody repeats."""
        parts = [self._shared(0, _COOKIE), self._own(number)]
        templated = min(_TEMPLATED_SHARE, _TEMPLATED / self.size)
        if self._draw(number, 5) < templated and not self.sources(number):
            parts.insert(1, self._shared(1, _TEMPLATE))
        if outlet % _LICENSED == 0:
            parts.append(self._shared(2, _LICENCE))
        parts.append(_footer(self, outlet))
        return "\n\n".join(parts)

    def _own(self, number: int) -> str:
        """What its readers come for."""
        kind, sources = self.kind(number), self.sources(number)
        bodies = [self._body(source) for source in sources]
        if kind is None:
            return self._words.text(self._body(number))
        if kind in QUOTED:
            return self._around(number, self._part(number, bodies[0], QUOTED[kind]))
        if kind is Kind.EDITED:
            bits = draws(self.seed, _CHANGE, number, len(bodies[0]))
            bodies = [self._words.changed(bodies[0], bits, _CHANGED)]
        elif kind is not Kind.VERBATIM:
            share = _EXCERPTED if kind is Kind.EXCERPT else _MERGED
            bodies = [self._part(number, b, int(len(b) * share)) for b in bodies]
        return "\n\n".join(map(self._words.text, bodies))

    def _around(self, number: int, passage: NDArray[np.int64]) -> str:
        """A text of its own with the passage in quotation marks in the middle."""
        own = self._body(number)
        texts = map(self._words.text, np.split(own, [len(own) // 2]))
        return f"\n\n“{self._words.line(passage)}”\n\n".join(texts)

    def _part(
        self, number: int, body: NDArray[np.int64], length: int
    ) -> NDArray[np.int64]:
        start = int(self._draw(number, 6) * (len(body) - length + 1))
        return body[start : start + length]

    def _body(self, number: int) -> NDArray[np.int64]:
        length = _SHORTEST + int(self._draw(number, 7) * _SPREAD)
        return self._words.tokens(draws(self.seed, _BODY, number, length))

    def _shared(self, which: int, length: int) -> str:
        return _text(self.seed, self.script, _SHARED, which, length)

    def _draw(self, number: int, which: int) -> float:
        """One of an article's facts, from 0 to below 1."""
        return _facts(self.seed, number)[which]

    @property
    def _words(self) -> Vocabulary:
        return vocabulary(self.script)


@cache
def _text(seed: int, script: Script, stream: int, number: int, length: int) -> str:
    words = vocabulary(script)
    return words.text(words.tokens(draws(seed, stream, number, length)))


def _footer(world: World, outlet: int) -> str:
    """What an outlet writes below each of its pages."""
    length = _FOOTER_SHORTEST + outlet * 7 % (_FOOTER_SPREAD + 1)
    return _text(world.seed, world.script, _FOOTER, outlet, length)


@lru_cache(maxsize=64)
def _facts(seed: int, number: int) -> tuple[float, ...]:
    return tuple((draws(seed, _FACTS, number, 8) / 2.0**64).tolist())
