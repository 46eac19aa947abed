"""Everything again from the archive: the same graph, whatever the store had become."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from scrapy import Request
from scrapy.http import Response
from sqlalchemy import delete, func, select, update

from crawler import ingest as ingesting
from crawler import keeping
from crawler import rebuild as rebuilding
from crawler.archive import Archive
from crawler.extract import read_html
from crawler.ingest import ingest, items_in
from crawler.kept import Page, read_page
from crawler.rebuild import Counts, rebuild
from graph import query
from graph.export import export
from graph.identity import article_id
from graph.judgement import Decision, Judged, Judgement
from graph.model import Article, Author, Outcome
from graph.resolve import naming, stage
from graph.resolve.settling import settle_all
from graph.store import frontier, judgements, restored, write
from graph.store.engine import Store, open_store
from graph.store.frontier import Entry
from graph.store.schema import (
    ARTICLE,
    AUTHOR,
    BYLINE,
    CLAIM,
    FRONTIER,
    OUTLET,
    REPUBLICATION,
    SKETCH,
)
from tests.crawler.here import Here
from tests.hostile.pages import article as page
from tests.hostile.pages import credit

NOW = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
WEEKLY = "https://harbour-weekly.example/ferry"
LAKE = "https://lakeside.example/empty-ferry"
PAGE = "https://herald.example/the-boat"
MAG = "https://y.example/b"
FERRY = (
    "The night ferry between the harbour and the island has sailed almost empty since "
    "November.\n\nThe council has paid for every one of its crossings, the books of "
    "the harbour show, and it means to pay for them until the contract ends in spring."
)
GULLS = "Nobody has counted the gulls above the old pier for seven years."
LINES: list[dict[str, Any]] = [
    {
        "url": WEEKLY,
        "headline": "The ferry that nobody takes",
        "authors": ["Ann Lee", "Bo Diaz"],
        "published": "2022-02-15",
        "language": "en",
        "text": FERRY,
    },
    {
        "url": f"{LAKE}/",
        "headline": "EXCLUSIVE: the empty ferry",
        "published": "2022-02-20",
        "text": f"{FERRY}\n\nFirst published in Harbour Weekly.",
    },
    {"id": 7, "outlet": "Nordic Digest", "text": FERRY, "published": "2022-03-01"},
    {"text": GULLS, "headline": "The gulls", "authors": "Cy Roe"},
    {
        "url": PAGE,
        "html": page("The boat", credit=credit(MAG, "Y Mag")).decode(),
    },
]


@pytest.fixture(autouse=True)
def _no_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingesting, "Workers", Here)
    monkeypatch.setattr(rebuilding, "Workers", Here)


@pytest.fixture
def store(store_url: str, tmp_path: Path) -> Iterator[Store]:
    opened = open_store(store_url, archive=tmp_path / "warc")
    take(opened, *LINES)
    yield opened
    opened.close()


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[Store]:
    """Where the kind of database does not matter."""
    opened = open_store(str(tmp_path / "whence.db"), archive=tmp_path / "warc")
    take(opened, *LINES)
    yield opened
    opened.close()


def take(store: Store, *lines: dict[str, Any]) -> None:
    """Take in a list, in the order it has."""
    path = store.archive.with_name("list.jsonl")
    path.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    list(ingest(store, items_in(path), counts=ingesting.Counts()))
    list(settle_all(store))


def graph(store: Store) -> str:
    """All that an export tells."""
    path = store.archive.with_name("graph.jsonl")
    export(store, path)
    return path.read_text("utf-8")


def again(store: Store, read: Callable[[Page], Article] = read_page) -> Counts:
    counts = Counts()
    for _ in rebuild(store, counts=counts, read=read):
        pass
    return counts


def articles(store: Store) -> dict[str, dict[str, Any]]:
    """What is known of each article, by its first address."""
    rows = map(json.loads, graph(store).splitlines())
    return {r["urls"][0]: r for r in rows if r["type"] == "article"}


def change(store: Store, *statements: Any) -> None:  # noqa: ANN401 - any statement
    with store.write() as connection:
        for statement in statements:
            connection.execute(statement)


def test_the_graph_is_the_same_byte_for_byte(store: Store) -> None:
    before = graph(store)
    counts = again(store)
    assert graph(store) == before
    assert (counts.pages, counts.articles, counts.new, counts.gone) == (5, 5, 0, 0)
    assert counts.claims == before.count('"type": "claim"') > 0
    assert counts.republications == before.count('"type": "republication"') > 0
    assert counts.unread == []
    again(store)
    assert graph(store) == before


def test_what_the_store_lost_comes_back_from_the_archive(store: Store) -> None:
    before = graph(store)
    change(
        store,
        delete(BYLINE),
        delete(AUTHOR),
        delete(CLAIM),
        delete(REPUBLICATION),
        delete(SKETCH),
        update(OUTLET).values(name="?", name_key="?"),
        update(ARTICLE).values(text="?", words=1, language=None, published_value=None),
    )
    assert graph(store) != before
    again(store)
    assert graph(store) == before


def test_what_a_list_gave_beside_a_text_comes_back(sqlite: Store) -> None:
    again(sqlite)
    line = articles(sqlite)[WEEKLY]
    assert line["headline"] == "The ferry that nobody takes"
    assert [one["name"] for one in line["authors"]] == ["Ann Lee", "Bo Diaz"]
    assert line["published"]["source"] == "given"
    assert "urn:whence:name:nordic-digest:7" in articles(sqlite)


def test_a_list_may_hold_what_no_file_can(sqlite: Store) -> None:
    broken = {"url": "https://z.example/a", "headline": "A \ud800 B", "text": GULLS}
    take(sqlite, broken)
    before = graph(sqlite)
    again(sqlite)
    assert graph(sqlite) == before


def test_a_page_that_came_twice_has_what_it_said_last(sqlite: Store) -> None:
    take(sqlite, LINES[0] | {"headline": "The ferry, corrected", "authors": ["Di Fox"]})
    before = graph(sqlite)
    again(sqlite)
    assert graph(sqlite) == before
    assert articles(sqlite)[WEEKLY]["headline"] == "The ferry, corrected"


def test_a_newer_reader_is_heard(sqlite: Store) -> None:
    def read(page: Page) -> Article:
        found = read_page(page)
        named = replace(found, authors=(Author(name="Eve Poe"),))
        return named if found.url == PAGE else found

    known = articles(sqlite)[PAGE]
    again(sqlite, read)
    line = articles(sqlite)[PAGE]
    assert line == known | {"authors": [{"name": "Eve Poe"}]}
    assert '"type": "author", "key": "eve-poe"' in graph(sqlite)


def test_what_no_page_says_any_more_is_gone(sqlite: Store) -> None:
    assert MAG in articles(sqlite)
    again(sqlite, without_claims)
    assert MAG not in articles(sqlite)
    assert '"key": "y.example"' not in graph(sqlite)


def without_claims(page: Page) -> Article:
    return replace(read_page(page), claims=())


def test_a_page_that_is_no_article_is_gone_and_may_come_back(sqlite: Store) -> None:
    def read(page: Page) -> Article:
        found = read_page(page)
        lost = found.headline in {"The gulls", "The ferry that nobody takes"}
        return replace(found, outcome=Outcome.NOT_ARTICLE) if lost else found

    before = graph(sqlite)
    counts = again(sqlite, read)
    assert (counts.gone, counts.articles) == (2, 3)
    assert not any(
        line["headline"] == "The gulls" for line in articles(sqlite).values()
    )
    counts = again(sqlite)
    assert (counts.gone, counts.new, counts.articles) == (0, 2, 5)
    assert timeless(graph(sqlite)) == timeless(before)


def timeless(text: str) -> list[str]:
    """An export without the times of our own clock."""
    rows = map(json.loads, text.splitlines())
    return [json.dumps({k: v for k, v in r.items() if k != "first_seen"}) for r in rows]


def test_an_article_that_others_credit_stays_as_cited(sqlite: Store) -> None:
    take(sqlite, {"url": MAG, "text": GULLS, "headline": "B"})

    def read(page: Page) -> Article:
        found = read_page(page)
        lost = found.url == MAG
        return replace(found, outcome=Outcome.NO_TEXT) if lost else found

    again(sqlite, read)
    line = articles(sqlite)[MAG]
    assert (line["status"], line["headline"], line["words"]) == ("cited", "", 0)


def test_a_slow_or_failing_reader_takes_nothing_away(sqlite: Store) -> None:
    def read(page: Page) -> Article:
        return Article(url=page.snapshot.url, outcome=Outcome.BROKEN)

    before = graph(sqlite)
    counts = again(sqlite, read)
    assert graph(sqlite) == before
    assert (counts.pages, len(counts.unread)) == (0, 5)


def changed_twice(store: Store) -> list[dict[str, Any]]:
    """The revisions of an article that was taken in in three states."""
    for text in (GULLS, FERRY):
        take(store, LINES[0] | {"text": text})
    return revised(store)


def revised(store: Store) -> list[dict[str, Any]]:
    with store.read() as connection:
        found: list[dict[str, Any]] = query.history(connection, WEEKLY)["revisions"]
    return found


def test_revisions_are_made_again_from_the_archive(store: Store) -> None:
    before = changed_twice(store)
    assert [len(one["changes"]) for one in before] == [1, 1]
    again(store)
    assert revised(store) == before


def test_revisions_whose_page_is_lost_stay_as_they_were(sqlite: Store) -> None:
    before = changed_twice(sqlite)
    first, *_ = sorted(sqlite.archive.glob("*.warc.gz"))
    first.unlink()
    again(sqlite)
    assert revised(sqlite) == before


def test_what_had_not_changed_has_not_changed_after_it(sqlite: Store) -> None:
    crawled(sqlite, MAG, MAG, page("The boat"))
    asked = Entry(url=MAG, host="y.example")
    with sqlite.write() as connection:
        frontier.add(connection, [asked])
        frontier.settle(connection, asked, Outcome.UNCHANGED, now=NOW)
    again(sqlite)
    with sqlite.read() as connection:
        assert frontier.outcome_of(connection, asked) == ("unchanged", "")


def test_pages_without_a_record_stay_as_they_were(sqlite: Store) -> None:
    before = graph(sqlite)
    (path,) = sqlite.archive.glob("*.warc.gz")
    path.unlink()
    counts = again(sqlite)
    assert graph(sqlite) == before
    assert counts.unread[:2] == [WEEKLY, f"{LAKE}/"]
    assert (counts.pages, len(counts.unread)) == (0, 5)


def test_a_damaged_record_costs_its_own_page_only(sqlite: Store) -> None:
    before = graph(sqlite)
    (path,) = sqlite.archive.glob("*.warc.gz")
    whole = bytearray(path.read_bytes())
    with sqlite.read() as connection:
        (record,) = query.evidence(connection, PAGE)["records"]
    whole[record["offset"] + 300] ^= 0xFF
    path.write_bytes(whole)
    counts = again(sqlite)
    assert graph(sqlite) == before
    assert (counts.pages, counts.unread) == (4, [PAGE])


def test_the_archive_of_another_store_is_not_taken_for_ours(sqlite: Store) -> None:
    before = graph(sqlite)
    (path,) = sqlite.archive.glob("*.warc.gz")
    other = Archive(sqlite.archive.with_name("other"))
    snapshot = other.keep_resource(PAGE, b"<p>Other", content_type="text/html", now=NOW)
    other.close()
    (other.folder / snapshot.warc).replace(path)
    assert again(sqlite).pages == 0
    assert graph(sqlite) == before


def test_texts_of_an_older_archive_stay_as_they_were(
    sqlite: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "about", lambda _: None)
    take(sqlite, {"url": "https://old.example/a", "text": GULLS, "headline": "Old"})
    before = graph(sqlite)
    assert again(sqlite).unread == ["https://old.example/a"]
    assert graph(sqlite) == before


def test_an_article_without_any_record_stays(sqlite: Store) -> None:
    bare = Article(url="https://bare.example/a", headline="Bare", text=GULLS)
    with sqlite.write() as connection:
        identity = write.put_article(connection, bare, now=NOW)
        stage.resolve(connection, identity, now=NOW)
    before = graph(sqlite)
    assert again(sqlite).unread == ["https://bare.example/a"]
    assert graph(sqlite) == before


class StopError(Exception):
    """What ends a rebuild in a test."""


def stopped(store: Store, where: object, name: str) -> None:
    """Rebuild a store until this is called."""

    def stop(*_: object, **__: object) -> None:
        raise StopError

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(where, name, stop)
        with pytest.raises(StopError):
            again(store)


@pytest.mark.parametrize(
    "where, name",
    [(stage, "resolve_all"), (restored, "put_back"), (naming, "restate")],
    ids=["resolving", "at the end", "naming"],
)
def test_whatever_ends_it_the_store_is_as_it_was(
    sqlite: Store, where: object, name: str
) -> None:
    before = graph(sqlite)
    stopped(sqlite, where, name)
    assert graph(sqlite) == before


def test_what_was_made_until_then_is_gone_too(store: Store) -> None:
    before = graph(store)
    stopped(store, rebuilding._Rebuild, "count")
    assert graph(store) == before
    with store.read() as connection:
        count = select(func.count()).select_from(SKETCH)
        assert connection.execute(count).scalar() == 5


def test_who_stops_listening_leaves_the_store_as_it_was(sqlite: Store) -> None:
    before = graph(sqlite)
    steps = rebuild(sqlite, counts=Counts())
    next(steps)
    assert graph(sqlite) == before
    steps.close()
    assert graph(sqlite) == before


KILLED = """
import os, signal, sys
from crawler import rebuild as rebuilding
from graph.store.engine import open_store
from tests.crawler.here import Here

