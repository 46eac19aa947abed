"""Where a page comes from, as somebody says it: Whence, a baseline, the oracle.

A source is named by a node: an article by its URL's key, an outlet alone by
``outlet:KEY``, and None stands for "nothing is named". One who can't choose between
several gives each its share, so that a page counts as what a guess is worth.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from graph.query.cards import OUTLET_NODE

Node = str | None
Shares = Mapping[Node, float]
"""What is named, with how likely it is; together 1."""
NOTHING: dict[Node, float] = {None: 1.0}


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What somebody says of one page."""

    parents: Shares = field(default_factory=NOTHING.copy)
    """What it was taken from."""
    origins: Shares = field(default_factory=NOTHING.copy)
    """Where it came from in the first place."""
    known: bool = False
    """Whether that is said to be known."""


Answers = Mapping[str, Answer]
"""What somebody says, by the page's URL key."""
Choices = Mapping[str, Sequence[Node]]
"""The equally likely parents of each page; pages stand behind all their parents."""


def outlet_node(key: str) -> str:
    """An outlet of which no article is named."""
    return f"{OUTLET_NODE}{key}"


def named_outlet_of(node: Node) -> str | None:
    """The key of an outlet that is named alone."""
    if node is None or not node.startswith(OUTLET_NODE):
        return None
    return node.removeprefix(OUTLET_NODE)


def even(nodes: Sequence[Node]) -> Shares:
    """The same share for each of these; nothing, where there is none."""
    return dict.fromkeys(nodes, 1 / len(nodes)) if nodes else NOTHING


def walked(choices: Choices) -> dict[str, Answer]:
    """Answers whose origin is the end of the way from parent to parent."""
    ends: dict[str, Shares] = {}
    found: dict[str, Answer] = {}
    for page, parents in choices.items():
        shares = even(parents)
        ends[page] = _ends(ends, shares, end=page)
        found[page] = Answer(parents=shares, origins=_ends(ends, shares, end=None))
    return found


def _ends(ends: Mapping[str, Shares], parents: Shares, *, end: Node) -> Shares:
    """Where the ways by these parents end; a way without a parent, at ``end``."""
    found: dict[Node, float] = {}
    for parent, share in parents.items():
        # What is on no page ends its way: nothing, and an outlet alone.
        beyond = ends.get(parent or "", {parent or end: 1.0})
        for node, part in beyond.items():
            found[node] = found.get(node, 0.0) + share * part
    return found
