"""The written sources of the demo web: outlets, their posts, the texts.

An outlet is one file in ``outlets``, a text one file in ``texts``; several
posts may carry the same text, which is what the demo is about.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from crawler.demo import FOLDER


@dataclass(frozen=True, kw_only=True, slots=True)
class Post:
    """One article as one outlet publishes it."""

    path: str
    """Its address on the outlet's host."""
    text: str
    """The file in ``texts`` that it carries, without ``.md``."""
    author: str
    """Its byline."""
    published: datetime
    """When, with the outlet's offset from UTC."""
    id: int = 0
    """Its number in the outlet's software; 0 where there is none."""
    headline: str = ""
    """Its own headline; empty for that of the text."""
    section: str = "News"
    """What it is filed under."""
    head: str = ""
    """Markup above the text, such as a credit."""
    foot: str = ""
    """Markup below the text, such as a credit."""
    meta: str = ""
    """Markup for the page's ``<head>``."""
    dateline: str = ""
    """Words that the first paragraph starts with."""
    canonical: str = ""
    """The address the page states; empty for its own."""
    comments: tuple[str, ...] = ()
    """What readers wrote below it."""
    drop: tuple[int, ...] = ()
    """Numbers of the paragraphs left out, from 1."""

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The paragraphs that this post keeps, with its dateline."""
        kept = [
            paragraph
            for number, paragraph in enumerate(read_text(self.text)[1], start=1)
            if number not in self.drop
        ]
        kept[0] = f"{self.dateline} {kept[0]}".strip()
        return tuple(kept)

    @property
    def title(self) -> str:
        """The headline it runs under."""
        return self.headline or read_text(self.text)[0]


@dataclass(frozen=True, kw_only=True, slots=True)
class Site:
    """One outlet and everything that its host answers from."""

    host: str
    """Under ``.example``."""
    name: str
    """What it calls itself."""
    language: str
    """ISO 639-1."""
    template: str
    """The folder in ``templates`` that its pages are made from."""
    tagline: str
    """The line under its name."""
    partners: tuple[str, ...]
    """Hosts in its list of friends."""
    posts: tuple[Post, ...]
    """Newest first."""
    wordpress: bool = False
    """Whether it has a REST interface, date archives and short links."""
    dialog: bool = False
    """Whether its pages invite to republish them."""
    encoding: str = "utf-8"
    """How its pages are encoded."""
    robots: tuple[str, ...] = ()
    """Lines of its robots.txt for every agent."""
    private: str = ""
    """A page that its robots.txt forbids and its front page links."""

    @property
    def home(self) -> str:
        """Its front page, without the final slash."""
        return f"https://{self.host}"


@cache
def read_text(name: str) -> tuple[str, tuple[str, ...]]:
    """The headline and the paragraphs of a text."""
    source = (FOLDER / "texts" / f"{name}.md").read_text(encoding="utf-8")
    headline, *paragraphs = source.strip().split("\n\n")
    return headline.removeprefix("# "), tuple(paragraphs)


@cache
def read_labels(language: str) -> dict[str, Any]:
    """The words around an article, in one language."""
    source = (FOLDER / "labels.toml").read_text(encoding="utf-8")
    labels: dict[str, Any] = tomllib.loads(source)[language]
    return labels


@cache
def read_sites() -> tuple[Site, ...]:
    """Every outlet of the demo web, by host."""
    files = sorted((FOLDER / "outlets").glob("*.toml"))
    return tuple(
        _site(tomllib.loads(file.read_text(encoding="utf-8"))) for file in files
    )


def _site(table: dict[str, Any]) -> Site:
    posts = (Post(**_frozen(post)) for post in table["posts"])
    newest_first = sorted(
        posts, key=lambda post: post.published.astimezone(UTC), reverse=True
    )
    return Site(**_frozen(table) | {"posts": tuple(newest_first)})


def _frozen(table: dict[str, Any]) -> dict[str, Any]:
    return {
        key: tuple(value) if isinstance(value, list) else value
        for key, value in table.items()
    }
