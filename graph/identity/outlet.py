"""Who publishes at an address, and where its front page is."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import unquote, urlsplit, urlunsplit

from graph.identity.address import clean_url
from graph.identity.article import url_key
from graph.identity.domain import registrable_domain
from graph.identity.world import world


def is_home(url: str) -> bool:
    """Whether the URL is a site's front page, not a page on it.

    >>> is_home("https://www.example.org/"), is_home("https://example.org/?p=7")
    (True, False)
    """
    cleaned = clean_url(url)
    if cleaned is None:
        return False
    key = url_key(cleaned)
    return ("/" not in key and "?" not in key and "#" not in key) or key == outlet_key(
        url
    )


@lru_cache(maxsize=65536)
def outlet_key(url: str) -> str:
    """Who publishes at ``url``: its registrable domain, or the hosted site below one.

    A host without a domain (an address, ``localhost``) keeps its port, since
    each port is another site. Empty for a text that is no URL.

    >>> outlet_key("https://www.bbc.co.uk/news/x"), outlet_key("https://x.substack.com/p/y")
    ('bbc.co.uk', 'x.substack.com')
    >>> outlet_key("https://medium.com/@someone/story"), outlet_key("http://127.0.0.1:8000/a")
    ('medium.com/@someone', '127.0.0.1:8000')
    """
    cleaned = clean_url(url)
    if cleaned is None:
        return ""
    parts = urlsplit(cleaned)
    host = parts.hostname or ""
    domain = registrable_domain(host)
    if not domain:
        return parts.netloc
    return _hosted(domain, host, parts.path) or domain


def _hosted(domain: str, host: str, path: str) -> str:
    for platform in world()["platform"]:
        if platform["domain"] != domain:
            continue
        label = host.removesuffix(domain).rstrip(".").rpartition(".")[2]
        reserved = platform.get("reserved", ())
        if platform["site"] == "label" and label not in {
            "",
            *world()["fronts"],
            *reserved,
        }:
            return f"{label}.{domain}"
        if platform["site"] == "path" and label in {"", "www"}:
            first = unquote(path).strip("/").partition("/")[0]
            if first and first not in reserved:
                return f"{domain}/{first}"
    return ""


def same_outlet(one: str, other: str) -> bool:
    """Whether two URLs belong to one outlet."""
    return bool(outlet_key(one)) and outlet_key(one) == outlet_key(other)


def home_of(url: str) -> str | None:
    """The front page of the outlet at ``url``, by the host that was met.

    >>> home_of("http://news.example.org:8080/2022/a"), home_of("https://medium.com/@x/y")
    ('http://news.example.org:8080/', 'https://medium.com/@x')
    """
    cleaned = clean_url(url)
    if cleaned is None:
        return None
    parts = urlsplit(cleaned)
    site = outlet_key(cleaned).partition("/")[2]
    return urlunsplit((parts.scheme, parts.netloc, f"/{site}", "", ""))
