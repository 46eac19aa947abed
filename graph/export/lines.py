"""The lines of a JSON lines file: what each kind of thing looks like there."""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, or_, select

from graph import selection
from graph.judgement import Judged
from graph.model import Relation, Verdict
from graph.parts import compared, named, republication_rows, stream
from graph.query.cards import OUTLET_NODE, bylines, date_answer
from graph.selection import has_article
from graph.store import revisions
from graph.store.rows import date_of
from graph.store.schema import (
    ADDRESS,
    ARTICLE,
    AUTHOR,
    CLAIM,
    JUDGEMENT,
    OUTLET,
    OVERLAP,
    REPUBLICATION,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from sqlalchemy import ColumnElement, Connection, Select

    from graph.selection import Ids, Selection

Line = dict[str, Any]

_ENDS = ("source_id", "source_outlet", "copy_id", "relation")


def _rows(connection: Connection, rows: Select[Any]) -> Iterator[dict[str, Any]]:
    for part in stream(connection, rows):
        yield from part


def outlets(connection: Connection, chosen: Selection) -> Iterator[Line]:
    """A line an outlet."""
    rows = select(OUTLET).where(*named(OUTLET.c.key, chosen, selection.outlets))
    for row in _rows(connection, rows.order_by(OUTLET.c.key)):
        yield {
            "type": "outlet",
            "key": row["key"],
            "name": row["name"],
            "home": row["home"],
        }


def authors(connection: Connection, chosen: Selection) -> Iterator[Line]:
    """A line an author."""
    rows = select(AUTHOR).where(*named(AUTHOR.c.key, chosen, selection.authors))
    for row in _rows(connection, rows.order_by(AUTHOR.c.key)):
        yield {"type": "author", "key": row["key"], "name": row["name"]}


def articles(connection: Connection, chosen: Selection) -> Iterator[Line]:
    """A line an article, its text left out."""
    columns = [column for column in ARTICLE.c if column.name != "text"]
    rows = (
        select(*columns, OUTLET.c.name.label("outlet_name"))
        .outerjoin(OUTLET, OUTLET.c.key == ARTICLE.c.outlet_key)
        .where(*has_article(ARTICLE.c.id, chosen))
        .order_by(ARTICLE.c.id)
    )
    for part in stream(connection, rows):
        ids = [row["id"] for row in part]
        names, urls = bylines(connection, ids), _spellings(connection, ids)
        changed = revisions.counted(connection, ids)
        for row in part:
            line = _article(row, names[row["id"]], urls[row["id"]])
            yield {**line, "revisions": changed.get(row["id"], 0)}


def _article(row: Mapping[str, Any], names: list[str], urls: list[str]) -> Line:
    key = row["outlet_key"]
    outlet = {"key": key, "name": row["outlet_name"] or key}
    same = "canonical headline language words topics rights status outcome".split()
    return {
        "type": "article",
        "id": row["id"],
        "url": row["url"],
        "urls": urls,
        "story": row["story"],
        "outlet": outlet if key else None,
        "authors": [{"name": name} for name in names],
        "published": date_answer(date_of(row, "published")),
        **{name: row[name] for name in same},
        "first_seen": row["first_seen"],
    }


def _spellings(
    connection: Connection, ids: Sequence[str]
) -> defaultdict[str, list[str]]:
    """Every address under which these articles were met."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    rows = connection.execute(
        select(ADDRESS.c.article_id, ADDRESS.c.url)
        .where(ADDRESS.c.article_id.in_(ids))
        .order_by(ADDRESS.c.url_key)
    )
    for row in rows:
        found[row.article_id].append(row.url)
    return found


def republications(connection: Connection, chosen: Selection) -> Iterator[Line]:
    """A line a republication."""
    for row in _rows(connection, republication_rows(chosen)):
        known = row["of_original"] is not None and row["of_copy"] is not None
        shares = {"of_original": row["of_original"], "of_copy": row["of_copy"]}
        lag, changed = compared(row)
        same = "relation declared inferred verdict credit".split()
        yield {
            "type": "republication",
            "id": row["id"],
            "source": row["source_id"],
            "copy": row["copy_id"],
            "source_url": row["source_url"],
            "copy_url": row["copy_url"],
            "source_outlet": row["source_outlet"] or row["source_outlet_key"],
            **{name: row[name] for name in same},
            "coverage": shares if known else None,
            "lag_hours": lag,
            "headline_changed": changed,
            "quote": row["quote"],
            "cue": row["cue"],
            "reasons": row["reasons"],
        }


def claims(connection: Connection, chosen: Selection) -> Iterator[Line]:
    """A line a claim."""
    rows = (
        select(CLAIM, ARTICLE.c.url.label("article_url"))
        .join(ARTICLE, ARTICLE.c.id == CLAIM.c.article_id)
        .where(*has_article(CLAIM.c.article_id, chosen))
        .order_by(CLAIM.c.article_id, CLAIM.c.position)
    )
    same = "relation cue strength outlet outlet_key url author".split()
    for row in _rows(connection, rows):
        yield {
            "type": "claim",
            "article": row["article_id"],
            "article_url": row["article_url"],
            **{name: row[name] for name in same},
            "date": row["date_value"],
            "places": row["places"],
        }


def overlaps(connection: Connection, chosen: Selection) -> Iterator[Line]:
    """A line for each two articles that share words."""
    source, copy = ARTICLE.alias("source"), ARTICLE.alias("copy")
    rows = (
        select(OVERLAP, source.c.url.label("source_url"), copy.c.url.label("copy_url"))
        .join(source, source.c.id == OVERLAP.c.source_id)
        .join(copy, copy.c.id == OVERLAP.c.copy_id)
        .where(*has_article(OVERLAP.c.source_id, chosen))
        .where(*has_article(OVERLAP.c.copy_id, chosen))
        .order_by(OVERLAP.c.source_id, OVERLAP.c.copy_id)
    )
    for row in _rows(connection, rows):
        yield {
            "type": "overlap",
            "source": row["source_id"],
            "copy": row["copy_id"],
            "source_url": row["source_url"],
            "copy_url": row["copy_url"],
            "of_original": row["of_original"],
            "of_copy": row["of_copy"],
            "words": row["words"],
            "quoted": row["quoted"],
            "reuse": row["reuse"],
            "spans": row["spans"],
        }


def stories(connection: Connection, chosen: Selection) -> Iterator[Line]:
    """A line a story, with its articles and where its known chains begin."""
    members = (
        select(ARTICLE.c.story, ARTICLE.c.id)
        .where(ARTICLE.c.story.is_not(None), *has_article(ARTICLE.c.id, chosen))
        .order_by(ARTICLE.c.story, ARTICLE.c.id)
    )
    edges = groupby(
        _rows(connection, _story_edges(chosen)), key=lambda row: row["story"]
    )
    story, known = next(edges, (None, iter(())))
    for name, rows in groupby(_rows(connection, members), key=lambda r: r["story"]):
        root = None
        if name == story:
            root = story_root(list(known))
            story, known = next(edges, (None, iter(())))
        yield {
            "type": "story",
            "id": name,
            "articles": [row["id"] for row in rows],
            "root": root,
        }


def _story_edges(chosen: Selection) -> Select[Any]:
    edge = REPUBLICATION.c
    return (
        select(ARTICLE.c.story, *(edge[name] for name in _ENDS))
        .join(ARTICLE, ARTICLE.c.id == edge.copy_id)
        .where(ARTICLE.c.story.is_not(None), edge.verdict != Verdict.REJECTED.value)
        .where(*has_article(ARTICLE.c.id, chosen))
        .order_by(ARTICLE.c.story, edge.id)
    )


def story_root(edges: Sequence[Mapping[str, Any]]) -> str | None:
    """The one source without a source; None where there are several, or a circle.

    A relay is none, where its copy names the original too.
    """
    copies = {edge["copy_id"] for edge in edges}
    named = {e["copy_id"] for e in edges if e["relation"] != Relation.RELAYS}
    tops = {
        edge["source_id"] or f"{OUTLET_NODE}{edge['source_outlet']}"
        for edge in edges
        if edge["relation"] != Relation.RELAYS or edge["copy_id"] not in named
    } - copies
    return tops.pop() if len(tops) == 1 else None


_KEYS: dict[Judged, Callable[[Selection], Ids]] = {
    Judged.ARTICLE: selection.articles,
    Judged.OUTLET: selection.outlets,
    Judged.AUTHOR: selection.authors,
}


def judgements(*kinds: Judged) -> Callable[[Connection, Selection], Iterator[Line]]:
    """What gives a line for each judgement of these kinds on two that stay."""

    def read(connection: Connection, chosen: Selection) -> Iterator[Line]:
        judged = (_judged(kind, chosen) for kind in kinds)
        rows = (
            select(JUDGEMENT)
            .where(or_(*judged))
            .order_by(JUDGEMENT.c.kind, JUDGEMENT.c.one, JUDGEMENT.c.other)
        )
        for row in _rows(connection, rows):
            yield _judgement(row)

    return read


def _judged(kind: Judged, chosen: Selection) -> ColumnElement[bool]:
    both = (JUDGEMENT.c.one, JUDGEMENT.c.other)
    keys = [holds for one in both for holds in named(one, chosen, _KEYS[kind])]
    return and_(JUDGEMENT.c.kind == kind.value, *keys)


def _judgement(row: Mapping[str, Any]) -> Line:
    one, other = "one", "other"
    names = ("one_name", "other_name")
    if row["kind"] == Judged.ARTICLE.value:
        one, other, names = "source", "copy", ("source_url", "copy_url")
    return {
        "type": "judgement",
        "kind": row["kind"],
        one: row["one"],
        other: row["other"],
        names[0]: row["one_name"],
        names[1]: row["other_name"],
        **{name: row[name] for name in ("verdict", "note", "judged_at")},
    }
