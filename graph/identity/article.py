"""One key for every spelling of one article's address."""

from __future__ import annotations

import hashlib
import re
from functools import cache, lru_cache
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urlsplit

from graph.identity.address import SAFE, clean_url
from graph.identity.domain import registrable_domain
from graph.identity.world import world
from graph.text import clean

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:(?!\d+(?:[/?#]|$))", re.IGNORECASE)
_HOST = re.compile(r"[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,5}\.[a-z]{2,24}")
_ERRORS = "surrogateescape"


@lru_cache(maxsize=65536)
def url_key(url: str) -> str:
    """One key for every spelling of one article's address.

    Scheme, ``www`` and mobile fronts, AMP dress, default index files, trailing
    slash, tracking parameters, the order of parameters and the fragment do not
    count. A string that is no URL is its own key.

    >>> url_key("http://www.example.org/2022/a/?utm_source=x&b=2&a=1#top")
    'example.org/2022/a?a=1&b=2'
    >>> url_key("https://m.example.org/2022/a/amp/") == url_key("example.org/2022/a")
    True
    """
    text = clean(url).strip()
    cleaned = clean_url(text if _SCHEME.match(text) else f"http://{text}")
    if cleaned is None:
        return text
    parts = urlsplit(cleaned)
    query = _query(parts)
    return _front(parts) + _path(parts, query) + query + _hashbang(parts)


def _front(parts: SplitResult) -> str:
    """The host without labels that stand before the same site, and its port."""
    host = parts.hostname or ""
    domain = registrable_domain(host)
    fronts = world()["fronts"]
    # The usual port of either scheme, since the scheme does not count.
    front = parts.netloc.removesuffix(":80").removesuffix(":443")
    while domain and host != domain and host.partition(".")[0] in fronts:
        host, front = (text.partition(".")[2] for text in (host, front))
    return front


def _path(parts: SplitResult, query: str) -> str:
    path = unquote(parts.path, errors=_ERRORS)
    segments = [s for s in path.split("/") if s]
    while segments and _dresses(segments[-1].lower(), query):
        segments.pop()
    while len(segments) > 1 and segments[0] == "amp":
        segments.pop(0)
    # Escaped again: a question mark in a path begins no query.
    return "".join(f"/{quote(s, SAFE, errors=_ERRORS)}" for s in segments)


def _dresses(segment: str, query: str) -> bool:
    """Whether a last segment shows the same article as the path without it."""
    if query and segment in {"index.php", "default.aspx"}:
        return False
    return segment in world()["dresses"]


def _query(parts: SplitResult) -> str:
    kept = sorted(
        (name, value)
        for name, value in parse_qsl(
            parts.query, keep_blank_values=True, errors=_ERRORS
        )
        if not _tracks(name.lower(), value)
    )
    return "?" + urlencode(kept, errors=_ERRORS) if kept else ""


def _tracks(name: str, value: str) -> bool:
    exact, prefixes = _tracking()
    if name in world()["tracking_hosts"] and _HOST.fullmatch(value):
        return True
    return name in exact or name.startswith(prefixes)


@cache
def _tracking() -> tuple[frozenset[str], tuple[str, ...]]:
    names: list[str] = world()["tracking"]
    return (
        frozenset(name for name in names if not name.endswith("*")),
        tuple(name[:-1] for name in names if name.endswith("*")),
    )


def _hashbang(parts: SplitResult) -> str:
    return f"#{parts.fragment}" if parts.fragment else ""


def address_key(url: str) -> str:
    """As :func:`url_key`, but one for each part of a page, where the URL names one.

    Lists of texts give parts of a page an address each; links hardly ever do.

    >>> address_key("http://www.example.org/briefs/#harbour")
    'example.org/briefs#harbour'
    """
    part = part_of(url)
    return f"{url_key(url)}#{part}" if part else url_key(url)


def part_of(url: str) -> str:
    """The part of its page that a URL names; empty where it names the page.

    A hashbang names a page, and a text fragment what a reader is shown of it.

    >>> part_of("https://example.org/briefs#harbour"), part_of("https://a.org/#!/b")
    ('harbour', '')
    """
    _, _, fragment = url.partition("#")
    return "" if fragment.startswith(("!", ":~:")) else fragment


def article_id(url: str) -> str:
    """A stable id of the article at ``url``: 16 hexadecimal digits of its key.

    >>> article_id("https://example.org/a/") == article_id("http://www.example.org/a")
    True
    """
    return hashlib.blake2b(url_key(url).encode(), digest_size=8).hexdigest()
