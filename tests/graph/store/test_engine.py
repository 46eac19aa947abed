"""Opening a store: a new one, one of ours, and whatever else lies there."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine, event, text, update
from sqlalchemy.exc import IntegrityError

from graph.errors import ForeignStore, NewerStore, StoreError
from graph.store import migrations
from graph.store.engine import Store, open_store
from graph.store.schema import APPLICATION_ID, STORE_INFO
from tests.graph.store import workers
from tests.graph.store.facts import tables

VERSION = json.dumps({"name": "version", "value": str(migrations.VERSION)})


def test_a_new_store_is_made_and_opened_again(store_url: str) -> None:
    first = open_store(store_url)
    made = tables(first)
    first.close()
    again = open_store(store_url, create=False)
    assert tables(again) == made
    assert made["store_info"] == [VERSION]
    again.close()


def test_many_processes_may_open_a_new_store_at_once(store_url: str) -> None:
    workers.run(workers.open_it, store_url, times=4)
    opened = open_store(store_url, create=False)
    assert tables(opened)["store_info"] == [VERSION]
    opened.close()


def test_what_processes_read_then_write_is_never_lost(store_url: str) -> None:
    store = open_store(store_url)
    with store.write() as connection:
        connection.execute(STORE_INFO.insert().values(name="counter", value="0"))
    workers.run(workers.count_up, store_url, 50, times=3)
    assert '{"name": "counter", "value": "150"}' in tables(store)["store_info"]
    store.close()


def test_two_crawls_may_keep_the_same_articles_at_once(store_url: str) -> None:
    workers.run(workers.put_the_same, store_url, times=3)
    store = open_store(store_url)
    held = tables(store)
    assert len(held["article"]) == len(held["address"]) == len(held["frontier"]) == 10
    store.close()


def test_a_reader_sees_one_state_of_the_store(store: Store, store_url: str) -> None:
    count = text("SELECT count(*) FROM store_info")
    other = open_store(store_url)
    with store.read() as reading:
        before = reading.execute(count).scalar_one()
        with other.write() as writing:
            writing.execute(STORE_INFO.insert().values(name="more", value=""))
        assert reading.execute(count).scalar_one() == before
    with store.read() as reading:
        assert reading.execute(count).scalar_one() == before + 1
    other.close()


def test_a_transaction_is_kept_whole_or_not_at_all(store: Store) -> None:
    before = tables(store)
    with pytest.raises(IntegrityError), store.write() as connection:  # noqa: PT012
        connection.execute(STORE_INFO.insert().values(name="a", value=""))
        connection.execute(STORE_INFO.insert().values(name="a", value=""))
    assert tables(store) == before


def test_sqlite_files_are_signed_and_in_wal_mode(tmp_path: Path) -> None:
    open_store(str(tmp_path / "a.db")).close()
    with closing(sqlite3.connect(tmp_path / "a.db")) as file:
        assert file.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert file.execute("PRAGMA journal_mode").fetchone() == ("wal",)


@pytest.mark.parametrize("name", ["odd #1?.db", "ä%20ö.db", "a:b.db"])
def test_any_file_name_does(tmp_path: Path, name: str) -> None:
    for _ in range(2):
        store = open_store(str(tmp_path / name))
        assert (tmp_path / name).is_file()
        assert store.archive.parent == tmp_path
        store.close()


def test_the_archive_lies_beside_the_file(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'web.db'}")
    assert store.archive == tmp_path / "web-warc"
    store.close()


def text_file(path: Path) -> None:
    path.write_text("Dear diary, this is no database at all.\n", encoding="utf-8")


def other_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as file:
        file.execute("CREATE TABLE bookmarks (url TEXT)")
        file.commit()


def other_program_in_wal_mode(path: Path) -> None:
    with closing(sqlite3.connect(path)) as file:
        file.execute("PRAGMA journal_mode = WAL")
        file.execute("CREATE TABLE bookmarks (url TEXT)")
        file.commit()


def other_program_still_empty(path: Path) -> None:
    with closing(sqlite3.connect(path)) as file:
        file.execute("PRAGMA application_id = 7")


def head_of_a_database(path: Path) -> None:
    path.write_bytes(b"SQLite for")


@pytest.mark.parametrize(
    "make",
    [
        text_file,
        other_program,
        other_program_in_wal_mode,
        other_program_still_empty,
        head_of_a_database,
    ],
)
def test_what_is_not_ours_is_refused_and_left_as_it_is(
    tmp_path: Path, make: Callable[[Path], None]
) -> None:
    path = tmp_path / "a.db"
    make(path)
    before = path.read_bytes()
    with pytest.raises(ForeignStore, match="not a store of Whence") as caught:
        open_store(str(path))
    assert caught.value.subject == str(path)
    assert caught.value.code == 4
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["a.db"]


@pytest.mark.parametrize("share", [0.05, 0.5, 0.95])
def test_a_truncated_store_is_one_line(tmp_path: Path, share: float) -> None:
    path = tmp_path / "a.db"
    open_store(str(path)).close()
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(StoreError, match=r"a\.db") as caught:
        open_store(str(path))
    assert "\n" not in str(caught.value)


def test_an_empty_file_becomes_a_store(tmp_path: Path) -> None:
    (tmp_path / "a.db").touch()
    open_store(str(tmp_path / "a.db")).close()
    assert (tmp_path / "a.db").stat().st_size > 0


@pytest.mark.parametrize(
    "where, words",
    [
        ("", "is a folder"),
        ("folder", "is a folder"),
        ("missing/a.db", "there is no folder"),
        ("text/a.db", "text"),
        (f"{'a' * 300}.db", "too long"),
    ],
)
def test_where_no_store_can_be(tmp_path: Path, where: str, words: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "text").touch()
    with pytest.raises(StoreError, match=words):
        open_store(str(tmp_path / where))


def test_a_device_is_no_store() -> None:
    with pytest.raises(StoreError):
        open_store("/dev/null")


def test_nothing_is_made_where_none_is_wanted(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no store at"):
        open_store(str(tmp_path / "a.db"), create=False)
    assert list(tmp_path.iterdir()) == []


def test_an_empty_database_is_no_store_where_none_is_wanted(postgres_url: str) -> None:
    with pytest.raises(StoreError, match="holds no store"):
        open_store(postgres_url, create=False)


def test_another_programs_postgresql_database_is_refused(postgres_url: str) -> None:
    engine = create_engine(postgres_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE bookmarks (url TEXT)"))
    with pytest.raises(ForeignStore, match="another program"):
        open_store(postgres_url)
    with engine.begin() as connection:
        found = text("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
        assert connection.execute(found).scalar_one() == 1
    engine.dispose()


def test_a_newer_store_is_refused_and_left_as_it_is(store_url: str) -> None:
    store = open_store(store_url)
    with store.write() as connection:
        connection.execute(update(STORE_INFO).values(value="99"))
    before = tables(store)
    with pytest.raises(NewerStore, match="version 99"):
        open_store(store_url)
    assert tables(store) == before
    store.close()


@pytest.mark.parametrize(
    "where", ["mysql://h/x", "foo://x", "http://example.org/a.db", "://", "sqlite://"]
)
def test_other_kinds_of_store_are_refused(where: str) -> None:
    with pytest.raises(StoreError):
        open_store(where)


def test_a_server_that_is_not_there_is_one_line_without_the_password(
    tmp_path: Path,
) -> None:
    with pytest.raises(StoreError) as caught:
        open_store(f"postgresql://me:secret@/x?host={tmp_path}")
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_driver_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def without(*_arguments: object, **_options: object) -> None:
        raise ModuleNotFoundError

    monkeypatch.setattr("graph.store.engine.create_engine", without)
    with pytest.raises(StoreError, match=r"whence\[postgres\]"):
        open_store("postgres://h/x")


def test_a_file_that_may_not_be_written_is_one_line(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "a.db"))
    store.close()

    def refuse(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA query_only = ON")

    event.listen(store.engine, "connect", refuse)
    with pytest.raises(StoreError, match="readonly"), store.write() as connection:
        connection.execute(STORE_INFO.insert().values(name="a", value=""))
    store.close()


def test_a_full_disk_is_one_line_and_loses_nothing(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "a.db"))
    before = tables(store)
    with pytest.raises(StoreError, match="full"), store.write() as connection:  # noqa: PT012
        pages = connection.execute(text("PRAGMA page_count")).scalar_one()
        connection.execute(text(f"PRAGMA max_page_count = {pages}"))
        row = {"name": "a", "value": "x" * 100_000}
        connection.execute(STORE_INFO.insert().values(row))
    assert tables(store) == before
    store.close()


def test_a_store_that_may_not_be_written_can_be_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "whence.db"
    open_store(str(path)).close()
    before = path.read_bytes()
    monkeypatch.setattr("os.access", lambda *_: False)
    store = open_store(str(path), create=False)
    with store.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM article").scalar() == 0
    with pytest.raises(StoreError, match="readonly"), store.write() as connection:
        connection.exec_driver_sql("DELETE FROM article")
    store.close()
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["whence.db"]
