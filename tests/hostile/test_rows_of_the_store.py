"""F-46 to F-53: whatever ends a command, the store is as before, or complete."""

from __future__ import annotations

import json
import os
import re
import resource
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from scrapy import Request
from scrapy.http import Response
from sqlalchemy import Connection, event, select

from cli.main import run
from crawler import ingest as ingesting
from crawler import rebuild as rebuilding
from crawler.archive import Archive
from crawler.crawl import _same_body
from crawler.extract import read_html
from crawler.follow import Plan, after_article
from crawler.records import is_kept
from graph.errors import StoreError
from graph.identity import article_id
from graph.judgement import Decision, Judged, Judgement
from graph.model import Outcome, Snapshot
from graph.resolve import stage
from graph.resolve.settling import settle_all
from graph.store import frontier, judgements, migrations, write
from graph.store.engine import Store, open_store
from graph.store.frontier import Entry
from graph.store.schema import APPLICATION_ID, FRONTIER, STORE_INFO
from tests.crawler.here import Here
from tests.graph.small_store import NOW
from tests.graph.store import workers
from tests.graph.store.facts import tables
from tests.graph.store.test_migrations import schema
from tests.hostile.bounds import within_bounds
from tests.hostile.pages import article, credit
from tests.hostile.row import Row
from tests.hostile.rows_store import STORE
from tests.hostile.world import World

# Each starts crawls of its own, which takes seconds.
pytestmark = pytest.mark.slow

_ROOT = Path(__file__).parents[2]
_STORES = Path(__file__).with_name("stores")
WEEKLY = "https://weekly.example/ferry"
MIRROR = "https://mirror.example/ferry"
TITLE = "The last ferry leaves the harbour"
PAGES = {
    WEEKLY: article(TITLE).decode(),
    MIRROR: article(TITLE, credit=credit(WEEKLY, "Weekly")).decode(),
}


@pytest.fixture(autouse=True)
def _no_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingesting, "Workers", Here)
    monkeypatch.setattr(rebuilding, "Workers", Here)


@pytest.mark.parametrize("row", STORE, ids=lambda row: f"{row.id} {row.name}")
def test_what_the_store_is_left_as(row: Row, tmp_path: Path) -> None:
    version = re.fullmatch(r"a store of version (\d)", row.name)
    with within_bounds(row):
        if version:
            assert migrated(tmp_path, int(version[1])) == row.expected
        else:
            assert CASES[row.name](tmp_path) == row.expected


def timeless(world: World) -> list[str]:
    """An export without the moments of our own clock."""
    rows = map(json.loads, world.export("x.jsonl").splitlines())
    return [json.dumps({k: v for k, v in r.items() if k != "first_seen"}) for r in rows]


@contextmanager
def filled(folder: Path) -> Iterator[World]:
    folder.mkdir(exist_ok=True)
    world = World(folder)
    world.take(PAGES)
    yield world
    world.store.close()


# F-46, F-47, F-48: ends and neighbours. Whole crawls: tests/hostile/test_kill.py.

_KILLED = """
import os, signal, sys
from crawler import ingest as ingesting, keeping, rebuild as rebuilding
from tests.crawler.here import Here
from tests.hostile.world import World
from pathlib import Path

ingesting.Workers = rebuilding.Workers = Here
world, what = World(Path(sys.argv[1])), sys.argv[2]
if what == "ingest":
    whole = keeping.stage.resolve_all
    calls = []
    def resolve_all(*given, **more):
        whole(*given, **more)
        calls.append(1)
        if len(calls) == 2:
            os.kill(os.getpid(), getattr(signal, sys.argv[3]))
    keeping.stage.resolve_all = resolve_all
    from tests.hostile.test_rows_of_the_store import PAGES
    world.take(PAGES)
else:
    rebuilding.naming.restate = lambda _: os.kill(os.getpid(), signal.SIGKILL)
    world.rebuild()
"""


