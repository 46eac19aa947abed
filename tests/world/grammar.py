"""A small grammar of newspaper English: patterns of sentences with slots to fill.

Slots are words in capitals: N noun, NS several, V what was done, A adjective,
D adverb; P person, R person with a role, L town, O body, F figure, T day.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from random import Random
from types import MappingProxyType

from tests.world.dice import Urn, zipf
from tests.world.stock import plural, urns

_CLAUSES = """
the N of the N V the A N
the A N V the N D
R V the N of the A N
R said that the N had D V the NS
the O V a N for the A NS
the O D V the N and the N of L
F NS V the N in the A N
about F NS of the N were V by the A N
nobody in L had V the N since the A N
the NS that the N V were A and A
a N of NS V the N with a A N
the A N in L will be V by the N
there were F NS in the N of L
the N was V D by the A NS of the N
a A N and a N had V the NS of the A N
most of the NS in L were A
the N would cost F crowns and the N F more
it was not the N but the A N that V the NS
R V a N that the O had V
whether the N will be V is for the O to say
the NS of L have D V their N
one of the NS V the A N of P
the N between L and L was V again
P had not V the N because it was A
neither the N nor the NS had been V
the A NS were V from the N to the N
what the N V was a N of A NS
they V the N with F NS and a A N
some of the F NS had V the N before
its N is A and its NS are D A
"""
_OPENERS = """
on T
in L
last week
for the NS
after the N
since the A N
meanwhile
at the same time
two years ago
in the N of the N
until now
by T
before the N was V
according to the O
when the N V
because of the A N
"""
_JOINERS = """
and
but
while
because
although
so that
, which means that
; at the same time
, and in L
, even though
"""
_TAILS = """
, said P
, R said
, according to the O
in L
on T
before the N
without a N
for the first time since the N
, the O said in a statement
, R told reporters on T
, and the N is still A
with the A NS of the N
, as P put it
"""
# What every newsroom writes, word for word: the stock of phrases that unrelated
# articles share.
_PHRASES = """
nobody was hurt , the police said
the cause is still under investigation
R did not immediately respond to a request for comment
the O declined to comment on T
a decision is expected before the end of the year
it was not immediately clear whether anybody was hurt
R spoke on condition of anonymity because of the sensitivity of the matter
the talks are expected to go on next week
the O could not be reached for comment
it is the first time in more than a decade that this has happened
critics say that the plan does not go far enough
the figures were first reported on T by the O
"""
_SPOKEN = """
we V the N because the NS were A , and we would do it again
nobody V us when the N was V , and now the A NS are in the N
this is not about the N ; it is about the NS who V the A N
we have been in the N for F years , and we have never V a N like this
the NS of this town V the N , and they expect the A N to be V
if the N is V , there will be no N for the A NS
we are D A that the N has V the NS
nobody ever V a N with A NS and a N that was not V
there was a A N , then a N , and then the NS V
nothing of what the N V last year has D helped the A NS or their N
our NS were V before anybody had V the N , and that was A
who V the A N if the NS of the N are not here to V it
some say that the N was A , but it V more NS than any other N
it took F days to V the N , and every N of it was A
on a A day you could see how the NS V the N and the NS behind it
my N was V here , and so were the A NS whom we V then
there is no A N left , only NS , a N and F A NS
give the N to those who V it , and the NS will D be V
what we need is a N that is A , and NS who have V it
"""
_HEADLINES = """
N of L V N over A NS
O V A N for F NS
A N V in L after N
L N V : NS fear A N
F NS V as N V A N
Why the N of L V its NS
A NS V N in L
N V N before A N
R V the N of L
O and NS V over A N
After A N , L V its NS
How a A N V the NS of L
"""
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_PARTS = {"V": "verb", "A": "adjective", "D": "adverb"}
_NOUNS = frozenset({"N", "NS"})
_SLOTS = frozenset({"P", "R", "L", "O", "F", "T"}) | _NOUNS | frozenset(_PARTS)
_SIGNS = frozenset(",;:")
_NO_FACTS: Mapping[str, Urn[str]] = MappingProxyType({})

Pattern = tuple[str, ...]


@cache
def _patterns(kind: str) -> Urn[Pattern]:
    lines = [tuple(line.split()) for line in kind.split("\n") if line]
    return Urn(lines, zipf(len(lines), 8))


def told(chance: Random) -> Pattern:
    """The pattern of a sentence."""
    roll = chance.random()
    if roll < 0.03:
        return _patterns(_PHRASES).draw(chance)
    pattern = _patterns(_CLAUSES).draw(chance)
    if roll < 0.33:
        pattern = (*_patterns(_OPENERS).draw(chance), ",", *pattern)
    if 0.25 < roll < 0.65:
        joined = _patterns(_CLAUSES).draw(chance)
        pattern = (*pattern, *_patterns(_JOINERS).draw(chance), *joined)
    if roll > 0.6:
        pattern = (*pattern, *_patterns(_TAILS).draw(chance))
    return pattern


def spoken(chance: Random) -> Pattern:
    """The pattern of what somebody says."""
    return _patterns(_SPOKEN).draw(chance)


def headline(chance: Random) -> Pattern:
    """The pattern of a headline."""
    return _patterns(_HEADLINES).draw(chance)


def fill(
    pattern: Pattern, chance: Random, facts: Mapping[str, Urn[str]] = _NO_FACTS
) -> str:
    """A pattern with words in its slots, its first letter large; no full stop.

    ``facts`` has what an event knows: people, towns, bodies, figures, and under
    ``N`` the nouns that it is about.
    """
    said: list[str] = []
    for part in pattern:
        if part in _SIGNS:
            said[-1] += part
        elif part in _SLOTS:
            said.append(_slot(part, chance, facts))
        else:
            said.append(part)
    text = " ".join(said)
    return text[0].upper() + text[1:]


def _slot(slot: str, chance: Random, facts: Mapping[str, Urn[str]]) -> str:
    if slot in _NOUNS:
        urn = facts["N"] if facts and chance.random() < 0.35 else urns()["noun"]
        noun = urn.draw(chance)
        return plural(noun) if slot == "NS" else noun
    part = _PARTS.get(slot)
    if part is not None:
        return urns()[part].draw(chance)
    if slot in facts:
        return facts[slot].draw(chance)
    return chance.choice(_DAYS) if slot == "T" else str(chance.randint(3, 60))
