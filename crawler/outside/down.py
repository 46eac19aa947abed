"""Copies on any outlet, found by services that read the world's news.

Unlike an outlet's own search they may answer with articles of any outlet, so only
those are queued that bear the headline or link to the story. Whether one is a copy is
told by its text, once it was read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from crawler.discover import Site, Sought
from crawler.discover.services import gdelt, gkg
from graph.identity import host_and_port, is_home, url_key
from graph.resolve.reference import Wanted, rank
from graph.store import frontier, read, search

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from crawler.discover import Answer
    from crawler.follow import Plan
    from crawler.outside.run import Outside
    from graph.model import Candidate, Witness
    from graph.store.frontier import Entry

_PRIORITY_OF_FINDS = 50
_GOOD = 0.5
"""The least score of what is read: nearly the headline, since there is no text yet."""
_MOST_HEADLINES = 3
"""Headlines of one story that are asked for."""
_NAME_BEHIND = re.compile(r"\s+[-|–—]\s+[^-|–—]{2,60}$")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Story:
    """A seed's story, as far as services are asked for it."""

    members: Sequence[str]
    """The ids of its articles."""
    told: Sequence[Witness]
    """The earliest of them with headlines of their own, earliest first."""


def stories(connection: Connection) -> Iterator[_Story]:
    """The story of each seed that was read."""
    for members in search.seeds_stories(connection).values():
        known = [read.witness(connection, identity) for identity in members]
        known.sort(key=lambda w: (w.published.value if w.published else "9", w.id))
        first = {w.headline: w for w in reversed(known) if w.headline}
        told = [w for w in known if first.get(w.headline) is w][:_MOST_HEADLINES]
        yield _Story(members=members, told=told)


def ask(outside: Outside, connection: Connection, plan: Plan, *, now: datetime) -> None:
    """Queue the questions for copies of the seeds' stories, going down."""
    if not plan.down:
        return
    for story in stories(connection):
        for witness in story.told:
            url = read.article_row(connection, witness.id)["url"]
            if url:
                _ask(outside, connection, witness, url, story.told[0], now=now)


def _ask(  # noqa: PLR0913 - what a question is made of
    outside: Outside,
    connection: Connection,
    witness: Witness,
    url: str,
    first: Witness,
    *,
    now: datetime,
) -> None:
    if terms := outside.asks("gdelt"):
        sought = Sought(headline=witness.headline, date=first.published)
        urls = gdelt.ask(Site(home=terms.base), sought)
        outside.queue(connection, gdelt.NAME, urls, cause=url, depth=1, now=now)
    if terms := outside.asks("gkg"):
        urls = gkg.ask_latest(Site(home=terms.base), Sought())
        kind = gkg.LATEST.name
        outside.queue(connection, kind, urls, cause=url, depth=1, now=now)


def found(
    outside: Outside,
    connection: Connection,
    entry: Entry,
    answer: Answer,
    *,
    now: datetime,
) -> list[Candidate]:
    """Queue the articles of an answer that bear the headline; gives them."""
    del now
    identity = read.article_at(connection, entry.cause)
    if identity is None:
        return []
    good = _alike(connection, identity, answer.candidates)
    return _queue(outside, connection, entry, good)


def latest(
    outside: Outside,
    connection: Connection,
    entry: Entry,
    answer: Answer,
    *,
    now: datetime,
) -> None:
    """Queue the file that a list of files names."""
    terms = outside.asks("gkg")
    if terms is None:
        return
    for kind, place in answer.endpoints[:1]:
        urls = [f"{terms.base}{place}"]
        outside.queue(connection, kind, urls, cause=entry.cause, depth=1, now=now)


def linked(
    outside: Outside,
    connection: Connection,
    entry: Entry,
    answer: Answer,
    *,
    now: datetime,
) -> list[Candidate]:
    """Queue the articles of a file that link to a story, or bear a headline of it."""
    del now
    good: list[Candidate] = []
    for story in stories(connection):
        keys = read.spellings(connection, story.members)
        good += [c for c in answer.candidates if _links_to(c, keys)]
        for witness in story.told:
            good += _alike(connection, witness.id, answer.candidates)
    return _queue(outside, connection, entry, good)


def _links_to(candidate: Candidate, keys: set[str]) -> bool:
    return any(url_key(link) in keys for link in candidate.links)


def _alike(
    connection: Connection, identity: str, candidates: Sequence[Candidate]
) -> list[Candidate]:
    """Those with nearly the article's headline that are not older than it."""
    witness = read.witness(connection, identity)
    wanted = Wanted(
        headline=witness.headline,
        text="",
        authors=witness.authors,
        after=witness.published,
    )
    ranked = rank(wanted, [one for c in candidates for one in _spellings(c)])
    return [match.candidate for match in ranked if match.score >= _GOOD]


def _spellings(candidate: Candidate) -> Iterator[Candidate]:
    """A candidate as it is titled, and without the outlet's name behind."""
    yield candidate
    bare = _NAME_BEHIND.sub("", candidate.headline)
    if bare != candidate.headline:
        yield replace(candidate, headline=bare)


def _queue(
    outside: Outside,
    connection: Connection,
    entry: Entry,
    good: Sequence[Candidate],
) -> list[Candidate]:
    terms = outside.terms.get(entry.kind)
    distinct = {url_key(one.url): one for one in reversed(good) if not is_home(one.url)}
    kept = list(reversed(distinct.values()))[: terms.finds if terms else 0]
    frontier.add(
        connection,
        [
            frontier.Entry(
                url=one.url,
                host=host_and_port(one.url),
                priority=_PRIORITY_OF_FINDS,
                depth=1,
                cause=entry.url,
            )
            for one in kept
        ],
    )
    return kept
