"""The archive: what came in goes out again, and other tools can read it."""

from __future__ import annotations

import gzip
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from scrapy import Request
from scrapy.http import Response
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from crawler.archive import Archive, payload_digest, read_record, read_warc
from graph.errors import InputError
from graph.model import Snapshot

NOW = datetime(2022, 2, 18, 9, 30, tzinfo=UTC)
PAGE = b"<html><p>The last ferry has left.</p></html>"
URL = "https://herald.example/story?a=1"


def keep(archive: Archive, body: bytes = PAGE, **headers: str) -> Snapshot:
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    told.setdefault("Content-Type", "text/html")
    answer = Response(URL, body=body, headers=told)
    return archive.keep_exchange(Request(URL), answer, now=NOW)


def records(archive: Archive) -> list[tuple[str, str, bytes]]:
    """(type, target, body as it was on the wire) of every record."""
    archive.close()
    found = []
    for path in sorted(archive.folder.iterdir()):
        with path.open("rb") as file:
            for record in ArchiveIterator(file):
                target = record.rec_headers.get_header("WARC-Target-URI") or ""
                found.append((record.rec_type, target, record.raw_stream.read()))
    return found


def test_a_request_and_its_answer_are_kept_together(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    snapshot = keep(archive)
    kinds = [(kind, target) for kind, target, _ in records(archive)]
    assert sorted(kinds) == [("request", URL), ("response", URL), ("warcinfo", "")]
    record = read_record(tmp_path / snapshot.warc, snapshot.offset)
    assert (record.url, record.status, record.body) == (URL, 200, PAGE)
    assert (record.content_type, record.date) == ("text/html", NOW)
    assert record.offset == snapshot.offset


def test_the_digests_hold_for_other_tools(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    assert keep(archive).digest == payload_digest(PAGE)
    keep(archive, gzip.compress(PAGE), Content_Encoding="gzip")
    archive.keep_resource(URL, PAGE, content_type="text/html", now=NOW)
    archive.close()
    paths = [str(path) for path in tmp_path.iterdir()]
    command = type("Command", (), {"inputs": paths, "verbose": True})
    checker = Checker(command)
    checker.process_all()
    assert checker.exit_value == 0


def test_a_body_that_did_not_change_is_kept_once(tmp_path: Path) -> None:
    first = keep(one := Archive(tmp_path / "one"))
    again = Archive(tmp_path / "again", same_body=lambda _: first)
    second = keep(again)
    assert second.revisits == f"{first.warc}:{first.offset}"
    assert second.digest == first.digest
    kinds = {kind: body for kind, _, body in records(again)}
    assert kinds["revisit"] == b""
    assert "response" not in kinds
    one.close()


def test_an_answer_that_nothing_has_changed_is_a_revisit(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    answer = Response(URL, status=304, headers={"ETag": '"a"'})
    snapshot = archive.keep_exchange(Request(URL), answer, now=NOW)
    assert (snapshot.status, snapshot.revisits) == (304, "")
    kinds = [kind for kind, _, _ in records(archive)]
    assert sorted(kinds) == ["request", "revisit", "warcinfo"]
    (path,) = tmp_path.iterdir()
    assert list(read_warc(path)) == []


def test_a_packed_body_is_kept_as_it_came_and_read_unpacked(tmp_path: Path) -> None:
    archive, wire = Archive(tmp_path), gzip.compress(PAGE)
    snapshot = keep(archive, wire, Content_Encoding="gzip")
    assert ("response", URL, wire) in records(archive)
    assert not snapshot.truncated
    assert read_record(tmp_path / snapshot.warc, snapshot.offset).body == PAGE


def test_a_packed_body_without_its_end_is_marked(tmp_path: Path) -> None:
    archive, wire = Archive(tmp_path), gzip.compress(PAGE * 50)[:-12]
    snapshot = keep(archive, wire, Content_Encoding="gzip")
    assert snapshot.truncated
    archive.close()
    body = read_record(tmp_path / snapshot.warc, snapshot.offset).body
    assert body.startswith(PAGE)


def test_a_large_packed_body_is_read_whole(tmp_path: Path) -> None:
    archive, page = Archive(tmp_path), b"0123456789" * 500_000
    snapshot = keep(archive, gzip.compress(page), Content_Encoding="gzip")
    archive.close()
    assert read_record(tmp_path / snapshot.warc, snapshot.offset).body == page


def test_chunks_are_gone_and_so_is_their_header(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    snapshot = keep(archive, Transfer_Encoding="chunked")
    archive.close()
    path = tmp_path / snapshot.warc
    assert b"X-Archive-Orig-Transfer-Encoding: chunked" in gzip.decompress(
        path.read_bytes()
    )
    assert read_record(path, snapshot.offset).body == PAGE


def test_headers_can_not_break_out_of_their_line(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    snapshot = keep(archive, X_Odd="a\r\nWARC-Type: warcinfo\0\u00ff")
    archive.close()
    assert read_record(tmp_path / snapshot.warc, snapshot.offset).body == PAGE
    assert len(list(read_warc(tmp_path / snapshot.warc))) == 1


@pytest.mark.parametrize("lost", [1, 9, 60, 200])
def test_a_torn_tail_costs_the_last_record_only(tmp_path: Path, lost: int) -> None:
    archive = Archive(tmp_path)
    first, _ = keep(archive), keep(archive, PAGE * 2)
    archive.close()
    path = tmp_path / first.warc
    path.write_bytes(path.read_bytes()[:-lost])
    found = list(read_warc(path))
    assert found[0].body == PAGE
    assert read_record(path, first.offset).body == PAGE


def test_a_damaged_middle_ends_the_file_with_a_word(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    snapshot = keep(archive, bytes(range(256)) * 40)
    keep(archive)
    archive.close()
    path = tmp_path / snapshot.warc
    raw = bytearray(path.read_bytes())
    raw[snapshot.offset + 60 : snapshot.offset + 90] = b"\xff" * 30
    path.write_bytes(bytes(raw))
    with pytest.raises(InputError, match=r"within a record|not a WARC"):
        list(read_warc(path))


@pytest.mark.parametrize(
    "content", [b"", b"no archive\n" * 9, b"\x1f\x8b\x08\x00broken"]
)
def test_what_is_no_archive_is_said_or_empty(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "odd.warc.gz"
    path.write_bytes(content)
    with suppress(InputError):
        assert list(read_warc(path)) == []


_HEAD = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:7>\r\n"
_ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>\r\n"


@pytest.mark.parametrize(
    "head",
    [
        b"Content-Length: 60\r\n",
        b"WARC-Target-URI: https://x.example/\x1b[2J y\r\n",
        b"WARC-Target-URI: https://x.example/\r\nContent-Length: 20\r\n",
    ],
    ids=["no target", "no length", "another length"],
)
def test_a_torn_head_is_one_line_that_steers_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], head: bytes
) -> None:
    path = tmp_path / "torn.warc"
    path.write_bytes(_HEAD + head + b"\r\n" + _ANSWER + b"\x1b[2J" * 9)
    with suppress(InputError):
        list(read_warc(path))
    assert capsys.readouterr().err == ""


def test_a_record_that_is_not_there_is_an_input_error(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    snapshot = keep(archive)
    archive.close()
    for offset in (snapshot.offset + 1, 10**9):
        with pytest.raises(InputError):
            read_record(tmp_path / snapshot.warc, offset)
    with pytest.raises(InputError, match="No such file"):
        read_record(tmp_path / "none.warc.gz", 0)
    with pytest.raises(InputError, match="No such file"):
        list(read_warc(tmp_path / "none.warc.gz"))


def test_an_archive_that_can_not_be_written_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file where the folder should be")
    with pytest.raises(InputError, match="can't be written"):
        keep(Archive(tmp_path / "taken"))


@pytest.mark.parametrize(
    "stated, read",
    [
        ("2022-02-18T09:30:00Z", NOW),
        ("2022-02-18T09:30:00.000000Z", NOW),
        ("0001-01-01T00:00:00+14:00", None),
        ("9999-12-31T23:59:59-12:00", None),
        ("yesterday", None),
    ],
)
def test_a_date_that_makes_no_sense_is_unknown(
    tmp_path: Path, stated: str, read: datetime | None
) -> None:
    text = (
        f"WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: {URL}\r\n"
        f"WARC-Date: {stated}\r\nContent-Type: text/html\r\n"
        f"Content-Length: {len(PAGE)}\r\n\r\n"
    )
    path = tmp_path / "given.warc"
    path.write_bytes(text.encode() + PAGE + b"\r\n\r\n")
    (record,) = read_warc(path)
    assert (record.date, record.body) == (read, PAGE)