def killed(folder: Path, what: str, sign: str = "SIGKILL") -> int:
    done = subprocess.run(
        [sys.executable, "-c", _KILLED, str(folder), what, sign],
        env={**os.environ, "PYTHONPATH": str(_ROOT)},
        capture_output=True,
        timeout=100,
        check=False,
    )
    return done.returncode


def ingest_is_killed(folder: Path) -> str:
    (folder / "killed").mkdir()
    assert killed(folder / "killed", "ingest") == -signal.SIGKILL
    with filled(folder / "killed") as again, filled(folder / "whole") as whole:
        assert timeless(again) == timeless(whole)
    return "the same bytes"


def rebuild_is_killed(folder: Path) -> str:
    with filled(folder) as world:
        before = timeless(world)
        assert killed(folder, "rebuild") == -signal.SIGKILL
        assert timeless(world) == before
        world.rebuild()
        assert timeless(world) == before
    return "as before, then complete"


def ingest_is_interrupted(folder: Path) -> str:
    lines = folder / "list.jsonl"
    rows = ({"url": url, "html": html} for url, html in PAGES.items())
    lines.write_text("\n".join(map(json.dumps, rows)), "utf-8")

    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stage, "resolve_names", stop)
        code = run(["--db", str(folder / "whence.db"), "-q", "ingest", str(lines)])
    with filled(folder) as world, filled(folder / "whole") as whole:
        assert timeless(world) == timeless(whole)
    return f"{code}, then complete"


def writers_and_a_reader(folder: Path) -> str:
    with filled(folder) as world:
        with world.store.write() as connection:
            connection.execute(STORE_INFO.insert().values(name="counter", value="0"))
        workers.run(workers.count_up, world.path, 30, times=3)
        assert '{"name": "counter", "value": "90"}' in tables(world.store)["store_info"]
    return "nothing lost"


# F-49: no room, no right.


