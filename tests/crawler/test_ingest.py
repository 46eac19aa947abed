"""Taking in what a user has: every kind of file, and every way to be broken."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from crawler.archive import Archive
from crawler.ingest import Counts, Item, ingest, item_of, items_in, items_in_lines
from graph.errors import InputError
from graph.model import Article
from graph.store.engine import Store, open_store
from graph.store.schema import ARTICLE, CLAIM, REPUBLICATION
from tests.hostile.pages import article, credit

URL = "https://herald.example/2022/the-last-ferry"
PAGE = article("The last ferry leaves the harbour")
TEXT = (
    b"# The last ferry\n\nBy Ann Lee\n\n" + b"The ferry left the harbour early.\n\n" * 9
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(str(tmp_path / "whence.db"))
    yield opened
    opened.close()


def taken(
    store: Store, path: Path, *, url: str | None = None
) -> list[tuple[Item, Article]]:
    return list(ingest(store, items_in(path, url=url), counts=Counts()))


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def lines(path: Path, *rows: object) -> Path:
    told = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    return written(path, "\n".join(told).encode())


def outcomes(found: list[tuple[Item, Article]]) -> list[str]:
    return [read.outcome.value for _, read in found]


def test_a_saved_page_tells_its_own_address(store: Store, tmp_path: Path) -> None:
    note = f"<!-- saved from url=(0044){URL} -->".encode()
    path = written(tmp_path / "saved.html", b"<!DOCTYPE html>\n" + note + PAGE)
    ((item, read),) = taken(store, path)
    assert (item.url, read.url) == (URL, URL)
    assert read.headline == "The last ferry leaves the harbour"


def test_what_the_user_says_wins_over_the_note(tmp_path: Path) -> None:
    note = f"<!-- saved from url=(0044){URL} -->".encode()
    path = written(tmp_path / "saved.html", note + PAGE)
    (item,) = items_in(path, url="https://other.example/a")
    assert item.url == "https://other.example/a"


@pytest.mark.parametrize("name", ["a.md", "a.txt", "a"])
def test_a_text_is_read_under_its_address(
    store: Store, tmp_path: Path, name: str
) -> None:
    ((item, read),) = taken(store, written(tmp_path / name, TEXT), url=URL)
    assert (item.kind, read.url, read.headline) == ("text", URL, "The last ferry")


@pytest.mark.parametrize("name", ["a.html.gz", "a.md.gz", "odd"])
def test_anything_may_be_gzipped(store: Store, tmp_path: Path, name: str) -> None:
    body = TEXT if "md" in name else PAGE
    found = taken(store, written(tmp_path / name, gzip.compress(body)), url=URL)
    assert outcomes(found) == ["kept"]


@pytest.mark.parametrize("name", ["a.warc.gz", "renamed"])
def test_an_archive_gives_its_pages(store: Store, tmp_path: Path, name: str) -> None:
    other = open_store(str(tmp_path / "other.db"))
    taken(other, written(tmp_path / "a.html", PAGE), url=URL)
    (source,) = other.archive.iterdir()
    other.close()
    found = taken(store, source.rename(tmp_path / name))
    assert outcomes(found) == ["kept"]
    assert found[0][1].url == URL


def test_an_archive_that_was_torn_gives_what_it_has(
    store: Store, tmp_path: Path
) -> None:
    archive = Archive(tmp_path)
    for number in range(3):
        snapshot = archive.keep_resource(
            f"{URL}-{number}",
            PAGE,
            content_type="text/html",
            now=datetime(2022, 2, 18, tzinfo=UTC),
        )
    archive.close()
    path = tmp_path / snapshot.warc
    path.write_bytes(path.read_bytes()[:-100])
    reading = ingest(store, items_in(path), counts=Counts())
    assert [next(reading)[1].url for _ in range(2)] == [f"{URL}-0", f"{URL}-1"]
    with pytest.raises(InputError, match="within a record"):
        next(reading)


def test_a_list_gives_an_item_a_line_and_stops_at_none(
    store: Store, tmp_path: Path
) -> None:
    written(tmp_path / "beside.html.gz", gzip.compress(PAGE))
    path = lines(
        tmp_path / "list.jsonl",
        {"url": f"{URL}-1", "html": PAGE.decode()},
        {"url": f"{URL}-2", "text": TEXT.decode(), "headline": "Given"},
        {"url": f"{URL}-3", "file": "beside.html.gz"},
        "not json",
        "[1, 2]",
        "[" * 100_000,
        '{"number": ' + "9" * 5000 + "}",
        {"url": f"{URL}-4"},
        {"url": f"{URL}-5", "file": "none.html"},
        {"url": f"{URL}-6", "file": "a\0b"},
        {"url": f"{URL}-7", "file": "x" * 5000},
        {"url": f"{URL}-8", "html": ""},
        {"url": f"{URL}-9", "text": ""},
        {"url": ["odd"], "html": PAGE.decode()},
        "",
        {"url": f"{URL}-10", "html": "a\ud800b" + PAGE.decode()},
    )
    found = taken(store, path)
    words = outcomes(found)
    assert len(found) == 15
    assert words[:3] == ["kept"] * 3
    assert "kept" not in words[3:12]
    assert (words[13], words[14]) == ("kept", "kept")
    assert all(str(path) in item.label for item, _ in found)


def test_a_list_may_be_gzipped_and_on_standard_input(tmp_path: Path) -> None:
    row = json.dumps({"url": URL, "html": PAGE.decode()}).encode()
    path = written(tmp_path / "list.jsonl.gz", gzip.compress(row + b"\n" + row))
    assert [item.url for item in items_in(path)] == [URL, URL]
    given = items_in_lines(row, folder=tmp_path, label="standard input")
    assert [item.url for item in given] == [URL]


@pytest.mark.parametrize(
    "authors, read",
    [
        (["Ann Lee"], ["Ann Lee"]),
        ([{"name": "Ann Lee"}, "Bo Diaz"], ["Ann Lee", "Bo Diaz"]),
        ("Ann Lee", ["Ann Lee"]),
        ({"name": "Ann Lee"}, ["Ann Lee"]),
        (["", None, 7, "Ann Lee", {"other": "x"}], ["Ann Lee"]),
    ],
)
def test_authors_may_be_given_in_any_shape(
    store: Store, tmp_path: Path, authors: object, read: list[str]
) -> None:
    row = {"url": URL, "text": TEXT.decode(), "authors": authors}
    ((_, found),) = taken(store, lines(tmp_path / "list.jsonl", row))
    assert [author.name for author in found.authors] == read


@pytest.mark.parametrize("odd", [7, True, [], {}, "", None])
def test_fields_of_the_wrong_kind_are_unknown(
    store: Store, tmp_path: Path, odd: object
) -> None:
    names = ("headline", "authors", "published", "language")
    row = {"url": URL, "text": TEXT.decode()} | dict.fromkeys(names, odd)
    ((_, found),) = taken(store, lines(tmp_path / "list.jsonl", row))
    assert found.outcome.value == "kept"
    assert found.published is None


def test_what_a_line_says_wins_over_what_was_read(store: Store, tmp_path: Path) -> None:
    row = {
        "url": URL,
        "text": TEXT.decode(),
        "headline": "Another\u0000 headline",
        "published": "2021-03-04",
        "language": "fr",
    }
    ((_, found),) = taken(store, lines(tmp_path / "list.jsonl", row))
    assert (found.headline, found.language) == ("Another headline", "fr")
    assert found.published is not None
    assert found.published.value == "2021-03-04"


@pytest.mark.parametrize(
    "content, why",
    [
        (b"", "is empty"),
        (b" \n\t ", "is empty"),
        (b"%PDF-1.7 ...", "is a PDF"),
        (b"\x89PNG\r\n\x1a\n", "is an image"),
        (b"\xff\xd8\xff\xe0", "is an image"),
        (b"PK\x03\x04", "is a zip file"),
        (b"\x00\x01\x02\x03" * 90, "neither a page nor a text"),
        (b"\x1f\x8b\x08broken", "can't be read"),
    ],
)
def test_what_is_no_page_is_said(tmp_path: Path, content: bytes, why: str) -> None:
    with pytest.raises(InputError, match=why):
        list(items_in(written(tmp_path / "odd.bin", content)))


@pytest.mark.parametrize("name", ["none.html", "none.jsonl", "none.warc.gz", "x" * 300])
def test_a_file_that_is_not_there_is_said(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="can't be read"):
        list(items_in(tmp_path / name))


def test_a_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is a folder"):
        list(items_in(tmp_path))


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.html.gz"
    with gzip.open(path, "wb", compresslevel=9) as file:
        for _ in range(70):
            file.write(b" " * 1024**2)
    with pytest.raises(InputError, match="is larger than 64 MiB"):
        list(items_in(path))


def test_a_page_in_utf_16_is_a_page(store: Store, tmp_path: Path) -> None:
    path = written(tmp_path / "wide.html", PAGE.decode().encode("utf-16"))
    ((item, read),) = taken(store, path, url=URL)
    assert (item.kind, read.headline) == ("html", "The last ferry leaves the harbour")


def test_the_same_again_changes_nothing(store: Store, tmp_path: Path) -> None:
    page = article("The last ferry", credit=credit("https://a.example/x", "Alpha Post"))
    path = written(tmp_path / "a.html", page)
    taken(store, path, url=URL)
    once = counted(store)
    assert once[1] >= 1
    taken(store, path, url=URL)
    assert counted(store) == once


def counted(store: Store) -> list[int]:
    with store.read() as connection:
        tables = (ARTICLE, CLAIM, REPUBLICATION)
        return [
            int(connection.execute(select(func.count()).select_from(t)).scalar_one())
            for t in tables
        ]


def test_reading_that_fails_costs_its_own_page(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> Article:
        raise RecursionError

    monkeypatch.setattr("crawler.ingest.read_html", fail)
    found = taken(store, written(tmp_path / "a.html", PAGE), url=URL)
    assert outcomes(found) == ["broken"]


def test_a_text_without_an_address_is_kept_once(store: Store, tmp_path: Path) -> None:
    path = written(tmp_path / "a.md", TEXT)
    for _ in range(2):
        assert outcomes(taken(store, path)) == ["kept"]
    assert counted(store)[0] == 1


def test_an_item_may_have_no_name() -> None:
    with pytest.raises(InputError, match="standard input is empty"):
        item_of(b"")


_GOLD = Path(__file__).parents[3] / "shared" / "gold" / "pages"


@pytest.mark.slow
@pytest.mark.skipif(not _GOLD.is_dir(), reason="the collection of pages is not here")
def test_a_whole_collection_is_taken_in_and_its_graph_opens_elsewhere(
    store: Store, tmp_path: Path
) -> None:
    import igraph
    import networkx as nx

    from graph.export import export

    found = [
        pair for path in sorted(_GOLD.glob("*.jsonl")) for pair in taken(store, path)
    ]
    assert found
    assert outcomes(found).count("kept") > len(found) / 2
    target = tmp_path / "graph.graphml"
    export(store, target)
    one, other = nx.read_graphml(target), igraph.Graph.Read_GraphML(str(target))
    assert one.number_of_nodes() == other.vcount() > 0
    assert one.number_of_edges() == other.ecount()
