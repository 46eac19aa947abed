"""What could be reached by one who sees more than any page shows.

The oracle knows every article's story, the true moment at which it came out, and
which changes its text carries, its own and inherited ones, told apart without error:
as if all copies were compared with every version there ever was, an agency's text
from the wire included. It knows nothing of credits. A copy is later than its parent
and inherits its changes, but for those that it cuts away. So the parent is the
earlier article of the story with which it shares most changes; of several, the one
that has fewest besides; of these, the one that is nearest by its house style, which
outlets share and so tells less. Where several are left it guesses, and counts as what
the guess is worth.

With ``habits`` it also knows the world's own odds: who reads whom, how long copying
takes, and how many copies are taken from the first text. Of those that are left by
the changes it takes the likeliest. Nobody could learn these odds so well from pages.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeVar

from benchmarks.chains.answers import Answer, Node, outlet_node, walked
from graph.identity import name_key, url_key
from tests.world.edits import FIRST_CHANGE

if TYPE_CHECKING:
    from benchmarks.chains.habits import Habits
    from tests.world import Page

T = TypeVar("T")


def oracle(pages: Iterable[Page], habits: Habits | None = None) -> dict[str, Answer]:
    """What the oracle says of each page."""
    members: defaultdict[int, list[Page]] = defaultdict(list)
    for page in sorted(pages, key=lambda page: (page.published, page.url)):
        members[page.truth.story].append(page)
    found: dict[str, Answer] = {}
    for story in members.values():
        found |= walked({url_key(p.url): _parents(p, story, habits) for p in story})
    return found


def _parents(page: Page, story: Iterable[Page], habits: Habits | None) -> list[Node]:
    """What may be its parent, equally likely; None among them is the wire."""
    earlier = [one for one in story if one.published < page.published]
    able: list[Page | None] = [*earlier]
    if page.truth.source_outlet is not None:
        able.append(None)
    able = _best(able, lambda one: _likeness(page, one))
    if habits is None:
        able = _best(able, lambda one: _in_style(page, one))
    else:
        able = _best(able, lambda one: (habits.odds(page, one, earlier),))
    return [_node(page, one) for one in able]


def _best(able: list[T], rank: Callable[[T], tuple[float, ...]]) -> list[T]:
    """All that have the highest rank."""
    ranks = [rank(one) for one in able]
    return [one for one, its in zip(able, ranks, strict=True) if its == max(ranks)]


def _likeness(page: Page, other: Page | None) -> tuple[float, ...]:
    """The more changes are shared the better, then the fewer were lost."""
    here, there = (
        {change for change in _changes(one) if change >= FIRST_CHANGE}
        for one in (page, other)
    )
    return len(here & there), -len(there - here)


def _in_style(page: Page, other: Page | None) -> tuple[float, ...]:
    """The fewer marks of a house style differ, the better."""
    apart = _changes(page) ^ _changes(other)
    return (-sum(change < FIRST_CHANGE for change in apart),)


def _changes(page: Page | None) -> frozenset[int]:
    """What was changed since the first text; nothing in an agency's own."""
    return frozenset() if page is None else page.truth.changes


def _node(page: Page, parent: Page | None) -> Node:
    if parent is not None:
        return url_key(parent.url)
    return outlet_node(f"name:{name_key(page.truth.source_outlet or '')}")
