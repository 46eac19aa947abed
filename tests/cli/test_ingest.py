"""Taking in what others hand out: every conversion that the docs show is run."""

from __future__ import annotations

import gzip
import io
import json
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from cli.main import run

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "ingesting.md").read_text("utf-8")
LINES = re.findall(r"```sh\n(.*?)\n```", PAGE, re.DOTALL)
STORY = (
    "The night ferry has sailed almost empty since November. The books of the "
    "harbour show that the council paid for every one of its crossings.\n\n"
    "First published in Harbour Weekly."
)
OTHER = (
    "Nobody has counted the gulls above the old pier for seven years, and so "
    "nobody could say on Monday whether the new lamps had driven them away."
)


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def lines(path: str, *rows: object) -> str:
    told = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text("\n".join(told), "utf-8")
    return path


def converted(*words: str) -> list[dict[str, Any]]:
    """Run the conversion with these words in it; gives the articles in the store."""
    (command,) = [line for line in LINES if all(word in line for word in words)]
    program = command.split()[0]
    for needed in {program, "jq"} - {"cat", "whence"}:
        if needed in command and shutil.which(needed) is None:
            pytest.skip(f"{needed} is not installed")
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", f'whence() {{ "$WHENCE" "$@"; }}; {command}'],
        env={"PATH": "/usr/local/bin:/usr/bin:/bin", "WHENCE": started()},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return articles()


def started() -> str:
    """A program that runs this source's command."""
    path = Path("whence").absolute()
    path.write_text(
        f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m cli.main "$@"\n'
    )
    path.chmod(0o755)
    return str(path)


def articles() -> list[dict[str, Any]]:
    """The articles that were read, in the order of their headlines and names."""
    assert run(["--quiet", "export", "graph.jsonl"]) == 0
    rows = map(json.loads, Path("graph.jsonl").read_text("utf-8").splitlines())
    found = [r for r in rows if r["type"] == "article" and r["status"] == "fetched"]
    return sorted(found, key=lambda row: (row["headline"], row["urls"]))


def test_texts_for_passim_are_articles_of_their_series() -> None:
    lines(
        "passim.json",
        {"id": "hw-1", "series": "hw", "text": STORY, "date": "1852-02-03"},
        {
            "id": "lp-9",
            "group": "lp",
            "text": OTHER,
            "title": "The gulls",
            "date": None,
        },
    )
    first, second = converted("passim.json")
    assert first["urls"] == ["urn:whence:name:hw:hw-1"]
    assert first["published"]["value"] == "1852-02-03"
    assert (second["headline"], second["outlet"]["key"]) == ("The gulls", "name:lp")


@pytest.mark.slow
def test_passages_that_passim_found_are_kept_apart() -> None:
    passage = {"uid": -66953, "cluster": 7, "size": 3, "bw": 8, "ew": 96, "gid": 3}
    about = {"id": "hw-1", "series": "hw", "date": "1900-07-30", "title": "The ferry"}
    lines(
        "out.json/part-00000-x.json",
        passage | about | {"text": STORY, "begin": 53, "end": 572},
        passage | about | {"text": OTHER, "begin": 600, "end": 700},
    )
    lines(
        "out.json/part-00001-x.json",
        passage | about | {"id": "lp-2", "text": OTHER, "begin": 1, "end": 99},
    )
    found = converted("part-*")
    assert [article["urls"][0].rpartition(":")[2] for article in found] == [
        "hw-1%2053-572",
        "hw-1%20600-700",
        "lp-2%201-99",
    ]


STORIES = [
    {
        "id": "9f1c",
        "url": "https://herald.example/ferry",
        "title": "The last ferry",
        "publish_date": "2023-11-01",
        "indexed_date": "2023-11-02 04:05:06.7",
        "media_name": "herald.example",
        "media_url": "herald.example",
        "language": "en",
        "text": STORY,
    },
    {"id": "9f1d", "url": "https://herald.example/gulls", "title": "No text here"},
]


@pytest.mark.slow
@pytest.mark.parametrize(
    "answer",
    [
        [{"stories": STORIES, "pagination_token": "x"}],
        [STORIES],
        STORIES,
    ],
    ids=["an answer", "a list", "a line each"],
)
def test_stories_of_media_cloud_come_with_their_address(answer: list[object]) -> None:
    lines("stories.json", *answer)
    (story,) = converted("stories.json")
    assert story["url"] == "https://herald.example/ferry"
    assert (story["headline"], story["language"]) == ("The last ferry", "en")
    assert story["published"]["value"] == "2023-11-01"


NELA: list[dict[str, object]] = [
    {
        "id": "herald--2022-01-05--The last ferry",
        "date": "2022-01-05",
        "source": "herald",
        "title": "The last ferry",
        "content": STORY.replace("sailed almost empty since", "@ @ @ @ @ @ @"),
        "author": "Ann Lee and Bo Diaz",
        "url": "https://herald.example/ferry",
        "published": "Wed, 05 Jan 2022 10:20:00 GMT",
        "published_utc": 1641378000,
        "collection_utc": 1641380000,
    },
    {
        "id": "post--2022-01-06--The last ferry",
        "date": "2022-01-06",
        "source": "post",
        "title": "The last ferry",
        "content": STORY,
        "author": "",
        "url": None,
        "published": "",
        "published_utc": 0,
        "collection_utc": 1641480000,
    },
]


