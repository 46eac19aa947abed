"""Lists of addresses that a user has, in every form that they come in."""

from __future__ import annotations

import gzip
import io
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from crawler.seeds import Seed, seeds_in, seeds_in_stream
from graph.errors import InputError

A, B = "https://herald.example/a", "https://herald.example/b?x=1,2"


def read(body: bytes, tmp_path: Path, name: str = "list.txt") -> list[Seed]:
    path = tmp_path / name
    path.write_bytes(body)
    found = list(seeds_in(path))
    return [
        Seed(text=s.text, place=s.place.removeprefix(f"{path}, "), kind=s.kind)
        for s in found
    ]


def texts(body: str | bytes, tmp_path: Path, name: str = "list.txt") -> list[str]:
    whole = body.encode() if isinstance(body, str) else body
    return [seed.text for seed in read(whole, tmp_path, name)]


def test_a_line_each_with_remarks(tmp_path: Path) -> None:
    body = f"# mine\n\n{A}\r\n  {B}   # from Ann\nnonsense\n{A}#part\n".encode()
    assert read(body, tmp_path) == [
        Seed(text=A, place="line 3"),
        Seed(text=B, place="line 4"),
        Seed(text="nonsense", place="line 5"),
        Seed(text=f"{A}#part", place="line 6"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_mark_and_a_packing_are_understood(
    encoding: str, pack: object, tmp_path: Path
) -> None:
    body = f"{A}\n{B}\n".encode(encoding)
    assert texts(pack(body), tmp_path) == [A, B]  # type: ignore[operator]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("name", ["list.csv", "list.tsv", "list"])
def test_a_table_has_a_column_of_addresses(
    delimiter: str, name: str, tmp_path: Path
) -> None:
    rows = [
        ["id", "Title", "media_url", " URL "],
        ["1", '"Ferry, harbour; ""quay""\nand gulls"', "herald.example", A],
        ["2", "Gulls", "herald.example", f'"{B}"'],
        ["", "", "", ""],
        ["3", "No address", "herald.example", ""],
    ]
    body = "\n".join(delimiter.join(row) for row in rows)
    assert texts(body, tmp_path, name) == [A, B, ""]


def test_a_row_tells_its_line(tmp_path: Path) -> None:
    found = read(f'title,link\n"two\nlines",{A}\nx,{B}\n'.encode(), tmp_path, "t.csv")
    assert [seed.place for seed in found] == ["line 3", "line 4"]


def test_an_export_of_media_cloud(tmp_path: Path) -> None:
    body = (
        "id,indexed_date,language,media_name,media_url,publish_date,title,url\n"
        f"9f,2023-11-02,en,herald.example,herald.example,2023-11-01,Ferry,{A}\n"
    )
    assert texts(body, tmp_path, "mc.csv") == [A]


def test_a_table_without_a_head_has_addresses_somewhere(tmp_path: Path) -> None:
    body = f"1,{A},Ferry\n2,{B.replace(',', '')},Gulls\n"
    assert texts(body, tmp_path, "t.csv") == [A, B.replace(",", "")]
    with pytest.raises(InputError, match="no column of addresses"):
        texts("a,b\n1,2\n", tmp_path, "t.csv")


def test_a_table_of_one_column_and_one_with_faults(tmp_path: Path) -> None:
    assert texts(f"url\n{A}\n{A}x\n", tmp_path) == [A, f"{A}x"]
    faulty = f'url,title\n{A},"x\0y"\n{A}2,{"z" * 200_000}\n{A}3\n'
    assert texts(faulty, tmp_path, "t.csv") == [A, f"{A}2", f"{A}3"]


def test_the_feeds_and_sites_of_a_reader(tmp_path: Path) -> None:
    body = """<?xml version="1.0" encoding="iso-8859-1"?><opml version="2.0"><body>
    <outline text="News"><outline type="rss" text="Herald" xmlUrl="https://h.example/feed"
      htmlUrl="https://h.example/blog"/></outline>
    <outline type="link" text="Café" url="https://h.example/a"/></body></opml>"""
    assert [(s.kind, s.text) for s in read(body.encode("latin-1"), tmp_path)] == [
        ("feed", "https://h.example/feed"),
        ("frontpage", "https://h.example/blog"),
        ("", "https://h.example/a"),
    ]
    assert read(b"<opml><outline xmlUrl='", tmp_path) == []


@pytest.mark.parametrize("lines", [False, True])
def test_objects_of_nela_gt_and_of_others(lines: bool, tmp_path: Path) -> None:  # noqa: FBT001
    rows: list[object] = [
        {"url": A, "content": "x"},
        {"source": "herald"},
        7,
        {"link": B},
    ]
    body = "\n".join(map(json.dumps, rows)) if lines else json.dumps(rows, indent=1)
    assert texts(body, tmp_path, "nela.json") == [A, "", B]


def test_the_database_of_nela_gt(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "nela.db")) as made:
        made.execute("CREATE TABLE newsdata (source, url)")
        made.executemany("INSERT INTO newsdata VALUES ('h', ?)", [(A,), (None,), (B,)])
        made.commit()
    assert [seed.text for seed in seeds_in(tmp_path / "nela.db")] == [A, B]


def test_a_pipe_is_a_list_too() -> None:
    found = seeds_in_stream(io.BytesIO(f"{A}\n{B}".encode()), label="standard input")
    assert [seed.place for seed in found] == [
        "standard input, line 1", "standard input, line 2"
    ]  # fmt: skip


@pytest.mark.parametrize("body", [b"<html><body>x", b"\x1f\x8bbroken", b'[{"a": 1'])
def test_what_is_no_list_is_refused(body: bytes, tmp_path: Path) -> None:
    with pytest.raises(InputError):
        texts(body, tmp_path)


def test_a_file_that_is_not_there_or_empty(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="can't be read"):
        list(seeds_in(tmp_path / "none.txt"))
    with pytest.raises(InputError, match="can't be read"):
        list(seeds_in(tmp_path))
    assert texts("", tmp_path) == []
    assert texts("\n# nothing yet\n", tmp_path) == []
