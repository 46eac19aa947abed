"""Whether a name or an address is the page's own outlet: then it is no source."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crawler.cues.cached import origin
from crawler.outlets import by_key, find
from crawler.outlets.agency_name import is_agency_name
from crawler.outlets.newspaper import common_words
from graph.identity import host_of, name_key, outlet_key

if TYPE_CHECKING:
    from crawler.page import Page
    from graph.model import Article

_PARTS = re.compile(
    r"\s[|–—«»·•:-]\s|\s?[|_]\s?|-{2,}"
    r"|(?<=[\u3400-\u9fff])-|-(?=[\u3400-\u9fff])",
)
# A section behind an outlet's name: "Herald-Culture".
_DESK = re.compile(r"\s?[-–—－·/]\s?")
# Shorter beginnings are shared by outlets that have nothing to do with each other.
_LEAST = 5
# What a name may go on with and still be the same outlet's, as squashed.
_SITE_WORDS = re.compile(
    r"(?:the|com|org|net|online|digital|nevs(?:paper|room|desk)?|media|group|netvorks?"
    r"|veb(?:site)?|site|tv|radio|live|plus|magazine?|blog|agency|press|staff|team"
    r"|edit(?:or|ors|orial)|report(?:er|ers|s)?|vriters?|redaktion|redaction|redaccion"
    r"|info|inc|ltd|llc|gmbh|uk|us|usa|int|international|\d)*",
)
_LETTERS = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґ"
_LATIN = (
    "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch - y - e yu ya"
    " i i e g"
)
_CYRILLIC = dict(zip(_LETTERS, _LATIN.split(), strict=True))


def own_of(page: Page, record: Article) -> Own:
    """What is the page's own, worked out once for each record."""
    known = page.derived(_none_yet)
    if id(record) not in known:
        # The record is kept with it: its id is another's as soon as it is gone.
        known[id(record)] = record, Own(page, record)
    return known[id(record)][1]


def _none_yet(_page: Page) -> dict[int, tuple[Article, Own]]:
    return {}


class Own:
    """The names and keys under which a page's own outlet is known."""

    def __init__(self, page: Page, record: Article) -> None:
        stated = record.outlet.key if record.outlet else ""
        if page.url and origin(page.url) != page.url:
            stated = ""
        urls = [
            origin(_absolute(url)) for url in (page.url, record.url) if url
        ] or _most_linked(page)
        self._paths = {_path(url) for url in urls}
        self.keys = {key for key in (stated, *map(outlet_key, urls)) if key}
        known = [k for key in self.keys if (k := by_key(key))]
        self.keys |= {outlet_key(f"https://{host}/") for k in known for host in k.hosts}
        self.hosts = {squash(host_of(url).removeprefix("www.")) for url in urls}
        names = [n for k in known for n in (k.name, *k.names)]
        names += [n for n in _stated(page, record) if not self._is_other(n)]
        self.names = {name for name in map(squash, names) if name}
        self.labels = {_label(key) for key in self.keys} - {""}

    def has_url(self, url: str) -> bool:
        """Whether the address is on the page's own outlet."""
        key = outlet_key(url)
        if key in self.keys or not key or key.replace(".", "").isdigit():
            return True
        # Another ending of the same name, or another host for the same path.
        return _label(key) in self.labels and _path(url) in self._paths

    def has_name(self, name: str) -> bool:
        """Whether the name, host or initials are the page's own outlet's."""
        known = find(name) or find(_DESK.split(name)[0])
        if known is not None and known.key in self.keys:
            return True
        spelt = spellings(name)
        domain = squash(name.partition(".")[0])
        if {*spelt, domain} & (self.names | self.labels) - {""}:
            return True
        # A known outlet may begin like this one and be another: "The Guardian".
        other = known is not None and bool(self.keys) and not known.portal
        return not other and (self._is_longer(spelt) or self._is_shorter(name))

    def _is_longer(self, spelt: set[str]) -> bool:
        """Whether the name goes on behind an own one, or begins it."""
        own = (*self.names, *self.hosts)
        names = any(_begins(one, other) for one in spelt for other in own)
        return names or any(_goes_on(one, lab) for one in spelt for lab in self.labels)

    def _is_shorter(self, name: str) -> bool:
        """Whether the name is the own one's initials, or that of its agency."""
        if is_agency_name(name) and self._shares_words(name):
            return True
        return bool(self.keys) and initials(name) in self._label_parts()

    def _shares_words(self, name: str) -> bool:
        """Whether an agency's name begins with the first word of an own name."""
        first = squash(name.partition(" ")[0])
        return len(first) >= _LEAST and any(own.startswith(first) for own in self.names)

    def _is_other(self, name: str) -> bool:
        """Whether a name that the page gives its publisher is another, known one's."""
        known = find(name) if self.keys else None
        return known is not None and known.key not in self.keys

    def _label_parts(self) -> set[str]:
        parts = {part for key in self.keys for part in re.split(r"[.-]", key)[:2]}
        return {part for part in parts if len(part) > 1} - {"com", "www"}


