"""Which article an address belongs to: spellings joined, and parted again.

What a page says of its own address (a redirect, a canonical link) joins two
spellings only where nothing speaks against it. Contains no judgement of origin.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, func, or_, select, update

from graph.identity import (
    address_key,
    article_id,
    is_home,
    name_key,
    part_of,
    same_outlet,
)
from graph.model import Status
from graph.store import judgements
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
    from sqlalchemy import Connection

    from graph.model import Article


@dataclass(frozen=True, kw_only=True, slots=True)
class Placed:
    """Where an article belongs in the store."""

    id: str
    """Its article id."""
    known: bool
    """Whether the store has a row for it already."""
    urls: tuple[str, ...]
    """The addresses that mean it, the fetched one first."""


def place(connection: Connection, article: Article, asked: str | None) -> Placed:
    """The place of an article that was read.

    ``asked`` is the address that led to it, or what it is called by where it has
    none. Takes its own address back from another that only claimed it.
    """
    seen = _Seen(connection)
    urls = tuple(_spellings(seen, article, asked))
    _take_back(seen, article)
    known = [row for url in urls if (row := seen.at(url))]
    known.sort(key=lambda row: row["status"] != Status.FETCHED.value)
    if not known:
        return _new_place(connection, urls)
    # Where two are known for it, the cited one gives way.
    for row in known[1:]:
        if row["id"] != known[0]["id"] and row["status"] == Status.CITED.value:
            _give_way(connection, row["id"], known[0]["id"])
    return Placed(id=str(known[0]["id"]), known=True, urls=urls)


class _Seen:
    """What is known under addresses, each asked once."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._known: dict[str, dict[str, Any] | None] = {}

    def at(self, url: str) -> dict[str, Any] | None:
        """The article known under any spelling of this address."""
        key = address_key(url)
        if key not in self._known:
            self._known[key] = article_at(self.connection, url)
        return self._known[key]

    def free(self, url: str) -> None:
        """Let an address mean no article."""
        key = address_key(url)
        self.connection.execute(delete(ADDRESS).where(ADDRESS.c.url_key == key))
        self._known[key] = None


def _spellings(seen: _Seen, article: Article, asked: str | None) -> list[str]:
    """The addresses that mean this article, the fetched one first."""
    if article.url is None:
        return [asked or _by_words(article)]
    urls = [article.url]
    page = article.url.partition("#")[0] if part_of(article.url) else None
    for said in (asked, page, article.canonical):
        # A redirect is the server's act, also across hosts; a canonical is words.
        ours = said is not None and (said == asked or same_outlet(said, article.url))
        if said and ours and not is_home(said):
            other = seen.at(said)
            if other is None or _agree(other, article):
                urls.append(said)
    return urls


def _by_words(article: Article) -> str:
    """What an article without an address is called by, if by nothing else."""
    words = f"{article.headline}\n{article.text}".encode()
    return f"urn:sha256:{hashlib.sha256(words).hexdigest()}"


def _agree(known: dict[str, Any], article: Article) -> bool:
    """Whether nothing speaks against both being one article."""
    return known["headline_key"] in {"", name_key(article.headline)}


def _take_back(seen: _Seen, article: Article) -> None:
    """Free an article's own address from another that only claimed it."""
    other = seen.at(article.url) if article.url else None
    if not other or not article.url or not other["url"] or _agree(other, article):
        return
    if address_key(other["url"]) != address_key(article.url):
        seen.free(article.url)


_AT = (
    select(*ARTICLE.c["id", "url", "status", "headline_key"])
    .join(ADDRESS, ADDRESS.c.article_id == ARTICLE.c.id)
    .where(ADDRESS.c.url_key == bindparam("key"))
)


def article_at(connection: Connection, url: str) -> dict[str, Any] | None:
    """What tells the article apart that is known under any spelling of an address."""
    found = connection.execute(_AT, {"key": address_key(url)}).mappings().one_or_none()
    return dict(found) if found else None


def _new_place(connection: Connection, urls: tuple[str, ...]) -> Placed:
    """The id of an address; a second one where another article has had the first."""
    part = part_of(urls[0])
    first = article_id(f"part {address_key(urls[0])}" if part else urls[0])
    if not _is_taken(connection, first):
        return Placed(id=first, known=False, urls=urls)
    second = article_id(f"second {address_key(urls[0])}")
    return Placed(id=second, known=_is_taken(connection, second), urls=urls)


_TAKEN = select(ARTICLE.c.id).where(ARTICLE.c.id == bindparam("identity"))


def _is_taken(connection: Connection, identity: str) -> bool:
    return connection.execute(_TAKEN, {"identity": identity}).first() is not None


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
    row = {"url_key": address_key(url), "url": url, "article_id": identity}
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
    judgements.move(connection, cited, kept)
    connection.execute(delete(ARTICLE).where(ARTICLE.c.id == cited))
    # A story is named after the first of its articles.
    ours = ARTICLE.c.story == cited
    name = select(func.min(ARTICLE.c.id)).where(ours).scalar_subquery()
    connection.execute(update(ARTICLE).where(ours).values(story=name))


def _forget_searches(connection: Connection, identity: str) -> None:
    mine = select(SEARCH.c.id).where(SEARCH.c.article_id == identity)
    connection.execute(delete(SEARCH_PROBE).where(SEARCH_PROBE.c.search_id.in_(mine)))
    connection.execute(delete(SEARCH).where(SEARCH.c.article_id == identity))
