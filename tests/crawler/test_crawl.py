"""Crawls on loopback sites, each in a process of its own, by the command line."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from crawler.crawl import crawl, seed_entries
from graph.errors import UsageError
from graph.store import frontier
from graph.store.engine import open_store
from tests.hostile.pages import article, credit
from tests.hostile.site import Handler, Site, body, status

# Each starts crawls of its own, which takes seconds.
pytestmark = pytest.mark.slow

_ROOT = Path(__file__).parents[2]


def whence(store: Path, *arguments: str) -> tuple[int, Any, str]:
    """The exit code, what was printed as JSON, and what was said besides."""
    done = subprocess.run(
        [sys.executable, "-m", "cli.main", "--db", str(store), "--json", *arguments],
        cwd=store.parent,
        env=os.environ | {"PYTHONPATH": str(_ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert "Traceback" not in done.stderr
    return done.returncode, json.loads(done.stdout or "null"), done.stderr


def fetch(store: Path, *urls: str, **options: object) -> tuple[int, Any, str]:
    told = [f"--{n.replace('_', '-')}={value}" for n, value in options.items()]
    return whence(store, "crawl", "--allow-private", "--delay=0", *told, *urls)


@pytest.mark.parametrize(
    "text, url",
    [
        ("herald.example/a", "https://herald.example/a"),
        ("http://localhost:8000/a", "http://localhost:8000/a"),
        ("https://me:pw@herald.example/a#b", "https://herald.example/a"),
    ],
)
def test_seeds_are_taken_as_people_write_them(text: str, url: str) -> None:
    entries, wrong = seed_entries([text])
    assert ([entry.url for entry in entries], wrong) == ([url], [])
    assert entries[0].seed


@pytest.mark.parametrize(
    "text", ["ferry", "file:///etc/hostname", "javascript:alert(1)", "data:text/html,x",
             "view-source:https://a.org/", "mailto:ann@a.org", "", "http://", "http://[::1/"]
)  # fmt: skip
def test_what_is_no_url_is_never_asked(text: str) -> None:
    assert seed_entries([text]) == ([], [text])


def test_a_crawl_needs_a_seed_or_a_queue(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "whence.db"))
    with pytest.raises(UsageError, match="nothing is queued"):
        crawl(store)
    store.close()


def test_a_credit_is_followed_and_a_bad_seed_costs_only_itself(tmp_path: Path) -> None:
    page = article("The last ferry leaves", outlet="The Other Herald")
    with Site("127.0.5.1", {"/ferry": body(page)}) as other:
        told = credit(other.url("/ferry"), "The Other Herald")
        copy = article("The last ferry leaves", credit=told)
        with Site("127.0.5.2", {"/copy": body(copy)}) as herald:
            seeds = [herald.url("/copy"), herald.url("/none")]
            code, answer, said = fetch(tmp_path / "whence.db", *seeds)
            assert code == 0
            ends = {seed["url"]: seed["outcome"] for seed in answer["seeds"]}
            assert list(ends.values()) == ["kept", "not-found"]
            assert (answer["articles"], answer["republications"]) == (2, 1)
            assert "/none: not-found" in said
            _, told_origin, _ = whence(tmp_path / "whence.db", "origin", seeds[0])
            assert told_origin["origin"]["url"] == other.url("/ferry")


def test_a_page_that_did_not_change_is_archived_once(tmp_path: Path) -> None:
    store = tmp_path / "whence.db"
    with Site("127.0.5.3", {"/a": body(article("The last ferry leaves"))}) as site:
        for _ in range(2):
            assert fetch(store, site.url("/a"))[0] == 0
        assert site.pages_asked() == ["/a", "/a"]
    opened = open_store(str(store))
    from graph.store.schema import SNAPSHOT

    with opened.read() as connection:
        rows = connection.execute(SNAPSHOT.select().order_by(SNAPSHOT.c.id)).all()
    opened.close()
    first, again = (row for row in rows if row.url.endswith("/a"))
    assert (first.revisits, again.digest) == ("", first.digest)
    assert again.revisits == f"{first.warc}:{first.offset}"


def test_a_host_that_asks_for_a_pause_is_left_alone(tmp_path: Path) -> None:
    busy = status(429, Retry_After="3600")
    page = body(article("The last ferry leaves"))
    with (
        Site("127.0.5.4", {"*": busy}) as site,
        Site("127.0.5.5", {"/a": page}) as other,
    ):
        urls = [site.url("/a"), site.url("/b"), other.url("/a")]
        code, answer, said = fetch(tmp_path / "whence.db", *urls)
    assert code == 5
    assert "asked for a pause" in said
    assert len(site.pages_asked()) == 1
    assert answer["queued"] == 2
    assert [seed["outcome"] for seed in answer["seeds"]] == [None, None, "kept"]


def test_limits_leave_the_rest_queued(tmp_path: Path) -> None:
    with Site("127.0.5.6", {"*": body(article("The last ferry leaves"))}) as site:
        urls = [site.url(f"/{n}") for n in range(5)]
        _, answer, _ = fetch(tmp_path / "whence.db", *urls, max_pages=2)
        assert (answer["pages"], answer["queued"]) == (2, 3)
        _, answer, _ = fetch(tmp_path / "whence.db")
        assert (answer["pages"], answer["queued"]) == (3, 0)
        assert len(site.pages_asked()) == 5


def test_private_addresses_need_to_be_allowed(tmp_path: Path) -> None:
    with Site("127.0.5.7", {"*": body(article("The last ferry leaves"))}) as site:
        code, answer, _ = whence(tmp_path / "whence.db", "crawl", site.url("/a"))
        assert (code, site.asked) == (4, [])
        assert answer["seeds"][0]["outcome"] == "address"


def test_an_archive_that_can_not_be_written_ends_the_run(tmp_path: Path) -> None:
    (tmp_path / "whence-warc").write_text("a file where the folder should be")
    with Site("127.0.5.8", {"*": body(article("The last ferry leaves"))}) as site:
        code, _, said = fetch(tmp_path / "whence.db", site.url("/a"))
        assert code == 4
        assert "can't be written" in said
        (tmp_path / "whence-warc").unlink()
        code, answer, _ = fetch(tmp_path / "whence.db")
        assert (code, answer["articles"]) == (0, 1)


def test_a_fault_of_ours_ends_the_run_and_does_not_hang_it(tmp_path: Path) -> None:
    store = tmp_path / "whence.db"
    broken = """
