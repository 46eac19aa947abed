"""Pages out of the archive are what they were when they came in."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from scrapy import Request
from scrapy.http import Response
from warcio.archiveiterator import ArchiveIterator

from crawler.archive import Archive
from crawler.item import Item
from crawler.items import item_of_line
from crawler.kept import about, item_of_snapshot
from graph.model import Snapshot

NOW = datetime(2022, 2, 18, 9, 30, tzinfo=UTC)
URL = "https://herald.example/story"
HTML = b"<html><p>The last ferry has left.</p></html>"
GIVEN = {"headline": "The ferry", "authors": ["Ann \u0141ee"], "published": 20220218}
LINE = {"url": URL, "text": "The last ferry has left.", **GIVEN}


def text_item() -> Item:
    return item_of_line(json.dumps(LINE).encode(), folder=Path(), label="list, line 1")


def keep(folder: Path, item: Item) -> Snapshot:
    archive = Archive(folder)
    snapshot = archive.keep_resource(
        URL,
        item.body,
        content_type="text/html" if item.kind == "html" else "text/plain",
        now=NOW,
        about=about(item),
    )
    archive.close()
    return snapshot


def cut(folder: Path, snapshot: Snapshot, lost: int) -> None:
    """Take away a file's last bytes, as a power cut may."""
    path = folder / snapshot.warc
    path.write_bytes(path.read_bytes()[:-lost])


def records(folder: Path) -> list[tuple[Any, bytes]]:
    (path,) = folder.iterdir()
    with path.open("rb") as file:
        return [
            (record.rec_headers, record.content_stream().read())
            for record in ArchiveIterator(file)
        ]


def test_a_line_of_a_list_comes_back_with_its_fields(tmp_path: Path) -> None:
    item = text_item()
    found = item_of_snapshot(keep(tmp_path, item), tmp_path)
    assert found is not None
    assert (found.kind, found.body, found.given) == ("record", item.body, GIVEN)
    assert (found.url, found.fetched) == (URL, NOW)


def test_a_text_is_no_line_of_a_list(tmp_path: Path) -> None:
    item = Item(body=b"# The ferry\n\nIt has left.", url=None, kind="text")
    found = item_of_snapshot(keep(tmp_path, item), tmp_path)
    assert found is not None
    assert (found.kind, found.body, found.given) == ("text", item.body, {})


def test_other_tools_see_what_the_metadata_is_of(tmp_path: Path) -> None:
    keep(tmp_path, text_item())
    _, (resource, _), (behind, told) = records(tmp_path)
    assert behind.get_header("WARC-Type") == "metadata"
    assert behind.get_header("Content-Type") == "application/json"
    refers = behind.get_header("WARC-Refers-To")
    assert refers == resource.get_header("WARC-Record-ID")
    assert behind.get_header("WARC-Target-URI") == URL
    assert json.loads(told) == {"kind": "record", "given": GIVEN}


def test_a_page_needs_no_metadata(tmp_path: Path) -> None:
    snapshot = keep(tmp_path, Item(body=HTML, url=URL, kind="html"))
    assert len(records(tmp_path)) == 2
    found = item_of_snapshot(snapshot, tmp_path)
    assert found is not None
    assert (found.kind, found.body, found.given) == ("html", HTML, None)


def test_a_text_without_its_metadata_is_not_guessed_at(tmp_path: Path) -> None:
    snapshot = keep(tmp_path, text_item())
    cut(tmp_path, snapshot, 30)
    assert item_of_snapshot(snapshot, tmp_path) is None


def test_what_is_torn_behind_a_page_is_not_its_matter(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    first = archive.keep_resource(URL, HTML, content_type="text/html", now=NOW)
    archive.keep_resource(URL, HTML * 9, content_type="text/html", now=NOW)
    archive.close()
    cut(tmp_path, first, 60)
    found = item_of_snapshot(first, tmp_path)
    assert found is not None
    assert found.body == HTML


@pytest.mark.parametrize("lost", [1, 20, 150])
def test_a_torn_page_is_not_taken_for_a_whole_one(tmp_path: Path, lost: int) -> None:
    snapshot = keep(tmp_path, Item(body=HTML * 50, url=URL, kind="html"))
    whole = item_of_snapshot(snapshot, tmp_path)
    cut(tmp_path, snapshot, lost)
    found = item_of_snapshot(snapshot, tmp_path)
    # A lost checksum of the packing loses nothing of the page.
    assert found in (None, whole)
    assert lost == 1 or found is None


def test_a_page_that_did_not_change_is_read_from_where_it_was(tmp_path: Path) -> None:
    answer = Response(URL, body=HTML, headers={"Content-Type": "text/html"})
    one = Archive(tmp_path / "one")
    first = one.keep_exchange(Request(URL), answer, now=NOW)
    one.close()
    two = Archive(tmp_path / "one", same_body=lambda _: first)
    again = two.keep_exchange(Request(URL), answer, now=datetime.now(UTC))
    two.close()
    assert again.revisits
    found = item_of_snapshot(again, tmp_path / "one")
    assert found is not None
    assert found.body == HTML


def test_a_packed_page_is_unpacked(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    headers = {"Content-Type": "text/html", "Content-Encoding": "gzip"}
    answer = Response(URL, body=gzip.compress(HTML), headers=headers)
    snapshot = archive.keep_exchange(Request(URL), answer, now=NOW)
    archive.close()
    found = item_of_snapshot(snapshot, tmp_path)
    assert found is not None
    assert found.body == HTML
