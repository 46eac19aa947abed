"""Looking for an article on an outlet's site, list by list, and knowing when to stop.

A search asks the sources of one stage, ranks what their lists offer, and ends
as soon as one article is sure and clearly ahead; else it asks the next stage.
After the last one it abstains, and the best alternatives are kept.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from crawler.discover import STAGES, Answer, Site, Sought, source
from crawler.discover.base import key_phrase
from crawler.outlets import by_key
from graph.identity import home_of, host_and_port, outlet_key, same_outlet
from graph.model import Relation
from graph.resolve import stage
from graph.resolve.reference import Wanted, choose, rank
from graph.store import frontier, read
from graph.store import search as searches

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from graph.model import Claim
    from graph.resolve.reference import Match
    from graph.store.frontier import Entry
    from graph.store.search import Search

_PRIORITY_OF_LISTS = 20
_PRIORITY_OF_FINDS = 50
_ALTERNATIVES = 5
_POST = re.compile(r"[?&](?:amp;)?(?:post|p)=(\d{1,12})(?!\d)")
_LEVEL = 100
"""What a list's depth grows by with each level; hops of attribution are fewer."""
_MOST_LEVELS = 3
_MOST_LISTS = 500
"""Lists of one kind that are ever asked of a host, by leading to each other."""


def look_up(
    connection: Connection, article: str, position: int, claim: Claim, *, depth: int
) -> None:
    """Search the credited outlet for the article that a claim speaks of.

    Nothing is asked where no host is known, or where the outlet is an agency
    that the page does not link to: its own page of the story is rarely public.
    """
    reference = claim.reference
    near = read.witness(connection, article).outlet
    key = reference.outlet_key or (reference.url and outlet_key(reference.url))
    if not key and reference.outlet:
        key = read.outlet_named(connection, reference.outlet, near=near)
    if not key or key.startswith("name:"):
        return
    known = by_key(key)
    if known is not None and known.agency and not reference.url:
        return
    home = (
        (reference.url and home_of(reference.url))
        or read.outlet_home(connection, key, near=near)
        or f"https://{key}/"
    )
    found = searches.open_search(
        connection,
        direction="up",
        article=article,
        outlet=key,
        home=home,
        depth=depth,
        position=position,
    )
    if found:
        advance(connection, found)


def look_down(
    connection: Connection, article: str, outlet: str, home: str, *, depth: int
) -> bool:
    """Search an outlet for copies of an article; False if that was done before."""
    found = searches.open_search(
        connection,
        direction="down",
        article=article,
        outlet=outlet,
        home=home,
        depth=depth,
    )
    if found:
        advance(connection, found)
    return found is not None


def advance(connection: Connection, search: Search) -> None:
    """Go on with a search as far as the lists that were read allow."""
    if _claim_is_gone(connection, search):
        searches.end(connection, search, found=None, score=None, alternatives=[])
        return
    while not searches.waits(connection, search):
        match, ranked = _best(connection, search)
        if match is None and search.stage < len(STAGES):
            _ask_next(connection, search)
            search = searches.refreshed(connection, search)
            continue
        _end(connection, search, match, ranked)
        return


def _claim_is_gone(connection: Connection, search: Search) -> bool:
    """Whether the article was read again and no longer makes the claim."""
    position = search.claim_position
    return position is not None and position >= len(
        read.claims_of(connection, search.article_id)
    )


def _best(connection: Connection, search: Search) -> tuple[Match | None, list[Match]]:
    offered = read.listed(connection, searches.probes_of(connection, search))
    own = [c for c in offered if same_outlet(c.url, search.home)]
    ranked = rank(_wanted(connection, search), own)
    return choose(ranked), ranked


