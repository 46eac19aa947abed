"""What a rebuild knows from before, and no page tells.

When an article was first seen, and in which spelling, is not told by any page; and an
article that an analyst judged stays known, though no page points at it any more.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, exists, func, or_, select, update

from graph.identity import outlet_key
from graph.judgement import Judged
from graph.model import Outlet, Status
from graph.store import judgements, write
from graph.store.schema import (
    ADDRESS,
    ARTICLE,
    JUDGEMENT,
    REPUBLICATION,
    SEARCH,
    SEARCH_PROBE,
)

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from graph.judgement import Judgement

_AT_ONCE = 500
_CITED = ARTICLE.c.status == Status.CITED.value
_READ = ARTICLE.c.status == Status.FETCHED.value
_SEEN = (
    update(ARTICLE)
    .where(ARTICLE.c.id == bindparam("identity"))
    .values(first_seen=bindparam("seen"))
)
_SPELLED = (
    update(ARTICLE)
    .where(ARTICLE.c.id == bindparam("identity"), _CITED)
    .values(url=bindparam("spelled"))
)
_MET = (
    update(ADDRESS)
    .where(ADDRESS.c.url_key == bindparam("key"))
    .values(url=bindparam("spelled"))
)


def joined(before: Connection) -> list[tuple[str, str]]:
    """(other address, address) of articles that were cited under several."""
    count = select(ADDRESS.c.article_id).group_by(ADDRESS.c.article_id)
    several = count.having(func.count() > 1)
    rows = before.execute(
        select(ADDRESS.c.url, ARTICLE.c.url)
        .join(ARTICLE, ARTICLE.c.id == ADDRESS.c.article_id)
        .where(_CITED, ADDRESS.c.url != ARTICLE.c.url, ARTICLE.c.id.in_(several))
        .order_by(ADDRESS.c.url_key)
    )
    return [(other, url) for other, url in rows]


def put_back(connection: Connection, before: Connection) -> int:
    """What was known of articles; gives how many are none any more."""
    gone = _let_go(connection)
    _restore(connection, before)
    for judgement in _of_articles(connection):
        judgements.unsettle(connection, judgement)
    return gone


def _restore(connection: Connection, before: Connection) -> None:
    """First sights and spellings of articles that others pointed at."""
    identity, key = ARTICLE.c.id.label("identity"), ADDRESS.c.url_key.label("key")
    spelled, seen = ARTICLE.c.url.label("spelled"), ARTICLE.c.first_seen.label("seen")
    met = select(key, ADDRESS.c.url.label("spelled"))
    met = met.join(ARTICLE, ARTICLE.c.id == ADDRESS.c.article_id)
    facts = {_SEEN: select(identity, seen), _SPELLED: select(identity, spelled)}
    for statement, rows in (facts | {_MET: met}).items():
        found = before.execute(
            rows.where(_CITED), execution_options={"yield_per": _AT_ONCE}
        )
        for part in found.mappings().partitions():
            connection.execute(statement, [dict(row) for row in part])


def _let_go(connection: Connection) -> int:
    """Drop articles whose page is none any more, where nobody credits them."""
    left = list(
        connection.execute(
            select(*ARTICLE.c["id", "url"]).where(ARTICLE.c.outcome.is_(None), _READ)
        )
    )
    for identity, url in left:
        if _is_named(connection, identity) and url:
            _only_cited(connection, identity, url)
        else:
            _drop(connection, identity)
    return len(left)


def _is_named(connection: Connection, identity: str) -> bool:
    credited = exists().where(REPUBLICATION.c.source_id == identity)
    either = or_(JUDGEMENT.c.one == identity, JUDGEMENT.c.other == identity)
    judged = exists().where(JUDGEMENT.c.kind == Judged.ARTICLE.value, either)
    return bool(connection.execute(select(or_(credited, judged))).scalar())


def _only_cited(connection: Connection, identity: str, url: str) -> None:
    key = outlet_key(url)
    write.meet_outlet(connection, Outlet(key=key, name=key))
    connection.execute(
        update(ARTICLE)
        .where(ARTICLE.c.id == identity)
        .values(status=Status.CITED.value, headline_key="", outlet_key=key)
    )


def _drop(connection: Connection, identity: str) -> None:
    mine = select(SEARCH.c.id).where(SEARCH.c.article_id == identity)
    connection.execute(delete(SEARCH_PROBE).where(SEARCH_PROBE.c.search_id.in_(mine)))
    connection.execute(delete(SEARCH).where(SEARCH.c.article_id == identity))
    connection.execute(delete(ADDRESS).where(ADDRESS.c.article_id == identity))
    connection.execute(delete(ARTICLE).where(ARTICLE.c.id == identity))


def keep_judged(connection: Connection, before: Connection) -> None:
    """Let judged articles be known, though no page may point at them any more."""
    for judgement in _of_articles(connection):
        _keep_known(connection, before, judgement.one)
        _keep_known(connection, before, judgement.other)


def _of_articles(connection: Connection) -> list[Judgement]:
    found = judgements.all_of(connection)
    return [one for one in found if one.kind is Judged.ARTICLE]


def _keep_known(connection: Connection, before: Connection, identity: str) -> None:
    here = select(ARTICLE.c.id).where(ARTICLE.c.id == identity)
    was = select(*ARTICLE.c["url", "first_seen"]).where(ARTICLE.c.id == identity)
    row = before.execute(was).one_or_none()
    if row is None or not row.url or connection.execute(here).first():
        return
    key = outlet_key(row.url)
    outlet, seen = Outlet(key=key, name=key), datetime.fromisoformat(row.first_seen)
    found = write.cite(connection, row.url, outlet=outlet, now=seen)
    if found != identity:
        judgements.move(connection, identity, found)
