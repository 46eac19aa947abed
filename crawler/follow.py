"""Where the crawl goes next: up to what an article credits, down to who copied it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from crawler import search
from crawler.discover import Answer, Site, Sought, source
from crawler.discover.never import never_asked
from graph.identity import home_of, host_and_port, is_home, outlet_key
from graph.model import Date, Outlet
from graph.resolve import stage
from graph.store import again, downstream, frontier, read, write
from graph.store import search as searches
from graph.store.listed import articles_in, with_listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from graph.model import Claim
    from graph.store.frontier import Entry

NOTHING = Answer()
"""The answer of a list that could not be read."""

_PRIORITY_OF_SOURCES = 60
_PRIORITY_OF_NEIGHBOURS = 5
_MOST_OUTLETS = 20
"""Outlets that one story is looked for on, in one round."""
_MOST_LISTED = 20
"""Articles that are read from a front page that the user named."""
_MOST_RECENT = 10
"""Recent articles of a story's outlet that are read to learn whom it credits."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """How far a crawl goes."""

    direction: str = "up"
    """``up``, ``down`` or ``both``."""
    depth: int = 5
    """Hops of attribution from a seed."""
    since: Date | None = None
    """Articles published before are kept, and not followed."""

    @property
    def up(self) -> bool:
        """Whether credits are followed."""
        return self.direction in {"up", "both"}

    @property
    def down(self) -> bool:
        """Whether copies are looked for."""
        return self.direction in {"down", "both"}


def after_article(
    connection: Connection,
    article: str,
    entry: Entry,
    plan: Plan,
    copies: Sequence[str] = (),
) -> None:
    """Queue what an article that was just read leads up to, and copies it names."""
    if plan.down and entry.depth < plan.depth:
        named = [url for url in copies if outlet_key(url) not in never_asked()]
        frontier.add(connection, [_hop(url, entry) for url in named])
    if not plan.up or entry.depth >= plan.depth or _too_old(connection, article, plan):
        return
    for position, claim in enumerate(read.claims_of(connection, article)):
        url = claim.reference.url
        if url and not is_home(url):
            frontier.add(connection, [_hop(url, entry)])
        else:
            search.look_up(connection, article, position, claim, depth=entry.depth + 1)


def _too_old(connection: Connection, article: str, plan: Plan) -> bool:
    published = read.witness(connection, article).published
    return bool(plan.since and published and published.before(plan.since))


def _hop(url: str, entry: Entry) -> Entry:
    """What an article credits, or names as its copy."""
    return frontier.Entry(
        url=url,
        host=host_and_port(url),
        priority=_PRIORITY_OF_SOURCES,
        depth=entry.depth + 1,
        cause=entry.url,
    )


def after_list(connection: Connection, entry: Entry, answer: Answer) -> None:
    """Go on with every search that waited for a list; its row must be settled."""
    outlet = outlet_key(entry.url)
    if entry.kind == "frontpage":
        home = home_of(entry.url)
        write.meet_outlet(connection, Outlet(key=outlet, name=outlet), home=home)
    if entry.seed and entry.cause != again.CAUSE:
        frontier.add(
            connection,
            [_listed(c.url, entry) for c in answer.candidates[:_MOST_LISTED]],
        )
    searches.put_endpoints(connection, outlet, answer.endpoints)
    _claim_anew(connection, entry)
    for waiting in searches.reading(connection, entry.key):
        search.go_deeper(connection, waiting, entry, answer)
        search.advance(connection, waiting)


def _claim_anew(connection: Connection, entry: Entry) -> None:
    """Resolve again what a list says something of, where the page was read before."""
    for identity, url in articles_in(connection, entry.key):
        claims = read.claims_of(connection, identity)
        told = with_listed(connection, [url], claims)
        if len(told) > len(claims):
            write.put_claims(connection, identity, told)
            stage.resolve(connection, identity, now=datetime.now(UTC))


def widen(connection: Connection, plan: Plan, *, now: datetime) -> bool:
    """When all that was queued is done: look further; whether anything was queued.

    Names that were credited before their outlet was met are matched again. Going
    down, the outlets of each seed's story are asked for their neighbours, and
    every outlet known by then for copies.
    """
    before = frontier.counts(connection)["queued"]
    stage.resolve_names(connection, now=now, trees_later=True)
    if plan.up:
        _look_up_names(connection, plan)
        _follow_on(connection, plan)
    if plan.down:
        for members in searches.seeds_stories(connection).values():
            _widen_story(connection, members)
    return frontier.counts(connection)["queued"] > before


def _follow_on(connection: Connection, plan: Plan) -> None:
    """Follow the credits of sources that had been read as somebody's neighbour."""
    for article, url, depth in searches.too_far(connection):
        if depth < plan.depth:
            entry = frontier.Entry(url=url, host=host_and_port(url), depth=depth)
            frontier.come_nearer(connection, entry)
            after_article(connection, article, entry, plan)


def _look_up_names(connection: Connection, plan: Plan) -> None:
    for article, depth in searches.unsearched(connection):
        if depth < plan.depth:
            claims: list[Claim] = read.claims_of(connection, article)
            for position, claim in enumerate(claims):
                url = claim.reference.url
                if not url or is_home(url):
                    search.look_up(
                        connection, article, position, claim, depth=depth + 1
                    )


def _widen_story(connection: Connection, members: list[str]) -> None:
    for outlet, home in searches.homes_of(connection, members):
        _meet(connection, outlet, home)
    asked = 0
    for one in downstream.prospects(connection, members):
        if one.outlet in never_asked() or asked >= _MOST_OUTLETS:
            continue
        for article in _distinct(connection, members):
            asked += search.look_down(
                connection, article, one.outlet, one.home, depth=1
            )


def _meet(connection: Connection, outlet: str, home: str) -> None:
    """Read an outlet's front page and newest articles, to learn whom it credits."""
    lists = searches.endpoints(connection, outlet)
    site = Site(home=home, feeds=lists.get("feed", ()))
    for kind in ("frontpage", "feed"):
        for url in source(kind).ask(site, Sought()):
            found = frontier.Entry(
                url=url,
                host=host_and_port(url),
                kind=kind,
                priority=1,
                depth=1,
                cause=home,
            )
            frontier.add(connection, [found])
            recent = read.listed(connection, [found.key])[:_MOST_RECENT]
            frontier.add(connection, [_recent(c.url, home) for c in recent])


def _listed(url: str, entry: Entry) -> Entry:
    """An article on a front page that the user named."""
    return frontier.Entry(
        url=url, host=host_and_port(url), priority=_PRIORITY_OF_SOURCES, cause=entry.url
    )


def _recent(url: str, home: str) -> Entry:
    # Deeper than any plan: it is read for its credits, which are not followed.
    return frontier.Entry(
        url=url,
        host=host_and_port(url),
        priority=_PRIORITY_OF_NEIGHBOURS,
        depth=99,
        cause=home,
    )


def _distinct(connection: Connection, members: list[str], most: int = 3) -> list[str]:
    """Members of a story with headlines of their own: the same title is asked once."""
    rows = [read.article_row(connection, identity) for identity in members]
    rows.sort(key=lambda row: (row["published_value"] or "9", row["id"]))
    first = {row["headline_key"]: row["id"] for row in reversed(rows)}
    return [row["id"] for row in rows if first[row["headline_key"]] == row["id"]][:most]
