"""Writing nouns: idempotent, one transaction a caller. Contains no judgement.

Every function takes the connection of :meth:`Store.write` and may be called
again with the same nouns without changing anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, select, update

from graph.identity import article_id, home_of, name_key, url_key
from graph.model import Status
from graph.store import revisions
from graph.store.bulk import parts
from graph.store.called import is_better
from graph.store.joining import article_at, place, put_address
from graph.store.listed import with_listed
from graph.store.rows import (
    claim_columns,
    date_columns,
    republication_columns,
    upsert,
    upserting,
)
from graph.store.schema import (
    ARTICLE,
    AUTHOR,
    BYLINE,
    CLAIM,
    ENDPOINT,
    NEIGHBOUR,
    OUTLET,
    REPUBLICATION,
    SNAPSHOT,
)
from graph.text import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from graph.model import (
        Article,
        Claim,
        Outlet,
        Republication,
        Snapshot,
    )
    from graph.store.joining import Placed


def put_snapshot(connection: Connection, snapshot: Snapshot) -> int:
    """Keep one answer of the web; gives its number.

    Another body in its place takes its row: a file was written anew, and what was
    read from the old one has no record any more.
    """
    row = {
        "url": snapshot.url,
        "url_key": url_key(snapshot.url),
        "fetched_at": snapshot.fetched_at.isoformat(),
        "status": snapshot.status,
        "content_type": snapshot.content_type,
        "digest": snapshot.digest,
        "warc": snapshot.warc,
        "offset": snapshot.offset,
        "truncated": snapshot.truncated,
        "revisits": snapshot.revisits,
    }
    known = connection.execute(_SAME_SNAPSHOT, row).one_or_none()
    if known is None:
        return int(connection.execute(_NEW_SNAPSHOT, row).scalar_one())
    if known.digest != snapshot.digest:
        mine = ARTICLE.c.snapshot_id == known.id
        connection.execute(update(ARTICLE).where(mine).values(snapshot_id=None))
        connection.execute(update(SNAPSHOT).where(SNAPSHOT.c.id == known.id), row)
    return int(known.id)


# Statements that run once an article or oftener are made once.
_SAME_SNAPSHOT = select(*SNAPSHOT.c["id", "digest"]).where(
    SNAPSHOT.c.warc == bindparam("warc"), SNAPSHOT.c.offset == bindparam("offset")
)
_NEW_SNAPSHOT = SNAPSHOT.insert().returning(SNAPSHOT.c.id)


def put_outlet(
    connection: Connection, outlet: Outlet, *, home: str | None = None
) -> None:
    """Keep an outlet; the name its own pages give wins over a credit's."""
    row = {
        "key": outlet.key,
        "name": outlet.name,
        "name_key": name_key(outlet.name),
        "home": home,
    }
    named = outlet.name and outlet.name != outlet.key
    changed = ("name", "name_key") if named else ()
    filled = ("home",) if home else ()
    dialect = connection.dialect.name
    connection.execute(upserting(dialect, OUTLET, changed, filled), row)


def meet_outlet(
    connection: Connection, outlet: Outlet, *, home: str | None = None
) -> None:
    """Keep an outlet that another page names; never renames one that was read."""
    known = connection.execute(
        select(OUTLET.c.name).where(OUTLET.c.key == outlet.key)
    ).scalar_one_or_none()
    if known is None or is_better(connection, outlet, known):
        put_outlet(connection, outlet, home=home)
    elif home:
        connection.execute(
            update(OUTLET)
            .where(OUTLET.c.key == outlet.key, OUTLET.c.home.is_(None))
            .values(home=home)
        )


def put_article(
    connection: Connection,
    article: Article,
    *,
    now: datetime,
    snapshot: int | None = None,
    asked: str | None = None,
) -> str:
    """Keep an article that was read, with its outlet, authors and claims.

    ``asked`` is the address that led to it by redirect, or the name that stands in
    for the address where there is none. Gives the article's id: the one under which
    any of its spellings is known already, else a new one. Where its page has changed
    since it was read from another snapshot, a revision keeps what it was.
    """
    placed = place(connection, article, asked)
    was = revisions.former(connection, placed.id, snapshot) if placed.known else None
    if article.outlet:
        put_outlet(connection, article.outlet, home=home_of(article.url or ""))
    _put_row(connection, placed, article, now=now, snapshot=snapshot)
    for url in placed.urls:
        put_address(connection, url, placed.id)
    if placed.known:
        connection.execute(_DROP_BYLINE, {"identity": placed.id})
        connection.execute(_DROP_CLAIMS, {"identity": placed.id})
    _put_byline(connection, placed.id, article)
    told = with_listed(connection, placed.urls, article.claims)
    _put_claims(connection, placed.id, told)
    if article.outlet:
        _put_surroundings(connection, article.outlet.key, article)
    if was is not None:
        revisions.note(connection, placed.id, was)
    return placed.id


