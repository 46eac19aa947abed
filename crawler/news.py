"""Which lists of an outlet tell what is new, and what on them is. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.identity import outlet_key

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from crawler.discover import Answer, Site
    from graph.model import Candidate, Date
    from graph.store.frontier import Entry

_MOST_FEEDS = 4
_MOST_MAPS = 6
_MOST_UNDATED = 100
"""Pages without a date that are taken from a sitemap when it is first read."""

Lists = list[tuple[str, str]]
"""(kind, URL) each; the kind is the name of the source that reads it."""


def lists_of(site: Site, usual: Iterable[str]) -> Lists:
    """The lists to ask: front page, the site's own feeds, sitemaps, news first.

    ``usual`` are the places where a sitemap mostly lies, asked besides.
    """
    # The shortest are the site's own; others are of one section or one article.
    feeds = sorted(
        (url for url in site.feeds if "comment" not in url),
        key=lambda url: (len(url), url),
    )
    # Those that are named after a month or a number end with the newest.
    newest = sorted(site.sitemaps, reverse=True)
    maps = sorted(newest, key=lambda url: "news" not in url.lower())
    found = [("frontpage", site.home)]
    found += [("feed", url) for url in feeds[:_MOST_FEEDS]]
    found += [("sitemap", url) for url in maps[:_MOST_MAPS]]
    return list(dict.fromkeys([*found, *(("sitemap", url) for url in usual)]))


def further(entry: Entry, answer: Answer) -> Lists:
    """The maps that an index of sitemaps leads to."""
    if entry.kind != "sitemap" or entry.depth >= 100:
        return []
    return [(kind, url) for kind, url in answer.endpoints if kind == "sitemap"]


def news(
    kind: str,
    candidates: Sequence[Candidate],
    outlet: str,
    *,
    earlier: Collection[str],
    since: Date | None,
) -> list[str]:
    """The addresses on a list that may be new articles of the outlet.

    What is listed as older than ``since`` is left out. A sitemap without dates lists
    all that a site ever had: at first its last pages count, and later those that it did
    not list ``earlier``.
    """
    own = [
        one
        for one in candidates
        if outlet_key(one.url) == outlet and not _too_old(one, since)
    ]
    if kind != "sitemap":
        return [one.url for one in own]
    undated = [one.url for one in own if one.published is None]
    fresh = [url for url in undated if url not in earlier]
    taken = fresh if earlier else undated[-_MOST_UNDATED:]
    return [*(one.url for one in own if one.published), *taken]


def _too_old(candidate: Candidate, since: Date | None) -> bool:
    date = candidate.published
    return bool(since and date and date.before(since))
