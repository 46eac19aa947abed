"""A world is written and served, and read back as it was."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from warcio.archiveiterator import ArchiveIterator

from tests.world import Page, World, serve, write_jsonl, write_warc


def some() -> list[Page]:
    return list(World(20, 2).pages())


def test_json_lines_hold_addresses_and_pages(tmp_path: Path) -> None:
    path = tmp_path / "world.jsonl"
    assert write_jsonl(path, some()) == 20
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert lines == [{"url": page.url, "html": page.html} for page in some()]


@pytest.mark.parametrize("name", ["world.warc", "world.warc.gz"])
def test_a_warc_file_holds_a_response_for_each_page(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    assert write_warc(path, some()) == 20
    with path.open("rb") as file:
        found = {
            record.rec_headers["WARC-Target-URI"]: record.content_stream().read()
            for record in ArchiveIterator(file)
            if record.rec_type == "response"
        }
    assert found == {page.url: page.html.encode() for page in some()}


def test_pages_are_served_by_the_host_that_is_asked_for() -> None:
    with serve(some()) as port:
        for page in some()[:3]:
            assert _get(port, page.outlet, urlsplit(page.url).path) == page.html
        with pytest.raises(urllib.error.HTTPError, match="404"):
            _get(port, "nobody.example", "/")


def _get(port: int, host: str, path: str) -> str:
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}{path}", headers={"Host": host}
    )
    with urllib.request.urlopen(request, timeout=5) as answer:  # noqa: S310
        body: bytes = answer.read()
    return body.decode()
