"""Lost credits: the hop of a chain at which a credit changed or vanished."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True, kw_only=True, slots=True)
class Hop:
    """One step of a chain: a copy, and the nearest source that it has."""

    source: str
    """Article id."""
    copy: str
    """Article id."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Credited:
    """A credit that a page gives, whether it holds or not."""

    page: str
    """Id of the article whose page says so."""
    source: str
    """Id of the article credited, or ``outlet:KEY``."""
    outlet: str | None
    """Key of the outlet credited."""
    relay: bool = False
    """Whether the page names it as its "via" only."""
    visible: bool = True
    """Whether a reader sees it."""
    supported: bool = False
    """Whether the texts of both say so too."""
    reasons: frozenset[str] = frozenset()
    """The names of the reasons for and against it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Lost:
    """A hop at which a credit was lost."""

    hop: Hop
    """Where."""
    before: tuple[str, ...]
    """Keys of the outlets that the source's page credits."""
    after: tuple[str, ...]
    """Keys of those that the copy's page credits instead; empty for nobody."""

    @property
    def kind(self) -> str:
        """``vanished`` where the copy credits nobody, else ``changed``."""
        return "changed" if self.after else "vanished"


def lost_credits(
    hops: Iterable[Hop],
    given: Iterable[Credited],
    outlets: Mapping[str, str | None],
) -> tuple[Lost, ...]:
    """The hops at which the copy credits none of those whom its source credits.

    A source's "via" may be left out, and nobody has to credit the own outlet.
    ``outlets`` are the outlets of the articles.

    >>> given = [Credited(page="b", source="a", outlet="a.example"),
    ...          Credited(page="c", source="b", outlet="b.example")]
    >>> outlets = {"b": "b.example", "c": "c.example"}
    >>> [lost] = lost_credits([Hop(source="b", copy="c")], given, outlets)
    >>> lost.kind, lost.before, lost.after
    ('changed', ('a.example',), ('b.example',))
    """
    first: defaultdict[str, set[str]] = defaultdict(set)
    every: defaultdict[str, set[str]] = defaultdict(set)
    for credit in given:
        if credit.visible and credit.outlet:
            every[credit.page].add(credit.outlet)
            if not credit.relay:
                first[credit.page].add(credit.outlet)
    found = []
    for hop in sorted(hops, key=lambda hop: (hop.copy, hop.source)):
        before, after = first[hop.source], every[hop.copy]
        if outlets.get(hop.copy) in before or not before or before & after:
            continue
        found.append(
            Lost(hop=hop, before=tuple(sorted(before)), after=tuple(sorted(after)))
        )
    return tuple(found)