@pytest.mark.slow
def test_nela_gt_comes_from_a_list_a_source() -> None:
    for row in NELA:
        lines(f"newsdata/{row['source']}.json", json.dumps([row], indent=2))
    holds(converted("newsdata/*.json"))


@pytest.mark.slow
def test_nela_gt_comes_from_its_database() -> None:
    with closing(sqlite3.connect("nela-gt.db")) as connection, connection:
        names = ", ".join(NELA[0])
        connection.execute(f"CREATE TABLE newsdata ({names})")
        marks = ", ".join("?" * len(NELA[0]))
        for row in NELA:
            values = tuple(row.values())
            connection.execute(f"INSERT INTO newsdata VALUES ({marks})", values)  # noqa: S608
    holds(converted("nela-gt.db"))


def holds(found: list[dict[str, Any]]) -> None:
    """Whether both rows of NELA-GT are there, the one without an address as well."""
    with_address, without = sorted(found, key=lambda row: row["published"]["value"])
    assert with_address["url"] == "https://herald.example/ferry"
    assert [one["name"] for one in with_address["authors"]] == ["Ann Lee", "Bo Diaz"]
    assert with_address["published"]["value"] == "2022-01-05T10:20+00:00"
    assert without["url"] is None
    assert without["outlet"]["key"] == "name:post"
    assert without["published"]["value"] == "2022-01-06"


def test_every_conversion_on_the_page_is_run() -> None:
    told = Path(__file__).read_text("utf-8")
    marks = re.findall(r"converted\(\"(.*?)\"\)", told)
    assert [[mark for mark in marks if mark in line] for line in LINES] == [
        ["passim.json"],
        ["part-*"],
        ["stories.json"],
        ["newsdata/*.json"],
        ["nela-gt.db"],
        # What lists the addresses of an archive's files, and is no conversion.
        [],
    ]


def test_a_text_without_an_address_answers_to_its_name(
    capsys: pytest.CaptureFixture[str],
) -> None:
    row = {"id": 17, "outlet": "Harbour Post", "text": STORY, "headline": "The ferry"}
    assert run(["ingest", lines("list.jsonl", row)]) == 0
    assert "1 text without an address" in capsys.readouterr().err
    assert run(["origin", "urn:whence:name:harbour-post:17"]) == 0
    assert "Harbour Weekly" in capsys.readouterr().out


def test_each_bad_line_is_named_and_the_others_are_kept(
    capsys: pytest.CaptureFixture[str],
) -> None:
    rows = ["{broken", {"url": "https://a.example/x", "text": STORY}, {"text": " "}]
    assert run(["ingest", lines("list.jsonl", *rows, "", "7", {"id": 3})]) == 0
    said = capsys.readouterr()
    assert said.out == "5 read, 1 article, 1 claim\n"
    assert said.err.splitlines() == [
        "list.jsonl, line 1: not a JSON object",
        "list.jsonl, line 3: its text is empty",
        "list.jsonl, line 5: not a JSON object",
        "list.jsonl, line 6: has neither html, text nor file",
    ]


@pytest.mark.parametrize(
    "name, content, words",
    [
        ("a.jsonl", "{broken\n[]", "nothing could be read"),
        ("a.json", '[{"text": "x"}]', "jq -c '.[]'"),
        ("a.json", '[\n  {"text": "x"}\n]', "jq -c '.[]'"),
        ("a.json", '{\n  "text": "x"\n}', "object: jq -c ."),
        ("a.csv", "id,url,title\n1,https://a.example/x,A\n", "JSON lines of it"),
        ("a.db", "SQLite format 3\0", "an SQLite database"),
    ],
)
def test_what_is_no_list_is_said_in_a_line(
    capsys: pytest.CaptureFixture[str], name: str, content: str, words: str
) -> None:
    Path(name).write_text(content)
    assert run(["ingest", name]) == 4
    said = capsys.readouterr().err
    assert words in said
    assert "Traceback" not in said


@pytest.mark.parametrize("packed", [False, True])
def test_a_pipe_is_read_line_by_line(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    packed: bool,  # noqa: FBT001 - pytest gives it by name
) -> None:
    row = json.dumps({"url": "https://a.example/x", "text": STORY}).encode() + b"\n"
    body = gzip.compress(row) if packed else row
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(body)))
    assert run(["ingest", "-"]) == 0
    assert capsys.readouterr().out == "1 read, 1 article, 1 claim\n"


@pytest.mark.parametrize(
    "body, words",
    [(b"", "is empty"), (b"WARC/1.1\r\n", "name its file"), (b"%PDF-1.7", "a PDF")],
)
def test_a_pipe_of_something_else_is_said(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    body: bytes,
    words: str,
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(body)))
    assert run(["ingest", "-"]) == 4
    assert words in capsys.readouterr().err
