"""What became of an article since it was first read: its revisions, and the archive."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from graph.identity import url_key
from graph.query.cards import cards
from graph.query.coverage import coverage
from graph.query.find import find
from graph.store.schema import ARTICLE, FRONTIER, REVISION, SNAPSHOT

if TYPE_CHECKING:
    from sqlalchemy import Connection, RowMapping


def history(connection: Connection, url: str) -> dict[str, Any]:
    """When an article was seen, and what it was before each change, oldest first."""
    identity = find(connection, url)
    card = cards(connection, [identity])[identity]
    now = _record(connection, identity)
    return {
        "article": card.answer(),
        "first_seen": _first_seen(connection, identity),
        "read_at": now["fetched_at"] if now else None,
        "asked": _asked(connection, card.url or ""),
        "record": now,
        "revisions": _revisions(connection, identity),
        "coverage": coverage(connection),
    }


def _first_seen(connection: Connection, identity: str) -> str:
    found = select(ARTICLE.c.first_seen).where(ARTICLE.c.id == identity)
    return str(connection.execute(found).scalar_one())


def _asked(connection: Connection, url: str) -> dict[str, str] | None:
    """How its address ended when it was asked last; None where it never was."""
    row = connection.execute(
        select(*FRONTIER.c["settled_at", "outcome", "detail"]).where(
            FRONTIER.c.url_key == url_key(url), FRONTIER.c.outcome.is_not(None)
        )
    ).one_or_none()
    if row is None:
        return None
    return {"at": row.settled_at, "outcome": row.outcome, "detail": row.detail}


def _record(connection: Connection, identity: str) -> dict[str, Any] | None:
    """Where the page lies that the article was read from last."""
    found = select(SNAPSHOT).join(ARTICLE, ARTICLE.c.snapshot_id == SNAPSHOT.c.id)
    row = connection.execute(found.where(ARTICLE.c.id == identity)).mappings().first()
    return _place(row) if row else None


def _revisions(connection: Connection, identity: str) -> list[dict[str, Any]]:
    rows = connection.execute(
        select(*REVISION.c["number", "seen_at", "changes"], SNAPSHOT)
        .outerjoin(SNAPSHOT, SNAPSHOT.c.id == REVISION.c.snapshot_id)
        .where(REVISION.c.article_id == identity)
        .order_by(REVISION.c.number)
    )
    return [
        {
            "number": row["number"],
            "seen_at": row["seen_at"],
            "changes": row["changes"],
            "record": _place(row),
        }
        for row in rows.mappings()
    ]


def _place(row: RowMapping) -> dict[str, Any]:
    """A capture and where it lies in the archive; the record with its body."""
    file, offset = row["warc"], row["offset"]
    if row["revisits"]:
        file, _, offset = row["revisits"].rpartition(":")
    return {
        "fetched_at": row["fetched_at"],
        "digest": row["digest"],
        "file": file,
        "offset": int(offset),
    }