def _wanted(connection: Connection, search: Search) -> Wanted:
    article = read.witness(connection, search.article_id)
    text = read.text_of(connection, search.article_id)
    if search.claim_position is None:
        return Wanted(
            headline=article.headline,
            text=text,
            authors=article.authors,
            after=article.published,
        )
    claim = read.claims_of(connection, search.article_id)[search.claim_position]
    named = (claim.reference.author,) if claim.reference.author else ()
    return Wanted(
        headline="" if claim.relation is Relation.TRANSLATES else article.headline,
        text=text,
        authors=(*article.authors, *named),
        date=claim.reference.date,
        number=_number(claim),
        before=article.published,
    )


def _number(claim: Claim) -> str:
    """The article's number in its outlet's pixel: ``/content/12345/count.gif``."""
    for place in claim.places:
        if place.where == "pixel" and "/content/" in place.quote:
            number = place.quote.partition("/content/")[2].partition("/")[0]
            return number if number.isdigit() else ""
    return ""


def _post(claim: Claim) -> str:
    """The number of a WordPress post, in a pixel or in the short link ``?p=12345``."""
    quotes = [place.quote for place in claim.places if place.where == "pixel"]
    stated = (*quotes, claim.reference.url or "")
    return next((found[1] for told in stated if (found := _POST.search(told))), "")


def _ask_next(connection: Connection, search: Search) -> None:
    """Queue the lists of the next stage; those read before are there at once."""
    site = Site.of(search.home, searches.endpoints(connection, search.outlet_key))
    sought = _sought(connection, search)
    entries = [
        _list(url, one.name, search)
        for one in STAGES[search.stage]
        for url in one.ask(site, sought)
    ]
    frontier.add(connection, entries)
    searches.put_probes(connection, search, [entry.key for entry in entries])


def _sought(connection: Connection, search: Search) -> Sought:
    article = read.article_row(connection, search.article_id)
    wanted = _wanted(connection, search)
    claims = read.claims_of(connection, search.article_id)
    position = search.claim_position
    return Sought(
        headline=article["headline"],
        phrase=key_phrase(article["text"]),
        date=wanted.date,
        authors=wanted.authors,
        near=wanted.before or wanted.after,
        post="" if position is None else _post(claims[position]),
    )


def _list(url: str, kind: str, search: Search, *, level: int = 0) -> Entry:
    return frontier.Entry(
        url=url,
        host=host_and_port(url),
        kind=kind,
        priority=_PRIORITY_OF_LISTS,
        depth=search.depth + level * _LEVEL,
        cause=f"search {search.id}",
    )


def go_deeper(
    connection: Connection, search: Search, entry: Entry, answer: Answer
) -> None:
    """Queue what a list leads to in its stage: an index its maps, a name its articles.

    To the third level at most, and no more than 500 lists of one kind on a host.
    """
    asked, level = source(entry.kind), entry.depth // _LEVEL + 1
    told = tuple(url for kind, url in answer.endpoints if kind == asked.leads)
    if not told or level >= _MOST_LEVELS:
        return
    site = Site.of(search.home, {asked.leads: told})
    urls = asked.ask(site, _sought(connection, search))
    left = _MOST_LISTS - searches.lists_on(connection, entry.host, entry.kind)
    for url in urls[: max(0, left)]:
        deeper = _list(url, entry.kind, search, level=level)
        frontier.add(connection, [deeper])
        searches.add_probe(connection, search, deeper.key)


def _end(
    connection: Connection, search: Search, match: Match | None, ranked: list[Match]
) -> None:
    searches.end(
        connection,
        search,
        found=match.candidate.url if match else None,
        score=match.score if match else None,
        alternatives=[
            {"url": m.candidate.url, "headline": m.candidate.headline, "score": m.score}
            for m in ranked[:_ALTERNATIVES]
            if m is not match
        ],
    )
    if match:
        frontier.add(connection, [_find(match, search)])
        # The article may have been read before this search found that it is meant.
        stage.resolve(connection, search.article_id, now=datetime.now(UTC))


def _find(match: Match, search: Search) -> Entry:
    url = match.candidate.url
    return frontier.Entry(
        url=url,
        host=host_and_port(url),
        priority=_PRIORITY_OF_FINDS,
        depth=search.depth,
        cause=f"search {search.id}",
    )
