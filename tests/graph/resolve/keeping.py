"""Articles kept and matched, and what the store says of them, by their addresses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select

from graph.model import Article
from graph.resolve import stage
from graph.resolve.matching import Matched, match
from graph.store import write
from graph.store.engine import Store
from graph.store.schema import ARTICLE, BOILERPLATE, OVERLAP, REPUBLICATION
from tests.graph.store.facts import NOW


def keep(store: Store, *pages: Article) -> list[str]:
    """Keep articles, and nothing more; gives their ids."""
    with store.write() as connection:
        return [write.put_article(connection, page, now=NOW) for page in pages]


def matched(store: Store, pages: Sequence[Article], size: int = 1) -> list[Matched]:
    """Keep articles and match so many at once."""
    found = []
    for start in range(0, len(pages), size):
        ids = keep(store, *pages[start : start + size])
        with store.write() as connection:
            found.append(match(connection, ids))
    return found


def resolved(store: Store, pages: Sequence[Article], size: int = 1) -> None:
    """Keep articles and resolve so many at once."""
    for start in range(0, len(pages), size):
        ids = keep(store, *pages[start : start + size])
        with store.write() as connection:
            stage.resolve_all(connection, ids, now=NOW)


def pairs(store: Store) -> dict[tuple[str, str], str]:
    """What each pair of articles, source and copy, was judged to be."""
    source, copy = ARTICLE.alias(), ARTICLE.alias()
    with store.read() as connection:
        rows = connection.execute(
            select(OVERLAP.c.reuse, source.c.url.label("source"), copy.c.url)
            .join(source, source.c.id == OVERLAP.c.source_id)
            .join(copy, copy.c.id == OVERLAP.c.copy_id)
        )
        return {(row.source, row.url): row.reuse for row in rows}


def copied(store: Store) -> set[tuple[str, str]]:
    """The pairs, source and copy, that are one story by their texts."""
    source, copy = ARTICLE.alias(), ARTICLE.alias()
    with store.read() as connection:
        rows = connection.execute(
            select(source.c.url.label("source"), copy.c.url)
            .select_from(OVERLAP)
            .join(source, source.c.id == OVERLAP.c.source_id)
            .join(copy, copy.c.id == OVERLAP.c.copy_id)
            .where(OVERLAP.c.joins)
        )
        return {(row.source, row.url) for row in rows}


def edges(store: Store) -> dict[tuple[str | None, str], Any]:
    """Every edge between articles."""
    source, copy = ARTICLE.alias(), ARTICLE.alias()
    with store.read() as connection:
        rows = connection.execute(
            select(REPUBLICATION, source.c.url.label("source"), copy.c.url)
            .outerjoin(source, source.c.id == REPUBLICATION.c.source_id)
            .join(copy, copy.c.id == REPUBLICATION.c.copy_id)
        ).all()
    return {(row.source or row.source_outlet, row.url): row for row in rows}


def stories(store: Store) -> list[set[str]]:
    """Which articles are one story; those that stand alone are left out."""
    found: dict[str, set[str]] = {}
    with store.read() as connection:
        for row in connection.execute(select(ARTICLE.c.story, ARTICLE.c.url)):
            if row.story:
                found.setdefault(row.story, set()).add(row.url)
    return sorted(found.values(), key=min)


def boilerplate(store: Store) -> int:
    """How many fingerprints are known to be boilerplate."""
    with store.read() as connection:
        return len(connection.execute(select(BOILERPLATE.c.hash)).all())


def urls(pages: Iterable[Article]) -> set[str]:
    return {page.url for page in pages if page.url}
