"""Which article an address belongs to: spellings joined, and parted again.

What a page says of its own address (a redirect, a canonical link) joins two
spellings only where nothing speaks against it. Contains no judgement of origin.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, or_, select, update

from graph.identity import article_id, is_home, name_key, same_outlet, url_key
from graph.model import Status
from graph.store.rows import upsert
from graph.store.schema import (
    ADDRESS,
    ARTICLE,
    BYLINE,
    OVERLAP,
    REPUBLICATION,
    SEARCH,
    SEARCH_PROBE,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from graph.model import Article


def spellings(connection: Connection, article: Article, asked: str | None) -> list[str]:
    """The addresses that mean this article, the fetched one first."""
    if article.url is None:
        digest = hashlib.sha256(
            f"{article.headline}\n{article.text}".encode()
        ).hexdigest()
        return [f"urn:sha256:{digest}"]
    urls = [article.url]
    for said in (asked, article.canonical):
        # A redirect is the server's act, also across hosts; a canonical is words.
        ours = said is not None and (said == asked or same_outlet(said, article.url))
        if said and ours and not is_home(said):
            other = article_at(connection, said)
            if other is None or _agree(other, article):
                urls.append(said)
    return urls


def _agree(known: dict[str, Any], article: Article) -> bool:
    """Whether nothing speaks against both being one article."""
    return known["headline_key"] in {"", name_key(article.headline)}


def take_back(connection: Connection, article: Article) -> None:
    """Free an article's own address from another that only claimed it."""
    other = article_at(connection, article.url) if article.url else None
    if not other or not article.url or not other["url"] or _agree(other, article):
        return
    own = url_key(article.url)
    if url_key(other["url"]) != own:
        connection.execute(delete(ADDRESS).where(ADDRESS.c.url_key == own))


def article_at(connection: Connection, url: str) -> dict[str, Any] | None:
    """The article known under any spelling of this address."""
    found = (
        connection.execute(
            select(ARTICLE)
            .join(ADDRESS, ADDRESS.c.article_id == ARTICLE.c.id)
            .where(ADDRESS.c.url_key == url_key(url))
        )
        .mappings()
        .one_or_none()
    )
    return dict(found) if found else None


def identity_of(connection: Connection, spellings: Sequence[str]) -> str:
    """The id of the article; where two are known for it, the cited one gives way."""
    known = [row for url in spellings if (row := article_at(connection, url))]
    known.sort(key=lambda row: row["status"] != Status.FETCHED.value)
    if not known:
        return _new_id(connection, spellings[0])
    for row in known[1:]:
        if row["id"] != known[0]["id"] and row["status"] == Status.CITED.value:
            _give_way(connection, row["id"], known[0]["id"])
    return str(known[0]["id"])


def _new_id(connection: Connection, url: str) -> str:
    """The id of an address; a second one where another article has had the first."""
    first = article_id(url)
    taken = connection.execute(select(ARTICLE.c.id).where(ARTICLE.c.id == first))
    return article_id(f"second {url_key(url)}") if taken.first() else first


def join_addresses(connection: Connection, asked: str, answered: str) -> str | None:
    """Let an address mean the article that it was redirected to.

    Gives the article's id; None where no article is known there, or where the
    address is an article of its own that was read.
    """
    there, here = article_at(connection, answered), article_at(connection, asked)
    if there is None or (here and here["status"] == Status.FETCHED.value):
        return None
    if here and here["id"] != there["id"]:
        _give_way(connection, here["id"], there["id"])
    put_address(connection, asked, str(there["id"]))
    return str(there["id"])


def put_address(connection: Connection, url: str, identity: str) -> None:
    """Keep a spelling under which an article was met; the first one stays."""
    row = {"url_key": url_key(url), "url": url, "article_id": identity}
    upsert(connection, ADDRESS, [row])


def _give_way(connection: Connection, cited: str, kept: str) -> None:
    """One article turned out to be another: its addresses and edges move there."""
    moved = {"source_id": kept}
    connection.execute(
        update(REPUBLICATION).where(REPUBLICATION.c.source_id == cited).values(moved)
    )
    connection.execute(
        update(ADDRESS).where(ADDRESS.c.article_id == cited).values(article_id=kept)
    )
    either = or_(OVERLAP.c.source_id == cited, OVERLAP.c.copy_id == cited)
    connection.execute(delete(OVERLAP).where(either))
    connection.execute(delete(BYLINE).where(BYLINE.c.article_id == cited))
    _forget_searches(connection, cited)
    connection.execute(delete(ARTICLE).where(ARTICLE.c.id == cited))


def _forget_searches(connection: Connection, identity: str) -> None:
    mine = select(SEARCH.c.id).where(SEARCH.c.article_id == identity)
    connection.execute(delete(SEARCH_PROBE).where(SEARCH_PROBE.c.search_id.in_(mine)))
    connection.execute(delete(SEARCH).where(SEARCH.c.article_id == identity))
