"""Meta tags that name the source: original-source, syndication-source, dc.source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from crawler.cues.agencies import named
from crawler.cues.making import claim, place, points_at_article
from crawler.fields.hosts import is_elsewhere
from crawler.phrases import sounds_like_name
from graph.identity import clean_url
from graph.model import Claim, Relation, Where

if TYPE_CHECKING:
    from crawler.page import Page
    from graph.model import Article

_SOURCES = {
    "original-source": 0.92,
    "original_source": 0.92,
    "syndication-source": 0.92,
    "syndication_source": 0.92,
    "dc.source": 0.9,
    "dc:source": 0.9,
    "dcterms.source": 0.9,
    "dcterms:source": 0.9,
    "source": 0.8,
    "news_source": 0.8,
    "article:source": 0.85,
    "content-source": 0.8,
    "content_source": 0.8,
    "source-name": 0.8,
}
# These name an address, and only another outlet's article says anything.
_ADDRESSES = ("original-url", "original_url", "source-url", "source_url", "sourceurl")
_AUTHORS = ("author", "dc.creator", "article:author", "byl", "parsely-author")
_DOMAIN = re.compile(r"(?:[\w-]+\.)+[a-z]{2,12}(?:/\S*)?", re.IGNORECASE)
_MOST_WORDS = 6
_LONGEST_AUTHOR = 80


def metatags(page: Page, _record: Article) -> Iterator[Claim]:
    """A meta tag, or a link tag of that name, says who the source is.

    The value is an address, a domain alone (then its home page is credited) or
    a name. An author tag counts only where it names a known agency, alone or
    behind a person.
    """
    for name, strength in _SOURCES.items():
        for value in _values(page, name):
            yield from _claims(name, value, strength)
    for name in _ADDRESSES:
        for value in filter(points_at_article, _values(page, name)):
            yield from _claims(name, value, 0.85)
    for rel, href, _ in page.rels:
        if rel in {"original-source", "syndication-source"}:
            yield from _claims(rel, href, _SOURCES[rel])
    yield from _of_authors(page)


def _values(page: Page, name: str) -> Iterator[str]:
    """What a tag holds, without addresses that only a site's makers reach."""
    for value in page.meta.get(name, ()):
        if not value.startswith("http") or is_elsewhere(value, page.url):
            yield value


def _of_authors(page: Page) -> Iterator[Claim]:
    for name in _AUTHORS:
        for value in page.meta.get(name, ()):
            agency = named(value) if len(value) <= _LONGEST_AUTHOR else None
            if agency is not None:
                yield from _claims(name, value, 0.85, agency)


def _claims(
    tag: str, value: str, strength: float, name: str | None = None
) -> Iterator[Claim]:
    places = (
        place(
            f'<meta name="{tag}" content="{value}">',
            Where.META,
            f"//meta[@name='{tag}']",
        ),
    )
    value = name or value
    value = value.rpartition("：")[2].split(" ")[0] if "：" in value else value
    url = address(value)
    if url is not None:
        yield claim("metatags", Relation.REPUBLISHES, strength, places, url=url)
    elif (
        sounds_like_name(value)
        and not (value.isascii() and value.islower())
        and len(value.split()) <= _MOST_WORDS
    ):
        yield claim("metatags", Relation.REPUBLISHES, strength, places, name=value)


def address(value: str) -> str | None:
    """The address that a value is, a bare domain being its home page.

    >>> address("herald.example"), address("Hill Herald")
    ('https://herald.example/', None)
    """
    value = value.strip()
    if value.lower().startswith(("http://", "https://")):
        return clean_url(value)
    return clean_url(f"https://{value}") if _DOMAIN.fullmatch(value) else None
