"""The odds by which texts travel in a simulated world, as its makers know them.

They are those of ``tests/world/travel.py`` in closed form: the first text is taken
most often, else one that is widely read; a holder's readers take in the measure of
their habits, and a stranger now and then; and most copies follow soon.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.world import Page, World

_TRANSLATED = 0.35
"""The share of foreign texts that are not passed over."""


class Habits:
    """Who takes from whom in a world, and how soon."""

    def __init__(self, world: World) -> None:
        self._rates = world.parameters
        self._takes = {outlet.host: outlet.takes for outlet in world.outlets}
        self._all = sum(self._takes.values())
        self._agencies = {agency.host for agency in world.agencies}
        buyers = {outlet.host: outlet.takes for outlet in world.wired}
        self._buys = {
            host: takes / sum(buyers.values()) for host, takes in buyers.items()
        }
        self._read: dict[str, dict[str, float]] = {host: {} for host in self._takes}
        for taker, sources in zip(world.outlets, world.habits, strict=True):
            for number, share in sources.items():
                source = world.outlets[number].host
                self._read[source][taker.host] = share * taker.takes

    def odds(self, page: Page, holder: Page | None, earlier: Sequence[Page]) -> float:
        """How likely it is that a page was taken from this one, beside the others.

        ``holder`` is None for an agency's wire, ``earlier`` all earlier pages of the
        story; all odds of one page have the same measure.
        """
        if holder is None or holder.outlet in self._agencies:
            share = self._rates.from_root * self._buys.get(page.outlet, 0.0)
            return share * self._from_wire(page, holder, earlier)
        wire = page.truth.source_outlet is not None
        share = (1 - self._rates.from_root) * self._picked(holder, earlier)
        # An agency's own page is the first of its story, and was dealt with.
        if not wire and holder is earlier[0]:
            share += self._rates.from_root
        return share * self._taken(page, holder) * self._soon(page, holder)

    def _picked(self, holder: Page, earlier: Sequence[Page]) -> float:
        """That of two articles, drawn blindly, this is the one more widely read."""
        reach = len(self._read[holder.outlet])
        others = [len(self._read.get(one.outlet, ())) for one in earlier]
        below, alike = sum(one < reach for one in others), others.count(reach)
        return ((below + alike) ** 2 - below**2) / alike / len(others) ** 2

    def _taken(self, page: Page, holder: Page) -> float:
        """That this outlet is the one that takes it."""
        readers = self._read[holder.outlet]
        found = self._rates.stranger * self._takes[page.outlet] / self._all
        if page.outlet in readers:
            own = readers[page.outlet] / sum(readers.values())
            found += (1 - self._rates.stranger) * own
        return found * (1 if page.language == holder.language else _TRANSLATED)

    def _soon(self, page: Page, holder: Page) -> float:
        return self._after(_hours(holder, page), self._rates.lag_hours)

    def _from_wire(
        self, page: Page, shown: Page | None, earlier: Sequence[Page]
    ) -> float:
        """An unseen text's moment is unknown: some time before the first page's."""
        lag = self._rates.wire_lag_hours
        if shown is not None:
            return self._after(_hours(shown, page), lag)
        return self._after(lag + (_hours(earlier[0], page) if earlier else 0), lag)

    def _after(self, hours: float, median: float) -> float:
        """That it took so long: the density of a log-normal, but for a factor."""
        apart = math.log(hours / median) / self._rates.lag_spread
        return math.exp(-apart * apart / 2) / hours


def _hours(holder: Page, page: Page) -> float:
    return (page.published - holder.published).total_seconds() / 3600
