"""Where a crawl goes after an article: up its credits, as far as the plan says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, select

from crawler.discover import Answer
from crawler.follow import NOTHING, Plan, after_article, after_list
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
from graph.store import frontier, write
from graph.store.engine import open_store
from graph.store.schema import FRONTIER

NOW = datetime(2022, 2, 20, tzinfo=UTC)
COPY = "https://copy.example/ferry"
SOURCE = "https://source.example/ferry"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Connection]:
    opened = open_store(str(tmp_path / "whence.db"))
    with opened.write() as connection:
        yield connection
    opened.close()


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
            write.put_listing(connection, one.key, answer.candidates)
            frontier.settle(connection, one, Outcome.LISTED, now=NOW)
            after_list(connection, one, answer)
        if not leased:
            return


def test_a_linked_article_is_asked_one_hop_deeper(store: Connection) -> None:
    after_article(store, put(store, claim(SOURCE)), entry(depth=1), Plan())
    assert queued(store) == [("page", SOURCE, 2)]


@pytest.mark.parametrize(
    "plan",
    [
        Plan(direction="down"),
        Plan(depth=0),
        Plan(since=Date(value="2022-03", precision=Precision.MONTH)),
    ],
)
def test_a_plan_may_end_here(store: Connection, plan: Plan) -> None:
    after_article(store, put(store, claim(SOURCE)), entry(), plan)
    assert queued(store) == []


def test_a_date_that_may_lie_within_the_plan_is_followed(store: Connection) -> None:
    since = Date(value="2022-02", precision=Precision.MONTH)
    after_article(store, put(store, claim(SOURCE)), entry(), Plan(since=since))
    assert len(queued(store)) == 1


def test_maps_that_list_maps_for_ever_are_asked_to_the_second_level(
    store: Connection,
) -> None:
    after_article(store, put(store, claim("https://source.example/")), entry(), Plan())
    for _ in range(40):
        leased = frontier.lease(store, "test:1", limit=9, now=NOW)
        for one in leased:
            deeper = tuple(
                ("sitemap", f"https://source.example/{one.host}-{len(one.url)}-{n}.xml")
                for n in range(3)
            )
            answer = Answer(endpoints=deeper) if one.kind == "sitemap" else NOTHING
            frontier.settle(store, one, Outcome.LISTED, now=NOW)
            after_list(store, one, answer)
        if not leased:
            break
    assert frontier.counts(store)["queued"] == 0
    assert len([kind for kind, _, _ in queued(store) if kind == "sitemap"]) <= 10
