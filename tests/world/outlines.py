"""Where each story begins: with which outlet or agency, when and under which name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from random import Random

from graph.model import Date
from tests.world.dates import stated
from tests.world.dice import dice
from tests.world.drafts import Draft
from tests.world.edits import restyled
from tests.world.events import Event, make_event
from tests.world.outlets import Agency, Outlet, Press, slug
from tests.world.parameters import Parameters
from tests.world.prose import Writer
from tests.world.texts import Text

_LONGEST_EVENT = 12


@dataclass(frozen=True, kw_only=True)
class Outline:
    """A story before anything is written."""

    number: int
    event_number: int
    event: Event
    at: datetime
    language: str
    headline: str
    outlet: Outlet | None
    """On whose site it begins; None for a text that comes over the wire only."""
    agency: Agency | None
    """Whose text it is, if it is an agency's, on a site of its own or on none."""


class Outlines:
    """The beginnings of all stories, each made from its number alone."""

    def __init__(self, seed: int, parameters: Parameters, press: Press) -> None:
        self._seed = seed
        self._parameters = parameters
        self._press = press
        self._events = lru_cache(maxsize=256)(self._make_event)
        self.of = lru_cache(maxsize=2048)(self._make)

    def event_of(self, number: int) -> int:
        """The number of the story that was the first to tell of the same event."""
        first = number
        while first % _LONGEST_EVENT and not self._is_fresh(first):
            first -= 1
        return first

    def text(self, outline: Outline) -> Text:
        """The story's first text."""
        chance = dice(self._seed, "prose", outline.number)
        words = min(max(chance.lognormvariate(5.95, 0.45), 150), 900)
        text = Writer(outline.event, outline.language, chance).text(int(words))
        if outline.outlet is None:
            return text
        return restyled(text, outline.outlet.spelling, noted=False)

    def original(self, number: int) -> Draft | None:
        """The page on which a story began; None for one that came by wire only."""
        outline = self.of(number)
        if outline.outlet is None:
            return None
        chance = dice(self._seed, "original", number)
        date = stated(outline.at, outline.outlet, self._parameters, chance)
        return Draft(
            outlet=outline.outlet,
            url=address(outline.outlet, number, outline.headline, date),
            at=outline.at,
            stated=date,
            language=outline.language,
            headline=outline.headline,
            authors=() if outline.agency else signed(outline.outlet, chance),
            text=self.text(outline),
            kind="original",
        )

    def _make_event(self, number: int) -> Event:
        return make_event(self._seed, number, self._parameters.days)

    def _make(self, number: int) -> Outline:
        chance = dice(self._seed, "outline", number)
        event_number = self.event_of(number)
        event = self._events(event_number)
        wired = chance.random() < self._parameters.wire
        outlet: Outlet | None = self._press.writers.draw(chance)
        agency = chance.choice(self._press.agencies)
        if wired:
            shown = dice(self._seed, "shown", number).random() < self._parameters.shown
            outlet = self._press.sites[agency.name] if shown else None
        language = outlet.language if outlet else "en"
        return Outline(
            number=number,
            event_number=event_number,
            event=event,
            at=event.begins + timedelta(minutes=chance.randint(30, 18 * 60)),
            language=language,
            headline=Writer(event, language, chance).headline(),
            outlet=outlet,
            agency=agency if wired else None,
        )

    def _is_fresh(self, number: int) -> bool:
        chance = dice(self._seed, "fresh", number)
        return chance.random() >= self._parameters.same_event


def signed(outlet: Outlet, chance: Random) -> tuple[str, ...]:
    """Who signs an article that the outlet calls its own."""
    roll = chance.random()
    if roll < 0.72:
        return (chance.choice(outlet.staff),)
    if roll < 0.8:
        return tuple(chance.sample(outlet.staff, 2))
    return (outlet.desk,) if roll < 0.92 else ()


def address(outlet: Outlet, story: int, headline: str, date: Date | None) -> str:
    """Where the outlet puts its article about a story; no two are the same."""
    number = (story * 7919 + outlet.number * 104729) % 999983
    words = slug(headline)
    if outlet.dated_urls and date is not None:
        return f"{outlet.home}{date.value[:10].replace('-', '/')}/{words}-{number}/"
    forms = (f"{words}-{number}.html", f"news/{words}-{number}", f"{number}/{words}/")
    return outlet.home + forms[outlet.looks % 3]
