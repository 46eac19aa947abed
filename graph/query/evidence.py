"""How do we know: every claim, overlap, reason and archived record of an article."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import or_, select

from graph.query.cards import Card, cards, date_answer
from graph.query.coverage import coverage
from graph.query.cut import cut_off
from graph.query.edges import edge_answer, edges_where
from graph.query.find import find
from graph.query.stated import stated
from graph.resolve.sharing import share
from graph.store import overlaps
from graph.store.overlap_rows import overlap_of
from graph.store.rows import date_of
from graph.store.schema import ARTICLE, CLAIM, OVERLAP, REPUBLICATION, SNAPSHOT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import ColumnElement, Connection, RowMapping, Table

    from graph.model import Overlap


def evidence(
    connection: Connection, url: str, other: str | None = None
) -> dict[str, Any]:
    """All that speaks for or against the edges of an article, rejected ones too.

    With ``other``, only what lies between the two, in both directions.
    """
    pages = [find(connection, url)]
    if other is not None:
        pages.append(find(connection, other))
    edges = edges_where(connection, _between(REPUBLICATION, pages))
    shared = _overlaps(connection, pages)
    ends = {end for e in edges for end in (e.source, e.copy_id)}
    ends |= {end for source, copy, _ in shared for end in (source, copy)}
    known = cards(connection, ends.union(pages))
    known |= stated(connection, edges, known)
    edges.sort(key=lambda e: (e.copy_id != pages[0], e.id))
    return {
        "article": known[pages[0]].answer(),
        "other": known[pages[1]].answer() if other is not None else None,
        "records": _records(connection, pages, known),
        "claims": _claims(connection, pages, known),
        "edges": [
            {
                "id": edge.id,
                "source": known[edge.source].answer(),
                "copy": known[edge.copy_id].answer(),
                **edge_answer(edge, known[edge.source], known[edge.copy_id]),
            }
            for edge in edges
            if edge.source in known and edge.copy_id in known
        ],
        "overlaps": [_overlap(connection, known, one) for one in shared],
        "coverage": coverage(connection),
    }


def _between(table: Table, pages: Sequence[str]) -> ColumnElement[bool]:
    """Rows that touch the one page, or that lie between the two."""
    source, copy = table.c.source_id, table.c.copy_id
    if len(pages) == 1:
        return or_(source == pages[0], copy == pages[0])
    one, two = pages
    return or_((source == one) & (copy == two), (source == two) & (copy == one))


def _overlaps(
    connection: Connection, pages: Sequence[str]
) -> list[tuple[str, str, Overlap]]:
    """What articles share, source and copy: as it was found, else compared now."""
    rows = connection.execute(
        select(OVERLAP)
        .where(_between(OVERLAP, pages))
        .order_by(OVERLAP.c.source_id, OVERLAP.c.copy_id)
    )
    found = [
        (row["source_id"], row["copy_id"], overlap_of(row)) for row in rows.mappings()
    ]
    return found or _compared(connection, pages)


def _compared(
    connection: Connection, pages: Sequence[str]
) -> list[tuple[str, str, Overlap]]:
    """What two articles share that nothing had brought together before."""
    shared = share(connection, *pages) if len(pages) == 2 else None
    return [(pages[0], pages[1], shared)] if shared else []


def _overlap(
    connection: Connection,
    known: Mapping[str, Card],
    found: tuple[str, str, Overlap],
) -> dict[str, Any]:
    source, copy, overlap = found
    text = overlaps.texts(connection, {copy})[copy].text
    longest = max(overlap.spans, key=lambda span: span.words, default=None)
    return {
        "source_url": known[source].url,
        "copy_url": known[copy].url,
        "reuse": overlap.reuse.value if overlap.reuse else None,
        "of_original": overlap.of_original,
        "of_copy": overlap.of_copy,
        "words": overlap.words,
        "quoted": overlap.quoted,
        "lower_bound": bool(cut_off(connection, {source, copy})),
        "passages": len(overlap.spans),
        "longest": text[longest.copy_start : longest.copy_end] if longest else "",
        "reasons": [asdict(reason) for reason in overlap.reasons],
    }


def _claims(
    connection: Connection, pages: Sequence[str], known: Mapping[str, Card]
) -> list[dict[str, Any]]:
    rows = connection.execute(select(CLAIM).where(CLAIM.c.article_id.in_(pages)))
    found = sorted(
        rows.mappings(), key=lambda r: (pages.index(r["article_id"]), r["position"])
    )
    return [_claim(row, known[row["article_id"]]) for row in found]


def _claim(row: RowMapping, page: Card) -> dict[str, Any]:
    return {
        "page": page.url,
        "relation": row["relation"],
        "cue": row["cue"],
        "strength": row["strength"],
        "outlet": row["outlet"],
        "outlet_key": row["outlet_key"],
        "url": row["url"],
        "author": row["author"],
        "date": date_answer(date_of(row, "date")),
        "places": row["places"],
    }


def _records(
    connection: Connection, pages: Sequence[str], known: Mapping[str, Card]
) -> list[dict[str, Any]]:
    """Where the bytes of the pages lie in the archive."""
    rows = connection.execute(
        select(ARTICLE.c.id, SNAPSHOT)
        .join(SNAPSHOT, SNAPSHOT.c.id == ARTICLE.c.snapshot_id)
        .where(ARTICLE.c.id.in_(pages))
    )
    found = sorted(rows, key=lambda row: pages.index(row[0]))
    return [
        {
            "page": known[row[0]].url,
            "url": row.url,
            "file": row.warc,
            "offset": row.offset,
            "digest": row.digest,
            "fetched_at": row.fetched_at,
            "status": row.status,
            "content_type": row.content_type,
            "truncated": row.truncated,
        }
        for row in found
    ]
