"""Taking in what a user has: every kind of file, and every way to be broken."""

from __future__ import annotations

import gzip
import json
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, func, select

from crawler.archive import Archive
from crawler.ingest import (
    Counts,
    Item,
    ingest,
    item_of,
    item_of_line,
    items_in,
    items_in_lines,
    read_item,
)
from graph.errors import InputError
from graph.model import Article
from graph.store.engine import Store, open_store
from graph.store.schema import ARTICLE, CLAIM, REPUBLICATION, SNAPSHOT
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


def test_a_folder_is_no_file(tmp_path: Path) -> None:
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


def misread(item: Item) -> Article:
    """Fail, sleep, burn or die, as a body says; else read it."""
    word = item.body.strip()
    if word == b"fail":
        raise RecursionError
    if word == b"die":
        os._exit(9)
    while word == b"burn":
        pass
    return read_item(item)


def test_a_page_that_ends_its_reader_costs_its_own_article(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crawler.ingest.DEADLINE", 0.5)
    words = [b"fail", TEXT, b"die", b"burn", TEXT + b"Again."]
    items = [Item(body=w, url=f"{URL}-{n}", kind="text") for n, w in enumerate(words)]
    found = list(ingest(store, iter(items), counts=Counts(), read=misread))
    assert outcomes(found) == ["broken", "kept", "broken", "too-slow", "kept"]
    assert [item.url for item, _ in found] == [item.url for item in items]
    assert counted(store)[0] == 2


def texts(number: int, **more: object) -> dict[str, object]:
    """A line with a text that no other line has."""
    words = " ".join(f"word{number}x{place}" for place in range(40))
    return {"url": f"{URL}-{number}", "text": f"The ferry {words}.", **more}


def test_what_is_given_was_kept_and_the_first_waits_for_no_other(
    store: Store, tmp_path: Path
) -> None:
    path = lines(tmp_path / "list.jsonl", *map(texts, range(20)))
    kept = []
    for item, _ in ingest(store, items_in(path), counts=Counts()):
        kept.append(counted(store)[0])
        assert item.url == f"{URL}-{len(kept) - 1}"
    assert kept[0] == 1
    assert kept == sorted(kept)
    assert len(set(kept)) < len(kept) == 20


@pytest.mark.parametrize(
    "limits, articles, number",
    [
        # 1, 2, 4, ... up to 128, what is left, and one for redirects and names;
        # counting before and after; at the end one to count how much of the store
        # is new and, since all of it is, to say anew which names are one;
        # one for habits; one for leanings and one for trees, and one each to see that
        # none is left.
        ({}, 300, 10 + 2 + 1 + 1 + 2 + 2),
        ({"_BATCH": 50}, 300, 6 + 5 + 1 + 2 + 1 + 1 + 2 + 2),
        ({"_BATCH_SECONDS": 0.0}, 40, 41 + 2 + 1 + 1 + 2 + 2),
        ({"_BATCH_BYTES": 1}, 40, 41 + 2 + 1 + 1 + 2 + 2),
    ],
)
def test_few_transactions_keep_many_articles(  # noqa: PLR0913, PLR0917 - the case
    store: Store,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    limits: dict[str, float],
    articles: int,
    number: int,
) -> None:
    for limit, value in ({"_BATCH_SECONDS": 600.0} | limits).items():
        monkeypatch.setattr(f"crawler.ingest.{limit}", value)
    path = lines(tmp_path / "list.jsonl", *map(texts, range(articles)))
    commits: list[object] = []
    event.listen(store.engine, "commit", commits.append)
    assert len(taken(store, path)) == articles
    assert len(commits) == number


def test_a_list_is_read_only_a_little_ahead(store: Store, tmp_path: Path) -> None:
    path = lines(tmp_path / "list.jsonl", *map(texts, range(700)))
    rest = items_in(path)
    next(ingest(store, rest, counts=Counts()))
    assert sum(1 for _ in rest) > 200
    assert counted(store)[0] == 1


@pytest.mark.parametrize("same", ["url", "id"])
def test_the_later_text_of_one_article_is_kept(
    store: Store, tmp_path: Path, same: str
) -> None:
    names: dict[str, dict[str, object]] = {
        "url": {"url": URL},
        "id": {"id": 7, "outlet": "Herald", "url": None},
    }
    rows = [texts(n) | names[same] | {"headline": "The ferry"} for n in (1, 2)]
    taken(store, lines(tmp_path / "list.jsonl", *rows))
    assert [row["text"] for row in articles(store)] == [rows[1]["text"]]


def articles(store: Store) -> list[dict[str, Any]]:
    with store.read() as connection:
        rows = connection.execute(select(ARTICLE).order_by(ARTICLE.c.text))
        return [dict(row) for row in rows.mappings()]


@pytest.mark.parametrize(
    "one, other, count",
    [
        ({}, {}, 1),
        ({}, {"headline": "Another"}, 2),
        ({"outlet": "Herald"}, {"outlet": "Herald"}, 1),
        ({"outlet": "Herald"}, {"outlet": "Post"}, 2),
        ({"outlet": "Herald", "id": 1}, {"outlet": "Herald", "id": 2}, 2),
        ({"outlet": "Herald", "id": 1}, {"outlet": "Herald", "id": "1"}, 1),
        ({"outlet": "Herald", "id": "x" * 300}, {"outlet": "Herald", "id": "x"}, 2),
        # An id is its outlet's: without one it tells nothing apart.
        ({"id": 1}, {"id": 2}, 1),
    ],
)
def test_texts_without_an_address_are_told_apart(
    store: Store,
    tmp_path: Path,
    one: dict[str, object],
    other: dict[str, object],
    count: int,
) -> None:
    same = texts(1) | {"url": None, "headline": "The ferry"}
    taken(store, lines(tmp_path / "list.jsonl", same | one, same | other))
    assert len(articles(store)) == count


def test_a_given_agency_is_a_credit(store: Store, tmp_path: Path) -> None:
    row = texts(1) | {"authors": ["Reuters", "Ann Lee"]}
    ((_, found),) = taken(store, lines(tmp_path / "list.jsonl", row))
    assert [author.name for author in found.authors] == ["Ann Lee"]
    assert [claim.reference.outlet for claim in found.claims] == ["Reuters"]


def test_how_many_await_their_tree_is_told(store: Store, tmp_path: Path) -> None:
    left: list[int] = []
    path = lines(
        tmp_path / "list.jsonl", texts(1), texts(1) | {"url": "https://x.example/a"}
    )
    list(ingest(store, items_in(path), counts=Counts(), settling=left.append))
    assert left == sorted(left, reverse=True)
    assert left[-1] == 0


def test_lines_that_hold_nothing_leave_nothing(store: Store, tmp_path: Path) -> None:
    counts = Counts()
    path = lines(tmp_path / "list.jsonl", "?", {"text": ""}, {"html": " "}, texts(1))
    found = list(ingest(store, items_in(path), counts=counts))
    assert outcomes(found) == ["undecodable", "empty", "empty", "kept"]
    assert (counts.items, counts.nothing, counts.articles) == (4, 3, 1)
    with store.read() as connection:
        assert len(connection.execute(select(SNAPSHOT)).all()) == 1


@pytest.mark.slow
def test_a_kill_loses_the_last_batch_at_most(tmp_path: Path) -> None:
    path = lines(tmp_path / "list.jsonl", *map(texts, range(3000)))
    db = tmp_path / "killed.db"
    started = subprocess.Popen(
        [sys.executable, "-m", "cli.main", "--db", str(db), "ingest", str(path)],
        cwd=Path(__file__).parents[2],
    )
    while started.poll() is None and _number(db) < 300:
        time.sleep(0.02)
    started.kill()
    started.wait()
    left = _number(db)
    assert 300 <= left < 3000
    whole = open_store(str(tmp_path / "whole.db"))
    again = open_store(str(db))
    for opened in (whole, again):
        taken(opened, path)
    assert [_told(row) for row in articles(again)] == [
        _told(row) for row in articles(whole)
    ]
    again.close()
    whole.close()


def _number(db: Path) -> int:
    """How many articles a store holds, asked from beside."""
    with suppress(sqlite3.OperationalError), closing(sqlite3.connect(db)) as beside:
        return int(beside.execute("SELECT count(*) FROM article").fetchone()[0])
    return 0


def _told(row: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in row.items() if k not in {"first_seen", "snapshot_id"}}


@pytest.mark.slow
def test_a_long_list_takes_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "list.jsonl"
    filler = "word " * 2000
    with path.open("w") as file:
        for number in range(20_000):
            file.write(json.dumps(texts(number, other=filler)) + "\n")
    program = (
        "import resource, sys; from pathlib import Path; "
        "from crawler.items import items_in; "
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss; "
        f"number = sum(1 for _ in items_in(Path({str(path)!r}))); "
        "after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss; "
        "print(number, after - before)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    number, grown = map(int, done.stdout.split())
    assert number == 20_000
    # In KiB; the list itself is 200 MiB.
    assert grown < 20 * 1024


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


def test_an_address_that_is_none_is_told_and_its_text_is_kept() -> None:
    row = json.dumps({"url": "ftp://a.example/x", "text": "Words enough."}).encode()
    item = item_of_line(row, folder=Path(), label="list, line 3")
    assert item.url is None
    assert item.body
    assert item.doubt == "list, line 3: not a URL, kept without it: ftp://a.example/x"


def test_articles_that_were_known_already_are_not_new(
    store: Store, tmp_path: Path
) -> None:
    path = lines(tmp_path / "list.jsonl", texts(1), texts(2), texts(1))
    for new in (2, 0):
        counts = Counts()
        list(ingest(store, items_in(path), counts=counts))
        assert (counts.items, counts.articles, counts.new) == (3, 3, new)
