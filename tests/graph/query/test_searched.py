"""An answer tells where copies were looked for, and who answered."""

from __future__ import annotations

from graph import query
from graph.model import Outcome
from graph.query.searched import searched
from graph.store import frontier, search
from graph.store.frontier import Entry
from tests.graph.query.conftest import ALPHA
from tests.graph.small_store import NOW, Small


def look(small: Small, article: str, name: str, end: Outcome | None) -> None:
    """Ask an outlet's feed for copies; the search ends where the feed has."""
    url = f"https://{name}.example/feed"
    with small.store.write() as connection:
        one = search.open_search(
            connection,
            direction="down",
            article=article,
            outlet=f"{name}.example",
            home=f"https://{name}.example/",
            depth=1,
        )
        assert one is not None
        feed = Entry(url=url, host=f"{name}.example", kind="feed")
        frontier.add(connection, [feed])
        search.put_probes(connection, one, [feed.key])
        if end is not None:
            frontier.settle(connection, feed, end, now=NOW)
            search.end(connection, one, found=None, score=None, alternatives=[])


def test_every_outlet_that_was_asked_is_counted_once(small: Small) -> None:
    article = small.article(ALPHA)
    look(small, article, "none", Outcome.LISTED)
    look(small, article, "mute", Outcome.TIMEOUT)
    look(small, article, "slow", None)
    with small.store.read() as connection:
        told = searched(connection, article)
    counts = {key: value for key, value in told.items() if key != "asked"}
    assert counts == {
        "outlets": 3,
        "found": 0,
        "nothing": 1,
        "unanswered": 1,
        "open": 1,
    }
    assert [one["outlet"] for one in told["asked"]] == [
        "mute.example",
        "none.example",
        "slow.example",
    ]


def test_reposts_say_where_they_were_looked_for(small: Small) -> None:
    look(small, small.article(ALPHA), "none", Outcome.LISTED)
    with small.store.read() as connection:
        answer = query.reposts(connection, ALPHA)
    assert answer["coverage"]["searched"]["outlets"] == 1


def test_an_article_that_nobody_was_asked_for_says_so(small: Small) -> None:
    article = small.article(ALPHA)
    with small.store.read() as connection:
        assert searched(connection, article)["asked"] == []
