"""An outlet's profile: what it originates and relays, from whom, to whom, how."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from graph.measure import share
from graph.model import Relation, Status, Verdict
from graph.query.coverage import coverage
from graph.query.flows import into, is_copy, is_taken, number
from graph.query.licensing import licences
from graph.query.losses import contradicted, losses
from graph.query.named import outlet_named
from graph.query.partners import taken_by, taken_from
from graph.store.schema import ARTICLE, AUTHOR, BYLINE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

MOST_AUTHORS = 10
"""So many of the authors that it carries are listed."""


def outlet(connection: Connection, words: str) -> dict[str, Any]:
    """The profile of the outlet of that name, key or address.

    Counted over the whole store and over all keys that are said to be this outlet.
    Every copy counts once, by its nearest source; what stays within the outlet
    does not count. Raises UnknownError where no outlet, or more than one, is meant.
    """
    named = outlet_named(connection, words)
    keys = named.keys
    sources, takers = taken_from(connection, keys), taken_by(connection, keys)
    known = _articles(connection, keys)
    every = known["fetched"] + known["cited"]
    return {
        "outlet": named.answer(),
        "articles": {"fetched": known["fetched"], "cited": known["cited"]},
        "first": known["first"],
        "last": known["last"],
        "originates": known["originates"],
        "originator_share": share(known["originates"], every),
        "relays": sources.copies,
        "relay_share": share(sources.copies, every),
        "from": {"outlets": len(sources.rows), "most": sources.listed(connection)},
        "to": {
            "outlets": len(takers.rows),
            "copies": takers.copies,
            "most": takers.listed(connection),
        },
        "lag_hours": {"taking": sources.lag(), "being_taken": takers.lag()},
        "credit": {"given": sources.shares(), "received": takers.shares()},
        "headlines": {
            "compared": sources.total("known"),
            "changed": share(sources.total("changed"), sources.total("known")),
        },
        "relations": sources.counts(word.value for word in Relation),
        "verdicts": sources.counts(
            word.value for word in Verdict if word is not Verdict.REJECTED
        ),
        "authors": _authors(connection, keys),
        "lost_credits": losses(connection, keys),
        "contradictions": contradicted(connection, keys),
        "licences": licences(connection, into(keys)),
        "coverage": coverage(connection),
    }


def _articles(connection: Connection, keys: Sequence[str]) -> dict[str, Any]:
    """How many articles it has, from when to when, and which others took first-hand."""
    first_hand = is_taken(ARTICLE) & ~is_copy(ARTICLE)
    row = connection.execute(
        select(
            number(ARTICLE.c.status == Status.FETCHED.value).label("fetched"),
            number(ARTICLE.c.status == Status.CITED.value).label("cited"),
            func.min(ARTICLE.c.published_value).label("first"),
            func.max(ARTICLE.c.published_value).label("last"),
            number(first_hand).label("originates"),
        ).where(ARTICLE.c.outlet_key.in_(keys))
    )
    return dict(row.mappings().one())


def _authors(connection: Connection, keys: Sequence[str]) -> list[dict[str, Any]]:
    """The authors that it carries most."""
    articles = func.count().label("articles")
    rows = connection.execute(
        select(AUTHOR.c.key, AUTHOR.c.name, articles)
        .select_from(ARTICLE)
        .join(BYLINE, BYLINE.c.article_id == ARTICLE.c.id)
        .join(AUTHOR, AUTHOR.c.key == BYLINE.c.author_key)
        .where(ARTICLE.c.outlet_key.in_(keys))
        .group_by(AUTHOR.c.key, AUTHOR.c.name)
        .order_by(articles.desc(), AUTHOR.c.key)
        .limit(MOST_AUTHORS)
    )
    return [dict(row) for row in rows.mappings()]
