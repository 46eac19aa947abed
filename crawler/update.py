"""An update: watched outlets are asked, once, for what is new and what has changed.

Their lists are asked again, and their recent articles; what the lists offer that was
never met is queued, and from there on it is a crawl like any other. All that is asked
again waits in the frontier like the rest, so that an update that is killed loses
nothing: the next run, of whatever kind, goes on with it.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from crawler import follow, rhythm
from crawler.discover import Answer, Site, Sought, source
from crawler.news import further, lists_of, news
from graph.identity import host_and_port, outlet_key
from graph.model import Outcome
from graph.store import again, frontier, read, validators, watched, workers
from graph.store import search as searches

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection

    from crawler.follow import Plan
    from graph.store.frontier import Entry
    from graph.store.watched import Watched

_PRIORITY_OF_LISTS = 80
_PRIORITY_OF_NEWS = 70
_PRIORITY_OF_RECENT = 30
"""Each is raised by up to nine steps: see :func:`crawler.rhythm.step`."""

_PASSING = (
    Outcome.TIMEOUT,
    Outcome.UNREACHABLE,
    Outcome.DNS,
    Outcome.HTTP_ERROR,
    Outcome.ROBOTS,
)
"""Outcomes that may be others tomorrow."""


def begin(
    connection: Connection, outlets: Sequence[Watched], *, now: datetime
) -> dict[str, list[str]]:
    """Queue the lists and the recent articles of these outlets.

    Gives the frontier's keys of each outlet's lists.
    """
    workers.give_back_dead(connection, now=now)
    asked = {}
    for outlet in outlets:
        step = rhythm.step(watched.taken(connection, outlet.key))
        lists = _lists(connection, outlet, step)
        again.ask(connection, [*lists, *_recent(connection, outlet.key, step, now)])
        watched.begun(connection, outlet.key, now=now)
        asked[outlet.key] = [entry.key for entry in lists]
    return asked


def _lists(connection: Connection, outlet: Watched, step: int) -> list[Entry]:
    site = _site(connection, outlet.key, outlet.home)
    places = source("sitemap").ask(
        Site(home=site.home, archives=site.archives), Sought()
    )
    usual = [url for url in places if not _is_gone(connection, url)]
    return [_list(kind, url, step) for kind, url in lists_of(site, usual)]


def _is_gone(connection: Connection, url: str) -> bool:
    """Whether no sitemap was at a place where one mostly lies."""
    key = frontier.frontier_key(url, "sitemap")
    end = again.ends(connection, [key]).get(key)
    return end is not None and end["outcome"] == Outcome.NOT_FOUND


def _site(
    connection: Connection,
    key: str,
    home: str,
    declared: Iterable[tuple[str, str]] = (),
) -> Site:
    """What is known of an outlet's lists, and what was just declared."""
    known = searches.endpoints(connection, key)
    for kind, url in declared:
        known[kind] = tuple(dict.fromkeys((*known.get(kind, ()), url)))
    return Site(
        home=home,
        feeds=known.get("feed", ()),
        sitemaps=known.get("sitemap", ()),
        archives="archives" in known or "wordpress" in known,
    )


def _list(kind: str, url: str, step: int, depth: int = 0) -> Entry:
    return frontier.Entry(
        url=url,
        host=host_and_port(url),
        kind=kind,
        priority=_PRIORITY_OF_LISTS + step,
        depth=depth,
        cause=again.CAUSE,
    )


def _recent(connection: Connection, key: str, step: int, now: datetime) -> list[Entry]:
    """The recent articles of an outlet whose turn it is."""
    known = {
        frontier.frontier_key(one.url, "page"): one
        for one in watched.recent(connection, key, since=now - rhythm.RECENT)
        if "#" not in one.url
    }
    ends = again.ends(connection, list(known))
    found = []
    for name, one in known.items():
        end = ends.get(name)
        settled = end["settled_at"] if end else None
        asked = max(one.read_at, _moment(settled) if settled else one.read_at)
        if rhythm.due(one.first_seen, asked, now=now):
            priority = _PRIORITY_OF_RECENT + step
            found.append(_page(one.url, priority=priority, cause=again.CAUSE))
    return found


def _page(url: str, *, priority: int, cause: str) -> Entry:
    return frontier.Entry(
        url=url, host=host_and_port(url), priority=priority, cause=cause
    )


def after_list(
    connection: Connection, entry: Entry, answer: Answer, plan: Plan, *, now: datetime
) -> None:
    """Queue what a watched outlet's list offers that is new.

    It must be called before the listing takes the place of the last one.
    """
    if entry.cause != again.CAUSE:
        return
    for outlet in watched.declaring(connection, entry.url, outlet_key(entry.url)):
        step = rhythm.step(watched.taken(connection, outlet.key))
        if entry.kind == "frontpage":
            site = _site(connection, outlet.key, outlet.home, answer.endpoints)
            lists = lists_of(site, ())
        else:
            lists = further(entry, answer)
        # Deeper than what is asked of itself: an index leads to its maps, no further.
        depth = entry.depth + 100 if entry.kind == "sitemap" else 0
        frontier.add(connection, [_list(kind, url, step, depth) for kind, url in lists])
        earlier = {one.url for one in read.listed(connection, [entry.key])}
        wanted = news(
            entry.kind, answer.candidates, outlet.key, earlier=earlier, since=plan.since
        )
        _take(connection, wanted, entry, _PRIORITY_OF_NEWS + step, now)


def _take(
    connection: Connection,
    urls: Sequence[str],
    entry: Entry,
    priority: int,
    now: datetime,
) -> None:
    """Queue what was never met, and what could not be had for a while."""
    found = [_page(url, priority=priority, cause=entry.url) for url in urls]
    pages = {page.key: page for page in found}
    ends = again.ends(connection, list(pages))
    known = watched.read_before(connection, [page.url for page in pages.values()])
    new = [p for key, p in pages.items() if key not in ends and p.url not in known]
    frontier.add(connection, new)
    lost = [
        pages[key]
        for key, end in ends.items()
        if end["outcome"] in _PASSING
        and now - _moment(end["settled_at"]) >= rhythm.RETRY
    ]
    again.ask(connection, lost)


def unchanged(
    connection: Connection, entry: Entry, plan: Plan, *, now: datetime
) -> None:
    """Go on after what has not changed; a list still offers what it did."""
    validators.check(connection, entry.key, now=now)
    if entry.kind != "page":
        answer = Answer(candidates=tuple(read.listed(connection, [entry.key])))
        after_list(connection, entry, answer, plan, now=now)
        follow.after_list(connection, entry, answer)


def _moment(stamp: str) -> datetime:
    return datetime.fromisoformat(stamp)
