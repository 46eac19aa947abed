"""Putting prose into another language's words, one word after the other."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from random import Random

from tests.world.dice import dice
from tests.world.stock import foreign, part_of, words

_WORD = re.compile(r"[^\W\d_]+(?:’[^\W\d_]+)?")
_QUOTES = {"de": ("„", "“"), "es": ("«", "»"), "fr": ("« ", " »")}

# English, German, Spanish, French; several ways to say it parted by "/".
_FUNCTION = """
the|der/die/das|el/la/los|le/la/les
a|ein/eine|un/una|un/une
an|ein/eine|un/una|un/une
of|von/des|de/del|de/du
and|und/sowie|y|et/ainsi que
or|oder|o|ou
but|aber/doch|pero/sin embargo|mais/pourtant
in|in|en|dans/en
on|auf/am|en/sobre|sur
at|bei/an|en/a|à/chez
to|zu/nach|a/para|à/vers
for|für|para/por|pour
from|aus/von|de/desde|de/depuis
by|von/durch|por|par
with|mit|con|avec
without|ohne|sin|sans
after|nach|después de/tras|après
before|vor|antes de|avant
about|über/etwa|sobre/unos|sur/environ
over|über|sobre|sur
under|unter|bajo|sous
between|zwischen|entre|entre
against|gegen|contra|contre
because|weil/da|porque/ya que|parce que/car
although|obwohl|aunque|bien que
while|während|mientras|tandis que/alors que
when|als/wenn|cuando|quand/lorsque
that|dass|que|que
which|welche/die|que/el cual|qui/lequel
who|der/die|que/quien|qui
whether|ob|si|si
if|wenn/falls|si|si
as|wie/als|como|comme
than|als|que|que
is|ist|es/está|est
are|sind|son/están|sont
was|war/wurde|fue/era|était/fut
were|waren/wurden|fueron/eran|étaient/furent
be|sein/werden|ser|être
been|gewesen/worden|sido|été
has|hat|ha|a
have|haben|han|ont
had|hatte/hatten|había/habían|avait/avaient
will|wird/werden|va a|va
would|würde/würden|iba a|allait
could|könnte/konnte|podría|pourrait
should|sollte|debería|devrait
may|darf/kann|puede|peut
can|kann/können|puede/pueden|peut/peuvent
must|muss/müssen|debe/deben|doit/doivent
not|nicht|no|pas
no|kein/keine|ningún/ninguna|aucun/aucune
nobody|niemand|nadie|personne
it|es|ello|il
its|seine/ihre|su/sus|son/sa
they|sie|ellos|ils
their|ihre|su/sus|leur/leurs
them|sie/ihnen|ellos|eux
he|er|él|il
she|sie|ella|elle
his|sein/seine|su|son/sa
her|ihr/ihre|su|son/sa
we|wir|nosotros|nous
our|unser/unsere|nuestro/nuestra|notre
you|Sie|usted|vous
i|ich|yo|je
this|dieser/diese|este/esta|ce/cette
these|diese|estos|ces
there|dort/da|allí|là
here|hier|aquí|ici
all|alle|todos|tous
some|einige|algunos|quelques
most|die meisten|la mayoría de|la plupart des
many|viele|muchos|beaucoup de
more|mehr|más|plus
less|weniger|menos|moins
other|andere|otro|autre
only|nur|sólo|seulement
also|auch|también|aussi
still|noch|todavía|encore
now|jetzt/nun|ahora|maintenant
then|dann|entonces|alors/puis
since|seit|desde|depuis
until|bis|hasta|jusqu’à
during|während|durante|pendant
said|sagte/erklärte|dijo/declaró|a dit/a déclaré
says|sagt|dice|dit
told|sagte|dijo|a dit
according|laut|según|selon
one|ein/eins|uno|un
two|zwei|dos|deux
three|drei|tres|trois
four|vier|cuatro|quatre
five|fünf|cinco|cinq
six|sechs|seis|six
first|erste/ersten|primero/primera|premier/première
last|letzte/letzten|último/pasado|dernier/dernière
next|nächste/nächsten|próximo|prochain
years|Jahre/Jahren|años|ans/années
months|Monate/Monaten|meses|mois
weeks|Wochen|semanas|semaines
days|Tage/Tagen|días|jours
week|Woche|semana|semaine
month|Monat|mes|mois
day|Tag|día|jour
ago|zuvor|atrás|plus tôt
people|Menschen/Leute|personas/gente|personnes/gens
percent|Prozent|por ciento|pour cent
million|Millionen|millones|millions de
monday|Montag|lunes|lundi
tuesday|Dienstag|martes|mardi
wednesday|Mittwoch|miércoles|mercredi
thursday|Donnerstag|jueves|jeudi
friday|Freitag|viernes|vendredi
saturday|Samstag|sábado|samedi
sunday|Sonntag|domingo|dimanche
"""
_COLUMN = {"de": 1, "es": 2, "fr": 3}


def translated(
    text: str, source: str, target: str, chance: Random, names: frozenset[str]
) -> str:
    """The text in another language; ``names`` and what is no word stay as they are.

    The way leads through English. Where there are several words for one, chance
    takes one, as translators do: two translations differ.
    """
    if source != "en":
        text = _with_words(text, _to_english(source), chance, names)
        opening, closing = _QUOTES[source]
        text = text.replace(closing, "”").replace(opening, "“")
    if target != "en":
        text = _with_words(text, _to_foreign(target), chance, names)
        opening, closing = _QUOTES[target]
        text = text.replace("“", opening).replace("”", closing)
    return text


class _Ways(dict[str, Sequence[str]]):
    """What each word may become, found when it is first met."""

    def __init__(
        self, language: str, find: Callable[[str, str], Sequence[str]]
    ) -> None:
        super().__init__()
        self._language = language
        self._find = find

    def __missing__(self, word: str) -> Sequence[str]:
        self[word] = found = self._find(self._language, word)
        return found


@cache
def _to_foreign(language: str) -> _Ways:
    return _Ways(language, _in_foreign)


@cache
def _to_english(language: str) -> _Ways:
    return _Ways(language, _in_english)


def _with_words(text: str, ways: _Ways, chance: Random, names: frozenset[str]) -> str:
    roll = chance.random
    meant = ways is not _to_english("de")  # there all nouns are large

    def other(found: re.Match[str]) -> str:
        word = found[0]
        if word in names:
            return word
        said = ways[word.lower()]
        chosen = said[int(roll() * len(said))]
        large = word[0].isupper() and (meant or _begins(found))
        return chosen[0].upper() + chosen[1:] if large else chosen

    return _WORD.sub(other, text)


def _begins(found: re.Match[str]) -> bool:
    """Whether a word begins a sentence."""
    before = found.string[: found.start()].rstrip("“„ ")
    return not before or before[-1] in ".?!"


def _in_foreign(language: str, word: str) -> Sequence[str]:
    return _function_words(language).get(word) or foreign(word, language)


def _in_english(language: str, word: str) -> Sequence[str]:
    """What a foreign word may be in English: what it was made of, or near to it."""
    meant = _meanings(language).get(word)
    if meant is None:
        return (dice(language, "unknown", word).choice(words()["noun"]),)
    part = part_of().get(meant)
    if part is None or meant not in words()[part]:
        return (meant,)
    stock = words()[part]
    place = stock.index(meant)
    return [meant, *(stock[(place + near) % len(stock)] for near in range(1, 6))]


@cache
def _meanings(language: str) -> dict[str, str]:
    """English words by what they are called in a language."""
    meanings: dict[str, str] = {}
    for english, ways in _function_words(language).items():
        for way in ways:
            meanings.setdefault(way.lower(), english)
            meanings.setdefault(way.lower().split()[0], english)
    for english in part_of():
        for way in foreign(english, language):
            meanings.setdefault(way.lower(), english)
    return meanings


@cache
def _function_words(language: str) -> dict[str, tuple[str, ...]]:
    rows = (line.split("|") for line in _FUNCTION.split("\n") if line)
    return {row[0]: tuple(row[_COLUMN[language]].split("/")) for row in rows}
