"""What a world is made of: pages, the truth about them, and stories."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from graph.model import Date
from tests.world.sheet import Sheet
from tests.world.templates import render

Kind = Literal[
    "original", "copy", "edited", "truncated", "excerpt", "composite", "translation"
]
Credited = Literal["linked", "home", "named", "none", "false"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Truth:
    """What nobody but the world knows of a page."""

    story: int
    """The story's number; a composite belongs to the story of its main parent."""
    kind: Kind
    """What was done to the parent's text. What takes an agency's text is called
    after that too: only what an outlet wrote itself is ``original``."""
    parents: tuple[str, ...] = ()
    """URLs of the pages it was taken from, the main one first; empty for originals
    and for those that took an agency's text from the wire."""
    source_outlet: str | None = None
    """The agency whose text it is, at any distance, where no page of it exists."""
    origin: str | None = None
    """URL of the page on which the story began, for an original its own; None where
    it was on the wire only."""
    origins: tuple[str, ...] = ()
    """All pages on which what stands here began; two for some composites."""
    credit: Credited = "none"
    """How the page credits, as meant. ``home`` is a link to the front page."""
    credited: tuple[str, ...] = ()
    """What the credit points at, right or wrong: URLs of articles where they are
    linked, names of outlets and agencies otherwise."""
    credits: Literal["parent", "origin"] = "parent"
    """Whether the page from which it was taken is credited, or the first one alone;
    with both ("by A, via B") it is ``origin`` and ``credited`` has two entries."""
    changes: frozenset[int] = frozenset()
    """Ids of all edits that can be seen here: in the text, the headline and the byline,
    inherited or own. What was edited again or cut away is not here any more."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """One article on one outlet's site."""

    url: str
    outlet: str
    """The host."""
    outlet_name: str
    headline: str
    authors: tuple[str, ...]
    published: datetime
    """The true moment, aware of its zone."""
    stated: Date | None
    """What the page says."""
    language: str
    text: str
    """As it is published here, paragraphs by newline, without template and credit."""
    truth: Truth
    sheet: Sheet = field(repr=False)
    """What the template prints besides."""

    @property
    def html(self) -> str:
        """The page as its outlet's template prints it; made anew each time."""
        return render(
            self.sheet,
            url=self.url,
            headline=self.headline,
            authors=self.authors,
            stated=self.stated,
            language=self.language,
            text=self.text,
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Story:
    """All pages that go back to one text."""

    number: int
    event: int
    """The first story's number of those that tell of the same event."""
    agency: str | None
    """The agency whose text it is, if it is one's."""
    pages: tuple[Page, ...]
    """In the order of their true dates."""
