"""Addresses as they can be requested."""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from urllib.parse import quote, urlsplit, urlunsplit

from graph.text import clean

_SCHEMES = frozenset({"http", "https"})
_LONGEST_URL = 2048
_LONGEST_HOST = 253
SAFE = "/:@!$&'()*+,;=~-._"
"""Signs that stand in a path or a query as they are (RFC 3986)."""
_HOST = re.compile(
    r"[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*\.?"
)


# People write addresses without their scheme.
_BARE = re.compile(r"(?:[\w-]+\.)+[A-Za-z]{2,24}(?::\d+)?(?:[/?#]|$)")


def clean_url(url: str) -> str | None:
    """The URL as it can be requested, or None if it can't be.

    Absolute http or https with a valid host; without credentials and fragment
    (a hashbang stays, it names the page); the host in ASCII (IDNA).

    >>> clean_url(" HTTPS://user:pw@Bücher.example/Straße?q=1#top ")
    'https://xn--bcher-kva.example/Stra%C3%9Fe?q=1'
    >>> clean_url("javascript:alert(1)") is None
    True
    """
    try:
        parts = urlsplit(re.sub(r"[\t\n\r]", "", clean(url)).strip())
        port = parts.port
    except ValueError:
        return None
    if "\\" in parts.netloc:  # browsers read it as a slash: another host
        return None
    host = _ascii_host(parts.hostname or "")
    if parts.scheme not in _SCHEMES or not host:
        return None
    if port in {None, 0, 80 if parts.scheme == "http" else 443}:
        netloc = host
    else:
        netloc = f"{host}:{port}"
    path = quote(parts.path or "/", safe=f"{SAFE}%")
    query = quote(parts.query, safe=f"{SAFE}%?[]")
    fragment = quote(parts.fragment, safe=f"{SAFE}%?[]")
    fragment = fragment if fragment.startswith("!") else ""
    cleaned = urlunsplit((parts.scheme, netloc, path, query, fragment))
    return cleaned if len(cleaned) <= _LONGEST_URL else None


def whole_url(url: str | None) -> str | None:
    """The URL as people write it, with a scheme; None if it is none.

    >>> whole_url("www.herald.example/a"), whole_url("http://["), whole_url("notes")
    ('http://www.herald.example/a', None, None)
    """
    whole = f"http://{url}" if url and _BARE.match(url) else url
    return whole if whole and clean_url(whole) else None


def _ascii_host(host: str) -> str:
    """The host in ASCII, without the final dot; empty if it is none."""
    if ":" in host:
        try:
            return f"[{ipaddress.IPv6Address(host)}]"
        except ValueError:
            return ""
    host = unicodedata.normalize("NFKC", host).lower().rstrip(".")
    if len(host) > _LONGEST_HOST:
        return ""
    if not host.isascii():
        import idna  # noqa: PLC0415 - rarely needed

        try:
            host = idna.encode(host, uts46=True).decode("ascii")
        except idna.IDNAError:
            return ""
    return host if len(host) <= _LONGEST_HOST and _HOST.fullmatch(host) else ""


def host_of(url: str) -> str:
    """The host of a URL in ASCII, empty if it has none.

    >>> host_of("https://www.example.org:8080/a")
    'www.example.org'
    """
    try:
        return _ascii_host(urlsplit(url).hostname or "")
    except ValueError:
        return ""


def origin_of(url: str) -> str:
    """Scheme, host and port of a URL; empty for a text that is none.

    >>> origin_of("HTTP://Example.org:8080/a?b")
    'http://example.org:8080'
    """
    cleaned = clean_url(url)
    return "/".join(cleaned.split("/")[:3]) if cleaned else ""


def host_and_port(url: str) -> str:
    """What is asked politely as one: the host, with its port if it is no usual one."""
    cleaned = clean_url(url)
    return urlsplit(cleaned).netloc if cleaned else ""
