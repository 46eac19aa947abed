"""Whether a name or an address is the page's own outlet: then it is no source."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crawler.outlets import by_key, find
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
_LETTERS = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґ"
_LATIN = (
    "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch - y - e yu ya"
    " i i e g"
)
_CYRILLIC = dict(zip(_LETTERS, _LATIN.split(), strict=True))


class Own:
    """The names and keys under which a page's own outlet is known."""

    def __init__(self, page: Page, record: Article) -> None:
        stated = record.outlet.key if record.outlet else ""
        urls = [
            _absolute(url) for url in (page.url, record.url) if url
        ] or _most_linked(page)
        self._paths = {_path(url) for url in urls}
        self.keys = {key for key in (stated, *map(outlet_key, urls)) if key}
        known = [k for key in self.keys if (k := by_key(key))]
        self.keys |= {outlet_key(f"https://{host}/") for k in known for host in k.hosts}
        self.hosts = {squash(host_of(url).removeprefix("www.")) for url in urls}
        names = [n for k in known for n in (k.name, *k.names)]
        names += _stated(page, record)
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
        squashed = squash(name)
        if squashed in self.names or squashed in self.labels:
            return True
        if any(_begins(squashed, own) for own in (*self.names, *self.hosts)):
            return True
        if any(_begins(squashed, label, both=False) for label in self.labels):
            return True
        return bool(self.keys) and initials(name) in self._label_parts()

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


def _begins(one: str, other: str, *, both: bool = True) -> bool:
    short = min(one, other, key=len) if both else other
    if len(short) < _LEAST:
        return False
    return one.startswith(other) or (both and other.startswith(one))


def _label(key: str) -> str:
    return squash(key.partition("/")[0].partition(".")[0])


def squash(name: str) -> str:
    """A name's key without gaps, in Latin letters where it is Cyrillic.

    >>> squash("Курсквеб.Ру"), squash("The E! Online")
    ('kurskvebru', 'eonline')
    """
    latin = "".join(_CYRILLIC.get(letter, letter) for letter in name.casefold())
    return name_key(latin).replace("-", "").replace("w", "v")


def initials(name: str) -> str:
    """The first letters of a name of several words, empty for a single one.

    >>> initials("Лента Новостей"), initials("Herald")
    ('ln', '')
    """
    words = re.findall(r"\w+", name)
    return "".join(squash(word)[:1] for word in words) if len(words) > 1 else ""
