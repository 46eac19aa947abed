"""What happened: the people, places, figures and quotations that reports share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

from tests.world import names
from tests.world.dice import Urn, dice, zipf
from tests.world.grammar import fill, spoken
from tests.world.stock import words

FIRST_DAY = datetime(2024, 1, 8, 5, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Event:
    """One event; every story about it draws on the same facts."""

    begins: datetime
    towns: tuple[str, ...]
    people: tuple[tuple[str, str], ...]
    """Names and what they are."""
    bodies: tuple[str, ...]
    figures: tuple[str, ...]
    quotes: tuple[str, ...]
    """English, without marks."""
    nouns: Urn[str]
    """The nouns that it is about."""
    kept: frozenset[str]
    """Names that no translator touches."""


def make_event(seed: int, number: int, days: int) -> Event:
    """The event that begins with the story of this number."""
    chance = dice(seed, "event", number)
    begins = FIRST_DAY + timedelta(minutes=chance.randrange(days * 24 * 60))
    towns = tuple(names.place(chance) for _ in range(3))
    people = tuple(
        (names.person(chance), names.role(chance)) for _ in range(chance.randint(3, 6))
    )
    return Event(
        begins=begins,
        towns=towns,
        people=people,
        bodies=tuple(names.body(chance, chance.choice(towns)) for _ in range(2)),
        figures=tuple(_figure(chance) for _ in range(7)),
        quotes=tuple(fill(spoken(chance), chance) for _ in range(6)),
        nouns=_topic(chance),
        kept=frozenset(
            word
            for name in (*towns, *(name for name, _ in people))
            for word in name.split()
        ),
    )


def _topic(chance: Random) -> Urn[str]:
    nouns = chance.sample(words()["noun"], 24)
    return Urn(nouns, zipf(len(nouns), 1.5))


def _figure(chance: Random) -> str:
    size = chance.choice((10, 100, 1000, 100000))
    number = chance.randint(size // 5 + 2, size * 9)
    return f"{number:,}"
