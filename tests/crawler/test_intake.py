"""Taking in archives in parts: stopped, killed, grown, changed, again."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest
from sqlalchemy import func, select

from cli.main import run
from crawler.ingest import Counts, ingest, items_in
from crawler.intake import DONE, start_of
from crawler.rebuild import Counts as Rebuilt
from crawler.rebuild import rebuild
from graph.export import export
from graph.store import intakes
from graph.store.engine import Store, open_store
from graph.store.schema import ADDRESS, ARTICLE, SNAPSHOT
from tests.crawler.warcs import SITE, like_wget, many

ROOT = Path(__file__).parents[2]
PAGES = 400
"""So many that a run can be ended in its midst."""


@pytest.fixture
def store(store_url: str, tmp_path: Path) -> Iterator[Store]:
    opened = open_store(store_url, archive=tmp_path / "archive")
    yield opened
    opened.close()


def take(store: Store, path: Path) -> Counts:
    """Take in a file as the command does."""
    counts = Counts()
    start = start_of(store, path)
    if start != DONE:
        list(ingest(store, items_in(path, start=start), counts=counts))
    return counts


def count(store: Store, table: object) -> int:
    with store.read() as connection:
        found = connection.execute(select(func.count()).select_from(table))  # type: ignore[arg-type]
        return int(found.scalar_one())


def test_an_archive_is_pointed_at_and_not_copied(store: Store, tmp_path: Path) -> None:
    path = many(tmp_path / "a.warc.gz", 3)
    assert take(store, path).articles == 3
    assert not store.archive.exists()
    with store.read() as connection:
        files = set(connection.execute(select(SNAPSHOT.c.warc)).scalars())
        known = intakes.of(connection, str(path))
    assert files == {str(path)}
    assert known is not None
    assert (known.offset, known.done) == (path.stat().st_size, True)


def test_what_is_done_is_not_taken_again_and_what_grew_goes_on(
    store: Store, tmp_path: Path
) -> None:
    path = many(tmp_path / "a.warc.gz", 2)
    more = many(tmp_path / "b.warc.gz", 3, first=2)
    take(store, path)
    assert start_of(store, path) == DONE
    end = path.stat().st_size
    with path.open("ab") as file:
        file.write(more.read_bytes())
    assert start_of(store, path) == end
    assert take(store, path).items == 3
    assert count(store, SNAPSHOT) == count(store, ARTICLE) == 5
    assert start_of(store, path) == DONE


def test_a_file_that_was_written_anew_is_taken_anew(
    store: Store, tmp_path: Path
) -> None:
    path = many(tmp_path / "a.warc.gz", 4)
    take(store, path)
    many(path, 2, first=20)
    assert start_of(store, path) == 0
    assert take(store, path).items == 2
    # Their bytes are gone; they stay as they were.
    assert sorted(_rebuilt(store).unread) == [f"{SITE}/{n}" for n in range(4)]
    assert count(store, ARTICLE) == 6


def test_a_torn_file_goes_on_when_it_is_whole(store: Store, tmp_path: Path) -> None:
    path = many(tmp_path / "a.warc.gz", 3)
    whole = path.read_bytes()
    path.write_bytes(whole[:-40])
    with pytest.raises(Exception, match="within a record"):
        take(store, path)
    assert count(store, ARTICLE) == 2
    path.write_bytes(whole)
    assert take(store, path).items == 1
    assert count(store, ARTICLE) == 3


def test_redirects_hold_also_where_they_came_before_the_stop(
    store: Store, tmp_path: Path
) -> None:
    path = like_wget(tmp_path / "a.warc.gz")
    asked = 0

    def soon() -> bool:
        nonlocal asked
        asked += 1
        return asked > 1  # after the redirect

    items = (item for item in items_in(path) if item.kind != "end")
    list(ingest(store, items, counts=Counts(), stopped=soon))
    take(store, path)
    with store.read() as connection:
        named = select(ADDRESS.c.article_id).where(ADDRESS.c.url == f"{SITE}/old")
        assert connection.execute(named).scalar_one_or_none() is not None


def _rebuilt(store: Store) -> Rebuilt:
    counts = Rebuilt()
    for _ in rebuild(store, counts=counts):
        pass
    return counts


def _exported(store: Store, path: Path) -> bytes:
    export(store, path)
    return path.read_bytes()


@pytest.mark.parametrize("write", [like_wget, lambda path: many(path, 4)])
def test_pages_are_read_again_from_the_users_file(
    store: Store, tmp_path: Path, write: Callable[[Path], Path]
) -> None:
    path = write(tmp_path / "a.warc.gz")
    articles = take(store, path).articles
    before = _exported(store, tmp_path / "before.jsonl")
    counts = _rebuilt(store)
    assert (counts.unread, counts.gone) == ([], 0)
    assert counts.articles <= articles
    assert _exported(store, tmp_path / "after.jsonl") == before


def test_where_the_file_was_moved_pages_stay_as_they_were(
    store: Store, tmp_path: Path
) -> None:
    path = many(tmp_path / "a.warc.gz", 2)
    take(store, path)
    path.rename(tmp_path / "moved.warc.gz")
    assert len(_rebuilt(store).unread) == 2
    assert count(store, ARTICLE) == 2


def _started(db: Path, *files: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "cli.main", "--db", db, "ingest", *files],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def _number(db: Path) -> int:
    with suppress(sqlite3.OperationalError), closing(sqlite3.connect(db)) as beside:
        return int(beside.execute("SELECT count(*) FROM snapshot").fetchone()[0])
    return 0


def _until(db: Path, number: int, started: subprocess.Popen[str]) -> None:
    while started.poll() is None and _number(db) < number:
        time.sleep(0.02)


@pytest.mark.slow
def test_kills_lose_nothing_and_take_nothing_twice(tmp_path: Path) -> None:
    path = many(tmp_path / "a.warc.gz", PAGES)
    db = tmp_path / "killed.db"
    for least in (30, 120, 250):
        started = _started(db, path)
        _until(db, least, started)
        os.kill(started.pid, signal.SIGKILL)
        started.communicate()
    left = _number(db)
    assert 30 <= left < PAGES
    done = subprocess.run(
        [sys.executable, "-m", "cli.main", "--db", db, "ingest", path],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith(f"{PAGES - left:,} read")
    assert _number(db) == PAGES
    whole, again = open_store(str(tmp_path / "whole.db")), open_store(str(db))
    take(whole, path)
    files = [tmp_path / "whole.jsonl", tmp_path / "again.jsonl"]
    assert _exported(whole, files[0]) == _exported(again, files[1])
    whole.close()
    again.close()


@pytest.mark.slow
def test_ctrl_c_finishes_what_is_begun_and_says_how_to_go_on(tmp_path: Path) -> None:
    path = many(tmp_path / "a.warc.gz", PAGES)
    db = tmp_path / "stopped.db"
    started = _started(db, path)
    _until(db, 50, started)
    started.send_signal(signal.SIGINT)
    _, told = started.communicate(timeout=120)
    assert started.returncode == 5
    assert f"stopped in {path}; " in told
    assert "Run the same command again to go on" in told
    left = _number(db)
    assert 50 <= left < PAGES
    assert f"{left:,} read and kept" in told
    with closing(sqlite3.connect(db)) as beside:
        ((offset, finished),) = beside.execute('SELECT "offset", done FROM intake')
    assert 0 < offset < path.stat().st_size
    assert not finished


def test_the_command_tells_what_was_before_and_takes_it_again_if_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "collection" / "archive"
    folder.mkdir(parents=True)
    path = many(folder / "a.warc.gz", 2)
    (folder / "notes.txt").write_text("not taken")
    db = str(tmp_path / "x.db")
    assert run(["--db", db, "ingest", str(tmp_path / "collection")]) == 0
    assert capsys.readouterr().out == "2 read, 2 articles, 0 claims\n"
    assert run(["--db", db, "ingest", str(path)]) == 0
    said = capsys.readouterr()
    assert said.err == f"{path} was taken in before\n"
    assert said.out == "0 read, 0 articles, 0 claims\n"
    assert run(["--db", db, "ingest", "--again", str(path)]) == 0
    assert capsys.readouterr().out == "2 read, 2 articles (0 new), 0 claims\n"


def test_a_folder_with_nothing_to_take_in_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--db", str(tmp_path / "x.db"), "ingest", str(tmp_path)]) == 4
    assert "has no archives and no HTML pages in it" in capsys.readouterr().err
