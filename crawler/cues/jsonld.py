"""What the JSON-LD of the page's article says of its source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from crawler.cues.making import claim, place, points_at_article
from crawler.outlets import find
from crawler.phrases import sounds_like_name
from graph.identity import clean_url
from graph.model import Claim, Relation, Where

if TYPE_CHECKING:
    from crawler.page import Page
    from graph.model import Article

_WORKS = {
    "isBasedOn": Relation.REPUBLISHES,
    "isBasedOnUrl": Relation.REPUBLISHES,
    "translationOfWork": Relation.TRANSLATES,
}
# Holders and makers: they say who owns the text, so only known names count.
_MAKERS = (
    "sourceOrganization",
    "publisher",
    "provider",
    "creditText",
    "copyrightHolder",
    "author",
    "creator",
)
_MOST = 10


def jsonld(page: Page, _record: Article) -> Iterator[Claim]:
    """The article's JSON-LD names another work, agency or known outlet.

    ``isBasedOn`` and ``translationOfWork`` point at the work. A publisher,
    holder or author counts only where it is a known agency; other nodes of the
    page, such as related articles, never count.
    """
    node = page.article_node
    if node is None:
        return
    for key, relation in _WORKS.items():
        for url, name in _works(node.get(key)):
            yield _claim(key, relation, 0.9, url=url, name=name)
    for key in _MAKERS:
        for _, name in _works(node.get(key)):
            known = find(name) if name else None
            if known is not None and known.agency:
                yield _claim(key, Relation.REPUBLISHES, 0.85, name=name)


def _works(value: object) -> Iterator[tuple[str | None, str | None]]:
    """(url, name) of each thing that a value gives, bare text being either."""
    for item in value[:_MOST] if isinstance(value, list) else [value]:
        if isinstance(item, Mapping):
            yield _of_node(item)
        elif isinstance(item, str):
            url = clean_url(item)
            if url is not None and points_at_article(url):
                yield url, None
            elif url is None and sounds_like_name(item):
                yield None, item


def _of_node(node: Mapping[str, object]) -> tuple[str | None, str | None]:
    links = (node.get(key) for key in ("url", "@id", "mainEntityOfPage"))
    found = (clean_url(link) for link in links if isinstance(link, str))
    publisher = node.get("publisher")
    name = publisher.get("name") if isinstance(publisher, Mapping) else node.get("name")
    url = next((u for u in found if u and points_at_article(u)), None)
    return url, name if isinstance(name, str) and sounds_like_name(name) else None


def _claim(
    key: str,
    relation: Relation,
    strength: float,
    *,
    name: str | None,
    url: str | None = None,
) -> Claim:
    places = (place(f'"{key}": "{url or name}"', Where.JSONLD, key),)
    return claim("jsonld", relation, strength, places, name=name, url=url)
