"""Updates of loopback outlets, each in a process of its own, by the command line."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph import query
from graph.store.engine import Store, open_store
from tests.crawler.news_site import Outlet, conditional
from tests.crawler.test_crawl import _ROOT, _wait_for, whence
from tests.hostile.pages import article, credit
from tests.hostile.site import Handler, Site, body, status

# Each starts crawls of its own, which takes seconds.
pytestmark = pytest.mark.slow

LAST = article("The last ferry leaves")
FIRST = article("The first ferry comes", salt=3)


@pytest.fixture
def outlet(request: pytest.FixtureRequest) -> Iterator[Outlet]:
    """An outlet with two articles, on an address of each test's own."""
    number = 40 + sum(request.node.name.encode()) % 200
    with Site(f"127.0.6.{number}", {}) as site:
        found = Outlet(site)
        found.publish("/last", LAST)
        found.publish("/first", FIRST)
        yield found


@pytest.fixture
def path(tmp_path: Path, outlet: Outlet) -> Path:
    """A store that watches the outlet."""
    path = tmp_path / "whence.db"
    assert whence(path, "watch", outlet.site.url())[0] == 0
    assert outlet.site.asked == []
    return path


def update(path: Path, *told: str) -> tuple[int, Any, str]:
    return whence(path, "update", "--allow-private", "--delay=0", *told)


def opened(path: Path) -> Store:
    return open_store(str(path))


def test_what_is_new_is_fetched_and_what_changed_becomes_a_revision(
    outlet: Outlet, path: Path
) -> None:
    site = outlet.site
    code, answer, said = update(path)
    assert (code, said) == (0, "")
    (told,) = answer["outlets"]
    assert sorted(told["new"]) == [site.url("/first"), site.url("/last")]
    assert set(outlet.asked()) == {"/", "/sitemap.xml", "/feed", "/first", "/last"}

    code, answer, _ = update(path)
    (told,) = answer["outlets"]
    assert (code, told["new"], told["changed"]) == (0, [], [])
    assert (answer["articles"], answer["unchanged"]) == (0, 4)
    # All of it conditionally; and no longer where no sitemap is.
    assert outlet.asked() == dict.fromkeys(["/", "/feed", "/first", "/last"], True)

    outlet.publish("/last", article("The last ferry has left", outlet="The Herald"))
    outlet.publish("/third", article("The third ferry waits", salt=5))
    code, answer, _ = update(path)
    (told,) = answer["outlets"]
    assert (told["new"], told["changed"]) == ([site.url("/third")], [site.url("/last")])
    assert outlet.asked()["/third"] is False

    _, answer, _ = whence(path, "history", site.url("/last"))
    (revision,) = answer["revisions"]
    assert revision["changes"] == [
        {
            "field": "headline",
            "before": "The last ferry leaves",
            "after": "The last ferry has left",
        }
    ]
    assert revision["record"] != answer["record"]
    assert LAST in _archived(path, revision["record"])


def _archived(path: Path, record: dict[str, Any]) -> bytes:
    from crawler.records import read_record

    folder = path.with_name("whence-warc")
    return read_record(folder / record["file"], record["offset"]).body


def test_a_rebuild_makes_the_same_revisions(outlet: Outlet, path: Path) -> None:
    for title in ("The last ferry leaves", "It has left", "The last ferry leaves"):
        outlet.publish("/last", article(title))
        assert update(path)[0] == 0
    before = _histories(path, outlet)
    assert [len(one["revisions"]) for one in before] == [2, 0]
    assert whence(path, "rebuild")[0] == 0
    assert _histories(path, outlet) == before


def _histories(path: Path, outlet: Outlet) -> list[dict[str, Any]]:
    store = opened(path)
    with store.read() as connection:
        urls = [outlet.site.url(name) for name in ("/last", "/first")]
        found = [query.history(connection, url) for url in urls]
    store.close()
    return found


def test_what_a_new_article_credits_is_followed(outlet: Outlet, path: Path) -> None:
    page = article("The gulls are counted", outlet="The Other Herald", salt=7)
    with Site("127.0.6.2", {"/counted": body(page)}) as other:
        told = credit(other.url("/counted"), "The Other Herald")
        copy = article("The gulls are counted", credit=told, salt=7)
        outlet.publish("/gulls", copy)
        assert update(path)[0] == 0
        assert other.pages_asked() == ["/counted"]


def test_what_is_listed_as_older_is_left_out(outlet: Outlet, path: Path) -> None:
    outlet.publish("/new", article("The new pier opens", salt=9), day="20 Feb 2022")
    _, answer, _ = update(path, "--since", "2022-02-19")
    assert answer["outlets"][0]["new"] == [outlet.site.url("/new")]
    # It is no longer left out when nobody asks for that, though the feed is the same.
    _, answer, _ = update(path)
    assert len(answer["outlets"][0]["new"]) == 2


def test_an_update_that_is_killed_loses_nothing(outlet: Outlet, path: Path) -> None:
    assert update(path)[0] == 0
    outlet.publish("/third", article("The third ferry waits", salt=5))
    slow = conditional(article("The last ferry has left"))

    def dying(handler: Handler) -> None:
        process.send_signal(signal.SIGKILL)
        process.wait()
        slow(handler)

    outlet.site.answers["/third"] = dying
    outlet.asked()
    process = _started(path)
    _wait_for(lambda: "/third" in outlet.site.asked)
    process.communicate()
    outlet.publish("/third", article("The third ferry waits", salt=5))
    outlet.publish("/last", article("The last ferry has left"))
    assert whence(path, "crawl", "--allow-private", "--delay=0")[0] == 0
    store = opened(path)
    with store.read() as connection:
        third = query.history(connection, outlet.site.url("/third"))
        last = query.history(connection, outlet.site.url("/last"))
    store.close()
    assert third["asked"]["outcome"] == "kept"
    assert len(last["revisions"]) == 1


def _started(path: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "cli.main", "--db", str(path), "update"]
    return subprocess.Popen(
        [*command, "--allow-private", "--delay=0"],
        cwd=path.parent,
        env=os.environ | {"PYTHONPATH": str(_ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def test_an_outlet_that_can_not_be_asked_is_named(outlet: Outlet, path: Path) -> None:
    outlet.site.answers.clear()
    outlet.site.answers["*"] = status(404)
    code, answer, said = update(path)
    assert code == 4
    assert answer["outlets"][0]["failed"] == "not-found"
    assert f"{outlet.site.url()}: not-found" in said


def test_a_host_that_asks_for_a_pause_ends_the_update_early(
    outlet: Outlet, path: Path
) -> None:
    outlet.site.answers["/feed"] = status(429, Retry_After="3600")
    code, answer, said = update(path)
    assert code == 5
    assert answer["outlets"][0]["failed"] is None
    assert "asked for a pause" in said
