"""Which outlet is meant by what people write: a host, a URL, a name in the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.errors import UnknownError, UsageError
from graph.identity import clean_url, home_of, host_of, outlet_key
from graph.query.named import outlet_named
from graph.store.read import outlet_home

if TYPE_CHECKING:
    from sqlalchemy import Connection


def site_of(connection: Connection, text: str) -> tuple[str, str]:
    """The key of an outlet and its front page.

    Raises UsageError for a URL that can't be asked, and for an outlet of which nobody
    knows the address; UnknownError for a name that none or several have.
    """
    if "://" in text:
        return _at(text)
    try:
        found = outlet_named(connection, text)
    except UnknownError:
        if not _is_host(text):
            raise
        return _at(f"https://{text}")
    if found.key.startswith("name:"):
        message = f"{found.name} is known by name only; give its address"
        raise UsageError(message, subject=text)
    return found.key, outlet_home(connection, found.key) or f"https://{found.key}/"


def _at(url: str) -> tuple[str, str]:
    cleaned = clean_url(url)
    home = home_of(cleaned) if cleaned else None
    if cleaned is None or home is None:
        message = f"not a site's address: {url}"
        raise UsageError(message, subject=url)
    return outlet_key(cleaned), home


def _is_host(text: str) -> bool:
    """Whether a text without a scheme is meant as an address, not as a name."""
    host = host_of(f"https://{text}")
    name = text.partition("/")[0]
    return "." in host and not set(name) & set(" @")
