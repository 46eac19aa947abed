"""One copy of one ferry story, and a crawl that is taken step by step by hand."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Connection, select

from crawler.discover import Answer
from crawler.follow import after_list
from graph.model import (
    Article,
    Claim,
    Date,
    Outcome,
    Outlet,
    Place,
    Precision,
    Reference,
    Relation,
    Where,
)
from graph.store import frontier, listed, write
from graph.store.schema import FRONTIER

NOW = datetime(2022, 2, 20, tzinfo=UTC)
COPY = "https://copy.example/ferry"
SOURCE = "https://source.example/ferry"


def claim(url: str | None = None, outlet: str | None = None) -> Claim:
    return Claim(
        relation=Relation.REPUBLISHES,
        cue="credit_line",
        strength=0.9,
        reference=Reference(url=url, outlet=outlet),
        places=(Place(quote="First published elsewhere.", where=Where.TEXT),),
    )


def put(connection: Connection, *claims: Claim) -> str:
    """The id of a copy that makes these claims."""
    copy = Article(
        url=COPY,
        outlet=Outlet(key="copy.example", name="Copy"),
        headline="The last ferry leaves the harbour",
        text="The ferry left the harbour before dawn and nobody on the quay waved.",
        published=Date(value="2022-02-18", precision=Precision.DAY),
        claims=claims,
    )
    return write.put_article(connection, copy, now=NOW)


def entry(**known: object) -> frontier.Entry:
    return frontier.Entry(url=COPY, host="copy.example", **known)  # type: ignore[arg-type]


def queued(connection: Connection) -> list[tuple[str, str, int]]:
    rows = connection.execute(
        select(FRONTIER.c.kind, FRONTIER.c.url, FRONTIER.c.depth).order_by(
            FRONTIER.c.url
        )
    )
    return [(kind, url, depth) for kind, url, depth in rows]


def settle_all(connection: Connection, answer: Answer) -> None:
    """Read every queued list with the same answer, until none is left."""
    for _ in range(20):
        leased = frontier.lease(connection, "test:1", limit=9, now=NOW)
        for one in leased:
            listed.put_listing(connection, one.key, answer.candidates)
            frontier.settle(connection, one, Outcome.LISTED, now=NOW)
            after_list(connection, one, answer)
        if not leased:
            return
