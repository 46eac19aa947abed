"""Outlets and agencies: who publishes, how it looks, and whom it takes texts from."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache
from random import Random

from tests.world import names
from tests.world.dice import Urn, dice, zipf
from tests.world.parameters import Parameters
from tests.world.templates import TEMPLATES

ENGLISH_ZONES = (-480, -360, -300, -300, 0, 0, 0, 60, 330, 600)
ZONES = {"de": (60,), "fr": (60, 60, -300), "es": (60, -180, -300)}


@dataclass(frozen=True, slots=True)
class Agency:
    """One that sells texts by wire; some of them stand on its own site as well."""

    name: str
    sign: str
    """As it stands in a dateline."""
    host: str


# A reader has to know agencies by name, so these are the real names; one is not.
AGENCIES = (
    Agency("Reuters", "Reuters", "www.reuters.com"),
    Agency("Associated Press", "AP", "apnews.com"),
    Agency("Agence France-Presse", "AFP", "www.afp.com"),
    Agency("Press Trust of India", "PTI", "www.ptinews.com"),
    Agency("United Press International", "UPI", "www.upi.com"),
    Agency("Norvane News Agency", "NVA", "www.nva.example"),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Outlet:
    """One outlet: its name, its pages' looks and its ways."""

    number: int
    name: str
    host: str
    language: str
    zone: int
    """Minutes east of Greenwich."""
    zone_shown: bool
    by_minute: bool
    template: str
    looks: int
    """What it draws its menu, its footer and its notices with."""
    spelling: frozenset[str]
    """Its house style: see ``edits.HOUSE_STYLE``."""
    staff: tuple[str, ...]
    desk: str
    writes: float
    """How much it writes itself, to weigh against others."""
    takes: float
    """How much it takes from others."""
    dated_urls: bool

    @property
    def home(self) -> str:
        """Its front page."""
        return f"https://{self.host}/"


class Press:
    """All outlets of a world, and their habits of taking from each other."""

    def __init__(self, seed: int, parameters: Parameters) -> None:
        self.outlets = _outlets(seed, parameters)
        self.agencies = AGENCIES
        self.sites = {
            agency.name: _site(seed, len(self.outlets) + place, agency, parameters)
            for place, agency in enumerate(AGENCIES)
        }
        self.writers = Urn(self.outlets, [outlet.writes for outlet in self.outlets])
        self.all_takers = Urn(self.outlets, [outlet.takes for outlet in self.outlets])
        # Two papers of three buy from agencies.
        wired = [outlet for outlet in self.outlets if outlet.number % 3 != 1]
        self.wired = Urn(wired, [outlet.takes for outlet in wired])
        self.sources = self._sources(dice(seed, "habits"))
        self.takers = self._takers()

    def _sources(self, chance: Random) -> list[dict[int, float]]:
        """Whom each outlet takes from: a few mostly, and some are read by many."""
        read = {
            language: _widely_read(
                [outlet for outlet in self.outlets if outlet.language == language]
            )
            for language in {outlet.language for outlet in self.outlets}
        }
        return [self._sources_of(taker, read, chance) for taker in self.outlets]

    def _sources_of(
        self, taker: Outlet, read: dict[str, Urn[Outlet]], chance: Random
    ) -> dict[int, float]:
        own, count = read[taker.language], chance.randint(3, 7)
        found: dict[int, float] = {}
        for _ in range(count * 3):
            source = own.draw(chance)
            if source is not taker and len(found) < count:
                found.setdefault(source.number, 1 / (len(found) + 1) ** 1.2)
        foreign = self.writers.draw(chance)
        if foreign.language != taker.language and chance.random() < 0.5:
            found[foreign.number] = 0.15
        return found

    def _takers(self) -> list[Urn[Outlet] | None]:
        """Who takes from each; from an agency's site nobody: there is the wire."""
        takers: list[dict[int, float]] = [{} for _ in (*self.outlets, *self.sites)]
        for taker, sources in zip(self.outlets, self.sources, strict=True):
            for source, weight in sources.items():
                takers[source][taker.number] = weight * taker.takes
        return [
            Urn([self.outlets[n] for n in weights], list(weights.values()))
            if weights
            else None
            for weights in takers
        ]


def _widely_read(outlets: list[Outlet]) -> Urn[Outlet]:
    return Urn(outlets, [outlet.writes**1.3 for outlet in outlets])


def _outlets(seed: int, parameters: Parameters) -> list[Outlet]:
    weights = zipf(parameters.outlets, 6)
    dice(seed, "writes").shuffle(weights)
    hosts: set[str] = set()
    return [
        _outlet(seed, number, weights[number], hosts, parameters)
        for number in range(parameters.outlets)
    ]


def _outlet(  # noqa: PLR0913 - what an outlet is
    seed: int,
    number: int,
    weight: float,
    hosts: set[str],
    parameters: Parameters,
    *,
    language: str = "",
) -> Outlet:
    chance = dice(seed, "outlet", number)
    foreign = chance.random() < parameters.foreign
    drawn = chance.choice(("de", "es", "fr")) if foreign else "en"
    language = language or drawn
    name, host = _named(chance, language, hosts)
    relay = chance.random() < parameters.relays
    return Outlet(
        number=number,
        name=name,
        host=host,
        language=language,
        zone=chance.choice(ZONES.get(language, ENGLISH_ZONES)),
        zone_shown=chance.random() >= parameters.zoneless,
        by_minute=chance.random() < parameters.by_minute,
        template=chance.choice(tuple(TEMPLATES)),
        looks=chance.getrandbits(32),
        spelling=_spelling(chance, language),
        staff=tuple(names.person(chance) for _ in range(chance.randint(3, 9))),
        desk=_desk(chance, name, language),
        writes=weight * (0.03 if relay else 1),
        takes=(chance.paretovariate(1.3) if not relay else 4 + chance.random() * 8),
        dated_urls=chance.random() < 0.4,
    )


def _site(seed: int, number: int, agency: Agency, parameters: Parameters) -> Outlet:
    """The pages on which an agency shows its texts to everybody."""
    made = _outlet(seed, number, 0.0, set(), parameters, language="en")
    return replace(made, name=agency.name, host=agency.host, takes=0.0)


def _named(chance: Random, language: str, hosts: set[str]) -> tuple[str, str]:
    while True:
        name = names.paper(chance, language)
        host = slug(name.removeprefix("The ")) + ".example"
        if host not in hosts:
            hosts.add(host)
            return name, chance.choice(("", "", "www.", "news.")) + host


def _spelling(chance: Random, language: str) -> frozenset[str]:
    kinds = (
        ("american", "straight", "bare-figures") if language == "en" else ("straight",)
    )
    return frozenset(kind for kind in kinds if chance.random() < 0.4)


def _desk(chance: Random, name: str, language: str) -> str:
    if language != "en":
        return {"de": "Redaktion", "es": "Redacción", "fr": "La rédaction"}[language]
    return chance.choice(("Staff Reporter", "News Desk", "Staff", f"{name} Staff"))


@lru_cache(maxsize=16384)
def slug(words: str, most: int = 60) -> str:
    """Words as they stand in an address.

    >>> slug("Le Courrier de Saltford: l’été")
    'le-courrier-de-saltford-l-ete'
    """
    parts = unicodedata.normalize("NFKD", words.lower().replace("ß", "ss"))
    plain = "".join(char for char in parts if not unicodedata.combining(char))
    return re.sub(r"[^a-z0-9]+", "-", plain)[:most].strip("-")