import sys
from crawler import scheduler
from cli.main import main
def lease(*_args, **_options):
    raise RuntimeError("no")
scheduler.frontier.lease = lease
main(sys.argv[1:])
"""
    done = subprocess.run(
        [sys.executable, "-c", broken, "--db", str(store), "crawl", "example.org/a"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(_ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode not in {0, 2}
    told = "whence: the frontier could not be asked: RuntimeError in Whence"
    assert told in done.stderr
    with open_store(str(store)).read() as connection:
        assert frontier.counts(connection)["queued"] == 1


def test_a_crawl_that_died_gives_its_work_to_one_that_runs(tmp_path: Path) -> None:
    """The other must not wait for ever for what the dead one had leased."""
    store = tmp_path / "whence.db"
    page = article("The last ferry leaves")

    def slowly(handler: Handler) -> None:
        time.sleep(3)
        handler.give(page)

    with (
        Site("127.0.5.9", {"/a": slowly}) as slow,
        Site("127.0.5.10", {"/b": slowly}) as other,
    ):
        dying = _started(store, slow.url("/a"))
        _wait_for(slow.pages_asked)
        living = _started(store, other.url("/b"))
        _wait_for(other.pages_asked)
        dying.send_signal(signal.SIGKILL)
        dying.communicate()
        out, _ = living.communicate(timeout=60)
        assert living.returncode == 0
        assert json.loads(out)["articles"] == 2


def _started(store: Path, url: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "cli.main", "--db", str(store), "--json", "crawl"]
    return subprocess.Popen(
        [*command, "--allow-private", "--delay=0", url],
        cwd=store.parent,
        env=os.environ | {"PYTHONPATH": str(_ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def _wait_for(asked: Any) -> None:  # noqa: ANN401
    end = time.monotonic() + 30
    while not asked() and time.monotonic() < end:
        time.sleep(0.1)
    assert asked()


def test_a_list_is_crawled_and_goes_on_where_it_was(tmp_path: Path) -> None:
    page = body(article("The last ferry leaves"))
    feed = (
        b"<rss><item><link>/c</link><title>The gulls of the pier</title></item></rss>"
    )
    told = {"/a": page, "/b": page, "/c": page, "/feed": body(feed, "text/xml")}
    with Site("127.0.5.11", told) as site:
        rows = [
            "title,url",
            f"One,{site.url('/a')}",
            "Two,ferry",
            f"No,{site.url('/no')}",
        ]
        (tmp_path / "list.csv").write_text("\n".join(rows))
        outline = f'<outline xmlUrl="{site.url("/feed")}"/>'
        (tmp_path / "mine.opml").write_text(f"<opml>{outline}</opml>")
        options = (
            "--allow-private",
            "--delay=0",
            "--list=list.csv",
            "--list=mine.opml",
        )
        store = tmp_path / "whence.db"
        code, answer, said = whence(store, "crawl", *options, site.url("/b"))
        assert (code, answer["articles"], len(answer["seeds"])) == (0, 3, 4)
        assert "list.csv, line 3: not a URL: ferry" in said
        asked = len(site.pages_asked())
        code, answer, said = whence(store, "crawl", *options)
        assert (code, len(answer["seeds"])) == (0, 2)
        assert "1 URL read before" in said
        assert site.pages_asked()[asked:] == ["/no", "/feed"]


def test_lists_that_have_nothing_to_crawl(tmp_path: Path) -> None:
    store = tmp_path / "whence.db"
    (tmp_path / "list.txt").write_text("# nothing\nferry\n")
    for name in ("none.txt", "list.txt"):
        code, _, said = whence(store, "crawl", f"--list={name}")
        assert (code, store.exists()) == (4, False)
        assert f"no address in {name}" in said
