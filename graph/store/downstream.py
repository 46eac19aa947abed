"""Outlets that may have copied an article, and what came of asking them.

Contains no judgement of copies: it tells whom to ask first, and who was asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from graph.identity import outlet_key
from graph.store.schema import (
    ARTICLE,
    BYLINE,
    CLAIM,
    FRONTIER,
    HABIT,
    NEIGHBOUR,
    OUTLET,
    SEARCH,
    SEARCH_PROBE,
    WATCHED,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection


@dataclass(frozen=True, kw_only=True, slots=True)
class Prospect:
    """An outlet that is asked for copies."""

    outlet: str
    """Its key."""
    home: str
    """Its front page."""
    why: str
    """``credits``, ``prints``, ``watched``, ``neighbour`` or ``known``."""


def prospects(connection: Connection, members: Sequence[str]) -> list[Prospect]:
    """Every outlet with a front page that may have copied these articles.

    First those that credited or copied the members' outlets, the most frequent
    first; then those that print the members' authors, those that are watched, the
    neighbours of the members' outlets, and all others. The members' own are left out.
    """
    mine = select(ARTICLE.c.outlet_key).where(ARTICLE.c.id.in_(members))
    own = set(connection.execute(mine).scalars()) - {None}
    homes = dict(
        connection.execute(
            select(OUTLET.c.key, OUTLET.c.home)
            .where(OUTLET.c.home.is_not(None))
            .order_by(OUTLET.c.key)
        ).all()
    )
    watched = dict(
        connection.execute(
            select(WATCHED.c.outlet_key, WATCHED.c.home).order_by(WATCHED.c.outlet_key)
        ).all()
    )
    beside = _neighbours(connection, own)
    pages = {**beside, **watched, **homes}
    groups = (
        ("credits", _crediting(connection, own)),
        ("prints", _printing(connection, members)),
        ("watched", watched),
        ("neighbour", beside),
        ("known", homes),
    )
    why: dict[str, str] = {}
    for word, keys in groups:
        for key in keys:
            why.setdefault(key, word)
    return [
        Prospect(outlet=key, home=pages[key], why=word)
        for key, word in why.items()
        if key not in own and key in pages
    ]


def _crediting(connection: Connection, own: Iterable[str]) -> list[str]:
    """Outlets that credited these, or took from them without a word; most first."""
    counts: dict[str, int] = {}
    claims = (
        select(ARTICLE.c.outlet_key, func.count())
        .join(CLAIM, CLAIM.c.article_id == ARTICLE.c.id)
        .where(CLAIM.c.outlet_key.in_(own), ARTICLE.c.outlet_key.is_not(None))
        .group_by(ARTICLE.c.outlet_key)
    )
    habits = select(HABIT.c.copy_outlet, HABIT.c.count).where(
        HABIT.c.source_outlet.in_(own)
    )
    for found in (claims, habits):
        for key, number in connection.execute(found):
            counts[key] = max(counts.get(key, 0), number)
    return sorted(counts, key=lambda key: (-counts[key], key))


def _printing(connection: Connection, members: Sequence[str]) -> list[str]:
    """Outlets that have articles by the members' authors; most first."""
    people = select(BYLINE.c.author_key).where(BYLINE.c.article_id.in_(members))
    number = func.count(BYLINE.c.article_id.distinct())
    rows = connection.execute(
        select(ARTICLE.c.outlet_key)
        .join(BYLINE, BYLINE.c.article_id == ARTICLE.c.id)
        .where(BYLINE.c.author_key.in_(people), ARTICLE.c.outlet_key.is_not(None))
        .group_by(ARTICLE.c.outlet_key)
        .order_by(number.desc(), ARTICLE.c.outlet_key)
    )
    return list(rows.scalars())


def _neighbours(connection: Connection, own: Iterable[str]) -> dict[str, str]:
    """Front pages of the sites that these outlets link to."""
    origins = connection.execute(
        select(NEIGHBOUR.c.origin)
        .where(NEIGHBOUR.c.outlet_key.in_(own))
        .order_by(NEIGHBOUR.c.origin)
    ).scalars()
    return {outlet_key(origin): f"{origin}/" for origin in origins}


def asked(connection: Connection, members: Sequence[str]) -> list[dict[str, Any]]:
    """What came of every search for copies of these articles, by outlet.

    A dict an outlet, by its key: ``outlet``; ``found``, the URL of a copy or None;
    ``open``, whether it is still being asked; ``answered``, the sources that gave
    a list; ``failed``, the outcome of each that did not.
    """
    rows = connection.execute(
        select(SEARCH.c.outlet_key, SEARCH.c.state, SEARCH.c.found)
        .where(SEARCH.c.direction == "down", SEARCH.c.article_id.in_(members))
        .order_by(SEARCH.c.outlet_key, SEARCH.c.id)
    )
    answers: dict[str, dict[str, Any]] = {}
    for key, state, found in rows:
        one = answers.setdefault(key, _unasked(key))
        one["found"] = one["found"] or found
        one["open"] = one["open"] or state == "open"
    for key, kind, outcome in _lists(connection, members):
        one = answers[key]
        if outcome == "listed":
            one["answered"].append(kind)
        elif outcome is not None:
            one["failed"].setdefault(kind, outcome)
    for one in answers.values():
        one["answered"] = sorted(set(one["answered"]))
    return list(answers.values())


def _unasked(key: str) -> dict[str, Any]:
    return {"outlet": key, "found": None, "open": False, "answered": [], "failed": {}}


def _lists(
    connection: Connection, members: Sequence[str]
) -> list[tuple[str, str, str | None]]:
    """(outlet, source, outcome) of every list that these searches asked for."""
    rows = connection.execute(
        select(SEARCH.c.outlet_key, FRONTIER.c.kind, FRONTIER.c.outcome)
        .join(SEARCH_PROBE, SEARCH_PROBE.c.search_id == SEARCH.c.id)
        .join(FRONTIER, FRONTIER.c.url_key == SEARCH_PROBE.c.url_key)
        .where(SEARCH.c.direction == "down", SEARCH.c.article_id.in_(members))
        .order_by(SEARCH.c.outlet_key, FRONTIER.c.kind, FRONTIER.c.position)
    )
    return [(key, kind, outcome) for key, kind, outcome in rows]