def _path(url: str) -> str:
    """The path of an address; empty for one that is malformed."""
    try:
        return urlsplit(url).path
    except ValueError:
        return ""


def _absolute(url: str) -> str:
    return url if "://" in url else f"https://{url}"


def _most_linked(page: Page) -> list[str]:
    """A page of unknown address links most to its own site."""
    links = [link.href for block in page.blocks for link in block.links if link.href]
    hosts = Counter(map(outlet_key, links))
    if not hosts:
        return []
    key, count = hosts.most_common(1)[0]
    return [f"https://{key}/"] if count >= _LEAST and count * 2 > len(links) else []


def _stated(page: Page, record: Article) -> Iterable[str]:
    """Every name the page gives its own outlet."""
    if record.outlet is not None:
        yield record.outlet.name
    for name in ("og:site_name", "application-name", "apple-mobile-web-app-title"):
        yield from page.meta.get(name, ())
    if page.article_node is not None:
        publisher = page.article_node.get("publisher")
        if isinstance(publisher, Mapping):
            yield str(publisher.get("name") or "")
    parts = _PARTS.split(page.title)
    if len(parts) > 1:
        yield parts[-1]
        # A name in two scripts: "headline_新闻网-News".
        if parts[-1].isascii() and not parts[-2].isascii():
            yield parts[-2]


def _begins(one: str, other: str) -> bool:
    """Whether a credited name and an own one begin alike, either being the longer."""
    shorter = len(one) >= _LEAST and other.startswith(one)
    return shorter or _goes_on(one, other)


def _goes_on(name: str, own: str) -> bool:
    """Whether a credited name is an own one with more behind it.

    Behind a word that many share, such as "Daily", this may be no other outlet's
    name.

    >>> _goes_on("dailyonline", "daily"), _goes_on("dailyharbour", "daily")
    (True, False)
    """
    if len(own) < _LEAST or not name.startswith(own):
        return False
    rest = name[len(own) :]
    if own[-1].isdigit() and rest[:1].isdigit():
        return False
    return own not in _shared() or _SITE_WORDS.fullmatch(rest) is not None


@cache
def _shared() -> frozenset[str]:
    return frozenset(map(squash, common_words()))


def _label(key: str) -> str:
    return squash(key.partition("/")[0].partition(".")[0])


def squash(name: str) -> str:
    """A name's key without gaps, in Latin letters where it is Cyrillic.

    >>> squash("Курсквеб.Ру"), squash("The E! Online")
    ('kurskvebru', 'eonline')
    """
    latin = "".join(_CYRILLIC.get(letter, letter) for letter in name.casefold())
    return name_key(latin).replace("-", "").replace("w", "v")


def spellings(name: str) -> set[str]:
    """A name's key without gaps, with and without its article, as a host may have it.

    >>> sorted(spellings("La Orilla"))
    ['laorilla', 'orilla']
    """
    return {squash(name), squash(re.sub(r"[\W_]+", "", name))}


def initials(name: str) -> str:
    """The first letters of a name of several words, empty for a single one.

    >>> initials("Лента Новостей"), initials("Herald")
    ('ln', '')
    """
    words = re.findall(r"\w+", name)
    return "".join(squash(word)[:1] for word in words) if len(words) > 1 else ""
