"""The whole pipeline over one world: from its pages' HTML to what Whence answers.

Pages are written as JSON lines and taken in as ``whence ingest`` takes them, into a
store of their own; then Whence is asked of each where it came from, as
``whence origin`` asks.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from benchmarks.chains.answers import Answer, Node, outlet_node
from benchmarks.chains.scoring import Edge
from crawler.ingest import Counts, ingest, items_in
from crawler.workers import prepare
from graph.errors import UnknownError
from graph.identity import url_key
from graph.model import Status, Verdict
from graph.query.origin import origin
from graph.store.engine import open_store
from graph.store.schema import ARTICLE, REPUBLICATION

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from graph.store.engine import Store
    from tests.world import Page

Told = Mapping[str, Any]
"""An answer of ``whence origin``."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """What Whence says of a world, and how long that took."""

    told: Mapping[str, Told]
    """The answers, by the page's URL key; pages that were not read are left out."""
    edges: Sequence[Edge]
    """The standing republications between two articles."""
    stories: Mapping[str, str]
    """The story that each page was joined to."""
    reading: float
    """Seconds from the first page to the last settled story, ..."""
    ending: float
    """... of which so many went by when the last page was in: names and stories are
    settled that could not be before."""
    asking: float
    """Seconds of all questions together."""

    @property
    def answers(self) -> dict[str, Answer]:
        """The answers as they are scored."""
        return {key: _answer(told) for key, told in self.told.items()}


def ask(pages: Sequence[Page]) -> Asked:
    """Take in these pages, and ask where each came from."""
    with taken_in(pages) as (store, took):
        return _ask(store, pages, took)


@contextmanager
def taken_in(pages: Iterable[Page]) -> Iterator[tuple[Store, tuple[float, float]]]:
    """A store of these pages alone; the seconds that took, and those of its end."""
    prepare()
    with TemporaryDirectory(prefix="chains-") as folder:
        path = Path(folder) / "pages.jsonl"
        _write(pages, path)
        store = open_store(str(Path(folder) / "whence.db"))
        try:
            yield store, _read(store, path)
        finally:
            store.close()


def _write(pages: Iterable[Page], path: Path) -> None:
    with path.open("w", encoding="utf-8") as file:
        for page in pages:
            file.write(json.dumps({"url": page.url, "html": page.html}) + "\n")


def _read(store: Store, path: Path) -> tuple[float, float]:
    """Take in the pages; gives the seconds that took, and those of its end."""
    began = last = perf_counter()
    for _ in ingest(store, items_in(path), counts=Counts()):
        last = perf_counter()
    done = perf_counter()
    return done - began, done - last


def _ask(store: Store, pages: Iterable[Page], took: tuple[float, float]) -> Asked:
    with store.read() as connection:
        began = perf_counter()
        told = {}
        for page in pages:
            try:
                told[url_key(page.url)] = origin(connection, page.url)
            except UnknownError:
                continue
        return Asked(
            told=told,
            asking=perf_counter() - began,
            edges=_edges(connection),
            stories=_stories(connection),
            reading=took[0],
            ending=took[1],
        )


def _answer(told: Told) -> Answer:
    hops = told["hops"]
    parent = _node(hops[-1]["source_url"], hops[-1]["source_outlet"]) if hops else None
    found = told["origin"]
    root = None
    if found is not None:
        root = _node(found["url"], (found["outlet"] or {}).get("key"))
    return Answer(parents={parent: 1.0}, origins={root: 1.0}, known=told["known"])


def _node(url: str | None, outlet: str | None) -> Node:
    if url is not None:
        return url_key(url)
    return outlet_node(outlet) if outlet else None


def _edges(connection: Connection) -> list[Edge]:
    source, copy = ARTICLE.alias(), ARTICLE.alias()
    edge = REPUBLICATION.c
    rows = connection.execute(
        select(
            source.c.url.label("source"),
            copy.c.url.label("copy"),
            edge.source_outlet,
            edge.verdict,
            edge.nearest,
        )
        .join(source, source.c.id == edge.source_id)
        .join(copy, copy.c.id == edge.copy_id)
        .where(edge.verdict != Verdict.REJECTED.value)
        .order_by(edge.id)
    )
    return [
        Edge(
            source=url_key(row.source),
            copy=url_key(row.copy),
            source_outlet=row.source_outlet,
            verdict=row.verdict,
            nearest=row.nearest,
        )
        for row in rows
    ]


def _stories(connection: Connection) -> dict[str, str]:
    rows = connection.execute(
        select(ARTICLE.c.url, ARTICLE.c.story).where(
            ARTICLE.c.status == Status.FETCHED.value, ARTICLE.c.story.is_not(None)
        )
    )
    return {url_key(row.url): row.story for row in rows}
