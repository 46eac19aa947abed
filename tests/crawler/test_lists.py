"""JSON lines as exports write them: packed, marked, wide, broken, without end."""

from __future__ import annotations

import codecs
import gzip
import io
import json
from pathlib import Path

import pytest

from crawler import lists
from crawler.ingest import Item, items_in, items_in_stream
from crawler.lists import is_list, lines_of, object_of, unpacked
from graph.errors import InputError

ROWS = ['{"text": "Früh"}', "", '{"text": "two"}']
PLAIN = "\n".join(ROWS).encode()


def opened(body: bytes) -> io.BufferedReader:
    return unpacked(io.BufferedReader(io.BytesIO(body)))


def read(body: bytes) -> list[tuple[int, object]]:
    found = lines_of(opened(body), label="x")
    return [
        (number, row and (object_of(row) or {}).get("text")) for number, row in found
    ]


@pytest.mark.parametrize(
    "body",
    [
        PLAIN,
        PLAIN + b"\n",
        PLAIN.replace(b"\n", b"\r\n"),
        codecs.BOM_UTF8 + PLAIN,
        gzip.compress(PLAIN, mtime=0),
        gzip.compress(PLAIN[:20], mtime=0) + gzip.compress(PLAIN[20:], mtime=0),
        PLAIN.decode().encode("utf-16"),
        codecs.BOM_UTF16_BE + PLAIN.decode().encode("utf-16-be"),
        gzip.compress(PLAIN.decode().replace("\n", "\r\n").encode("utf-16"), mtime=0),
    ],
)
def test_a_list_is_the_same_in_every_dress(body: bytes) -> None:
    assert is_list(opened(body))
    assert read(body) == [(1, "Früh"), (3, "two")]


@pytest.mark.parametrize(
    "row, text",
    [
        (b'{"text": "a\\u0000b"}', "a\0b"),
        (b'{"text": "a\0b\tc"}', "a\0b\tc"),
        (b'{"text": "a\xff\xfeb"}', "a\ufffd\ufffdb"),
        (b'{"text": "\\ud800"}', "\ud800"),
        (b'  {"text": "x"}  ', "x"),
    ],
)
def test_a_bad_sign_does_not_cost_its_line(row: bytes, text: str) -> None:
    assert object_of(row) == {"text": text}


@pytest.mark.parametrize(
    "row",
    [
        b"",
        b"7",
        b"null",
        b"[1]",
        b'{"a": 1} {"b": 2}',
        b"{" * 99_999,
        b'{"a": NaN',
        b"\0",
    ],
)
def test_what_is_no_object_is_none(row: bytes) -> None:
    assert object_of(row) is None


@pytest.mark.parametrize("body", [b"Some words", b"[link](/x)", b"{}", b"", b"[1, 2]"])
def test_other_texts_are_no_list(body: bytes) -> None:
    assert not is_list(opened(body))


@pytest.mark.parametrize("body", [b"[\n", b"{\r\n", b' [{"a": 1},\n', b'[{"a": 1}]'])
def test_a_document_is_refused_at_once(body: bytes) -> None:
    with pytest.raises(InputError, match="one JSON document"):
        read(body + b'"more"\n' * 9)


def test_a_line_that_is_too_long_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "MOST_BYTES", 50)
    long = b'{"text": "' + b"x" * 500 + b'"}'
    assert read(b"\n".join([PLAIN, long, PLAIN])) == (
        [(1, "Früh"), (3, "two"), (4, None), (5, "Früh"), (7, "two")]
    )


def named(found: list[Item]) -> list[tuple[str, bytes]]:
    return [(item.kind, item.body) for item in found]


@pytest.mark.parametrize("name", ["a.jsonl", "a.ndjson.gz", "a.json", "part-00000"])
def test_a_list_goes_by_any_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(gzip.compress(PLAIN, mtime=0) if name.endswith("gz") else PLAIN)
    assert named(list(items_in(path))) == [
        ("record", "Früh".encode()),
        ("record", b"two"),
    ]


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_a_text_stays_a_text_by_its_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(PLAIN)
    assert named(list(items_in(path))) == [("text", PLAIN)]


def test_what_follows_a_torn_end_is_said_and_what_stood_before_is_given(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.jsonl.gz"
    body = "\n".join(json.dumps({"text": f"{n:x}" * 99}) for n in range(9999)).encode()
    path.write_bytes(gzip.compress(body, mtime=0)[:-2000])
    found: list[Item] = []
    with pytest.raises(InputError, match="can't be read"):
        found.extend(items_in(path))
    reading = items_in(path)
    assert [next(reading).body for _ in range(2)] == [b"0" * 99, b"1" * 99]


def test_a_long_pipe_is_not_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crawler.items.MOST_BYTES", 100)
    stream = io.BytesIO(b"\n".join([PLAIN] * 50))
    assert len(list(items_in_stream(stream, url=None, label="a pipe"))) == 100
    with pytest.raises(InputError, match="a pipe is larger"):
        list(items_in_stream(io.BytesIO(b"word " * 50), url=None, label="a pipe"))
