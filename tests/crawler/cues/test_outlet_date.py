"""Lines of an outlet and a date above an article."""

from __future__ import annotations

import pytest

from crawler.cues.outlet_date import outlet_date
from crawler.page import Page
from graph.model import Article, Author, Outlet

OWN = "https://daily.example/2022/bridge"
PROSE = "The council met on Tuesday and voted for the new bridge over the river. " * 4
RECORD = Article(
    url=OWN,
    outlet=Outlet(key="daily.example", name="Daily Example"),
    authors=(Author(name="Ann Lee"),),
    language="en",
)


def read(line: str) -> list[tuple[str | None, str | None]]:
    page = Page.from_text(f"# Bridge approved\n\n{line}\n\n{PROSE}\n\n{PROSE}", OWN)
    return [
        (c.reference.outlet, c.reference.date.value if c.reference.date else None)
        for c in outlet_date(page, RECORD)
    ]


@pytest.mark.parametrize(
    "line",
    [
        "[Indian Punchline](#) 6 January 2023",
        "Indian Punchline, January 6, 2023",
        "Friday, 6 January 2023 — Indian Punchline",
        "6 January 2023 — Indian Punchline",
        "Ann Lee – Indian Punchline, 6 Jan 2023",
    ],
)
def test_a_known_outlet_with_a_date(line: str) -> None:
    assert read(line) == [("Indian Punchline", "2023-01-06")]


def test_a_mistyped_date_behind_a_dash_leaves_the_outlet() -> None:
    assert read("25 June 220 — Indian Punchline") == [("Indian Punchline", None)]


def test_an_unknown_outlet_must_be_linked_or_stand_behind_the_author() -> None:
    assert read("[Hill News](https://hill.example/) 6 January 2023") == [
        ("Hill News", "2023-01-06")
    ]
    assert read("Ann Lee – Hill News, 6 Jan 2023") == [("Hill News", "2023-01-06")]
    assert read("Hill News, 6 January 2023") == []
    assert read("Bob Hill – Politics, 6 Jan 2023") == []


@pytest.mark.parametrize(
    "line",
    ["6 January 2023", "Ann Lee 6 January 2023", "Indian Punchline, 25 June 220"],
)
def test_people_bare_dates_and_broken_dates_are_none(line: str) -> None:
    assert read(line) == []


def test_the_outlet_and_the_date_may_stand_on_two_lines() -> None:
    assert read("By Ann Lee\n\nThe Harbour Ledger\n\n6 January 2023") == [
        ("The Harbour Ledger", "2023-01-06")
    ]
    assert read("World News\n\n6 January 2023") == []
    assert read("Ann Hill\n\n6 January 2023") == []
    assert read("The Harbour Ledger\n\nPolitics\n\n6 January 2023") == []
    assert read("By The Harbour Ledger\n\n6 January 2023") == []


def test_the_hour_may_stand_behind_the_date() -> None:
    lines = "Indian Punchline\n\nJan 6, 2023 at 3:45 pm"
    assert read(lines) == [("Indian Punchline", "2023-01-06T15:45")]


def test_a_person_with_a_paper_behind_is_no_outlet() -> None:
    assert read("Ann Lee Daily Example\n\n6 January 2023") == []
    page = Page.from_html(
        "<article><h1>Bridge approved</h1><p><span class='byline'>Kim Ray Harbour"
        f" Ledger</span></p><p>6 January 2023</p><p>{PROSE}</p><p>{PROSE}</p>",
        OWN,
    )
    assert list(outlet_date(page, RECORD)) == []