rebuilding.Workers = Here
rebuilding.naming.restate = lambda _: os.kill(os.getpid(), signal.SIGKILL)
store = open_store(sys.argv[1], archive=sys.argv[2])
list(rebuilding.rebuild(store, counts=rebuilding.Counts()))
"""


def test_a_kill_leaves_the_store_as_it_was(sqlite: Store, tmp_path: Path) -> None:
    before = graph(sqlite)
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(tmp_path / "whence.db"), sqlite.archive],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL
    assert graph(sqlite) == before
    again(sqlite)
    assert graph(sqlite) == before


def judge(store: Store, source: str, copy: str, verdict: Decision) -> None:
    with store.write() as connection:
        judgement = Judgement(
            kind=Judged.ARTICLE,
            one=article_id(source),
            other=article_id(copy),
            verdict=verdict,
            note="I asked them.",
            one_name=source,
            other_name=copy,
            judged_at=NOW,
        )
        judgements.put(connection, judgement)
    list(settle_all(store))


def test_judgements_hold_after_it(store: Store) -> None:
    judge(store, WEEKLY, LAKE, Decision.NO)
    judge(store, MAG, PAGE, Decision.YES)
    before = graph(store)
    assert before.count('"type": "judgement"') == 2
    again(store)
    assert graph(store) == before


def test_a_judged_article_stays_known(sqlite: Store) -> None:
    judge(sqlite, MAG, PAGE, Decision.YES)
    again(sqlite, without_claims)
    assert articles(sqlite)[MAG]["status"] == "cited"
    assert '"name": "judged-yes"' in graph(sqlite)


def crawled(store: Store, asked: str, url: str, body: bytes) -> None:
    """Put a page as a crawl does that was led from one address to another."""
    archive = Archive(store.archive)
    answer = Response(url, body=body, headers={"Content-Type": "text/html"})
    snapshot = archive.keep_exchange(Request(url), answer, now=datetime.now(UTC))
    archive.close()
    found = read_html(body, url=url, content_type="text/html")
    entry = Entry(url=asked, host="x")
    with store.write() as connection:
        frontier.add(connection, [entry])
        frontier.settle(connection, entry, found.outcome, now=NOW)
        number = write.put_snapshot(connection, snapshot)
        if found.outcome is Outcome.KEPT:
            identity = write.put_article(
                connection, found, now=NOW, snapshot=number, asked=asked
            )
            stage.resolve(connection, identity, now=NOW)
    list(settle_all(store))


def test_an_article_keeps_the_id_it_was_first_met_under(store: Store) -> None:
    said = credit("http://news.example/story?utm_source=x", "Harbour News")
    first, asked = "https://a.example/1", "http://news.example/story"
    crawled(store, first, first, page("A", credit=said, salt=3))
    crawled(store, asked, "https://news2.example/the-story", page("B", salt=5))
    before = graph(store)
    again(store)
    assert graph(store) == before
    with store.read() as connection:
        moved = select(ARTICLE.c.url).where(ARTICLE.c.id == article_id(asked))
        assert connection.execute(moved).scalar() == "https://news2.example/the-story"


def test_a_crawled_page_that_can_be_read_now_is_kept(sqlite: Store) -> None:
    url = "https://shop.example/list"
    crawled(sqlite, url, url, b"<html><p>Sold out.</p></html>")
    with sqlite.read() as connection:
        ended = query.stats(connection)["outcomes"]
    assert list(ended) != ["kept"]

    def read(page: Page) -> Article:
        found = read_page(page)
        if found.url != url:
            return found
        return replace(found, outcome=Outcome.KEPT, headline="Sold out", text=GULLS)

    assert again(sqlite, read).new == 1
    assert articles(sqlite)[url]["headline"] == "Sold out"
    with sqlite.read() as connection:
        assert query.stats(connection)["outcomes"] == {"kept": 1}


def test_a_list_of_links_is_not_taken_for_a_page(sqlite: Store) -> None:
    url = "https://herald.example/feed-of-pages"
    archive = Archive(sqlite.archive)
    answer = Response(url, body=page("Not asked as a page"))
    snapshot = archive.keep_exchange(Request(url), answer, now=datetime.now(UTC))
    archive.close()
    entry = Entry(url=url, host="herald.example", kind="feed")
    with sqlite.write() as connection:
        frontier.add(connection, [entry])
        frontier.settle(connection, entry, Outcome.LISTED, now=NOW)
        write.put_snapshot(connection, snapshot)
    again(sqlite)
    assert url not in articles(sqlite)
    with sqlite.read() as connection:
        outcome = connection.execute(select(FRONTIER.c.outcome)).scalar()
    assert outcome == "listed"


def test_an_empty_store_stays_empty(store_url: str, tmp_path: Path) -> None:
    store = open_store(store_url, archive=tmp_path / "warc")
    assert again(store) == Counts()
    assert graph(store) == ""
    store.close()
