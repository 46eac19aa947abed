"""What the JSON-LD of the page's article says of its source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING

from crawler.cues.making import claim, place, points_at_article
from crawler.fields.hosts import is_elsewhere, spells
from crawler.jsonld import about, is_a, resolve
from crawler.outlets import find
from crawler.outlets.newspaper import is_newspaper, is_outlet
from crawler.phrases import sounds_like_name
from graph.identity import clean_url, outlet_key
from graph.model import Claim, Relation, Where

if TYPE_CHECKING:
    from crawler.page import Page
    from graph.model import Article

_WORKS = {
    "isBasedOn": Relation.REPUBLISHES,
    "isBasedOnUrl": Relation.REPUBLISHES,
    "translationOfWork": Relation.TRANSLATES,
}
# Who the text comes from: a name counts that is an outlet's.
_PROVIDERS = ("sourceOrganization", "provider", "creditText")
# Holders and makers: they say who owns the text, so only known names count.
_MAKERS = ("publisher", "copyrightHolder", "author", "creator")
_ADDRESSES = ("mainEntityOfPage", "url", "@id")
_ORGANISATION = ("Organization", "Corporation")
_MOST = 10


def jsonld(page: Page, _record: Article) -> Iterator[Claim]:
    """The article's JSON-LD names another work, agency or outlet.

    ``isBasedOn`` and ``translationOfWork`` point at the work, and so does the
    article's own address where it is another outlet's; they may stand in another
    node about the same address. A source, provider or
    line of credit counts where it is an outlet's name; a publisher, holder or
    author where it is a known agency, or an organisation that is a newspaper.
    Other nodes of the page, such as related articles, never count.
    """
    node = page.article_node
    yield from _based(page)
    if node is None:
        return
    for key in _PROVIDERS:
        for part in _parts(resolve(node.get(key), page.jsonld)):
            yield from _provider(key, part)
    for key in _MAKERS:
        for part in _parts(resolve(node.get(key), page.jsonld)):
            yield from _maker(key, part)
    yield from _elsewhere(page, node)


def _based(page: Page) -> Iterator[Claim]:
    """The works that the article, or a node about its address, is based on."""
    nodes = [] if page.article_node is None else [page.article_node]
    same = about(page.jsonld, page.url)
    nodes += islice((node for node in same if node not in nodes), _MOST)
    for node in nodes:
        for key, relation in _WORKS.items():
            for url, name in _works(node.get(key)):
                yield _claim(key, relation, 0.9, url=url, name=name)


def _provider(key: str, part: object) -> Iterator[Claim]:
    name, url = _named(part)
    spelled = url is not None and spells(name, url)
    if name and (is_outlet(name) or spelled):
        home = url if spelled else None
        yield _claim(key, Relation.REPUBLISHES, 0.85, name=name, url=home)


def _maker(key: str, part: object) -> Iterator[Claim]:
    name, _ = _named(part)
    known = find(name) if name else None
    paper = (
        key in {"author", "creator"} and _is_organisation(part) and is_newspaper(name)
    )
    if paper or (known is not None and known.agency):
        yield _claim(key, Relation.REPUBLISHES, 0.85, name=name)
    elif key == "publisher" and known is not None and not known.portal:
        yield _claim(key, Relation.REPUBLISHES, 0.75, name=name)


def _is_organisation(part: object) -> bool:
    return isinstance(part, Mapping) and is_a(part, *_ORGANISATION)


def _elsewhere(page: Page, node: Mapping[str, object]) -> Iterator[Claim]:
    """The article's own address, where every one given is on another outlet."""
    stated = (_address(node.get(key)) for key in _ADDRESSES)
    found = [url for url in stated if url and is_elsewhere(url, page.url)]
    here = outlet_key(page.url or "")
    if here and found and all(outlet_key(url) != here for url in found):
        yield _claim("url", Relation.REPUBLISHES, 0.85, name=None, url=found[0])


def _address(value: object) -> str | None:
    stated = value.get("@id") if isinstance(value, Mapping) else value
    url = clean_url(stated) if isinstance(stated, str) else None
    return url if points_at_article(url) else None


def _parts(value: object) -> list[object]:
    return value[:_MOST] if isinstance(value, list) else [value]


def _named(part: object) -> tuple[str, str | None]:
    """The name of a person or an organisation, and its address."""
    if isinstance(part, str):
        return (part if sounds_like_name(part) else ""), None
    if not isinstance(part, Mapping):
        return "", None
    name, url = part.get("name"), part.get("url")
    stated = name if isinstance(name, str) and sounds_like_name(name) else ""
    return stated, clean_url(url) if isinstance(url, str) else None


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
