"""From an address in any spelling to the article it means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz import process
from sqlalchemy import select

from graph.errors import UnknownError
from graph.identity import outlet_key, url_key
from graph.store.read import article_at
from graph.store.schema import ADDRESS, ARTICLE, FRONTIER

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection

_SHORTEST_SLUG = 6
"""A shorter last part of a path ("news", "a") is on every site."""
_MOST_COMPARED = 500
_MOST_OFFERED = 3


def find(connection: Connection, url: str) -> str:
    """The id of the article at ``url``; raises UnknownError naming near ones."""
    identity = article_at(connection, url)
    if identity is not None:
        return identity
    asked = connection.execute(
        select(FRONTIER.c.outcome, FRONTIER.c.detail).where(
            FRONTIER.c.url_key == url_key(url), FRONTIER.c.outcome.is_not(None)
        )
    ).one_or_none()
    if asked is not None:
        why = f"{asked.outcome} ({asked.detail})" if asked.detail else asked.outcome
        raise UnknownError(f"{url} was asked and not kept: {why}", subject=url)
    near = nearest(connection, url)
    hint = (
        f"the nearest known: {', '.join(near)}"
        if near
        else f"read it with: whence crawl {url}"
    )
    raise UnknownError(f"nothing is known under {url}; {hint}", subject=url)


def nearest(connection: Connection, url: str) -> list[str]:
    """At most three known addresses: of the same outlet, else of a similar path."""
    whole = url if "://" in url else f"http://{url}"
    known = _known(connection, ARTICLE.c.outlet_key == outlet_key(whole))
    slug = url_key(url).partition("?")[0].rpartition("/")[2]
    if not known and len(slug) >= _SHORTEST_SLUG:
        known = _known(connection, ADDRESS.c.url_key.contains(slug, autoescape=True))
    found = process.extract(url_key(url), list(known), limit=_MOST_OFFERED)
    return [known[key] for key, _, _ in found]


def _known(connection: Connection, where: ColumnElement[bool]) -> dict[str, str]:
    """Addresses by their keys, those that can be requested only."""
    rows = connection.execute(
        select(ADDRESS.c.url_key, ADDRESS.c.url)
        .join(ARTICLE, ARTICLE.c.id == ADDRESS.c.article_id)
        .where(where, ADDRESS.c.url.startswith("http"))
        .order_by(ADDRESS.c.url_key)
        .limit(_MOST_COMPARED)
    )
    return {row.url_key: row.url for row in rows}
