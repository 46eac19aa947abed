"""A crawl of one good page among every fault: each ends with its one outcome."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import select

from crawler.archive import read_record
from graph import query
from graph.store.engine import open_store
from graph.store.schema import SNAPSHOT
from tests.hostile.cases import (
    BUSY,
    HOLDS,
    LOOPBACK,
    OUTCOMES,
    PAGE,
    ROBOTS,
    ROBOTS_OUTCOMES,
    RULES,
)
from tests.hostile.crawled import Crawled, crawled
from tests.hostile.faults import FAULTS
from tests.hostile.row import Row
from tests.hostile.rows_web import ADDRESSES, DECISIONS, PAGES, SHAPES
from tests.hostile.rows_web import HOLDS as HELD
from tests.hostile.rows_web import ROBOTS as RULED
from tests.hostile.site import Site, closed_port

# Each starts crawls of its own, which takes seconds.
pytestmark = pytest.mark.slow


def _named(value: object) -> str:
    return value.name if isinstance(value, Row) else str(value)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    with ExitStack() as stack:
        sites = {}
        pages = [name for name, _ in OUTCOMES] + [row.name for row in PAGES]
        for number, name in enumerate(pages):
            sites[name] = Site(f"127.0.1.{number + 1}", {"/story": FAULTS[name]})
        for number, (name, answer) in enumerate(ROBOTS.items()):
            answers = {"/robots.txt": answer, "/rules.txt": RULES, "/story": PAGE}
            sites[f"robots-{name}"] = Site(f"127.0.2.{number + 1}", answers)
        for number, (name, answer) in enumerate(HOLDS.items()):
            sites[name] = Site(f"127.0.3.{number + 10}", {"/story": answer})
        sites["busy-robots"] = Site("127.0.3.1", {"/robots.txt": BUSY, "/story": PAGE})
        sites["gone"] = Site("127.0.3.2", {"/story": PAGE})
        for site in sites.values():
            stack.enter_context(site)
        urls = [site.url("/story") for site in sites.values()]
        urls += [sites["gone"].url("/missing")]
        urls += [sites["good"].url(row.name) for row in SHAPES]
        urls += [f"http://127.0.3.3:{closed_port('127.0.3.3')}/"]
        urls += ["http://nowhere.invalid/a"]
        folder = tmp_path_factory.mktemp("hostile")
        yield crawled(folder / "hostile.db", urls, sites=sites)


@pytest.mark.parametrize("name, outcome", OUTCOMES)
def test_what_is_no_fault_of_the_table_ends_too(
    hostile: Crawled, name: str, outcome: str
) -> None:
    assert hostile.outcome(hostile.sites[name].url("/story")) == outcome


@pytest.mark.parametrize("row", PAGES, ids=_named)
def test_each_fault_ends_with_its_one_outcome(hostile: Crawled, row: Row) -> None:
    assert hostile.outcome(hostile.sites[row.name].url("/story")) == row.expected
    hostile.within(row, hostile.seconds(row.name))


@pytest.mark.parametrize("row", SHAPES, ids=_named)
def test_a_path_that_goes_round_in_circles_is_not_asked(
    hostile: Crawled, row: Row
) -> None:
    site = hostile.sites["good"]
    assert hostile.outcome(site.url(row.name)) == row.expected
    assert row.name not in site.asked
    hostile.within(row, 0)


@pytest.mark.parametrize("row", RULED, ids=_named)
def test_robots_are_obeyed_and_their_failures_mean_no(
    hostile: Crawled, row: Row
) -> None:
    site = hostile.sites[f"robots-{row.name}"]
    assert hostile.outcome(site.url("/story")) == row.expected
    assert ("/story" in site.asked) == (row.expected == "kept")
    hostile.within(row, hostile.seconds(f"robots-{row.name}"))


@pytest.mark.parametrize("name, decision", DECISIONS.items())
def test_how_robots_were_decided_is_kept(
    hostile: Crawled, name: str, decision: str
) -> None:
    site = hostile.sites[f"robots-{name}"]
    assert hostile.hosts[f"{site.host}:{site.port}"][1] == decision


def test_the_delay_that_a_skipped_host_asks_for_is_kept(hostile: Crawled) -> None:
    site = hostile.sites["robots-slow"]
    assert hostile.hosts[f"{site.host}:{site.port}"][2] == 86400


@pytest.mark.parametrize("name, outcome", ROBOTS_OUTCOMES)
def test_rules_hold_for_whom_they_name(
    hostile: Crawled, name: str, outcome: str
) -> None:
    site = hostile.sites[f"robots-{name}"]
    assert hostile.outcome(site.url("/story")) == outcome


@pytest.mark.parametrize("row", HELD, ids=_named)
def test_a_host_is_left_alone_for_as_long_as_it_asks(
    hostile: Crawled, row: Row
) -> None:
    site = hostile.sites[row.name]
    assert hostile.ends[site.url("/story")][0] == "queued"
    assert f"{hostile.held(row.name)} minutes" == row.expected
    assert len(site.asked) <= 2
    hostile.within(row, 0)


def test_a_host_is_left_alone_in_the_next_run_too(hostile: Crawled) -> None:
    names = [row.name for row in HELD if row.expected != "1 minutes"]
    before = {name: list(hostile.sites[name].asked) for name in names}
    crawled(hostile.store, [hostile.sites["chunked"].url("/other")], sites={})
    assert {name: hostile.sites[name].asked for name in names} == before


def test_the_crawl_opens_no_port(hostile: Crawled) -> None:
    assert hostile.listening == []


def test_the_encoding_that_was_chosen_is_kept(hostile: Crawled) -> None:
    url = hostile.sites["wrong-label"].url("/story")
    assert hostile.ends[url][2] == "read as utf-8"
    assert hostile.ends[hostile.sites["good"].url("/story")][2] == ""


def test_robots_are_asked_once_a_site(hostile: Crawled) -> None:
    asked = hostile.sites["gone"].asked
    assert Counter(asked) == {"/robots.txt": 1, "/story": 1, "/missing": 1}


def test_a_pause_that_robots_ask_for_leaves_the_page_queued(hostile: Crawled) -> None:
    site = hostile.sites["busy-robots"]
    assert hostile.ends[site.url("/story")][0] == "queued"
    assert site.asked == ["/robots.txt"]


def test_what_gives_no_answer_says_why(hostile: Crawled) -> None:
    ends = {url: outcome for url, (_, outcome, _) in hostile.ends.items()}
    gone = hostile.sites["gone"]
    assert ends["http://nowhere.invalid/a"] == "dns"
    assert [end for url, end in ends.items() if "127.0.3.3" in url] == ["unreachable"]
    assert ends[gone.url("/missing")] == "not-found"


def test_every_url_ends_with_one_outcome(hostile: Crawled) -> None:
    held = {hostile.sites[row.name].url("/story") for row in HELD}
    unsettled = {u for u, (state, _, _) in hostile.ends.items() if state != "done"}
    assert unsettled == held


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


@pytest.mark.parametrize("name", ["short-body", "truncated-gzip"])
def test_what_a_cut_page_shares_is_a_lower_bound(hostile: Crawled, name: str) -> None:
    pages = [hostile.sites[page].url("/story") for page in (name, "good", "chunked")]
    store = open_store(str(hostile.store))
    with store.read() as connection:
        cut = query.evidence(connection, pages[0])["overlaps"]
        whole = query.evidence(connection, *pages[1:])["overlaps"]
        compared = query.comparison(connection, *pages[:2])["overlap"]
    store.close()
    assert {one["lower_bound"] for one in cut} == {True}
    assert {one["lower_bound"] for one in whole} == {False}
    assert compared["lower_bound"]


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


@pytest.mark.parametrize("row", ADDRESSES, ids=_named)
def test_no_spelling_of_a_private_address_is_asked(guarded: Crawled, row: Row) -> None:
    assert guarded.sites["here"].asked == []
    assert {outcome for _, outcome, _ in guarded.ends.values()} == {row.expected}
    guarded.within(row, 0)
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
