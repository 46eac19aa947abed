"""How a story travels: who takes it from whom, in the habits that outlets have."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from random import Random

from tests.world.copying import Copying
from tests.world.dice import dice
from tests.world.drafts import Draft
from tests.world.edits import FIRST_CHANGE
from tests.world.outlets import Outlet, Press
from tests.world.outlines import Outline, Outlines
from tests.world.parameters import Parameters
from tests.world.texts import Text

_TRIES = 12


class Travel:
    """Lets one story travel; ``drafts`` are its articles, parents before copies."""

    def __init__(
        self,
        outline: Outline,
        outlines: Outlines,
        press: Press,
        parameters: Parameters,
        seed: int,
    ) -> None:
        self._outline = outline
        self._outlines = outlines
        self._press = press
        self._parameters = parameters
        self._chance = dice(seed, "travel", outline.number)
        made = dice(seed, "copying", outline.number)
        self._copying = Copying(outline, parameters, made, count(FIRST_CHANGE))
        self.drafts: list[Draft] = []
        self._by_outlet: dict[int, Draft] = {}
        self._rest: list[Outlet] | None = None

    def go(self, most: int) -> list[Draft]:
        """All articles of the story, ``most`` at the utmost."""
        original = self._outlines.original(self._outline.number)
        if original is not None:
            self._keep(original)
        wired = self._outline.agency is not None
        wire = self._outlines.text(self._outline) if wired else None
        wanted = min(self._size(), most)
        failed = 0
        while len(self.drafts) < wanted and failed < _TRIES:
            made = self._next(wire)
            if made is None and self._parameters.copies is not None:
                made = self._by_anybody(wire)
            if made is None:
                failed += 1
            else:
                failed = 0
                self._keep(made)
        return self.drafts

    def _next(self, wire: Text | None) -> Draft | None:
        """One more copy; None where the one who was looked for has had the story.

        A story ends when its readers have all had it, however many were to take it:
        else outlets would take it that are in no habit to.
        """
        from_root = self._chance.random() < self._parameters.from_root
        if wire is not None and (from_root or not self.drafts):
            return self._from_wire(wire)
        return self._from_page(from_root=from_root)

    def _size(self) -> int:
        """How many articles the story has: most have one, a few very many."""
        rates = self._parameters
        if rates.copies is not None:
            return rates.copies + 1
        least = 1 if self._outline.outlet else 2
        if self._chance.random() < rates.alone:
            return least
        copies = int(self._chance.paretovariate(rates.tail))
        return least + min(copies, rates.most_copies)

    def _keep(self, draft: Draft) -> None:
        self.drafts.append(draft)
        self._by_outlet[draft.outlet.number] = draft

    def _from_wire(self, wire: Text) -> Draft | None:
        taker = self._pick(self._press.wired.draw, self._is_of_its_language)
        return None if taker is None else self._wired(wire, taker)

    def _wired(self, wire: Text, taker: Outlet) -> Draft:
        shown = self.drafts[0] if self._outline.outlet else None
        return self._copying.from_wire(wire, taker, shown)

    def _is_of_its_language(self, outlet: Outlet) -> bool:
        return outlet.language == self._outline.language

    def _from_page(self, *, from_root: bool) -> Draft | None:
        """A copy by one who reads its source."""
        holder = self._holder(from_root=from_root)
        taker = self._reader(holder)
        return None if taker is None else self._copied(taker, holder)

    def _by_anybody(self, wire: Text | None) -> Draft | None:
        """A copy by any outlet that is left, where a story must have so many."""
        if wire is not None:
            taker = self._left(self._is_of_its_language)
            return None if taker is None else self._wired(wire, taker)
        root = self.drafts[0]
        taker = self._left(lambda outlet: self._can_read(outlet, root))
        return None if taker is None else self._copied(taker, root)

    def _copied(self, taker: Outlet, holder: Draft) -> Draft:
        return self._copying.copy(taker, holder, self._other(taker, holder))

    def _holder(self, *, from_root: bool) -> Draft:
        """An article that is taken further: the first, or of two the wider read."""
        if len(self.drafts) == 1 or (from_root and self._outline.agency is None):
            return self.drafts[0]
        two = (self._chance.choice(self.drafts) for _ in range(2))
        holder = max(two, key=self._reach)
        return holder if holder.depth < self._parameters.deepest else self.drafts[0]

    def _reach(self, draft: Draft) -> float:
        """How many outlets look there; fewer for what is far from the root."""
        readers = self._press.takers[draft.outlet.number]
        return 0 if readers is None else len(readers) / (1 + draft.depth)

    def _reader(self, holder: Draft) -> Outlet | None:
        """An outlet that takes from this one, or a stranger, now and then."""
        readers = self._press.takers[holder.outlet.number]
        if self._chance.random() < self._parameters.stranger:
            readers = self._press.all_takers
        if readers is None:
            return None
        return self._pick(readers.draw, lambda outlet: self._can_read(outlet, holder))

    def _can_read(self, outlet: Outlet, holder: Draft) -> bool:
        """Few translate, and nobody a translation."""
        if outlet.language == holder.language:
            return True
        first = holder.language == self._outline.language
        return first and self._chance.random() < 0.35

    def _pick(
        self, draw: Callable[[Random], Outlet], fits: Callable[[Outlet], bool]
    ) -> Outlet | None:
        """An outlet that fits and has not had the story yet."""
        for _ in range(_TRIES):
            outlet = draw(self._chance)
            if outlet.number not in self._by_outlet and fits(outlet):
                return outlet
        return None

    def _left(self, fits: Callable[[Outlet], bool]) -> Outlet | None:
        """Any outlet that is left, where habits find none."""
        if self._rest is None:
            self._rest = list(self._press.outlets)
            self._chance.shuffle(self._rest)
        for place in range(len(self._rest) - 1, -1, -1):
            outlet = self._rest[place]
            if outlet.number in self._by_outlet:
                del self._rest[place]
            elif fits(outlet):
                return self._rest.pop(place)
        return None

    def _other(self, taker: Outlet, holder: Draft) -> Draft | None:
        """What a composite takes besides: a report of the event, or another copy."""
        if (
            self._chance.random() >= self._parameters.composite
            or taker.language != holder.language
        ):
            return None
        neighbour = self._neighbour()
        if neighbour is not None and self._chance.random() < 0.6:
            fits = neighbour.language == taker.language
            return neighbour if fits and neighbour.outlet is not taker else None
        some = self._chance.sample(self.drafts, min(8, len(self.drafts)))
        return next((one for one in some if _has_more(one, holder)), None)

    def _neighbour(self) -> Draft | None:
        """The article with which the story before began, if it tells of the event."""
        number = self._outline.number
        if self._outline.event_number == number:
            return None
        return self._outlines.original(number - 1)


def _has_more(one: Draft, other: Draft) -> bool:
    """Whether a text has two paragraphs or more that the other lacks."""
    if one is other or one.language != other.language:
        return False
    there = {sentence.words for paragraph in other.text for sentence in paragraph}
    new = [p for p in one.text if not any(s.words in there for s in p)]
    return len(new) > 1
