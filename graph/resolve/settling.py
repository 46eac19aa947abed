"""The settling stage: takes the evidence of whole stories, puts their trees.

What judging says of one article does not depend on others of its story; which of
several sources is the nearest does. So a story is settled as a whole whenever the
evidence of one of its articles has changed. Large ones wait until many changes have
come together: settling again and again would take the square of their size.
"""

from __future__ import annotations

from collections import ChainMap, defaultdict
from typing import TYPE_CHECKING, TypeVar

from graph.resolve import habits, homes, leaning, roles, translations
from graph.resolve.outlets import authors_of
from graph.resolve.placing import trees_of, unplaced
from graph.resolve.reasons import judged
from graph.resolve.republication import with_overlap
from graph.resolve.sharing import share
from graph.resolve.story import Story
from graph.store import leanings, parallels, trees

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from sqlalchemy import Connection

    from graph.model import Overlap, Republication
    from graph.resolve.processes import Processes
    from graph.store.engine import Store

    Stories = Sequence[Sequence[str]]
    """The articles of each, by their ids."""

Result = TypeVar("Result")
_SMALL = 48
"""Stories of so many articles are settled at once when one of them changes."""
_AT_ONCE = 400
"""Articles whose stories are settled in one transaction."""
_PART = 50
"""Articles whose stories a process settles in one go, at least."""
_LEAST_PARTS = 2
"""Parts for each process: fewer are sooner done than handed over."""


def settle_near(connection: Connection, identities: Collection[str]) -> None:
    """Settle the stories of articles whose evidence has changed, if they are small.

    The others wait for :func:`settle_all`.
    """
    if not identities:
        return
    stories = trees.stories_of(connection, identities)
    small = [story for story in stories.values() if len(story) <= _SMALL]
    trees.put_edges(connection, _changed(connection, small))
    now = {one for story in small for one in story}
    trees.resettle(connection, set(identities) - now)
    trees.settled(connection, now)
    alone = {one for story in small if len(story) == 1 for one in story}
    leanings.put(connection, alone, {})
    leanings.expire(connection, {*identities, *now} - alone)


def settle_all(store: Store, processes: Processes | None = None) -> Iterator[int]:
    """Settle every story that is out of date; gives how many articles are left.

    An article whose leanings are to be found first counts for that as well. Where
    many are left, ``processes`` share them: these read what was committed, while this
    one keeps others from changing it, and puts what they find.
    """
    while _look_through(store):
        with store.read() as connection:
            yield trees.count_unsettled(connection)
    yield from _lean(store, processes)
    while True:
        with store.write() as connection:
            some = trees.unsettled(connection, _AT_ONCE)
            if not some:
                return
            stories = list(trees.stories_of(connection, some).values())
            for changed in _each(connection, _changed, stories, processes):
                trees.put_edges(connection, changed)
            trees.settled(
                connection, {*some, *(one for story in stories for one in story)}
            )
            left = trees.count_unsettled(connection)
        yield left


def _each(
    connection: Connection,
    work: Callable[[Connection, Stories], Result],
    stories: Stories,
    processes: Processes | None,
) -> Iterator[Result]:
    """Do the work for parts of the stories, in their order; a few are done here."""
    parts = list(_parted(stories))
    if processes is None or len(parts) < processes.count * _LEAST_PARTS:
        return (work(connection, part) for part in parts)
    return processes.each(work, parts)


def _parted(stories: Stories) -> Iterator[Stories]:
    part: list[Sequence[str]] = []
    for story in stories:
        part.append(story)
        if sum(map(len, part)) >= _PART:
            yield part
            part = []
    if part:
        yield part


def _look_through(store: Store) -> bool:
    """Look for what all stories tell of one; gives whether there are more texts."""
    with store.write() as connection:
        more = translations.refresh(connection)
        if not more:
            for counted in (habits, homes, roles):
                counted.refresh(connection)
    return more


def _lean(store: Store, processes: Processes | None) -> Iterator[int]:
    """Find from whom articles without a credit seem to be, and what that tells others.

    Gives how many articles are left.
    """
    while True:
        with store.write() as connection:
            some = leanings.due(connection, _AT_ONCE)
            if not some:
                habits.lean(connection)
                return
            stories = list(trees.stories_of(connection, some).values())
            small = [story for story in stories if 1 < len(story) <= leaning.MOST]
            found: dict[str, dict[str, float]] = {}
            for leanings_of in _each(connection, _leanings, small, processes):
                found |= leanings_of
            leanings.put(
                connection, {*some, *(one for story in stories for one in story)}, found
            )
            left = leanings.count_due(connection) + trees.count_unsettled(connection)
        yield left


