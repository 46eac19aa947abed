"""A crawl of one good page among every fault: each ends with its one outcome."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import select

from crawler.archive import read_record
from graph.store.engine import open_store
from graph.store.schema import SNAPSHOT
from tests.hostile.cases import BUSY, LOOPBACK, OUTCOMES, PAGE, ROBOTS, RULES
from tests.hostile.faults import FAULTS
from tests.hostile.site import Site, closed_port

_ROOT = Path(__file__).parents[2]
_QUICK = {
    "WHENCE_ALLOW_PRIVATE": True,
    "DOWNLOAD_DELAY": 0,
    "DOWNLOAD_TIMEOUT": 8,
    "DNS_TIMEOUT": 3,
    "RETRY_TIMES": 0,
    "LOG_LEVEL": "CRITICAL",
}


@dataclass(frozen=True)
class Crawled:
    """What a crawl left behind."""

    ends: dict[str, tuple[str, str, str]]
    sites: dict[str, Site]
    store: Path
    errors: str

    def outcome(self, url: str) -> str:
        state, outcome, _ = self.ends[url]
        assert state == "done"
        return outcome


def crawled(
    store: Path, urls: list[str], *, sites: dict[str, Site], **options: object
) -> Crawled:
    command = [sys.executable, str(Path(__file__).with_name("run.py")), str(store)]
    done = subprocess.run(
        [*command, json.dumps(_QUICK | options), *urls],
        cwd=_ROOT,
        env=os.environ | {"PYTHONPATH": str(_ROOT)},
        capture_output=True,
        text=True,
        timeout=150,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    rows = json.loads(done.stdout)
    assert len({url for url, *_ in rows}) == len(rows)
    ends = {url: (state, outcome, detail) for url, state, outcome, detail in rows}
    return Crawled(ends=ends, sites=sites, store=store, errors=done.stderr)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    with ExitStack() as stack:
        sites = {}
        for number, (name, _) in enumerate(OUTCOMES):
            sites[name] = Site(f"127.0.1.{number + 1}", {"/story": FAULTS[name]})
        for number, (name, answer, _) in enumerate(ROBOTS):
            answers = {"/robots.txt": answer, "/rules.txt": RULES, "/story": PAGE}
            sites[f"robots-{name}"] = Site(f"127.0.2.{number + 1}", answers)
        sites["busy-robots"] = Site("127.0.3.1", {"/robots.txt": BUSY, "/story": PAGE})
        sites["gone"] = Site("127.0.3.2", {"/story": PAGE})
        for site in sites.values():
            stack.enter_context(site)
        urls = [site.url("/story") for site in sites.values()]
        urls += [sites["gone"].url("/missing"), sites["good"].url("/a/b/a/b/a/b")]
        urls += [f"http://127.0.3.3:{closed_port('127.0.3.3')}/"]
        urls += ["http://nowhere.invalid/a"]
        folder = tmp_path_factory.mktemp("hostile")
        yield crawled(folder / "hostile.db", urls, sites=sites)


@pytest.mark.parametrize("name, outcome", OUTCOMES)
def test_each_fault_ends_with_its_one_outcome(
    hostile: Crawled, name: str, outcome: str
) -> None:
    assert hostile.outcome(hostile.sites[name].url("/story")) == outcome


@pytest.mark.parametrize("name, outcome", [(name, end) for name, _, end in ROBOTS])
def test_robots_are_obeyed_and_their_failures_mean_no(
    hostile: Crawled, name: str, outcome: str
) -> None:
    site = hostile.sites[f"robots-{name}"]
    assert hostile.outcome(site.url("/story")) == outcome
    assert ("/story" in site.asked) == (outcome == "kept")


def test_robots_are_asked_once_a_site(hostile: Crawled) -> None:
    asked = hostile.sites["gone"].asked
    assert Counter(asked) == {"/robots.txt": 1, "/story": 1, "/missing": 1}


def test_a_pause_that_robots_ask_for_leaves_the_page_queued(hostile: Crawled) -> None:
    site = hostile.sites["busy-robots"]
    assert hostile.ends[site.url("/story")][0] == "queued"
    assert site.asked == ["/robots.txt"]


def test_what_gives_no_answer_says_why(hostile: Crawled) -> None:
    ends = {url: outcome for url, (_, outcome, _) in hostile.ends.items()}
    good, gone = hostile.sites["good"], hostile.sites["gone"]
    assert ends["http://nowhere.invalid/a"] == "dns"
    assert [end for url, end in ends.items() if "127.0.3.3" in url] == ["unreachable"]
    assert ends[gone.url("/missing")] == "not-found"
    assert ends[good.url("/a/b/a/b/a/b")] == "trap"


def test_every_url_ends_with_one_outcome(hostile: Crawled) -> None:
    busy = hostile.sites["busy-robots"].url("/story")
    unsettled = [u for u, (state, _, _) in hostile.ends.items() if state != "done"]
    assert unsettled == [busy]


def test_redirects_stop_after_six(hostile: Crawled) -> None:
    assert len(hostile.sites["endless-chain"].pages_asked()) == 7
    assert len(hostile.sites["redirect-loop"].pages_asked()) == 7


def test_no_credentials_are_ever_sent(hostile: Crawled) -> None:
    headers = [h for site in hostile.sites.values() for h in site.seen]
    assert headers
    assert not any("Authorization" in h or "Cookie" in h for h in headers)


@pytest.mark.parametrize("name", ["short-body", "truncated-gzip"])
def test_a_cut_body_is_kept_and_marked(hostile: Crawled, name: str) -> None:
    truncated, text = _snapshot(hostile, name)
    assert truncated
    assert b"The ferry to the island" in text


@pytest.mark.parametrize("name", ["good", "chunked"])
def test_a_whole_body_is_not_marked(hostile: Crawled, name: str) -> None:
    truncated, text = _snapshot(hostile, name)
    assert not truncated
    assert text.endswith(b"</html>")


def _snapshot(hostile: Crawled, name: str) -> tuple[bool, bytes]:
    store = open_store(str(hostile.store))
    with store.read() as connection:
        url = hostile.sites[name].url("/story")
        row = connection.execute(select(SNAPSHOT).where(SNAPSHOT.c.url == url)).one()
    store.close()
    return row.truncated, read_record(store.archive / row.warc, row.offset).body


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    """A crawl that may not ask private addresses, of nothing else."""
    with Site("127.0.0.1", {"*": PAGE}) as site:
        urls = [f"http://{host}:{site.port}/{n}" for n, host in enumerate(LOOPBACK)]
        folder = tmp_path_factory.mktemp("guarded")
        options: dict[str, object] = {"WHENCE_ALLOW_PRIVATE": False}
        yield crawled(folder / "guarded.db", urls, sites={"here": site}, **options)


def test_no_spelling_of_a_private_address_is_asked(guarded: Crawled) -> None:
    assert guarded.sites["here"].asked == []
    assert {outcome for _, outcome, _ in guarded.ends.values()} == {"address"}
    assert len(guarded.ends) >= len(LOOPBACK) - 8  # some are one URL once cleaned


def test_a_name_for_a_private_address_is_told_from_no_name(guarded: Crawled) -> None:
    found = [d for u, (_, _, d) in guarded.ends.items() if "localhost" in u]
    assert found
    assert all("localhost has the private address 127.0.0.1" in d for d in found)


def test_a_foreign_certificate_is_not_trusted(tmp_path: Path) -> None:
    with Site("127.0.0.1", {"*": PAGE}) as site:
        site.encrypt(tmp_path)
        url = site.url("/story").replace("http:", "https:")
        done = crawled(tmp_path / "tls.db", [url], sites={"here": site})
        assert done.outcome(url) == "tls"
        assert site.asked == []
