"""Two rules of thumb that need no more than texts and stated dates.

``earliest``: all articles of a story come from the one with the earliest date.
``similar``: an article comes from the earlier-dated one of its story that has most of
its runs of eight words; where several have as many, from the one that is most like
it. Who has no date is nobody's source, and is taken to be later than all others.
Both are given the stories: they have no way to find them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from benchmarks.chains.answers import Answer, Node, even, walked
from graph.identity import url_key
from graph.lag import middle
from graph.text import words

if TYPE_CHECKING:
    from tests.world import Page

Stories = Mapping[str, str]
"""The story of each page, by its URL's key."""
_RUN = 8
_NEVER = datetime.max.replace(tzinfo=UTC)


def earliest(pages: Iterable[Page], stories: Stories) -> dict[str, Answer]:
    """The earliest of the story for each; where several are, each has its share."""
    found = {}
    for members in _told_apart(pages, stories):
        dates = {url_key(page.url): _stated(page) for page in members}
        first = min(dates.values())
        firsts = [key for key, date in dates.items() if date == first != _NEVER]
        for key in dates:
            nodes: list[Node] = [one if one != key else None for one in firsts]
            found[key] = Answer(parents=even(nodes), origins=even(nodes))
    return found


def similar(pages: Iterable[Page], stories: Stories) -> dict[str, Answer]:
    """The most similar of the earlier ones for each; several have their shares."""
    found: dict[str, Answer] = {}
    for members in _told_apart(pages, stories):
        ordered = sorted(members, key=_stated)
        runs = {page.url: _runs(page.text) for page in ordered}
        choices = {
            url_key(page.url): [
                url_key(one.url) for one in _most_similar(page, ordered, runs)
            ]
            for page in ordered
        }
        found |= walked(choices)
    return found


def _told_apart(pages: Iterable[Page], stories: Stories) -> list[list[Page]]:
    """The pages of each story; who has none is alone."""
    members: defaultdict[str, list[Page]] = defaultdict(list)
    for page in pages:
        key = url_key(page.url)
        members[stories.get(key, key)].append(page)
    return list(members.values())


def _stated(page: Page) -> datetime:
    return middle(page.stated) or _NEVER


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    found = words(text)
    return frozenset(zip(*(found[start:] for start in range(_RUN)), strict=False))


def _most_similar(
    page: Page,
    members: Sequence[Page],
    runs: Mapping[str, frozenset[tuple[str, ...]]],
) -> list[Page]:
    likeness: dict[str, tuple[int, float]] = {}
    own, moment = runs[page.url], _stated(page)
    for other in members:
        if _stated(other) < moment:
            shared = len(own & runs[other.url])
            whole = len(own | runs[other.url])
            likeness[other.url] = shared, shared / whole if whole else 0.0
    best = max(likeness.values(), default=(0, 0.0))
    return [one for one in members if best[0] and likeness.get(one.url) == best]
