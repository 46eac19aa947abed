"""Articles of which no day is known: an archive's first capture bounds their date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.discover import Site, Sought
from crawler.discover.services import wayback
from graph.store import search, sights

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from crawler.follow import Plan
    from crawler.outside.run import Outside


def ask(outside: Outside, connection: Connection, plan: Plan, *, now: datetime) -> None:
    """Queue the questions for the undated articles of the seeds' stories."""
    del plan
    terms = outside.asks("wayback")
    if terms is None:
        return
    stories = search.seeds_stories(connection).values()
    members = {identity for story in stories for identity in story}
    for url in sights.undated(connection, members):
        urls = wayback.ask(Site(home=terms.base), Sought(url=url))
        outside.queue(connection, wayback.NAME, urls, cause=url, now=now)
