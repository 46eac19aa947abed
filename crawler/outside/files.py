"""Archives too large to fetch: the user is told which files may hold copies."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from crawler.discover import Site, Sought
from crawler.discover.services import ccnews
from crawler.outside.down import stories
from graph.store import read

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from crawler.discover import Answer
    from crawler.follow import Plan
    from crawler.outside.run import Outside
    from graph.model import Candidate, Date
    from graph.store.frontier import Entry

_BEFORE = timedelta(hours=12)
"""A file goes on for hours after its first page."""
_AFTER = timedelta(days=2)
"""Most copies come within two days."""


def ask(outside: Outside, connection: Connection, plan: Plan, *, now: datetime) -> None:
    """Queue the list of the month of each seed's story, going down."""
    terms = outside.asks("ccnews")
    if terms is None or not plan.down:
        return
    for story in stories(connection):
        first = story.told[0] if story.told else None
        url = read.article_row(connection, first.id)["url"] if first else None
        if first and url:
            sought = Sought(date=first.published)
            urls = ccnews.ask(Site(home=terms.base), sought)
            outside.queue(connection, ccnews.NAME, urls, cause=url, now=now)


def listed(
    outside: Outside,
    connection: Connection,
    entry: Entry,
    answer: Answer,
    *,
    now: datetime,
) -> list[Candidate]:
    """The files of the days of any story, which the user is told of; gives them."""
    del now, entry
    dates = [
        witness.published
        for story in stories(connection)
        for witness in story.told[:1]
        if witness.published
    ]
    kept = [
        one
        for one in answer.candidates
        if one.published and any(_fits(one.published, date) for date in dates)
    ]
    if kept:
        files = f"{len(kept)} files" if len(kept) > 1 else "1 file"
        outside.notes.append(
            f"ccnews: {files} of those days may hold copies, from {kept[0].url} "
            f"to {kept[-1].url.rpartition('/')[2]}; take one in with whence ingest"
        )
    return kept


def _fits(begun: Date, published: Date) -> bool:
    try:
        first, last = published.earliest - _BEFORE, published.latest + _AFTER
    except OverflowError:
        return False
    return first <= begun.earliest <= last
