"""The time between two articles as the database computes it.

It is what :func:`graph.lag.lag_hours` gives: from the middle of what one date may
mean to the middle of the other. Dates known up to a month or a year only are left
out, since such a lag is mostly a matter of the calendar.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import Float, Integer, and_, case, cast, func
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from graph.measure import quantile
from graph.model import Precision
from graph.query.flows import COPY, SOURCE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import ColumnElement
    from sqlalchemy.sql.compiler import SQLCompiler
    from sqlalchemy.sql.selectable import FromClause

_WITHOUT_ZONE = len("2022-02-20T09:30")
_DAY = 12.0
_MINUTE = 1 / 120
_NO_ZONE = -1.0
"""Without a zone a date may lie 14 hours earlier and 12 later."""

Lags = list[tuple[float, int]]
"""Hours, each with how often it is there."""


class _hours(FunctionElement[float]):  # noqa: N801 - reads as the function it is
    """Hours from a fixed moment to an ISO date, without a zone in UTC."""

    type = Float()
    inherit_cache = True


@compiles(_hours, "sqlite")
def _by_sqlite(element: _hours, compiler: SQLCompiler, **words: Any) -> str:  # noqa: ANN401 - SQLAlchemy's
    value = compiler.process(element.clauses, **words)
    return f"(julianday({value}) * 24.0)"


@compiles(_hours, "postgresql")
def _by_postgresql(element: _hours, compiler: SQLCompiler, **words: Any) -> str:  # noqa: ANN401 - SQLAlchemy's
    value = compiler.process(element.clauses, **words)
    return (
        f"(CASE WHEN length({value}) > {_WITHOUT_ZONE}"
        f" THEN extract(epoch FROM CAST({value} AS timestamptz))"
        f" ELSE extract(epoch FROM CAST({value} AS timestamp)) END"
        "::double precision / 3600.0)"
    )


def _middle(article: FromClause) -> ColumnElement[float]:
    """The middle of what a date may mean; null where it is known too roughly."""
    value, precision = article.c.published_value, article.c.published_precision
    zoned = func.length(value) > _WITHOUT_ZONE
    minute = precision == Precision.MINUTE.value
    return case(
        (precision == Precision.DAY.value, _hours(value) + (_DAY + _NO_ZONE)),
        (and_(minute, zoned), _hours(value) + _MINUTE),
        (minute, _hours(value) + (_MINUTE + _NO_ZONE)),
    )


def tenths() -> ColumnElement[int]:
    """Tenths of hours from source to copy; null where they are not known."""
    return cast(func.round((_middle(COPY) - _middle(SOURCE)) * 10), Integer)


def by_partner(rows: Iterable[Sequence[Any]]) -> dict[str, Lags]:
    """Rows of partner, tenths of hours and number as lags, by their partners."""
    found: defaultdict[str, Lags] = defaultdict(list)
    for partner, lag, count in rows:
        if lag is not None:
            found[partner].append((lag / 10, count))
    return found


def quantiles(lags: Iterable[tuple[float, int]]) -> dict[str, Any]:
    """How long it takes: a tenth, half and nine tenths of the copies are quicker."""
    known = list(lags)
    return {
        "copies": sum(count for _, count in known),
        "p10": quantile(known, 0.1),
        "median": quantile(known, 0.5),
        "p90": quantile(known, 0.9),
    }
