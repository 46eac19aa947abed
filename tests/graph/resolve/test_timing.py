"""Which article is older, by its date and by when it was there already."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from graph.model import Date, Precision, Witness
from graph.resolve.timing import chance_before, moment, told

PRECISIONS = {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}


def seen(day: str | None, published: str | None = None) -> Witness:
    """An article that was there on a day, with the date that its page states."""
    moment = datetime.fromisoformat(day).replace(tzinfo=UTC) if day else None
    date = published and Date(value=published, precision=PRECISIONS[len(published)])
    return Witness(id="a", outlet=None, published=date or None, seen=moment)


def test_what_was_there_before_a_date_is_older_than_it() -> None:
    one, other = seen("2022-02-18"), seen("2026-01-01", "2022-03-01")
    assert chance_before(one, other) > 0.99
    assert chance_before(other, one) < 0.01


def test_a_later_sight_tells_nothing() -> None:
    one, other = seen("2026-01-01"), seen("2026-01-01", "2022-03-01")
    assert chance_before(one, other) == chance_before(other, one) == 0.5
    assert chance_before(one, seen("2022-01-01")) == 0.5
    assert chance_before(seen(None), other) == 0.5


def test_a_vague_date_after_a_sight_is_of_something_else() -> None:
    changed = seen("2022-02-18", "2024")
    assert moment(changed) is None
    assert told(changed) == "seen by 2022-02-18"
    assert chance_before(changed, seen("2026-01-01", "2022-03-01")) > 0.99


def test_a_vague_date_ends_with_the_sight() -> None:
    year = seen("2022-02-01", "2022")
    whole = seen("2026-01-01", "2022")
    march = seen("2026-01-01", "2022-03-05")
    assert chance_before(year, march) > 0.99
    assert chance_before(whole, march) < 0.5


@pytest.mark.parametrize("day", [None, "2026-01-01", "2022-02-17", "2022-02-18"])
def test_a_day_that_a_page_states_stays_as_it_is(day: str | None) -> None:
    one = seen(day, "2022-02-18")
    assert one.published is not None
    assert moment(one) == one.published.moment()
    assert told(one) == "2022-02-18"
