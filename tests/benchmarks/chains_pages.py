"""Pages for tests of the chains benchmark: nothing but what is scored."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, cast

from graph.identity import url_key
from graph.model import Date, Precision
from tests.world import Page, Truth
from tests.world.edits import FIRST_CHANGE

FIRST = datetime(2024, 3, 1, 12, tzinfo=UTC)
WORDS = [
    f"{letter}{number}" for number in range(20) for letter in ("ba", "ke", "mi", "ro")
]
TEXT = " ".join(WORDS)


def url(name: str) -> str:
    """The address of an outlet's only article."""
    return f"https://{name}.example/2024/a-story"


def key(name: str) -> str:
    return url_key(url(name))


def page(  # noqa: PLR0913 - what a test says of a page
    name: str,
    *parents: str,
    day: int = 1,
    stated: int | None = -1,
    text: str = TEXT,
    agency: str | None = None,
    origins: tuple[str, ...] | None = None,
    story: int = 1,
    changes: tuple[int, ...] = (),
    style: tuple[int, ...] = (),
) -> Page:
    """A page of the outlet ``name``, taken from the pages of ``parents``.

    ``day`` is its true date; ``stated`` what it says, the same unless told;
    ``style`` are changes that others make, too.
    """
    if origins is None:
        origins = () if agency else (name,) if not parents else parents[:1]
    roots = tuple(map(url, origins))
    truth = Truth(
        story=story,
        kind="copy" if parents or agency else "original",
        parents=tuple(map(url, parents)),
        source_outlet=agency,
        origin=roots[0] if roots else None,
        origins=roots,
        changes=frozenset({FIRST_CHANGE + number for number in changes} | {*style}),
    )
    return Page(
        url=url(name),
        outlet=f"{name}.example",
        outlet_name=name.title(),
        headline="A story",
        authors=(),
        published=FIRST + timedelta(days=day),
        stated=_day(day if stated == -1 else stated),
        language="en",
        text=text,
        truth=truth,
        sheet=cast("Any", None),
    )


def _day(day: int | None) -> Date | None:
    if day is None:
        return None
    value = (FIRST + timedelta(days=day)).date().isoformat()
    return Date(value=value, precision=Precision.DAY)