def whence(folder: Path, *arguments: str, most: int | None = None) -> tuple[int, str]:
    """A command in a process of its own, which may write so many bytes to a file."""

    def limit() -> None:
        if most is not None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    done = subprocess.run(
        [sys.executable, "-m", "cli.main", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(_ROOT)},
        preexec_fn=limit,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    said = [s for s in done.stderr.splitlines() if s.startswith("whence: ")]
    assert len(said) <= 1
    # A worker that is ended as it starts may say so, from Python's own files.
    assert str(_ROOT) not in done.stderr
    return done.returncode, said[0] if said else ""


def full_disk(folder: Path) -> str:
    with filled(folder) as world:
        before = tables(world.store)
        with world.store.read() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()

        def no_more(connection: sqlite3.Connection, *_: object) -> None:
            connection.execute(f"PRAGMA max_page_count = {pages}")

        world.store.close()
        event.listen(world.store.engine, "connect", no_more)
        with pytest.raises(StoreError, match="full") as caught:
            world.take(
                {
                    f"https://more.example/{n}": article(f"T {n}", salt=n).decode()
                    for n in range(40)
                }
            )
        assert str(world.path) in str(caught.value)
        event.remove(world.store.engine, "connect", no_more)
        world.store.close()
        after = tables(world.store)
        assert set(before["article"]) <= set(after["article"])
        with world.store.read() as connection:
            whole = connection.exec_driver_sql("PRAGMA integrity_check").scalar_one()
        assert whole == "ok"
    return f"{caught.value.code}, whole"


@contextmanager
def quota(most: int) -> Iterator[None]:
    """No file may grow beyond so many bytes; readers have their tables already."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def quota_on_the_archive(folder: Path) -> str:
    with filled(folder) as world:
        before = timeless(world)
        page = folder / "page.html"
        noise = os.urandom(400_000).hex()
        page.write_bytes(article("Another", salt=9) + f"<!-- {noise} -->".encode())
        given = ["--db", world.path, "-q", "ingest", str(page)]
        given += ["--url", "https://late.example/a"]
        with quota(300_000):
            code = run(given)
        assert timeless(world) == before
        assert run(given) == 0
        assert len(timeless(world)) > len(before)
    return f"{code}, whole"


def quota_on_an_export(folder: Path) -> str:
    with filled(folder) as world:
        target = folder / "out.jsonl"
        target.write_text("old", "utf-8")
        code, said = whence(folder, "export", "out.jsonl", most=1000)
        assert "out.jsonl can't be written" in said
        assert target.read_text("utf-8") == "old"
        assert not list(folder.glob(".out*"))
        assert timeless(world)
    return f"{code}, whole"


def read_only_folder(folder: Path) -> str:
    """The folder of processes takes no files, whoever asks."""
    code, said = whence(folder, "--db", "/proc/whence.db", "ingest", str(folder))
    assert "/proc/whence.db" in said
    with filled(folder) as world:
        before = timeless(world)
        given = (
            "--archive",
            "/proc/whence-warc",
            "ingest",
            "--url",
            "https://a.example/b",
        )
        (folder / "page.html").write_bytes(article("Another", salt=9))
        second, said = whence(folder, *given, "page.html")
        assert "/proc/whence-warc" in said
        assert timeless(world) == before
    assert code == second
    return f"{code}, whole"


# F-50, F-51: what is no store, and what is an older or newer one.


def refused(make: Callable[[Path], None]) -> Callable[[Path], str]:
    def case(folder: Path) -> str:
        path = folder / "whence.db"
        make(path)
        before = path.read_bytes() if path.is_file() else None
        code = run(["--db", str(path), "stats"])
        assert (path.read_bytes() if path.is_file() else None) == before
        assert [one.name for one in folder.iterdir()] == ["whence.db"]
        return f"{code}, untouched"

    return case


def diary(path: Path) -> None:
    path.write_bytes(b"Dear diary.\n")


def other_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as file:
        file.execute("CREATE TABLE bookmarks (url TEXT)")
        file.commit()


def torn(path: Path) -> None:
    open_store(str(path)).close()
    path.write_bytes(path.read_bytes()[:3000])


def newer(path: Path) -> None:
    store = open_store(str(path))
    with store.write() as connection:
        connection.execute(STORE_INFO.update().values(value="99"))
    store.close()
    with closing(sqlite3.connect(path)) as file:
        file.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def old_store(path: Path, version: int) -> None:
    """A store as an older Whence wrote it, with three articles and an edge."""
    told = (_STORES / f"version-{version}.sql").read_text("utf-8")
    with closing(sqlite3.connect(path)) as file:
        file.executescript(told)
        file.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def migrated(folder: Path, version: int) -> str:
    old_store(folder / "whence.db", version)
    world = World(folder)
    new = open_store(str(folder / "new.db"))
    assert as_columns(world.store) == as_columns(new)
    assert len(world.lines("article")) == 3
    assert [row["copy_url"] for row in world.lines("republication")] == [
        "https://lakeside.example/empty-ferry"
    ]
    world.take(PAGES)
    with world.store.read() as connection:
        assert migrations.version(connection) == migrations.VERSION
    assert len(world.lines("article")) == 4
    assert world.edges()[WEEKLY, MIRROR]["verdict"] == "certain"
    world.store.close()
    new.close()
    return "as a new one"


def as_columns(store: Store) -> dict[str, Any]:
    """The tables with their columns in one order, whenever they were added."""
    return {name: (sorted(cs), i, k) for name, (cs, i, k) in schema(store).items()}


def migration_fails(folder: Path) -> str:
    path = folder / "whence.db"
    old_store(path, 3)
    with closing(sqlite3.connect(path)) as file:
        before = list(file.iterdump())

    def fail(_: object) -> None:
        raise RuntimeError("out of power")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(migrations, "STEPS", (*migrations.STEPS, fail))
        patch.setattr(migrations, "VERSION", len(migrations.STEPS))
        with pytest.raises(RuntimeError):
            open_store(str(path))
    with closing(sqlite3.connect(path)) as file:
        assert list(file.iterdump()) == before
    return "as before"


# F-52: the archive has lost what the store points at.


def crawled(store: Store, url: str, body: bytes) -> Snapshot:
    """Put a page as a crawl does, its archive knowing what was kept before."""
    archive = Archive(store.archive, same_body=_same_body(store))
    answer = Response(url, body=body, headers={"Content-Type": "text/html"})
    snapshot = archive.keep_exchange(Request(url), answer, now=datetime.now(UTC))
    archive.close()
    entry = Entry(url=url, host="x")
    with store.write() as connection:
        frontier.add(connection, [entry])
        settle_page(connection, entry, snapshot, body)
    list(settle_all(store))
    return snapshot


def settle_page(
    connection: Connection, entry: Entry, snapshot: Snapshot, body: bytes
) -> None:
    """What a crawl writes of a page, in its one transaction."""
    found = read_html(body, url=entry.url, content_type="text/html")
    number = write.put_snapshot(connection, snapshot)
    identity = write.put_article(
        connection, found, now=NOW, snapshot=number, asked=entry.url
    )
    stage.resolve(connection, identity, now=NOW)
    after_article(connection, identity, entry, Plan())
    frontier.settle(connection, entry, Outcome.KEPT, now=NOW)


def lost(damage: Callable[[Path, Snapshot], None]) -> Callable[[Path], str]:
    def case(folder: Path) -> str:
        with filled(folder) as world:
            url = "https://late.example/a"
            snapshot = crawled(world.store, url, article("Another", salt=9))
            before = timeless(world)
            damage(world.store.archive / snapshot.warc, snapshot)
            counts = world.rebuild()
            assert (counts.unread, counts.queued) == ([url], 1)
            assert timeless(world) == before
            with world.store.read() as connection:
                asked = select(FRONTIER.c.url).where(FRONTIER.c.state == "queued")
                assert url in connection.execute(asked).scalars().all()
            again = crawled(world.store, url, article("Another", salt=9))
            assert not again.revisits
            assert is_kept(again, world.store.archive)
            assert world.rebuild().unread == []
        return "queued again, all else as before"

    return case


def differs(path: Path, snapshot: Snapshot) -> None:
    whole = bytearray(path.read_bytes())
    whole[snapshot.offset + 400] ^= 0xFF
    path.write_bytes(whole)


def same_body_again(folder: Path) -> str:
    with filled(folder) as world:
        url = "https://late.example/a"
        first = crawled(world.store, url, article("Another", salt=9))
        second = crawled(world.store, url, article("Another", salt=9))
        assert second.revisits == f"{first.warc}:{first.offset}"
        (world.store.archive / first.warc).unlink()
        third = crawled(world.store, url, article("Another", salt=9))
        assert not third.revisits
        fourth = crawled(world.store, url, article("Another", salt=9))
        assert fourth.revisits == f"{third.warc}:{third.offset}"
    return "kept whole"


# F-53: the n-th write fails, n = 1, 2, 3 and so on, as SQLite tests itself.


class FullError(sqlite3.OperationalError):
    """What the n-th write ends in."""


@contextmanager
def failing(store: Store, nth: int) -> Iterator[None]:
    """The n-th statement that changes anything fails, or the commit behind all."""
    left = [nth]

    def count(statement: str) -> None:
        if not statement.lstrip().upper().startswith(("SELECT", "PRAGMA", "BEGIN")):
            left[0] -= 1
            if left[0] == 0:
                raise FullError("disk I/O error")

    def execute(_c: object, _cursor: object, statement: str, *_: object) -> None:
        count(statement)

    def commit(connection: Connection) -> None:
        if connection.get_execution_options().get("whence_write"):
            count("COMMIT")

    event.listen(store.engine, "before_cursor_execute", execute)
    event.listen(store.engine, "commit", commit)
    try:
        yield
    finally:
        event.remove(store.engine, "before_cursor_execute", execute)
        event.remove(store.engine, "commit", commit)


def until_it_works(
    store: Store, act: Callable[[], object], *, widening: float = 1.0
) -> None:
    """Let write after write fail; after each, the store is as before or complete."""
    before, nth, failures = tables(store), 1, 0
    while True:
        try:
            with failing(store, nth):
                act()
        except (StoreError, FullError):
            failures += 1
            with store.read() as connection:
                check = connection.exec_driver_sql("PRAGMA integrity_check")
                assert check.scalar_one() == "ok"
            assert tables(store) == before, f"write {nth}"
        else:
            break
        nth = max(nth + 1, int(nth * widening))
    assert failures >= 1
    assert tables(store) != before


def nth_of_a_page(folder: Path) -> str:
    with filled(folder) as world:
        url, body = (
            "https://late.example/a",
            article(
                "Another", salt=9, credit=credit("https://far.example/b", "Far Post")
            ),
        )
        archive = Archive(world.store.archive)
        answer = Response(url, body=body, headers={"Content-Type": "text/html"})
        snapshot = archive.keep_exchange(Request(url), answer, now=NOW)
        archive.close()
        entry = Entry(url=url, host="x")
        with world.store.write() as connection:
            frontier.add(connection, [entry])

        def act() -> None:
            with world.store.write() as connection:
                settle_page(connection, entry, snapshot, body)

        until_it_works(world.store, act)
    return "as before or complete"


def nth_of_an_ingest(folder: Path) -> str:
    """A batch is one transaction; those before it are complete."""
    with filled(folder) as world:
        known = set(tables(world.store)["article"])
        nth, more = 1, {"https://late.example/a": article("Another", salt=9).decode()}
        while True:
            try:
                with failing(world.store, nth):
                    world.take(more)
            except (StoreError, FullError):
                nth += 1
                assert known <= set(tables(world.store)["article"])
            else:
                break
        assert nth > 1
        with filled(folder / "whole") as whole:
            whole.take(more)
            assert timeless(world) == timeless(whole)
    return "as before or complete"


def nth_of_a_judgement(folder: Path) -> str:
    with filled(folder) as world:
        judgement = Judgement(
            kind=Judged.ARTICLE,
            one=article_id(WEEKLY),
            other=article_id(MIRROR),
            verdict=Decision.NO,
            note="",
            one_name=WEEKLY,
            other_name=MIRROR,
            judged_at=NOW,
        )

        def act() -> None:
            with world.store.write() as connection:
                judgements.put(connection, judgement)

        until_it_works(world.store, act)
        list(settle_all(world.store))
        assert world.edges()[WEEKLY, MIRROR]["verdict"] == "rejected"
    return "as before or complete"


def nth_of_a_rebuild(folder: Path) -> str:
    """It changes nothing here, so what it must change was taken away before."""
    with filled(folder) as world:
        whole = timeless(world)
        with world.store.write() as connection:
            connection.exec_driver_sql("UPDATE article SET headline = '?', words = 1")
        until_it_works(world.store, world.rebuild, widening=1.4)
        assert timeless(world) == whole
    return "as before or complete"


CASES: dict[str, Callable[[Path], str]] = {
    "ingest is killed": ingest_is_killed,
    "rebuild is killed": rebuild_is_killed,
    "ingest is interrupted": ingest_is_interrupted,
    "writers and a reader at once": writers_and_a_reader,
    "a full disk under the store": full_disk,
    "a quota on the archive": quota_on_the_archive,
    "a quota on an export": quota_on_an_export,
    "a folder that is read-only": read_only_folder,
    "a folder": refused(Path.mkdir),
    "a text": refused(diary),
    "another program's database": refused(other_program),
    "a torn store": refused(torn),
    "a newer store": refused(newer),
    "a migration that fails": migration_fails,
    "a record that is missing": lost(lambda path, _: path.unlink()),
    "a record that differs": lost(differs),
    "the same body comes again": same_body_again,
    "the n-th write of a crawled page": nth_of_a_page,
    "the n-th write of an ingest": nth_of_an_ingest,
    "the n-th write of a judgement": nth_of_a_judgement,
    "the n-th write of a rebuild": nth_of_a_rebuild,
}
