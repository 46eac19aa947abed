"""How one newsroom makes its article out of another's."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

from tests.world import edits
from tests.world.dates import stated
from tests.world.drafts import Draft
from tests.world.outlets import Outlet
from tests.world.outlines import Outline, address, signed
from tests.world.parameters import Parameters
from tests.world.prose import Writer
from tests.world.texts import Text

if TYPE_CHECKING:
    from tests.world.nouns import Kind


class Copying:
    """Makes the copies of one story; ``ids`` numbers its edits."""

    def __init__(
        self,
        outline: Outline,
        parameters: Parameters,
        chance: Random,
        ids: Iterator[int],
    ) -> None:
        self._outline = outline
        self._parameters = parameters
        self._chance = chance
        self._ids = ids
        self._writers: dict[str, Writer] = {}

    def from_wire(self, wire: Text, taker: Outlet, shown: Draft | None) -> Draft:
        """What an outlet makes of an agency's text, ``shown`` on its site or not."""
        at = self._outline.at + self._lag(self._parameters.wire_lag_hours)
        kind, text = self._worked(wire, taker)
        fresh = self._chance.random() < self._parameters.new_headline
        headline = self._new_headline(taker) if fresh else self._outline.headline
        return self._draft(
            taker,
            at,
            kind=kind,
            text=text,
            parents=() if shown is None else (shown,),
            depth=1,
            headline=headline,
            headline_change=next(self._ids) if fresh else None,
            authors=(),
            byline_change=None,
        )

    def copy(self, taker: Outlet, parent: Draft, other: Draft | None) -> Draft:
        """What an outlet makes of an article; ``other`` is merged into it."""
        parents = (parent,) if other is None else (parent, other)
        at = max(one.at for one in parents) + self._lag(self._parameters.lag_hours)
        kind: Kind
        if other is not None:
            kind, text = "composite", self._merged(parent.text, other.text)
        elif taker.language != parent.language:
            change = next(self._ids)
            writer = self._writer(taker.language)
            kind, text = (
                "translation",
                writer.translation(parent.text, parent.language, change),
            )
        else:
            kind, text = self._worked(parent.text, taker)
        headline, headline_change = self._headline(taker, parent)
        authors, byline_change = self._byline(taker, parent)
        return self._draft(
            taker,
            at,
            kind=kind,
            text=text,
            parents=parents,
            depth=parent.depth + 1,
            headline=headline,
            headline_change=headline_change,
            authors=authors,
            byline_change=byline_change,
        )

    def _draft(  # noqa: PLR0913 - what an article is
        self,
        taker: Outlet,
        at: datetime,
        *,
        kind: Kind,
        text: Text,
        parents: tuple[Draft, ...] = (),
        depth: int,
        headline: str,
        headline_change: int | None,
        authors: tuple[str, ...],
        byline_change: int | None,
    ) -> Draft:
        date = stated(at, taker, self._parameters, self._chance)
        return Draft(
            outlet=taker,
            url=address(taker, self._outline.number, headline, date),
            at=at,
            stated=date,
            language=taker.language,
            headline=headline,
            authors=authors,
            text=text,
            kind=kind,
            parents=parents,
            depth=depth,
            headline_change=headline_change,
            byline_change=byline_change,
        )

    def _worked(self, text: Text, taker: Outlet) -> tuple[Kind, Text]:
        """What becomes of a text in its own language."""
        rates, roll = self._parameters, self._chance.random()
        if self._chance.random() < rates.restyled:
            text = edits.restyled(text, taker.spelling)
        writer = self._writer(taker.language)
        if roll < rates.excerpt:
            return "excerpt", edits.excerpted(text, next(self._ids), self._chance)
        if roll < rates.excerpt + rates.truncated:
            return "truncated", edits.cut(text, next(self._ids), writer, self._chance)
        if roll < rates.excerpt + rates.truncated + rates.edited:
            return "edited", self._edited(text, writer)
        if self._chance.random() < rates.slips:
            text = edits.slipped(text, next(self._ids), writer, self._chance)
        return "copy", text

    def _edited(self, text: Text, writer: Writer) -> Text:
        for _ in range(1 + _poisson(self._parameters.edits - 1, self._chance)):
            edit = self._chance.choice(edits.EDITS)
            text = edit(text, next(self._ids), writer, self._chance)
        return text

    def _merged(self, main: Text, other: Text) -> Text:
        """The beginning of one text, then a part of the other; nothing twice."""
        head = main[: max(2, math.ceil(len(main) * self._chance.uniform(0.5, 0.8)))]
        there = {sentence.words for paragraph in head for sentence in paragraph}
        new = [p for p in other if not any(s.words in there for s in p)]
        change = next(self._ids)
        tail = new[: max(2, math.ceil(len(new) * self._chance.uniform(0.4, 0.7)))]
        marked = tuple(tuple(s.changed(s.words, change) for s in p) for p in tail)
        return head + marked

    def _headline(self, taker: Outlet, parent: Draft) -> tuple[str, int | None]:
        if taker.language != parent.language:
            writer = self._writer(taker.language)
            return writer.translated(parent.headline, parent.language), next(self._ids)
        if self._chance.random() < self._parameters.new_headline:
            return self._new_headline(taker), next(self._ids)
        return parent.headline, parent.headline_change

    def _byline(
        self, taker: Outlet, parent: Draft
    ) -> tuple[tuple[str, ...], int | None]:
        rates, roll = self._parameters, self._chance.random()
        if roll < rates.byline_kept:
            return parent.authors, parent.byline_change
        if roll < rates.byline_kept + rates.byline_changed:
            return signed(taker, self._chance), next(self._ids)
        return (), next(self._ids) if parent.authors else parent.byline_change

    def _new_headline(self, taker: Outlet) -> str:
        return self._writer(taker.language).headline()

    def _writer(self, language: str) -> Writer:
        if language not in self._writers:
            self._writers[language] = Writer(
                self._outline.event, language, self._chance
            )
        return self._writers[language]

    def _lag(self, median: float) -> timedelta:
        spread = self._parameters.lag_spread
        hours = median * math.exp(self._chance.gauss(0, spread))
        return timedelta(minutes=max(2, round(hours * 60)))


def _poisson(mean: float, chance: Random) -> int:
    """How often something happens that happens ``mean`` times on average (Knuth)."""
    limit, product, count = math.exp(-mean), chance.random(), 0
    while product > limit:
        product *= chance.random()
        count += 1
    return count
