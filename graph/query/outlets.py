"""All outlets as a table, counted over the whole store."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from graph.measure import quantile, share
from graph.model import Credit, Status
from graph.query.coverage import coverage
from graph.query.flows import (
    COPY,
    FED,
    LEVELS,
    credit_given,
    credit_received,
    flows,
    is_copy,
    is_taken,
    number,
)
from graph.query.lags import tenths
from graph.query.listing import column, listed
from graph.store.aliases import groups
from graph.store.schema import ARTICLE, OUTLET

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

COLUMNS = (
    "key",
    "name",
    "articles",
    "fetched",
    "originates",
    "relays",
    "sources",
    "takers",
    "copies",
    "lag_hours",
    "gives_credit",
    "gets_credit",
    "first",
    "last",
)
_NOTHING: dict[str, Any] = {
    "articles": 0,
    "fetched": 0,
    "originates": 0,
    "first": None,
    "last": None,
}


def outlets(
    connection: Connection,
    *,
    sort: str = "-articles",
    reverse: bool = False,
    limit: int = 20,
) -> dict[str, Any]:
    """All outlets: what they originate and relay, and how they credit.

    Keys that are said to be one outlet make one row. With ``limit`` 0 all rows are
    given; raises UsageError where ``sort`` is no column, ``-`` before it or not.
    """
    column(sort, COLUMNS)
    same = groups(connection, "outlet")
    flow, lags = _between(connection, same)
    articles = _articles(connection, same)
    rows = [
        {"key": key, "name": name, **articles.get(key, _NOTHING)}
        | flow.of(key)
        | {"lag_hours": quantile(lags.get(key, ()), 0.5)}
        for key, name in _outlets(connection, same).items()
    ]
    rows = [{name: row[name] for name in COLUMNS} for row in rows]
    found = listed(rows, sort, COLUMNS, limit=limit, reverse=reverse)
    return {"outlets": found, "number": len(rows), "coverage": coverage(connection)}


def _outlets(connection: Connection, same: Mapping[str, str]) -> dict[str, str]:
    """The name of every outlet, by the key that stands for it."""
    rows = connection.execute(select(OUTLET.c.key, OUTLET.c.name))
    named = {row.key: row.name or row.key.removeprefix("name:") for row in rows}
    return {key: name for key, name in named.items() if same.get(key, key) == key}


def _articles(
    connection: Connection, same: Mapping[str, str]
) -> dict[str, dict[str, Any]]:
    """How many articles each outlet has, from when to when."""
    key = ARTICLE.c.outlet_key
    first_hand = is_taken(ARTICLE) & ~is_copy(ARTICLE)
    rows = connection.execute(
        select(
            key,
            func.count().label("articles"),
            number(ARTICLE.c.status == Status.FETCHED.value).label("fetched"),
            number(first_hand).label("originates"),
            func.min(ARTICLE.c.published_value).label("first"),
            func.max(ARTICLE.c.published_value).label("last"),
        )
        .where(key.is_not(None))
        .group_by(key)
    )
    found: dict[str, dict[str, Any]] = {}
    for row in rows.mappings():
        counts = {name: row[name] for name in _NOTHING}
        one = same.get(row[key], row[key])
        found[one] = _together(found[one], counts) if one in found else counts
    return found


def _together(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """The counts of two keys as those of one outlet."""
    dates = [date for row in (one, other) for date in (row["first"], row["last"])]
    known = sorted(date for date in dates if date)
    counts = {
        name: one[name] + other[name] for name in ("articles", "fetched", "originates")
    }
    return counts | {
        "first": known[0] if known else None,
        "last": known[-1] if known else None,
    }


class _Flow:
    """What went between outlets, summed up for each of them."""

    def __init__(self) -> None:
        self.counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.sources: defaultdict[str, set[str]] = defaultdict(set)
        self.takers: defaultdict[str, set[str]] = defaultdict(set)

    def add(self, source: str, copy: str, row: Any) -> None:  # noqa: ANN401 - a row
        """Add what one outlet took from another."""
        self.sources[copy].add(source)
        self.takers[source].add(copy)
        self.counts[copy].update(relays=row.copies, gives=row.gives)
        self.counts[source].update(copies=row.copies, gets=row.gets)

    def of(self, key: str) -> dict[str, Any]:
        """The columns of one outlet."""
        counts = self.counts[key]
        return {
            "relays": counts["relays"],
            "sources": len(self.sources[key]),
            "takers": len(self.takers[key]),
            "copies": counts["copies"],
            "gives_credit": share(counts["gives"], counts["relays"]),
            "gets_credit": share(counts["gets"], counts["copies"]),
        }


def _between(
    connection: Connection, same: Mapping[str, str]
) -> tuple[_Flow, dict[str, list[tuple[float, int]]]]:
    """What went between outlets, and the hours that each took for its copies."""
    none = LEVELS[Credit.NONE]
    flow = flows(
        FED.label("source"),
        COPY.c.outlet_key.label("copy"),
        credit_given().label("given"),
        credit_received().label("received"),
        tenths().label("tenths"),
    ).subquery()
    pair = flow.c["source", "copy", "tenths"]
    rows = connection.execute(
        select(
            *pair,
            func.count().label("copies"),
            number(flow.c.given > none).label("gives"),
            number(flow.c.received > none).label("gets"),
        ).group_by(*pair)
    )
    found, lags = _Flow(), defaultdict[str, list[tuple[float, int]]](list)
    for row in rows:
        source, copy = (same.get(key, key) for key in (row.source, row.copy))
        if source != copy:
            found.add(source, copy, row)
            if row.tenths is not None:
                lags[copy].append((row.tenths / 10, row.copies))
    return found, lags
