"""The elements that hold text, each with what the text inside it amounts to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crawler.line import Node, Run, own_hints
from crawler.prose import HEADINGS, is_prose

_LEAST_VERSE = 10
# A line that is a link and weighs more than this is the title of another article.
_LONGEST_LABEL = 20


class Place:
    """An element, with sums over the runs of text anywhere inside it."""

    __slots__ = (
        "_own", "beside", "first", "letters", "linked", "node", "parent", "prose",
        "runs", "solid", "teasers", "worth",
    )  # fmt: skip

    def __init__(self, node: Node, parent: Place | None, first: int) -> None:
        self.node = node
        """The element."""
        self.parent = parent
        """The place it lies in."""
        self.first = first
        """The index of its first run."""
        self.runs = self.letters = self.linked = self.prose = 0
        self.teasers = 0
        """How many runs are the linked title of another article."""
        self.solid = 0
        """The most prose that an element inside it holds without such a title."""
        self.worth = 0
        """The weight of its prose, less its links to other articles."""
        self.beside = False
        """Whether it is something else than the article."""
        self._own: str | None = None

    @property
    def own(self) -> str:
        """Its own class and id words."""
        if self._own is None:
            self._own = own_hints(self.node.element)
        return self._own

    def within(self, outer: Place) -> bool:
        """Whether it is ``outer`` or lies in it."""
        place: Place | None = self
        while place is not None and place.node.depth >= outer.node.depth:
            if place is outer:
                return True
            place = place.parent
        return False

    def add(self, inner: Place) -> None:
        """Adds the sums of a place inside it."""
        self.runs += inner.runs
        self.letters += inner.letters
        self.linked += inner.linked
        self.prose += inner.prose
        self.teasers += inner.teasers
        self.solid = max(self.solid, inner.solid)


@dataclass(slots=True)
class Piece:
    """A run of text and where it stands."""

    index: int
    """Its place among the runs."""
    run: Run
    """The run."""
    place: Place
    """The element that holds it."""
    prose: int
    """Its weight if it is prose, else nothing."""

    def is_linked(self, percent: int) -> bool:
        """Whether more than so much of it is links."""
        run = self.run
        return bool(run.links) and run.linked * 100 > len(run.text) * percent


@dataclass(slots=True)
class Survey:
    """A page's text and the elements that hold it."""

    pieces: list[Piece]
    """The runs, in order."""
    places: list[Place]
    """The elements, each behind the one it lies in."""

    @property
    def prose(self) -> int:
        """The weight of all prose."""
        return self.places[0].prose if self.places else 0


def survey(runs: Sequence[Run], least: int = 0) -> Survey:
    """Every run with its place, every place with its sums.

    What reads like a sentence of the ``least`` weight or more is prose; without
    one, any line that is no link, as in a poem.
    """
    found = Survey([], [])
    known: dict[int, Place] = {}
    for index, run in enumerate(runs):
        if run.node is None:
            continue
        place = _place(run.node, index, known, found.places)
        told = is_prose(run, least) if least else _is_verse(run)
        piece = Piece(index, run, place, run.weight if told else 0)
        place.runs += 1
        place.letters += len(run.text)
        place.prose += piece.prose
        if run.links:
            place.linked += run.linked
            place.teasers += piece.is_linked(90) and run.weight > _LONGEST_LABEL
        found.pieces.append(piece)
    for place in reversed(found.places):
        if not place.teasers:
            place.solid = place.prose
        if place.parent is not None:
            place.parent.add(place)
    return found


def _is_verse(run: Run) -> bool:
    return not run.links and run.weight >= _LEAST_VERSE and run.tag not in HEADINGS


def _place(
    node: Node, index: int, known: dict[int, Place], places: list[Place]
) -> Place:
    """The place of ``node``, with those around it where they are new."""
    fresh: list[Node] = []
    outer: Node | None = node
    while outer is not None and id(outer) not in known:
        fresh.append(outer)
        outer = outer.parent
    place = None if outer is None else known[id(outer)]
    for inner in reversed(fresh):
        place = known[id(inner)] = Place(inner, place, index)
        places.append(place)
    return known[id(node)]
