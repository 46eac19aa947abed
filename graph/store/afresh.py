"""What a rebuild takes out of a store, what it leaves there, and which pages it reads.

Left alone is what can't be read again: what was fetched and when, the frontier, what
searches found and lists offered, what analysts decided. Of articles their ids, their
addresses and their first sight stay, since these tell which pages were met as one.
All else goes, and comes again from the pages. Contains no judgement of origin.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, exists, func, or_, select, update

from graph.identity import home_of, outlet_key, url_key
from graph.model import Outcome, Outlet, Status
from graph.store import sketches, write
from graph.store.rows import date_columns, snapshot_of
from graph.store.schema import (
    ADDRESS,
    ANCHOR,
    ARTICLE,
    AUTHOR,
    BOILERPLATE,
    BYLINE,
    CLAIM,
    FINGERPRINT,
    FRONTIER,
    HABIT,
    HOME,
    INCLINATION,
    LEANING,
    OUTLET,
    OVERLAP,
    PARALLEL,
    POSTING,
    POSTING_LEVEL,
    REPUBLICATION,
    REVISION,
    ROLE,
    SEARCH,
    SKETCH,
    SNAPSHOT,
    UNLEANED,
    UNSETTLED,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import ColumnElement, Connection

    from graph.model import Snapshot

_MADE = (
    REVISION,
    OVERLAP,
    PARALLEL,
    ANCHOR,
    FINGERPRINT,
    POSTING,
    POSTING_LEVEL,
    BOILERPLATE,
    SKETCH,
    REPUBLICATION,
    CLAIM,
    BYLINE,
    AUTHOR,
    UNSETTLED,
    UNLEANED,
    HABIT,
    LEANING,
    INCLINATION,
    HOME,
    ROLE,
)
"""What is made from pages, and from nothing else."""

_UNREAD: dict[str, Any] = {
    **dict.fromkeys(("outlet_key", "canonical", "outcome", "language"), None),
    **dict.fromkeys(("snapshot_id", "story"), None),
    **date_columns("published", None),
    # The key of the headline stays: it parts two articles that claim one address.
    **dict.fromkeys(("headline", "text", "rights"), ""),
    "words": 0,
    "topics": [],
}
"""An article of which only the address is known."""
_AT_ONCE = 500
_NO_PAGE = 300
"""The least status of an answer that is no page."""
_CITED = ARTICLE.c.status == Status.CITED.value
_READ = ARTICLE.c.status == Status.FETCHED.value
_BY_READING = (
    Outcome.KEPT,
    Outcome.UNCHANGED,
    Outcome.NOT_ARTICLE,
    Outcome.NO_TEXT,
    Outcome.NOT_HTML,
    Outcome.EMPTY,
    Outcome.UNDECODABLE,
    Outcome.TOO_SLOW,
    Outcome.TOO_DEEP,
    Outcome.BROKEN,
)
"""Outcomes of pages that were read, or that need not be read again; the others are
the web's, or the door's."""


def clear(connection: Connection) -> None:
    """Take out what is made from pages; articles that were read await their page."""
    for table in _MADE:
        connection.execute(delete(table))
    sketches.caught_up(connection)
    searched = select(SEARCH.c.article_id)
    gone = select(ARTICLE.c.id).where(_CITED, ARTICLE.c.id.not_in(searched))
    connection.execute(delete(ADDRESS).where(ADDRESS.c.article_id.in_(gone)))
    connection.execute(delete(ARTICLE).where(ARTICLE.c.id.in_(gone)))
    connection.execute(update(ARTICLE).values(_UNREAD))
    connection.execute(delete(OUTLET))
    _meet_front_pages(connection)


def _meet_front_pages(connection: Connection) -> None:
    """Outlets that are known by their front page, if by no article."""
    read = select(FRONTIER.c.url).where(
        FRONTIER.c.kind == "frontpage", FRONTIER.c.settled_at.is_not(None)
    )
    for url in connection.execute(read.order_by(FRONTIER.c.position)).scalars().all():
        key = outlet_key(url)
        write.meet_outlet(connection, Outlet(key=key, name=key), home=home_of(url))


def pages(before: Connection) -> Iterator[tuple[int, Snapshot, str | None]]:
    """Every page that was kept, in the order they came: number, place, article.

    The article is the one whose facts were read from this very page. A page that
    came again as it was stands where it came last before it changed.
    """
    met = ARTICLE.alias("met")
    known = exists().where(
        ADDRESS.c.url_key == SNAPSHOT.c.url_key,
        ADDRESS.c.article_id == met.c.id,
        met.c.status == Status.FETCHED.value,
    )
    asked = FRONTIER.c.url_key == SNAPSHOT.c.url_key
    later, between = SNAPSHOT.alias("later"), SNAPSHOT.alias("between")
    page = or_(
        SNAPSHOT.c.status == 0,
        # Handed in, too: only pages are taken from archives of others.
        SNAPSHOT.c.warc.startswith("/"),
        known,
        exists().where(asked, FRONTIER.c.kind == "page", _ended_by_reading()),
    )
    # What was handed in may be the same words with other facts beside them.
    alike = (SNAPSHOT.c.status > 0) | (SNAPSHOT.c.url == "urn:whence:unknown")
    changed = exists().where(
        between.c.url_key == SNAPSHOT.c.url_key,
        between.c.digest != SNAPSHOT.c.digest,
        between.c.status < _NO_PAGE,
        between.c.id > SNAPSHOT.c.id,
        between.c.id < later.c.id,
    )
    again = exists().where(
        alike,
        later.c.url_key == SNAPSHOT.c.url_key,
        later.c.digest == SNAPSHOT.c.digest,
        later.c.id > SNAPSHOT.c.id,
        ~changed,
    )
    answered = (SNAPSHOT.c.status < _NO_PAGE) & (page & ~again)
    mine = ARTICLE.c.id.is_not(None)
    rows = (
        select(SNAPSHOT, ARTICLE.c.id.label("article"))
        .outerjoin(ARTICLE, ARTICLE.c.snapshot_id == SNAPSHOT.c.id)
        .where(or_(mine, answered))
        .order_by(SNAPSHOT.c.id, ARTICLE.c.id)
    )
    found = before.execute(rows, execution_options={"yield_per": _AT_ONCE})
    for row in found.mappings():
        yield row["id"], snapshot_of(row), row["article"]


def _ended_by_reading() -> ColumnElement[bool]:
    return FRONTIER.c.outcome.in_([outcome.value for outcome in _BY_READING])


def without_page(before: Connection) -> list[str]:
    """Articles that were read from what is in no archive, in the order of coming."""
    found = select(ARTICLE.c.id).where(_READ, ARTICLE.c.snapshot_id.is_(None))
    order = (ARTICLE.c.first_seen, ARTICLE.c.id)
    return list(before.execute(found.order_by(*order)).scalars())


def first_seen(before: Connection, identity: str) -> datetime:
    """When an article was met first."""
    found = select(ARTICLE.c.first_seen).where(ARTICLE.c.id == identity)
    return datetime.fromisoformat(before.execute(found).scalar_one())


def last_seen(before: Connection) -> datetime:
    """When anything was met last; the first of days where there is nothing."""
    found = before.execute(select(func.max(ARTICLE.c.first_seen))).scalar()
    return datetime.fromisoformat(found) if found else datetime.min.replace(tzinfo=UTC)


def name_of(before: Connection, identity: str) -> str | None:
    """What an article without an address is called by; None for one that has one."""
    found = select(ADDRESS.c.url).join(ARTICLE, ARTICLE.c.id == ADDRESS.c.article_id)
    mine = found.where(ARTICLE.c.id == identity, ARTICLE.c.url.is_(None))
    return before.execute(mine.order_by(ADDRESS.c.url_key).limit(1)).scalar()


def end_again(connection: Connection, url: str, outcome: Outcome) -> None:
    """Note how reading a page ends now, where reading is what it ended by."""
    same = [outcome.value]
    if outcome is Outcome.KEPT:
        same.append(Outcome.UNCHANGED.value)
    connection.execute(
        update(FRONTIER)
        .where(
            FRONTIER.c.url_key == url_key(url),
            FRONTIER.c.kind == "page",
            FRONTIER.c.outcome.not_in(same),
            _ended_by_reading(),
        )
        .values(outcome=outcome.value, detail="")
    )
