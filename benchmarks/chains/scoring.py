"""How well what is said of a world's pages agrees with what is true of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from benchmarks.chains.answers import Answer, Answers, Node, Shares, named_outlet_of
from crawler.outlets import find
from graph.identity import name_key, outlet_key, url_key
from tests.world.outlets import AGENCIES

if TYPE_CHECKING:
    from tests.world import Page, Truth


@dataclass(frozen=True, kw_only=True, slots=True)
class Share:
    """So many of so many."""

    right: float
    of: int

    @property
    def share(self) -> float | None:
        """0 to 1; None where there is nothing to count."""
        return self.right / self.of if self.of else None


@dataclass(frozen=True, kw_only=True, slots=True)
class Edge:
    """A republication between two articles, as the store has it."""

    source: str
    """The source's URL key."""
    source_outlet: str | None
    copy: str
    """The copy's URL key."""
    verdict: str
    nearest: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Calibration:
    """The edges of one verdict."""

    edges: int = 0
    true: int = 0
    """Whose source is above the copy."""
    strict: int = 0
    """Whose source is what the copy was taken from."""

    def __add__(self, other: Calibration) -> Calibration:
        return Calibration(
            edges=self.edges + other.edges,
            true=self.true + other.true,
            strict=self.strict + other.strict,
        )


def is_copy(truth: Truth) -> bool:
    """Whether a page was taken from elsewhere, be it from an unseen agency."""
    return bool(truth.parents) or truth.source_outlet is not None


def is_taker(truth: Truth) -> bool:
    """Whether it was taken from an agency whose text is on no page."""
    return not truth.parents and truth.source_outlet is not None


def parent_right(truth: Truth, node: Node) -> bool:
    """Whether a page was taken from there.

    Who took an agency's unseen text is rightly said to have it from the agency, or
    from nowhere that is known; who took nothing, from nowhere.
    """
    if truth.parents:
        return node is not None and node in _keys(truth.parents)
    return node is None or _is_outlet(node, truth.source_outlet)


def origin_right(truth: Truth, node: Node) -> bool:
    """Whether a copy's text came from there in the first place."""
    roots = set(_keys(truth.origins))
    if truth.origin is not None:
        roots.add(url_key(truth.origin))
    if node is not None and node in roots:
        return True
    # The agency's text is nowhere to be seen: to say nothing is right, too.
    agency = is_copy(truth) and truth.origin is None
    if agency or not is_copy(truth):
        return node is None or (agency and _is_outlet(node, truth.source_outlet))
    return False


def score(pages: Iterable[Page], answers: Answers) -> dict[str, Share]:
    """Every measure of what is said of these pages."""
    told = [(page.truth, answers.get(url_key(page.url), Answer())) for page in pages]
    copies = [(truth, answer) for truth, answer in told if is_copy(truth)]
    known = [(t, a if a.known else None) for t, a in copies]
    return {
        "parent": _share(copies, _parent),
        "parent of seen": _share([c for c in copies if c[0].parents], _parent),
        "parent of unseen": _share([c for c in copies if is_taker(c[0])], _parent),
        "origin": _share(copies, _origin),
        "origin, known": Share(
            right=sum(_origin(t, a) for t, a in known if a), of=len(known)
        ),
        "wrongly known": Share(
            right=sum(1 - _origin(t, a) for t, a in told if a.known), of=len(told)
        ),
        "given a parent": _share(
            [(t, a) for t, a in told if not is_copy(t)], _given_parent
        ),
    }


def calibrate(pages: Sequence[Page], edges: Iterable[Edge]) -> dict[str, Calibration]:
    """How many of the edges of each verdict are true."""
    truths = {url_key(page.url): page.truth for page in pages}
    counts: Counter[tuple[str, str]] = Counter()
    for edge in edges:
        counts[edge.verdict, "edges"] += 1
        counts[edge.verdict, "true"] += edge_true(truths, edge)
        counts[edge.verdict, "strict"] += edge_true(truths, edge, strict=True)
    return {
        verdict: Calibration(
            edges=counts[verdict, "edges"],
            true=counts[verdict, "true"],
            strict=counts[verdict, "strict"],
        )
        for verdict in dict.fromkeys(verdict for verdict, _ in counts)
    }


def edge_true(truths: Mapping[str, Truth], edge: Edge, *, strict: bool = False) -> bool:
    """Whether the source is above the copy; in the strict sense, right above it.

    An article of the agency that was never seen counts as the agency's text.
    """
    level, above = {edge.copy}, set[str]()
    while level:
        own = [truths[one] for one in level if one in truths]
        found = {key for truth in own for key in _keys(truth.parents)}
        takers = [truth.source_outlet for truth in own if is_taker(truth)]
        unseen = edge.source not in truths
        if edge.source in found or (
            unseen and any(_is_agency(edge.source_outlet, name) for name in takers)
        ):
            return True
        above |= level
        level = set() if strict else found - above
    return False


def _share(
    told: Sequence[tuple[Truth, Answer]], worth: Callable[[Truth, Answer], float]
) -> Share:
    return Share(right=sum(worth(t, a) for t, a in told), of=len(told))


def _parent(truth: Truth, answer: Answer) -> float:
    return _sum(answer.parents, lambda node: parent_right(truth, node))


def _origin(truth: Truth, answer: Answer) -> float:
    return _sum(answer.origins, lambda node: origin_right(truth, node))


def _given_parent(_truth: Truth, answer: Answer) -> float:
    return _sum(answer.parents, lambda node: node is not None)


def _sum(shares: Shares, right: Callable[[Node], bool]) -> float:
    return sum(share for node, share in shares.items() if right(node))


@cache
def _key(url: str) -> str:
    return url_key(url)


def _keys(urls: Iterable[str]) -> list[str]:
    return [_key(url) for url in urls]


def _is_outlet(node: Node, name: str | None) -> bool:
    return _is_agency(named_outlet_of(node), name)


def _is_agency(key: str | None, name: str | None) -> bool:
    """Whether an outlet's key means the agency of that name, or its own site."""
    if key is None or name is None:
        return False
    known = find(name)
    own = {name, f"name:{name_key(name)}"} | ({known.key} if known else set())
    sites = {outlet_key(f"https://{one.host}/") for one in AGENCIES if one.name == name}
    return key in own | sites
