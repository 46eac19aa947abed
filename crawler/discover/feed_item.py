"""One item of an XML feed as a candidate: RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0."""

from __future__ import annotations

import re
import tomllib
from datetime import UTC
from email.utils import parsedate_to_datetime
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from crawler import markup
from crawler.discover import feed_source
from crawler.discover.base import candidate
from crawler.discover.markup import local, plain_text
from crawler.fields.dates import parse_date
from graph.model import Candidate, Date, Precision

if TYPE_CHECKING:
    from lxml.etree import _Element

    Part = tuple[str, _Element]

NAME = "feed"

_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_DEEPEST = 10
_LONGEST = 20_000
_MAILBOX = re.compile(r"[^\s@()]+@[^\s@()]+\s*(?:\((?P<name>[^()]+)\))?")


def read_item(item: _Element, url: str) -> Candidate | None:
    """What an item says of its article; None where it has no address of one."""
    parts = [(local(child), child) for child in item if not _is_other(child)]
    texts = [words_of(part) for name, part in parts if name in _table("item")["text"]]
    address = _link(parts, base_of(item, url))
    sources = (part for name, part in parts if name == "source")
    claims = (feed_source.claim_of(source, address, url) for source in sources)
    return candidate(
        address,
        NAME,
        claim=next((claim for claim in claims if claim), None),
        headline=next((words_of(part) for name, part in parts if name == "title"), ""),
        authors=tuple(authors_of(parts)),
        published=_published(parts),
        text=max(texts, key=len, default=""),
    )


def words_of(element: _Element) -> str:
    """The words inside an element, its markup being text or not."""
    return plain_text("".join(str(text) for text in element.itertext()))


def authors_of(parts: list[Part]) -> list[str]:
    """Names by ``dc:creator``, RSS' ``author`` (a mailbox) and Atom's ``author``."""
    found = []
    for name, part in parts:
        if name == "creator":
            found.append(words_of(part))
        elif name == "author":
            names = [words_of(inner) for inner in part if local(inner) == "name"]
            found.extend(names or [_person(words_of(part))])
    return list(dict.fromkeys(name for name in found if name))


def base_of(element: _Element, url: str) -> str:
    """What relative addresses inside an element start from (``xml:base``)."""
    lineage = [element, *element.iterancestors()][:_DEEPEST]
    base = url
    for one in reversed(lineage):
        base = markup.absolute(one.get(_BASE) or "", base) or base
    return base


def _is_other(child: _Element) -> bool:
    """Whether a part is of something that the item merely comes with."""
    tag = child.tag if isinstance(child.tag, str) else ""
    other = _table("other")
    prefixed = tag.partition(":")[0] in other["prefixes"] and tag[:1] != "{"
    return prefixed or tag[1:].partition("}")[0] in other["namespaces"]


def _link(parts: list[Part], base: str) -> str:
    """The article's own address: Atom's alternate link, RSS' link, or the guid.

    Services that count clicks put their own address in its place, and the real one
    beside it (``feedburner:origLink``).
    """
    stated = [part.text for name, part in parts if name == "origlink"]
    stated += [
        part.get("href") or part.text
        for name, part in parts
        if name == "link" and part.get("rel", "alternate") == "alternate"
    ]
    stated += [
        part.text
        for name, part in parts
        if name in {"guid", "id"} and part.get("isPermaLink", "true").lower() != "false"
    ]
    own = [text for text in stated if text and text.strip()]
    # A guid that is no address must not be taken for a relative one.
    relative = own[0] if own and not re.match(r"[a-z]+:", own[0].strip()) else ""
    whole = (text.strip() for text in own if "://" in text)
    return next(whole, "") or markup.absolute(relative.strip(), base)


def _person(mailbox: str) -> str:
    """The name in ``ann@herald.example (Ann Lee)``; an address alone names nobody."""
    found = _MAILBOX.fullmatch(mailbox)
    return (found["name"] or "").strip() if found else mailbox


def _published(parts: list[Part]) -> Date | None:
    for wanted in _table("item")["dates"]:
        for name, part in parts:
            if name == wanted and (date := date_of(part.text)):
                return date
    return None


def date_of(text: str | None) -> Date | None:
    """A date as RFC 5322 writes it, or in any other form."""
    stated = (text or "").strip()[:_LONGEST]
    try:
        moment = parsedate_to_datetime(stated)
        # "-0000" gives none: it means UTC, at a place that is not told.
        zoned = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        value = zoned.astimezone(UTC).isoformat(timespec="minutes")
    except (ValueError, OverflowError):
        return parse_date(stated, source=NAME)
    return Date(value=value, precision=Precision.MINUTE, source=NAME, raw=stated)


@cache
def _tables() -> dict[str, Any]:
    file = resources.files("crawler.discover").joinpath("feed.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _table(name: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = _tables()[name]
    return found
