"""Collections that others hand out: NELA-GT's lists and file, Media Cloud's lists."""

from __future__ import annotations

import io
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from crawler.items import items_in, items_in_stream
from graph.errors import InputError

ROW: dict[str, Any] = {
    "id": "herald--2022-02-18--The ferry",
    "date": "2022-02-18",
    "source": "herald",
    "title": "The ferry",
    "content": "The night ferry has sailed almost empty since November.",
    "author": "Ann Lee and Bo Diaz",
    "url": "https://herald.example/ferry",
    "published_utc": 1645176600,
}


def document(path: Path, *rows: object, indent: int | None = None) -> Path:
    path.write_text(json.dumps(rows, indent=indent), "utf-8")
    return path


def database(path: Path, *rows: dict[str, Any]) -> Path:
    names = list(ROW)
    with closing(sqlite3.connect(path)) as made:
        made.execute(f"CREATE TABLE newsdata ({', '.join(names)})")
        made.executemany(
            f"INSERT INTO newsdata VALUES ({', '.join('?' * len(names))})",  # noqa: S608
            [[row.get(name) for name in names] for row in rows],
        )
        made.commit()
    return path


@pytest.mark.parametrize("make", [document, database])
def test_an_article_keeps_all_that_is_said_of_it(make: Any, tmp_path: Path) -> None:  # noqa: ANN401
    (item,) = items_in(make(tmp_path / "nela", ROW))
    assert item.body.decode() == ROW["content"]
    assert item.url == "https://herald.example/ferry"
    assert item.given == {
        "id": ROW["id"],
        "outlet": "herald",
        "headline": "The ferry",
        "authors": "Ann Lee and Bo Diaz",
        "published": 1645176600,
    }
    assert item.label.endswith("nela, object 1")


@pytest.mark.parametrize("nothing", [None, 0, "", " ", "0"])
def test_a_date_stands_in_for_a_moment_that_is_missing(
    nothing: object, tmp_path: Path
) -> None:
    (item,) = items_in(document(tmp_path / "n.json", ROW | {"published_utc": nothing}))
    assert item.given is not None
    assert item.given["published"] == "2022-02-18"


def test_stories_of_media_cloud_are_known_by_their_names(tmp_path: Path) -> None:
    story = {
        "id": "9f",
        "url": "https://herald.example/ferry",
        "title": "The ferry",
        "publish_date": "2022-02-18",
        "media_name": "herald.example",
        "language": "en",
        "text": "The ferry left.",
    }
    silent = {name: value for name, value in story.items() if name != "text"}
    found = list(items_in(document(tmp_path / "s.json", story, silent)))
    assert found[0].given is not None
    assert found[0].given["outlet"] == "herald.example"
    assert "has neither html, text nor file" in found[1].label


def test_an_object_that_is_none_costs_itself_alone(tmp_path: Path) -> None:
    path = document(tmp_path / "n.json", ROW, 7, None, ROW | {"content": ""}, ROW)
    assert [bool(item.body) for item in items_in(path)] == [
        True,
        False,
        False,
        False,
        True,
    ]


@pytest.mark.parametrize("indent", [None, 1])
def test_a_long_list_is_read_object_by_object(indent: int | None) -> None:
    rows = [ROW | {"id": str(n), "content": "word " * 300} for n in range(2500)]
    stream = io.BytesIO(json.dumps(rows, indent=indent).encode("utf-8-sig"))
    found = items_in_stream(stream, url=None, label="standard input")
    assert [item.given["id"] for item in found if item.given] == [r["id"] for r in rows]


def test_a_list_that_breaks_off_gives_what_came_before(tmp_path: Path) -> None:
    path = document(tmp_path / "n.json", ROW, ROW)
    path.write_bytes(path.read_bytes()[:-30])
    items = items_in(path)
    assert next(items).body
    with pytest.raises(InputError, match="object 2: no JSON from here on"):
        next(items)


def test_other_lists_and_databases_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="jq -c"):
        list(items_in(document(tmp_path / "x.json", {"a": 1})))
    with closing(sqlite3.connect(tmp_path / "x.db")) as made:
        made.execute("CREATE TABLE other (a)")
        made.commit()
    with pytest.raises(InputError, match="is an SQLite database"):
        list(items_in(tmp_path / "x.db"))
