"""Revisions: what an article was before its page changed. Contains no judgement.

They are told from the readings of two captures of one page, an earlier and a later
one, and from nothing else: a rebuild makes the same ones again. The earlier text is
in the archive, where the revision's snapshot points.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, func, select

from graph.revision import changes
from graph.store.articles import article_of
from graph.store.schema import ARTICLE, REVISION, SNAPSHOT

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sqlalchemy import Connection, RowMapping, Select

    from graph.model import Article

_CAPTURE = select(*SNAPSHOT.c["id", "url_key", "digest", "fetched_at", "truncated"])
_LAST = _CAPTURE.join(ARTICLE, ARTICLE.c.snapshot_id == SNAPSHOT.c.id).where(
    ARTICLE.c.id == bindparam("identity")
)
_HERE = select(ARTICLE.c.id).where(ARTICLE.c.id == bindparam("identity"))
_NEXT = _CAPTURE.where(SNAPSHOT.c.id == bindparam("number"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Former:
    """An article that is about to be read from another capture of its page."""

    article: Article
    """As it was read."""
    snapshot: int
    """The number of the snapshot that it was read from."""
    seen_at: str
    """When the other capture was made."""


def former(
    connection: Connection, identity: str, snapshot: int | None
) -> Former | None:
    """What an article is before it is read from a snapshot.

    None where that is no later capture of the same page, whole and with other bytes.
    """
    last = _capture(connection, _LAST, identity=identity) if snapshot else None
    next_ = _capture(connection, _NEXT, number=snapshot) if last else None
    if last is None or next_ is None or not _follows(next_, last):
        return None
    return Former(
        article=article_of(connection, identity),
        snapshot=last["id"],
        seen_at=next_["fetched_at"],
    )


def _capture(
    connection: Connection,
    statement: Select[Any],
    **values: object,
) -> RowMapping | None:
    return connection.execute(statement, values).mappings().one_or_none()


def _follows(next_: RowMapping, last: RowMapping) -> bool:
    """Whether a capture can tell what became of a page since the last one."""
    # Two pages may be one article, such as one for telephones: they differ always.
    same_page = last["url_key"] == next_["url_key"]
    whole = not last["truncated"] and not next_["truncated"]
    # Archives may bring an older capture after a newer one.
    in_order = last["fetched_at"] <= next_["fetched_at"]
    return same_page and whole and in_order and last["digest"] != next_["digest"]


def note(connection: Connection, identity: str, was: Former) -> None:
    """Keep what an article was, if it is another now; once for two captures."""
    changed = changes(was.article, article_of(connection, identity))
    mine = REVISION.c.article_id == identity
    same = (REVISION.c.snapshot_id == was.snapshot) & (
        REVISION.c.seen_at == was.seen_at
    )
    known = connection.execute(select(REVISION.c.number).where(mine, same)).first()
    if not changed or known is not None:
        return
    last = connection.execute(select(func.max(REVISION.c.number)).where(mine)).scalar()
    row = {
        "article_id": identity,
        "number": (last or 0) + 1,
        "snapshot_id": was.snapshot,
        "seen_at": was.seen_at,
        "changes": changed,
    }
    connection.execute(REVISION.insert().values(row))


def keep_unread(
    connection: Connection, before: Connection, unread: Collection[int]
) -> None:
    """Let articles have the revisions that they had ``before`` a rebuild.

    Those of which a capture that a revision tells of can't be read any more: the
    numbers of such snapshots are ``unread``.
    """
    if not unread:
        return
    last = ARTICLE.c.id == REVISION.c.article_id
    rows = before.execute(select(REVISION, ARTICLE.c.snapshot_id).join(ARTICLE, last))
    known: dict[str, list[dict[str, Any]]] = {}
    lost = set()
    for row in rows.mappings():
        identity = row["article_id"]
        known.setdefault(identity, []).append({c.name: row[c] for c in REVISION.c})
        if {row[REVISION.c.snapshot_id], row[ARTICLE.c.snapshot_id]} & set(unread):
            lost.add(identity)
    for identity in sorted(lost):
        mine = REVISION.c.article_id == identity
        connection.execute(delete(REVISION).where(mine))
        if connection.execute(_HERE, {"identity": identity}).first():
            connection.execute(REVISION.insert(), known[identity])


def counted(connection: Connection, identities: Sequence[str]) -> dict[str, int]:
    """How many revisions these articles have; those without any left out."""
    rows = connection.execute(
        select(REVISION.c.article_id, func.count())
        .where(REVISION.c.article_id.in_(identities))
        .group_by(REVISION.c.article_id)
    )
    return dict(rows.all())
