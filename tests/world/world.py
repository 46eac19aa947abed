"""A world: stories without end, each made from its number, and their pages."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from tests.world.credits import Crediting, Given
from tests.world.dice import dice
from tests.world.drafts import Draft
from tests.world.nouns import Page, Story, Truth
from tests.world.outlets import Agency, Outlet, Press, slug
from tests.world.outlines import Outline, Outlines
from tests.world.parameters import Parameters
from tests.world.prose import Writer
from tests.world.sheet import Sheet, Teaser
from tests.world.texts import printed
from tests.world.travel import Travel

_WAITING = 2000
_DEFAULT = Parameters()


class World:
    """So many articles with known truth; the same for the same seed, anywhere.

    Nothing is kept: every pass over ``stories`` or ``pages`` makes them anew.
    """

    def __init__(
        self,
        articles: int = 2000,
        seed: int = 1,
        parameters: Parameters = _DEFAULT,
    ) -> None:
        self.articles = articles
        self.seed = seed
        self.parameters = parameters
        self._press = Press(seed, parameters)
        self._outlines = Outlines(seed, parameters, self._press)

    @property
    def outlets(self) -> tuple[Outlet, ...]:
        """All outlets, those without an article too."""
        return tuple(self._press.outlets)

    @property
    def agencies(self) -> tuple[Agency, ...]:
        """The agencies whose texts come by wire."""
        return self._press.agencies

    @property
    def wired(self) -> tuple[Outlet, ...]:
        """The outlets that buy from agencies."""
        return tuple(self._press.wired.things)

    @property
    def habits(self) -> tuple[dict[int, float], ...]:
        """Whom each outlet takes from, by number, and how gladly."""
        return tuple(self._press.sources)

    def stories(self) -> Iterator[Story]:
        """All stories; the last is cut off where the world has its articles."""
        left, number = self.articles, 0
        while left > 0:
            story = self.story(number, left)
            yield story
            left -= len(story.pages)
            number += 1

    def pages(self) -> Iterator[Page]:
        """All pages as a crawler meets them: mixed, and not by date.

        They wait in a room of 2,000 and are called from it by chance: in a world of
        that size any order may come, in a larger one stories come in time.
        """
        chance = dice(self.seed, "arrival")
        waiting: list[Page] = []
        for story in self.stories():
            for page in story.pages:
                waiting.append(page)
                if len(waiting) > _WAITING:
                    yield _called(waiting, chance)
        while waiting:
            yield _called(waiting, chance)

    def story(self, number: int, most: int = 1_000_000) -> Story:
        """One story alone, with ``most`` articles at the utmost."""
        outline = self._outlines.of(number)
        travel = Travel(
            outline, self._outlines, self._press, self.parameters, self.seed
        )
        drafts = travel.go(most)
        crediting = Crediting(
            drafts=drafts,
            agency=outline.agency,
            outlets=self._press.outlets,
            elsewhere=lambda chance: self._elsewhere(number, chance),
            parameters=self.parameters,
            chance=dice(self.seed, "credits", number),
        )
        chance = dice(self.seed, "around", number)
        pages = [
            self._page(outline, draft, given, chance)
            for draft, given in zip(drafts, crediting.all(), strict=True)
        ]
        pages.sort(key=lambda page: (page.published, page.url))
        return Story(
            number=number,
            event=outline.event_number,
            agency=outline.agency.name if outline.agency else None,
            pages=tuple(pages),
        )

    def _elsewhere(self, number: int, chance: Random) -> Draft | None:
        """An article with which an earlier story began."""
        if number == 0:
            return None
        return self._outlines.original(chance.randrange(number))

    def _page(
        self, outline: Outline, draft: Draft, given: Given, chance: Random
    ) -> Page:
        outlet = draft.outlet
        return Page(
            url=draft.url,
            outlet=outlet.host,
            outlet_name=outlet.name,
            headline=draft.headline,
            authors=draft.authors,
            published=draft.at,
            stated=draft.stated,
            language=draft.language,
            text=printed(draft.text),
            truth=_truth(outline, draft, given),
            sheet=Sheet(
                template=outlet.template,
                outlet_name=outlet.name,
                host=outlet.host,
                looks=outlet.looks,
                notes=given.notes,
                byline=given.byline,
                teasers=self._teasers(outline.number, outlet, chance),
            ),
        )

    def _teasers(
        self, number: int, outlet: Outlet, chance: Random
    ) -> tuple[Teaser, ...]:
        """Headlines of other stories, on pages of the outlet that nobody fetched."""
        near = [max(0, number - 40 + chance.randrange(40)) for _ in range(4)]
        others = (self._outlines.of(one) for one in dict.fromkeys(near))
        headlines = [
            one.headline
            if one.language == outlet.language
            else Writer(one.event, outlet.language, chance).headline()
            for one in others
            if one.number != number
        ]
        return tuple(Teaser(one, f"{outlet.home}{slug(one)}/") for one in headlines)


def _truth(outline: Outline, draft: Draft, given: Given) -> Truth:
    unseen = outline.agency if outline.outlet is None else None
    roots = tuple(root for root in draft.roots if root.kind == "original")
    return Truth(
        story=outline.number,
        kind=draft.kind,
        parents=tuple(parent.url for parent in draft.parents),
        source_outlet=unseen.name if unseen else None,
        origin=None if unseen else draft.roots[0].url,
        origins=tuple(root.url for root in roots),
        credit=given.credit,
        credited=given.credited,
        credits=given.credits,
        changes=draft.changes,
    )


def _called(waiting: list[Page], chance: Random) -> Page:
    """One of those that wait; the last takes its place."""
    place = chance.randrange(len(waiting))
    waiting[place], waiting[-1] = waiting[-1], waiting[place]
    return waiting.pop()