def _leanings(connection: Connection, stories: Stories) -> dict[str, dict[str, float]]:
    """From whom the articles of these stories seem to be."""
    found: dict[str, dict[str, float]] = {}
    for story in known_of(connection, stories):
        found |= leaning.leanings(story)
    return found


def _changed(
    connection: Connection, stories: Stories
) -> dict[str, list[Republication]]:
    """The edges into each article of these stories that has others than before."""
    evidence = _Evidence(connection, [one for story in stories for one in story])
    after: dict[str, list[Republication]] = {}
    for story in stories:
        after |= trees_of(evidence.of(story))
    return {
        copy: [_compared(connection, edge) for edge in edges]
        for copy, edges in after.items()
        if copy in evidence.texts and _told(evidence.edges[copy]) != _told(edges)
    }


def known_of(connection: Connection, stories: Stories) -> Iterator[Story]:
    """All that the store has on each of these stories, given by their articles."""
    evidence = _Evidence(connection, [one for story in stories for one in story])
    yield from map(evidence.of, stories)


class _Evidence:
    """All that the store has on the articles of some stories."""

    def __init__(self, connection: Connection, identities: Sequence[str]) -> None:
        self.articles, self.texts = trees.witnesses(connection, identities)
        self.edges: defaultdict[str, list[Republication]] = defaultdict(list)
        for edge in trees.edges_into(connection, identities):
            self.edges[edge.copy].append(edge)
        self.judged = {
            pair: judged(verdict, note)
            for pair, (verdict, note) in trees.judged_into(
                connection, identities
            ).items()
        }
        # A text that was merged from several is in the story of the first of them.
        overlaps = trees.overlaps_among(connection, identities)
        overlaps |= trees.parts_of(connection, identities)
        self.shared: defaultdict[str, dict[tuple[str, str], Overlap]] = defaultdict(
            dict
        )
        for pair, overlap in overlaps.items():
            self.shared[pair[1]][pair] = overlap
        self.parallels = parallels.among(connection, identities)
        near = {source for source, _ in (*overlaps, *self.judged)}
        others, _ = trees.witnesses(connection, near - self.articles.keys())
        self.articles |= others
        outlets = {one.outlet for one in self.articles.values() if one.outlet}
        self.habits = trees.habits_of(connection, outlets)
        self.inclinations = leanings.inclinations_of(connection, outlets)
        self.leanings = leanings.of(connection, identities)
        self.roles = trees.roles_of(connection, outlets)
        self.homes = trees.homes_of(
            connection, {a for one in self.articles.values() for a in authors_of(one)}
        )

    def of(self, story: Sequence[str]) -> Story:
        """What there is on one of them, and on sources outside it."""
        members = [one for one in story if one in self.articles]
        inside = set(members)
        pairs = {p: o for one in members for p, o in self.shared[one].items()}
        said = {p: why for p, why in self.judged.items() if p[1] in inside}
        near = {source for source, _ in (*pairs, *said) if source in self.articles}
        known = sorted({*members, *near})
        return Story(
            articles={one: self.articles[one] for one in known},
            texts={one: self.texts[one] for one in members},
            overlaps={p: o for p, o in pairs.items() if p[0] in near},
            parallels={p: o for p, o in self.parallels.items() if p[0] in inside},
            declared=[
                unplaced(edge)
                for one in members
                for edge in self.edges[one]
                if edge.declared
            ],
            habits=self.habits,
            inclinations=self._inclinations(members),
            homes=self.homes,
            roles=self.roles,
            outside=frozenset(near - set(members) - {source for source, _ in said}),
            judged=said,
        )

    def _inclinations(self, members: Sequence[str]) -> Mapping[tuple[str, str], float]:
        """What other stories than this one tell."""
        told: dict[tuple[str, str], float] = {}
        for copy in members:
            for outlet, likely in self.leanings.get(copy, {}).items():
                pair = outlet, self.articles[copy].outlet or ""
                left = told.get(pair, self.inclinations.get(pair, 0.0)) - likely
                told[pair] = max(0.0, round(left, 4))
        return ChainMap(told, self.inclinations)


def _compared(connection: Connection, edge: Republication) -> Republication:
    """An inferred edge with what the two texts share, if nothing had compared them."""
    told = edge.declared or edge.overlap or edge.inferred
    if told or edge.source is None:
        return edge
    shared = share(connection, edge.source, edge.copy)
    return with_overlap(edge, shared) if shared else edge


def _told(edges: Sequence[Republication]) -> list[tuple[object, ...]]:
    """What a row keeps of edges, in one order."""
    return sorted(
        (
            edge.source or "",
            edge.source_outlet or "",
            edge.verdict,
            edge.nearest,
            edge.rooted or 0.0,
            edge.declared,
            edge.inferred,
            edge.relation,
            edge.reasons,
        )
        for edge in edges
    )
