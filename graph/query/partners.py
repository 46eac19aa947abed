"""The outlets that one takes from or feeds, and how: counted by the database."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from graph.measure import quantile, share
from graph.model import Credit
from graph.query.cards import OUTLET_NODE, cards
from graph.query.flows import (
    COPY,
    EDGE,
    FED,
    LEVELS,
    credit_given,
    credit_received,
    flows,
    headline_changed,
    headline_known,
    into,
    out_of,
)
from graph.query.lags import by_partner, quantiles, tenths

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import ColumnElement, Connection, RowMapping

    from graph.query.lags import Lags

MOST = 20
"""So many of the outlets that are taken from, or that take, are listed."""
_CREDITS = {level: credit.value for credit, level in LEVELS.items()}


@dataclass(frozen=True, kw_only=True, slots=True)
class Partners:
    """All that went between an outlet and others, in one direction."""

    rows: tuple[tuple[str, Counter[str]], ...]
    """The other outlets with their counts, most copies first."""
    lags: Mapping[str, Lags]
    """The hours that it took, by the other outlet."""

    @property
    def copies(self) -> int:
        """How many copies."""
        return self.total("copies")

    def total(self, name: str) -> int:
        """A count, for all of them."""
        return sum(counts[name] for _, counts in self.rows)

    def shares(self) -> dict[str, Any]:
        """How many copies there are, and which share of them gives which credit."""
        named = {c.value: share(self.total(c.value), self.copies) for c in Credit}
        return {"copies": self.copies, **named}

    def counts(self, names: Iterable[str]) -> dict[str, int]:
        """How many copies there are of each of these words, without the others."""
        found = {name: self.total(name) for name in names}
        return {name: count for name, count in found.items() if count}

    def lag(self) -> dict[str, Any]:
        """How long it took."""
        every: Counter[float] = Counter()
        for lags in self.lags.values():
            every.update(dict(lags))
        return quantiles(every.items())

    def listed(self, connection: Connection) -> list[dict[str, Any]]:
        """The outlets with most copies, and what went between."""
        first = self.rows[:MOST]
        names = cards(connection, {OUTLET_NODE + key for key, _ in first})
        return [
            {
                "outlet": names[OUTLET_NODE + key].answer()["outlet"],
                "copies": counts["copies"],
                "declared": share(counts["declared"], counts["copies"]),
                "credited": share(counts["copies"] - counts["none"], counts["copies"]),
                "lag_hours": quantile(self.lags.get(key, ()), 0.5),
            }
            for key, counts in first
        ]


def taken_from(connection: Connection, keys: Sequence[str]) -> Partners:
    """What an outlet took from others, with the credit that it gives to anybody."""
    return _partners(connection, FED, into(keys), credit_given())


def taken_by(connection: Connection, keys: Sequence[str]) -> Partners:
    """What others took from an outlet, with the credit that it gets itself."""
    return _partners(connection, COPY.c.outlet_key, out_of(keys), credit_received())


def _partners(
    connection: Connection,
    partner: ColumnElement[str],
    where: ColumnElement[bool],
    credit: ColumnElement[int],
) -> Partners:
    flow = flows(*_columns(partner, credit)).where(where).subquery()
    counted = connection.execute(
        select(*flow.c, func.count().label("copies")).group_by(*flow.c)
    )
    lags = connection.execute(
        flows(partner, tenths().label("tenths"), func.count())
        .where(where)
        .group_by(partner, "tenths")
    )
    return Partners(rows=_by_partner(counted.mappings()), lags=by_partner(lags))


def _columns(
    partner: ColumnElement[str], credit: ColumnElement[int]
) -> list[ColumnElement[Any]]:
    """What copies are counted by."""
    return [
        partner.label("partner"),
        EDGE.declared,
        EDGE.relation,
        EDGE.verdict,
        headline_known().label("known"),
        headline_changed().label("changed"),
        credit.label("credit"),
    ]


def _by_partner(counted: Iterable[RowMapping]) -> tuple[tuple[str, Counter[str]], ...]:
    """The counts of each partner, the one with most copies first."""
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in counted:
        words = [
            "copies",
            row["relation"],
            row["verdict"],
            _CREDITS[row["credit"] or 0],
        ]
        words += [flag for flag in ("declared", "known", "changed") if row[flag]]
        found[row["partner"]].update(dict.fromkeys(words, row["copies"]))
    ordered = sorted(found.items(), key=lambda item: (-item[1]["copies"], item[0]))
    return tuple(ordered)
