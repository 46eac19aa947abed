"""Nouns for the tests of the store, and what a store holds as plain rows."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select

from graph.identity import outlet_key
from graph.model import (
    Article,
    Author,
    Claim,
    Date,
    Outlet,
    Place,
    Precision,
    Reference,
    Relation,
    Snapshot,
    Where,
)
from graph.store.engine import Store
from graph.store.frontier import Entry
from graph.store.schema import METADATA

NOW = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
LONG = " ".join(f"word{number}" for number in range(200))
OTHER = " ".join(f"else{number}" for number in range(200))


def day(value: str) -> Date:
    """A date known up to its day."""
    return Date(value=value, precision=Precision.DAY, source="byline")


def article(url: str | None, date: str | None = None, **fields: Any) -> Article:  # noqa: ANN401 - any field of an article
    """An article as reading its page gives it."""
    key = outlet_key(url or "")
    name = key.partition(".")[0].title()
    values: dict[str, Any] = {
        "outlet": Outlet(key=key, name=name) if key else None,
        "headline": "Red lines",
        "authors": (Author(name="A. Writer"),),
        "published": day(date) if date else None,
        "language": "en",
        "text": LONG,
    }
    return Article(url=url, **(values | fields))


def claim(  # noqa: PLR0913 - each names one fact of a claim
    *,
    url: str | None = None,
    outlet: str | None = None,
    where: Where = Where.TEXT,
    cue: str = "credit-line",
    relation: Relation = Relation.REPUBLISHES,
    strength: float = 0.95,
    date: Date | None = None,
) -> Claim:
    """A claim that points at an address or a name."""
    quote = f"First published by {outlet or url}"
    return Claim(
        relation=relation,
        cue=cue,
        strength=strength,
        reference=Reference(url=url, outlet=outlet, date=date),
        places=(Place(quote=quote, where=where, path="block 1"),),
    )


def snapshot(url: str, offset: int = 0) -> Snapshot:
    """One answer, with its record in the archive."""
    return Snapshot(
        url=url,
        fetched_at=NOW,
        status=200,
        content_type="text/html",
        digest=f"sha1:{offset:032}",
        warc="a.warc.gz",
        offset=offset,
    )


def entry(url: str, **fields: Any) -> Entry:  # noqa: ANN401 - any field of an entry
    """An entry of the frontier."""
    return Entry(url=url, host=url.split("/")[2], **fields)


INDEX = {"sketch", "fingerprint", "posting", "posting_level", "boilerplate"}
"""What is made from the texts, and has its own tests."""


def tables(store: Store, without: Sequence[str] = ()) -> dict[str, list[str]]:
    """Every row of every table, as text, in an order of their own."""
    with store.read() as connection:
        return {
            table.name: sorted(
                json.dumps(
                    {k: v for k, v in row.items() if k not in without}, sort_keys=True
                )
                for row in connection.execute(select(table)).mappings()
            )
            for table in METADATA.sorted_tables
            if table.name not in INDEX
        }
