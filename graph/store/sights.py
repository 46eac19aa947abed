"""When articles were seen first, by us or by an archive. Contains no judgement."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import or_, select, update

from graph.model import Precision
from graph.store.bulk import parts
from graph.store.schema import ARTICLE

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Connection

_VAGUE = (Precision.MONTH.value, Precision.YEAR.value)


def see(connection: Connection, identity: str, moment: datetime) -> bool:
    """Note that an article was there at a moment; False if that was known before.

    Only an earlier sight than the one that is kept tells anything.
    """
    found = select(ARTICLE.c.first_seen).where(ARTICLE.c.id == identity)
    known = connection.execute(found).scalar_one_or_none()
    if known is None or datetime.fromisoformat(known) <= moment:
        return False
    connection.execute(
        update(ARTICLE)
        .where(ARTICLE.c.id == identity)
        .values(first_seen=moment.astimezone(UTC).isoformat())
    )
    return True


def undated(connection: Connection, identities: Collection[str]) -> list[str]:
    """The addresses of those of these articles of which no day is known."""
    vague = or_(
        ARTICLE.c.published_value.is_(None),
        ARTICLE.c.published_precision.in_(_VAGUE),
    )
    rows = select(ARTICLE.c.url).where(vague, ARTICLE.c.url.is_not(None))
    return [
        url
        for some in parts(identities)
        for url in connection.execute(
            rows.where(ARTICLE.c.id.in_(some)).order_by(ARTICLE.c.id)
        ).scalars()
    ]
