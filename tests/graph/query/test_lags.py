"""The time between two articles is the same in the database and in Python."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pytest
from sqlalchemy import select

from graph.lag import lag_hours
from graph.model import Date, Precision
from graph.query.flows import COPY, EDGE, flows
from graph.query.lags import quantiles, tenths
from graph.store import write
from tests.graph.small_store import NOW, Small
from tests.graph.store.facts import article

DATES = [
    Date(value="2022-02-18", precision=Precision.DAY),
    Date(value="2022-03-01", precision=Precision.DAY),
    Date(value="1899-12-31", precision=Precision.DAY),
    Date(value="2022-02-20T09:30", precision=Precision.MINUTE),
    Date(value="2022-02-20T09:30Z", precision=Precision.MINUTE),
    Date(value="2022-02-20T23:30+05:30", precision=Precision.MINUTE),
    Date(value="2022-02-20T00:10-03:00", precision=Precision.MINUTE),
]
ROUGH = [
    Date(value="2022-02", precision=Precision.MONTH),
    Date(value="2022", precision=Precision.YEAR),
    None,
]


@pytest.fixture
def small(store_url: str) -> Iterator[Small]:
    small = Small(store_url)
    yield small
    small.store.close()


def keep(small: Small, dates: list[Date | None]) -> dict[tuple[int, int], str]:
    """A copy for each pair of dates; gives the copies' ids."""
    found = {}
    for one, other in product(range(len(dates)), repeat=2):
        ids = []
        for side, place in (("a", one), ("b", other)):
            page = article(f"https://{side}.example/{one}-{other}")
            with small.store.write() as connection:
                dated = replace(page, published=dates[place])
                ids.append(write.put_article(connection, dated, now=NOW))
        small.edge(*ids, nearest=True)
        found[one, other] = ids[1]
    return found


def test_it_is_the_lag_of_the_articles_themselves(small: Small) -> None:
    copies = keep(small, [*DATES])
    with small.store.read() as connection:
        rows = connection.execute(flows(EDGE.copy_id, tenths().label("tenths")))
        found = {row.copy_id: row.tenths for row in rows}
    assert len(found) == len(DATES) ** 2
    for (one, other), copy in copies.items():
        wanted = lag_hours(DATES[one], DATES[other])
        assert found[copy] / 10 == pytest.approx(wanted, abs=0.11), (one, other)


def test_rough_dates_tell_no_lag(small: Small) -> None:
    keep(small, [DATES[0], *ROUGH])
    with small.store.read() as connection:
        rows = connection.execute(flows(tenths().label("tenths")))
        found = [row.tenths for row in rows]
        known = connection.execute(select(COPY.c.published_value)).scalars().all()
    assert "2022" in known
    assert [lag for lag in found if lag is not None] == [0]


def test_quantiles_of_no_lag_are_not_known() -> None:
    assert quantiles([]) == {"copies": 0, "p10": None, "median": None, "p90": None}
