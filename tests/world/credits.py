"""Who credits whom: given, stripped, false, in circles; and in which words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from html import escape
from random import Random
from typing import TYPE_CHECKING, Literal

from graph.model import Date, Precision
from tests.world.dates import in_words, month_and_day
from tests.world.drafts import Draft
from tests.world.outlets import Agency, Outlet
from tests.world.parameters import Parameters
from tests.world.sheet import Note
from tests.world.wordings import AGENCY, MORE, ON, TONGUES, wordings

if TYPE_CHECKING:
    from tests.world.nouns import Credited

Way = Literal["linked", "home", "named"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Given:
    """The credit of one page."""

    notes: tuple[Note, ...] = ()
    byline: str | None = None
    credit: Credited = "none"
    credited: tuple[str, ...] = ()
    credits: Literal["parent", "origin"] = "parent"


@dataclass(frozen=True, kw_only=True)
class Crediting:
    """Decides on the credits of one story."""

    drafts: Sequence[Draft]
    """All articles of the story."""
    agency: Agency | None
    outlets: Sequence[Outlet]
    elsewhere: Callable[[Random], Draft | None]
    """Some article of another story."""
    parameters: Parameters
    chance: Random

    def all(self) -> list[Given]:
        """The credits, in the order of the drafts."""
        return [self._of(draft) for draft in self.drafts]

    def _of(self, draft: Draft) -> Given:
        roll, rates = self.chance.random(), self.parameters
        if draft.kind == "original" and self.agency is not None:
            # It signs as it does in what it sells.
            return replace(self._agency(draft), credit="none", credited=())
        if draft.kind == "original":
            # Hardly anybody credits a copy of his own; some do.
            return self._circle(draft) if roll < rates.false / 4 else Given()
        if roll < rates.credited:
            return self._true(draft)
        if roll < rates.credited + rates.false:
            return self._false(draft)
        return self._none(draft)

    def _none(self, draft: Draft) -> Given:
        if draft.kind == "excerpt":
            return Given(notes=(Note("foot", MORE[draft.language] + " …"),))
        return Given()

    def _true(self, draft: Draft) -> Given:
        if draft.depth == 1 and self.agency is not None:
            return self._agency(draft)
        if draft.kind == "composite" and len(draft.parents) == 2:
            return self._merged(draft)
        if draft.depth > 1:
            roll, rates = self.chance.random(), self.parameters
            if roll < rates.origin_only:
                return self._origin(draft)
            if roll < rates.origin_only + rates.origin_via:
                return self._via(draft)
        kind = draft.kind if draft.kind in {"excerpt", "translation"} else "page"
        return self._page(draft, draft.parents[0], kind)

    def _page(self, draft: Draft, source: Draft, kind: str) -> Given:
        way = self._way()
        if way == "named" and kind == "page" and draft.authors and self._rare(0.08):
            line = f"{' and '.join(draft.authors)}, {source.outlet.name}"
            return Given(byline=line, credit="named", credited=_named(source))
        if way == "linked" and kind == "page" and self._rare(0.25):
            kind = "linked"
        spot, words = self.chance.choice(wordings(kind, draft.language))
        said = words.format(
            s=_marked(source, way),
            on=_on(source.stated, draft.language),
            url=source.url,
            home=_marked(source, "home"),
            tongue=_tongue(draft, source),
        )
        credited = (source.url,) if way == "linked" else _named(source)
        return Given(notes=(Note(spot, said),), credit=way, credited=credited)

    def _origin(self, draft: Draft) -> Given:
        """The first source alone, as the nearest one printed it."""
        if self.agency is not None:
            given = self._agency(draft)
        else:
            given = self._page(draft, draft.roots[0], "page")
        return replace(given, credits="origin")

    def _via(self, draft: Draft) -> Given:
        way, nearest = self._way(), draft.parents[0]
        spot, words = self.chance.choice(wordings("via", draft.language))
        if self.agency is not None:
            first, name = escape(self.agency.name, quote=False), self.agency.name
        else:
            root = draft.roots[0]
            first = _marked(root, way)
            name = root.url if way == "linked" else root.outlet.name
        said = words.format(o=first, p=_marked(nearest, way))
        near = nearest.url if way == "linked" else nearest.outlet.name
        return Given(
            notes=(Note(spot, said),),
            credit=way,
            credited=(name, near),
            credits="origin",
        )

    def _merged(self, draft: Draft) -> Given:
        way = self._way()
        spot, words = self.chance.choice(wordings("merged", draft.language))
        one, other = draft.parents
        said = words.format(o=_marked(one, way), p=_marked(other, way))
        credited = tuple(
            parent.url if way == "linked" else parent.outlet.name
            for parent in draft.parents
        )
        return Given(notes=(Note(spot, said),), credit=way, credited=credited)

    def _agency(self, draft: Draft) -> Given:
        if self.agency is None:
            return Given()
        spot, words = self.chance.choice(AGENCY)
        town = draft.outlet.name.removeprefix("The ").split()[0]
        said = words.format(
            TOWN=town.upper(),
            town=town,
            day=month_and_day(draft.at),
            sign=self.agency.sign,
            name=self.agency.name,
            year=draft.at.year,
        )
        return Given(
            notes=() if spot == "byline" else (Note(spot, said),),
            byline=said if spot == "byline" else None,
            credit="named",
            credited=(self.agency.name,),
        )

    def _false(self, draft: Draft) -> Given:
        """Somebody else's name, another article, a copy of its own, or itself."""
        roll = self.chance.random()
        if roll < 0.3:
            return self._circle(draft)
        article = self.elsewhere(self.chance) if roll < 0.6 else None
        if article is not None:
            return _as_false(self._worded(draft, article, "linked"), article.url)
        outlet = self._stranger()
        name = escape(outlet.name, quote=False)
        spot, words = self.chance.choice(wordings("page", draft.language))
        said = words.format(s=name, on="")
        return Given(notes=(Note(spot, said),), credit="false", credited=(outlet.name,))

    def _circle(self, draft: Draft) -> Given:
        """A credit to one of its own copies, or to itself."""
        copies = [one for one in self.drafts if draft in one.parents]
        target = self.chance.choice(copies) if copies else draft
        return _as_false(self._worded(draft, target, "linked"), target.url)

    def _worded(self, draft: Draft, source: Draft, way: Way) -> Note:
        spot, words = self.chance.choice(wordings("page", draft.language))
        on = _on(source.stated, draft.language)
        return Note(spot, words.format(s=_marked(source, way), on=on))

    def _stranger(self) -> Outlet:
        """An outlet that has no part in the story, if there is one."""
        had = {draft.outlet.number for draft in self.drafts}
        for _ in range(50):
            outlet = self.chance.choice(self.outlets)
            if outlet.number not in had:
                break
        return outlet

    def _way(self) -> Way:
        roll, rates = self.chance.random(), self.parameters
        if roll < rates.linked:
            return "linked"
        return "home" if roll < rates.linked + rates.home else "named"

    def _rare(self, share: float) -> bool:
        return self.chance.random() < share


def _as_false(note: Note, target: str) -> Given:
    return Given(notes=(note,), credit="false", credited=(target,))


def _named(source: Draft) -> tuple[str, ...]:
    return (source.outlet.name,)


def _marked(source: Draft, way: Way) -> str:
    """The source's name as markup."""
    name = escape(source.outlet.name, quote=False)
    if way == "named":
        return name
    url = source.url if way == "linked" else source.outlet.home
    return f'<a href="{url}">{name}</a>'


def _on(date: Date | None, language: str) -> str:
    if date is None or date.precision not in {Precision.DAY, Precision.MINUTE}:
        return ""
    return ON[language].format(date=in_words(date, language))


def _tongue(draft: Draft, source: Draft) -> str:
    return TONGUES[draft.language].get(source.language, "")
