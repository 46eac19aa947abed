"""What every discovery source has: a question to ask and an answer to read. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from graph.identity import clean_url
from graph.model import Candidate, Date
from graph.text import words

_APART = re.compile(r"[^\w\s]|_|\d")


@dataclass(frozen=True, kw_only=True, slots=True)
class Site:
    """What is known of the outlet that is asked."""

    home: str
    """Its front page."""
    wordpress: tuple[str, ...] = ()
    """Roots of its REST interface, where its pages declare one."""
    feeds: tuple[str, ...] = ()
    """Feeds that its pages declare."""
    sitemaps: tuple[str, ...] = ()
    """Sitemaps that were met."""
    archives: bool = False
    """Whether its software keeps an archive by day and searches in its feed."""
    searches: tuple[str, ...] = ()
    """Templates of its own search, with ``{searchTerms}`` for the question."""
    descriptions: tuple[str, ...] = ()
    """OpenSearch descriptions that its pages declare."""
    authors: tuple[str, ...] = ()
    """Lists of one author's articles, the author's name as the fragment."""
    older: tuple[str, ...] = ()
    """Further pages of its feeds."""

    @classmethod
    def of(cls, home: str, endpoints: Mapping[str, tuple[str, ...]]) -> Site:
        """The site of a front page with these lists, by their kind."""
        known = {name: endpoints.get(kind, ()) for kind, name in _FIELDS.items()}
        archives = "archives" in endpoints or "wordpress" in endpoints
        return cls(home=home, archives=archives, **known)


_FIELDS = {
    "wordpress": "wordpress",
    "feed": "feeds",
    "sitemap": "sitemaps",
    "search": "searches",
    "opensearch": "descriptions",
    "author": "authors",
    "older": "older",
}
"""Where a site keeps the endpoints of each kind; ``archives`` is a mere fact."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Sought:
    """The article that is looked for, as far as a question can carry it."""

    headline: str = ""
    """As the article at hand has it."""
    phrase: str = ""
    """A run of words from the middle of its text."""
    date: Date | None = None
    """The day that a credit names; of a service, the day from which on it looks."""
    authors: tuple[str, ...] = ()
    """Who wrote the article at hand, and whom a credit names."""
    near: Date | None = None
    """When the article at hand was published: the other is rarely far from it."""
    post: str = ""
    """Its number among the outlet's WordPress posts, where a pixel tells it."""
    url: str = ""
    """Its address, where a service is asked for what it knows of one."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What a list said."""

    candidates: tuple[Candidate, ...] = ()
    """The articles it lists."""
    endpoints: tuple[tuple[str, str], ...] = ()
    """(kind, URL) of further lists it declares."""
    neighbours: tuple[str, ...] = ()
    """Origins (``https://host``) of other outlets that it links to."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """A way to find articles on an outlet's site."""

    name: str
    """Its name; the frontier's kind for its URLs."""
    ask: Callable[[Site, Sought], list[str]]
    """The URLs to ask; none where the site does not offer it."""
    read: Callable[[bytes, str], Answer]
    """The answer in a body that was fetched from a URL. Never raises."""
    doc: str = field(default="")
    """One line for the user."""
    leads: str = ""
    """The kind of endpoint by which its lists lead on, such as an index to its maps:
    those are asked in the same stage."""


def key_words(headline: str, most: int = 6) -> list[str]:
    """The words of a headline that tell it apart: its longest, in its order.

    Fewer than ten, since WordPress takes more for one phrase.

    >>> key_words("The quiet harbour of Lorn waits for its last ferry home", 4)
    ['quiet', 'harbour', 'waits', 'ferry']
    """
    found = list(dict.fromkeys(words(headline)))
    longest = sorted(found, key=lambda w: (-len(w), found.index(w)))[:most]
    return [word for word in found if word in longest and "'" not in word]


def key_phrase(text: str, size: int = 7) -> str:
    """Words in a row from the middle of a text, without marks that sites rewrite.

    >>> key_phrase("One. The ferry left the old harbour before dawn today. End.")
    'The ferry left the old harbour before'
    """
    runs = [
        run.split()
        for run in _APART.sub("\n", text).split("\n")
        if len(run.split()) >= size
    ]
    return " ".join(runs[len(runs) // 2][:size]) if runs else ""


def question(headline: str) -> str:
    """What a search field is given for a headline; empty where it has no words."""
    return " ".join(key_words(headline))


def candidate(url: str, source: str, **known: object) -> Candidate | None:
    """A candidate at a URL that can be asked; None for any other."""
    cleaned = clean_url(url)
    if cleaned is None:
        return None
    return Candidate(url=cleaned, source=source, **known)  # type: ignore[arg-type]
