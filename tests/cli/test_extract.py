"""Reading pages without a store."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path
from typing import Any

import pytest

from cli.main import run
from cli.reading import Job, job_of, jobs_in, records
from crawler.ingest import Item
from graph.errors import InputError
from tests.cli.bad_readers import misbehave

PAGE = """<!doctype html><html lang="en"><head><title>Red lines</title></head><body>
<article><h1>Red lines</h1><p>By Ann Lee</p>
<p>The first paragraph of a page that has some words to be read in it, so that there
is a body. It goes on for a while, as paragraphs do, until it has said enough.</p>
<p>The second paragraph has some more of them, and it too goes on for quite a while,
since a page with too few words on it may be taken for something else.</p>
<p>This article was originally published by
<a href="https://alpha.example/red-lines">Alpha</a>.</p></article></body></html>"""


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A current folder with a page, a text, and what is neither."""
    monkeypatch.chdir(tmp_path)
    Path("page.html").write_text(PAGE)
    Path("page.html.gz").write_bytes(gzip.compress(PAGE.encode()))
    Path("note.md").write_text("# Red lines\n\n<p> is a tag.\n\nBy Ann Lee\n")
    Path("paper.pdf").write_bytes(b"%PDF-1.7 \x00\x01")
    Path("empty.html").write_bytes(b" \n")


def test_a_page_gives_one_record(capsys: pytest.CaptureFixture[str]) -> None:
    address = "https://beta.example/red-lines?utm_source=x"
    assert run(["extract", "page.html", "--url", address]) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["outlet"]["key"] == "beta.example"
    assert record["headline"] == "Red lines"
    assert {"canonical", "authors", "published", "text", "topics"} <= set(record)
    assert "id" not in record


def test_a_list_gives_a_line_for_each_of_its_lines(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "lists").mkdir()
    rows: list[Any] = [
        {"id": "gz", "file": "../page.html.gz", "url": "https://beta.example/x"},
        {"id": "html", "html": PAGE, "url": None, "expected": 1},
        {"id": 3, "text": "A text.\n\nWith words."},
        {"id": None, "file": "../missing.html"},
        {"id": "pdf", "file": "../paper.pdf"},
        {"id": "empty", "file": "../empty.html"},
        {"id": "nothing"},
        ["not", "an", "object"],
    ]
    lines = [json.dumps(row) for row in rows]
    Path("lists/list.jsonl").write_text("\n".join([*lines, "", "not json", ""]))
    assert run(["extract", "--batch", "lists/list.jsonl"]) == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [record.get("id", "-") for record in found] == (
        ["gz", "html", 3, None, "pdf", "empty", "nothing", "-", "-"]
    )
    outcomes = [record["outcome"] for record in found]
    assert outcomes[:2] == ["kept", "kept"]
    assert outcomes[3:] == (
        ["not-found", "not-html", "empty", "empty", "undecodable", "undecodable"]
    )
    assert found[0]["url"] == "https://beta.example/x"
    assert found[0]["text"] == found[1]["text"]


def test_a_worker_that_dies_or_sleeps_costs_its_own_record_only() -> None:
    words = [b"kept", b"die", b"sleep", b"raise", b"kept"]
    jobs = [
        Job(name={"id": n}, item=Item(body=word, url=None, kind="html"))
        for n, word in enumerate(words)
    ]
    found = list(records(jobs, read=misbehave, deadline=0.2))
    assert [record["id"] for record in found] == [0, 1, 2, 3, 4]
    assert [record["outcome"] for record in found] == (
        ["kept", "broken", "too-slow", "broken", "kept"]
    )


@pytest.mark.parametrize(
    "arguments, code, words",
    [
        (["missing.html"], 4, "missing.html can't be read"),
        (["empty.html"], 4, "is empty"),
        (["paper.pdf"], 4, "is a PDF"),
        (["."], 4, "can't be read"),
        (["https://beta.example/x"], 4, "whence crawl https://beta.example/x"),
        (["page.html", "--url", "not an address"], 2, "not an address"),
        (["--batch", "missing.jsonl"], 4, "missing.jsonl can't be read"),
        (["page.html", "--batch", "list.jsonl"], 2, "either a FILE or --batch"),
        (["--batch", "list.jsonl", "--url", "https://x.example/"], 2, "its own"),
        ([], 2, "either a FILE or --batch"),
    ],
)
def test_what_can_t_be_read_is_said_in_a_line(
    capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, words: str
) -> None:
    assert run(["extract", *arguments]) == code
    said = capsys.readouterr()
    assert words in said.err
    assert said.out == ""


@pytest.mark.parametrize(
    "given, words",
    [
        (b"", "standard input is empty"),
        (gzip.compress(PAGE.encode(), mtime=0)[:-9], "its gzip is broken"),
        (gzip.compress(b"WARC/1.1\r\n", mtime=0), "use: whence ingest"),
    ],
)
def test_standard_input_is_read_as_carefully(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    given: bytes,
    words: str,
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(given)))
    assert run(["extract", "-"]) == 4
    assert words in capsys.readouterr().err


@pytest.mark.parametrize(
    "name, body, kind",
    [
        ("x.html", b"<html><p>x</p>", "html"),
        ("x", b"<!DOCTYPE html>", "html"),
        ("x", "<html>".encode("utf-16"), "html"),
        ("x", b"Some words < other words", "text"),
        ("x.md.gz", b"# Title\n\n<p>inline", "text"),
        ("X.TXT", b"<html>", "text"),
    ],
)
def test_a_file_is_told_by_its_name_and_looks(
    name: str, body: bytes, kind: str
) -> None:
    item = job_of(name, body, url=None).item
    assert item is not None
    assert item.kind == kind


@pytest.mark.parametrize("body", [b"", b"\n", b"%PDF-1.4", b"\x89PNG\r\n", b"GIF89a"])
def test_what_is_neither_page_nor_text_is_refused(body: bytes) -> None:
    with pytest.raises(InputError):
        job_of("x", body, url=None)


def test_an_address_that_is_none_is_not_known() -> None:
    lines = io.BytesIO(b'{"html": "<p>x", "url": "javascript:1"}\n{"html": 1}\n\n')
    jobs = list(jobs_in(lines, folder=Path()))
    assert [job.url for job in jobs] == [None, None]
    assert [job.item is None for job in jobs] == [False, True]