_READ_AGAIN = update(ARTICLE).where(ARTICLE.c.id == bindparam("identity"))
_DROP_BYLINE = delete(BYLINE).where(BYLINE.c.article_id == bindparam("identity"))
_DROP_CLAIMS = delete(CLAIM).where(CLAIM.c.article_id == bindparam("identity"))


def _put_row(
    connection: Connection,
    placed: Placed,
    article: Article,
    *,
    now: datetime,
    snapshot: int | None,
) -> None:
    read = {
        "url": article.url,
        "canonical": article.canonical,
        "outlet_key": article.outlet.key if article.outlet else None,
        "status": Status.FETCHED.value,
        "outcome": article.outcome.value,
        "headline": article.headline,
        "headline_key": name_key(article.headline),
        **date_columns("published", article.published),
        "language": article.language,
        "words": len(words(article.text)),
        "text": article.text,
        "topics": list(article.topics),
        "rights": article.rights,
        "snapshot_id": snapshot,
    }
    if placed.known:
        connection.execute(_READ_AGAIN, {**read, "identity": placed.id})
    else:
        new = {"id": placed.id, "first_seen": now.isoformat()}
        connection.execute(ARTICLE.insert(), {**read, **new})


def drop_unused_names(connection: Connection) -> None:
    """Forget outlets known by a name alone to which nothing is credited any more."""
    credited = select(REPUBLICATION.c.id).where(
        REPUBLICATION.c.source_outlet == OUTLET.c.key
    )
    published = select(ARTICLE.c.id).where(ARTICLE.c.outlet_key == OUTLET.c.key)
    connection.execute(
        delete(OUTLET).where(
            OUTLET.c.key.startswith("name:"), ~credited.exists(), ~published.exists()
        )
    )


def _put_byline(connection: Connection, identity: str, article: Article) -> None:
    people = {key: a.name for a in article.authors if (key := name_key(a.name))}
    upsert(connection, AUTHOR, [{"key": k, "name": n} for k, n in people.items()])
    rows = [
        {"article_id": identity, "position": position, "author_key": key, "name": name}
        for position, (key, name) in enumerate(people.items())
    ]
    upsert(connection, BYLINE, rows)


def put_claims(connection: Connection, identity: str, claims: Sequence[Claim]) -> None:
    """Keep what an article's page says of its origin, in place of what it said."""
    connection.execute(_DROP_CLAIMS, {"identity": identity})
    _put_claims(connection, identity, claims)


def _put_claims(connection: Connection, identity: str, claims: Sequence[Claim]) -> None:
    rows = [
        {"article_id": identity, "position": position, **claim_columns(claim)}
        for position, claim in enumerate(claims)
    ]
    if rows:
        connection.execute(CLAIM.insert(), rows)


def _put_surroundings(connection: Connection, outlet: str, article: Article) -> None:
    upsert(
        connection,
        ENDPOINT,
        [
            {"outlet_key": outlet, "url": url, "kind": kind}
            for kind, url in article.endpoints
        ],
    )
    put_neighbours(connection, outlet, article.outlinks)


def put_neighbours(connection: Connection, outlet: str, origins: Iterable[str]) -> None:
    """Keep which other sites an outlet's pages link to."""
    rows = [{"outlet_key": outlet, "origin": one} for one in dict.fromkeys(origins)]
    upsert(connection, NEIGHBOUR, rows)


def cite(connection: Connection, url: str, *, outlet: Outlet, now: datetime) -> str:
    """The id of an article that another page points at; made known if it is new."""
    known = article_at(connection, url)
    if known:
        return str(known["id"])
    meet_outlet(connection, outlet)
    identity = article_id(url)
    row = {
        "id": identity,
        "url": url,
        "outlet_key": outlet.key,
        "status": Status.CITED.value,
        "first_seen": now.isoformat(),
        "topics": [],
    }
    upsert(connection, ARTICLE, [row])
    put_address(connection, url, identity)
    return identity


def put_republications(
    connection: Connection, copy: str, edges: Iterable[Republication]
) -> None:
    """Keep the edges into a copy, in place of those that it had."""
    connection.execute(_DROP_EDGES, {"copy": copy})
    rows = [republication_columns(edge) for edge in edges]
    if rows:
        connection.execute(REPUBLICATION.insert(), rows)


_DROP_EDGES = delete(REPUBLICATION).where(REPUBLICATION.c.copy_id == bindparam("copy"))


def drop_republications(connection: Connection, copies: Iterable[str]) -> None:
    """Forget the edges into these copies."""
    for some in parts(copies):
        connection.execute(
            delete(REPUBLICATION).where(REPUBLICATION.c.copy_id.in_(some))
        )
