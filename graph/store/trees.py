"""What story trees are made of, story by story, and which of them are out of date."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, select

from graph.model import Reuse, Witness
from graph.store import leanings
from graph.store.bulk import parts
from graph.store.overlap_rows import overlap_of
from graph.store.rows import date_of, republication_columns, republication_of, upsert
from graph.store.schema import (
    ARTICLE,
    BYLINE,
    HABIT,
    HOME,
    JUDGEMENT,
    OVERLAP,
    REPUBLICATION,
    ROLE,
    UNSETTLED,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from sqlalchemy import Connection

    from graph.model import Overlap, Republication


def unsettle(connection: Connection, identities: Iterable[str]) -> None:
    """Note that the evidence of these articles has changed."""
    changed = set(identities)
    resettle(connection, changed)
    leanings.expire(connection, changed)


def resettle(connection: Connection, identities: Iterable[str]) -> None:
    """Note that the trees of these articles are to be made again."""
    rows = [{"article_id": identity} for identity in sorted(set(identities))]
    upsert(connection, UNSETTLED, rows)


def settled(connection: Connection, identities: Collection[str]) -> None:
    """Note that the trees of these articles are as the evidence is."""
    for some in parts(identities):
        connection.execute(delete(UNSETTLED).where(UNSETTLED.c.article_id.in_(some)))


def unsettled(connection: Connection, limit: int) -> list[str]:
    """Some of the articles whose story's tree is out of date, in order."""
    found = select(UNSETTLED.c.article_id).order_by(UNSETTLED.c.article_id)
    return list(connection.execute(found.limit(limit)).scalars())


def count_unsettled(connection: Connection) -> int:
    """How many articles have evidence that their tree does not know yet."""
    found = select(func.count()).select_from(UNSETTLED)
    return int(connection.execute(found).scalar_one())


def stories_of(
    connection: Connection, identities: Collection[str]
) -> dict[str, list[str]]:
    """The articles of each story that has one of these; one alone is its own."""
    found: dict[str, list[str]] = {}
    stories: set[str] = set()
    for some in parts(identities):
        rows = connection.execute(
            select(ARTICLE.c.id, ARTICLE.c.story).where(ARTICLE.c.id.in_(some))
        )
        for identity, story in rows:
            if story is None:
                found[identity] = [identity]
            else:
                stories.add(story)
    members: defaultdict[str, list[str]] = defaultdict(list)
    for some in parts(stories):
        rows = connection.execute(
            select(ARTICLE.c.story, ARTICLE.c.id)
            .where(ARTICLE.c.story.in_(some))
            .order_by(ARTICLE.c.id)
        )
        for story, identity in rows:
            members[story].append(identity)
    return dict(sorted({**found, **members}.items()))


def witnesses(
    connection: Connection, identities: Collection[str]
) -> tuple[dict[str, Witness], dict[str, str]]:
    """What is known of articles, and their texts."""
    found: dict[str, Witness] = {}
    texts: dict[str, str] = {}
    for some in parts(identities):
        names: defaultdict[str, list[str]] = defaultdict(list)
        bylines = (
            select(BYLINE.c.article_id, BYLINE.c.name)
            .where(BYLINE.c.article_id.in_(some))
            .order_by(BYLINE.c.article_id, BYLINE.c.position)
        )
        for identity, name in connection.execute(bylines):
            names[identity].append(name)
        for row in connection.execute(_FACTS.where(ARTICLE.c.id.in_(some))).mappings():
            texts[row["id"]] = row["text"]
            found[row["id"]] = Witness(
                id=row["id"],
                outlet=row["outlet_key"],
                headline=row["headline"],
                authors=tuple(names[row["id"]]),
                published=date_of(row, "published"),
                language=row["language"],
                words=row["words"],
                seen=datetime.fromisoformat(row["first_seen"]),
            )
    return found, texts


_FACTS = select(
    *(
        ARTICLE.c[name]
        for name in ("id", "outlet_key", "headline", "language", "words", "text")
    ),
    ARTICLE.c.first_seen,
    *(column for column in ARTICLE.c if column.name.startswith("published_")),
)


def overlaps_among(
    connection: Connection, identities: Collection[str]
) -> dict[tuple[str, str], Overlap]:
    """What these articles share with each other, each pair once."""
    inside = set(identities)
    return {
        (row["source_id"], row["copy_id"]): overlap_of(row)
        for some in parts(inside)
        for row in connection.execute(
            select(OVERLAP).where(OVERLAP.c.copy_id.in_(some))
        ).mappings()
        if row["source_id"] in inside
    }


def parts_of(
    connection: Connection, identities: Collection[str]
) -> dict[tuple[str, str], Overlap]:
    """What these articles have from sources of which each is one of several."""
    return {
        (row["source_id"], row["copy_id"]): overlap_of(row)
        for some in parts(identities)
        for row in connection.execute(
            select(OVERLAP).where(
                OVERLAP.c.copy_id.in_(some), OVERLAP.c.reuse == Reuse.COMPOSITE.value
            )
        ).mappings()
    }


def edges_into(
    connection: Connection, identities: Collection[str]
) -> list[Republication]:
    """All edges into these articles, in the order of their ids."""
    return [
        republication_of(row)
        for some in parts(identities)
        for row in connection.execute(
            select(REPUBLICATION)
            .where(REPUBLICATION.c.copy_id.in_(some))
            .order_by(REPUBLICATION.c.copy_id, REPUBLICATION.c.id)
        ).mappings()
    ]


def judged_into(
    connection: Connection, identities: Collection[str]
) -> dict[tuple[str, str], tuple[str, str]]:
    """What analysts said of edges into these articles, and their notes."""
    columns = ("one", "other", "verdict", "note")
    known = select(*(JUDGEMENT.c[name] for name in columns))
    return {
        (one, other): (said, note)
        for some in parts(identities)
        for one, other, said, note in connection.execute(
            known.where(JUDGEMENT.c.kind == "article", JUDGEMENT.c.other.in_(some))
        )
    }


def habits_of(
    connection: Connection, outlets: Collection[str]
) -> dict[tuple[str, str], int]:
    """How often these outlets took from each other."""
    inside = set(outlets)
    return {
        (source, copy): count
        for some in parts(inside)
        for source, copy, count in connection.execute(
            select(HABIT).where(HABIT.c.copy_outlet.in_(some))
        )
        if source in inside
    }


def homes_of(
    connection: Connection, authors: Collection[str]
) -> dict[str, dict[str, int]]:
    """For which outlets these authors write, by their keys, and in how many stories."""
    found: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for some in parts(authors):
        rows = select(HOME).where(HOME.c.author_key.in_(some))
        for author, outlet, count in connection.execute(rows):
            found[author][outlet] = count
    return dict(found)


def roles_of(
    connection: Connection, outlets: Collection[str]
) -> dict[str, tuple[int, int]]:
    """How many stories each of these outlets began, and how many it took."""
    return {
        outlet: (begun, taken)
        for some in parts(outlets)
        for outlet, begun, taken in connection.execute(
            select(ROLE).where(ROLE.c.outlet_key.in_(some))
        )
    }


def put_edges(
    connection: Connection, edges: Mapping[str, Sequence[Republication]]
) -> None:
    """Keep the edges into each of these copies, in place of those that it had."""
    for some in parts(edges):
        connection.execute(
            delete(REPUBLICATION).where(REPUBLICATION.c.copy_id.in_(some))
        )
        rows = [republication_columns(e) for copy in some for e in edges[copy]]
        if rows:
            connection.execute(REPUBLICATION.insert(), rows)
