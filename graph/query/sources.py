"""What some pages go back to: their sources, and where credits were lost."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from graph.errors import UnknownError
from graph.measure import Hop, Stated, Trace, contradictions, independent, share
from graph.query.cards import cards, chunks
from graph.query.coverage import coverage
from graph.query.edges import edges_where
from graph.query.find import find
from graph.query.losses import credited, lost_answers
from graph.query.roots import ways
from graph.store.aliases import groups
from graph.store.read import article_at
from graph.store.rows import date_of
from graph.store.schema import ARTICLE, CLAIM, REPUBLICATION

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import Connection

    from graph.measure import Contradiction
    from graph.query.cards import Card
    from graph.query.edges import Edge

_STORY = re.compile(r"[0-9a-f]{16}")


def sources(connection: Connection, names: Sequence[str]) -> dict[str, Any]:
    """How many independent sources are behind these pages, and which.

    One URL stands for all articles of its story, and so does a story's id; several
    stand for themselves. ``not_known`` are addresses that the store does not have;
    UnknownError is raised where it has none of them.
    """
    members, missing = _members(connection, names)
    traces, hops = list[Trace](), set[Hop]()
    for chunk in chunks(members):
        found = ways(connection, ARTICLE.c.id.in_(chunk))
        traces += found.traces
        hops |= set(found.hops)
    pages = {end for hop in hops for end in (hop.source, hop.copy)}.union(members)
    edges = [
        edge
        for chunk in chunks(pages)
        for edge in edges_where(
            connection,
            REPUBLICATION.c.copy_id.in_(chunk),
            REPUBLICATION.c.declared,
        )
    ]
    ends = {trace.root for trace in traces} | {edge.source for edge in edges}
    known = cards(connection, ends | pages)
    least, most = independent(traces)
    return {
        "articles": len(members),
        "not_known": missing,
        "sources": {"least": asdict(least), "most": asdict(most)},
        "roots": _roots(traces, known),
        "lost_credits": lost_answers(connection, hops, edges, known),
        "contradictions": _contradictions(connection, hops, edges, known),
        "coverage": coverage(connection),
    }


def _members(
    connection: Connection, names: Sequence[str]
) -> tuple[list[str], list[str]]:
    """The ids of the articles that are meant, and the addresses of none."""
    if len(names) == 1:
        return _story(connection, names[0]), []
    found = {name: article_at(connection, name) for name in names}
    members = sorted({identity for identity in found.values() if identity})
    missing = [name for name, identity in found.items() if identity is None]
    if not members:
        message = f"none of these {len(found)} pages is known"
        raise UnknownError(message, subject=names[0])
    return members, missing


def _story(connection: Connection, name: str) -> list[str]:
    """The articles of the story that has this id, or that a page belongs to."""
    story = ARTICLE.c.story
    if _STORY.fullmatch(name):
        ids = select(ARTICLE.c.id).where(story == name).order_by(ARTICLE.c.id)
        members = list(connection.execute(ids).scalars())
        if members:
            return members
        raise UnknownError(f"no story is known under {name}", subject=name)
    article = find(connection, name)
    of_page = select(story).where(ARTICLE.c.id == article).scalar_subquery()
    ids = select(ARTICLE.c.id).where(story == of_page).order_by(ARTICLE.c.id)
    return list(connection.execute(ids).scalars()) or [article]


def _roots(traces: Iterable[Trace], known: Mapping[str, Card]) -> list[dict[str, Any]]:
    """What the articles go back to, the root of most first."""
    below: defaultdict[str, list[Trace]] = defaultdict(list)
    for trace in traces:
        below[trace.root].append(trace)
    total = sum(map(len, below.values()))
    ordered = sorted(below.items(), key=lambda item: (-len(item[1]), item[0]))
    return [
        {
            "root": known[root].answer(),
            "known": any(trace.known for trace in found),
            "articles": len(found),
            "share": share(len(found), total),
            "urls": sorted(known[trace.article].url or "" for trace in found),
        }
        for root, found in ordered
    ]


def _contradictions(
    connection: Connection,
    hops: Iterable[Hop],
    edges: Sequence[Edge],
    known: Mapping[str, Card],
) -> list[dict[str, Any]]:
    same = groups(connection, "outlet")
    given = [credited(edge, known, same) for edge in edges]
    stated = _stated(connection, {edge.copy_id for edge in edges}, known)
    found = contradictions(given, hops, stated)
    return [_contradiction(one, known) for one in found]


def _contradiction(one: Contradiction, known: Mapping[str, Card]) -> dict[str, Any]:
    sources = [known[node] for node in one.sources if node in known]
    return {
        "kind": one.kind.value,
        "pages": [known[page].url for page in one.pages if page in known],
        "sources": [card.url or card.outlet for card in sources],
        "detail": one.detail,
    }


def _stated(
    connection: Connection, pages: Iterable[str], known: Mapping[str, Card]
) -> list[Stated]:
    """The dates that these pages' credits name, beside their own."""
    found = []
    for chunk in chunks(pages):
        rows = connection.execute(
            select(CLAIM)
            .where(CLAIM.c.article_id.in_(chunk), CLAIM.c.date_value.is_not(None))
            .order_by(CLAIM.c.article_id, CLAIM.c.position)
        )
        for row in rows.mappings():
            named, own = date_of(row, "date"), known[row["article_id"]].published
            if named and own:
                page = row["article_id"]
                found.append(Stated(page=page, credited=named, published=own))
    return found
