"""The fields of a JSON line, in all the forms that exports give them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from crawler.given import name_of, read_given, stated_in
from crawler.items import item_of_line
from crawler.reading import read_item
from graph.model import Article, Outlet


def given(url: str | None = None, **line: object) -> dict[str, Any]:
    return read_given(stated_in(line), url=url)


@pytest.mark.parametrize(
    "stated, value",
    [
        ("2022-02-18", "2022-02-18"),
        ("2022-02", "2022-02"),
        ("1852-02-03", "1852-02-03"),
        ("1852", "1852"),
        ("2023-11-01 00:00:00", "2023-11-01"),
        ("2023-11-01T12:33:07.123Z", "2023-11-01T12:33+00:00"),
        ("Wed, 01 Jan 2020 10:00:00 GMT", "2020-01-01T10:00+00:00"),
        ("18 février 2022", "2022-02-18"),
        (1641378000, "2022-01-05T10:20+00:00"),
        (1641378000.7, "2022-01-05T10:20+00:00"),
        (1641378000123, "2022-01-05T10:20+00:00"),
        ("1641378000", "2022-01-05T10:20+00:00"),
        (20220218, "2022-02-18"),
        (2022, "2022"),
        ({"value": "2022-02-18", "precision": "day"}, "2022-02-18"),
    ],
)
def test_a_date_may_be_given_in_any_form(stated: object, value: str) -> None:
    found = given(published=stated)["published"]
    assert (found.value, found.source) == (value, "given")


@pytest.mark.parametrize(
    "stated",
    [
        0,
        -5,
        17,
        True,
        float("inf"),
        float("nan"),
        10**400,
        "soon",
        "2022-02-30",
        [],
        {},
    ],
)
def test_what_is_no_date_is_not_given(stated: object) -> None:
    assert given(published=stated) == {}


@pytest.mark.parametrize(
    "stated, names",
    [
        ("Ann Lee and Bo Diaz", ["Ann Lee", "Bo Diaz"]),
        ("By Ann Lee", ["Ann Lee"]),
        ("Ann Lee; Bo Diaz", ["Ann Lee", "Bo Diaz"]),
        ("staff", ["staff"]),
        (
            ["Lee and Sons", {"name": "Bo Diaz"}, {"x": 1}, 7],
            ["Lee and Sons", "Bo Diaz"],
        ),
        ({"name": "Ann Lee"}, ["Ann Lee"]),
    ],
)
def test_authors_of_one_text_are_parted(stated: object, names: list[str]) -> None:
    assert [author.name for author in given(authors=stated)["authors"]] == names


@pytest.mark.parametrize(
    "stated, url, outlet",
    [
        ("Harbour Post", None, ("name:harbour-post", "Harbour Post")),
        ("Harbour Post", "https://hp.example/a", ("hp.example", "Harbour Post")),
        ("hp.example", None, ("hp.example", "hp.example")),
        ("https://www.hp.example/", None, ("hp.example", "hp.example")),
        ("http://other.example", "https://hp.example/a", ("hp.example", "hp.example")),
        ("CNN", None, ("cnn.com", "CNN")),
        (
            {"key": "x", "name": "Harbour Post"},
            None,
            ("name:harbour-post", "Harbour Post"),
        ),
    ],
)
def test_an_outlet_is_known_by_its_name_or_host(
    stated: object, url: str | None, outlet: tuple[str, str]
) -> None:
    found = given(url, outlet=stated)["outlet"]
    assert (found.key, found.name) == outlet


@pytest.mark.parametrize(
    "stated, code",
    [("en", "en"), ("en-GB", "en"), ("PT_br", "pt"), ({"code": "fr"}, "fr")],
)
def test_a_language_is_a_code(stated: object, code: str) -> None:
    assert given(language=stated) == {"language": code}


@pytest.mark.parametrize(
    "stated", ["English", "eng", "", None, 7, "\ud800", ["en"], "e"]
)
def test_what_is_no_code_is_read_from_the_text(stated: object) -> None:
    assert given(language=stated) == {}


@pytest.mark.parametrize("odd", [None, True, {}, [], "", " ", [None, {}], "\0"])
def test_fields_that_say_nothing_are_not_given(odd: object) -> None:
    names = ("id", "outlet", "headline", "published", "authors", "language")
    assert read_given(stated_in(dict.fromkeys(names, odd)), url=None) == {}


def test_what_is_nested_without_end_is_left_behind() -> None:
    deep: list[object] = []
    for _ in range(50_000):
        deep = [deep]
    assert stated_in({"authors": deep, "headline": {"name": deep}}) == {"authors": []}


@pytest.mark.parametrize(
    "stated, article, name",
    [
        (
            {"id": "a b"},
            Article(url=None, outlet=Outlet(key="x.example")),
            "x.example:a%20b",
        ),
        ({"id": 0}, Article(url=None, outlet=Outlet(key="name:hp")), "name:hp:0"),
        ({"id": 7}, Article(url=None), None),
        ({"id": True}, Article(url=None, outlet=Outlet(key="x.example")), None),
        ({"id": 7}, Article(url="https://x.example/a", outlet=Outlet(key="x")), None),
        ({}, Article(url=None, outlet=Outlet(key="x.example")), None),
    ],
)
def test_an_id_names_a_text_at_its_outlet(
    stated: dict[str, object], article: Article, name: str | None
) -> None:
    found = name_of(stated_in(stated), article)
    assert found == (name and f"urn:whence:{name}")


def test_fields_that_are_missing_are_read_from_the_text() -> None:
    text = (
        "The last ferry\n\nBy Ann Lee\n\n18 February 2022\n\nThe ferry left the "
        "harbour early, as on every day of that long week, with nobody on board."
    )
    line = {"url": "herald.example/ferry", "headline": "Given", "text": text}
    row = json.dumps(line).encode()
    found = read_item(item_of_line(row, folder=Path(), label="x"))
    assert (found.url, found.headline) == ("http://herald.example/ferry", "Given")
    assert [author.name for author in found.authors] == ["Ann Lee"]
    assert found.published is not None
    assert found.published.value == "2022-02-18"
    assert found.text.startswith("The last ferry\n\nBy Ann Lee")
