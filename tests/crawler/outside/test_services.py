"""Crawls that ask services outside, all of them on loopback."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from graph.store.engine import open_store
from graph.store.schema import ARTICLE, FRONTIER
from tests.crawler.discover.services.packed import zipped
from tests.crawler.outside import recorded
from tests.crawler.test_crawl import fetch, whence
from tests.hostile.pages import article, credit
from tests.hostile.site import Answer, Site, body, closed_port

# Each starts crawls of its own, which takes seconds.
pytestmark = pytest.mark.slow

TITLE = "The last ferry leaves the quiet island harbour"
OTHER = "The Other Herald"
STAMP = "20220218093000"


def told(services: Mapping[str, str]) -> list[str]:
    """The options that let services be asked at these roots."""
    roots = [f"--service={name}={root}" for name, root in services.items()]
    return [f"--services={','.join(services)}", *roots]


def rows(store: Path, table: Any) -> list[dict[str, Any]]:  # noqa: ANN401
    opened = open_store(str(store))
    with opened.read() as connection:
        found = [dict(row) for row in connection.execute(select(table)).mappings()]
    opened.close()
    return found


def ends(store: Path) -> dict[str, str]:
    """How each entry of the frontier ended, by its kind, the last of a kind."""
    return {row["kind"]: row["outcome"] for row in rows(store, FRONTIER)}


def copy_of(url: str) -> Answer:
    """A page that credits another outlet's article."""
    return body(article(TITLE, credit=credit(url, OTHER)))


def test_a_dead_link_is_read_from_the_archive_and_its_credits_followed(
    tmp_path: Path,
) -> None:
    store = tmp_path / "whence.db"
    first = body(article(TITLE, outlet="First Tide"))
    with Site("127.0.7.1", {"/first": first}) as up, Site("127.0.7.2", {}) as gone:
        dead = gone.url("/ferry")
        named = credit(up.url("/first"), "First Tide")
        page = article(TITLE, outlet=OTHER, credit=named)
        answers = recorded.captures(dead, STAMP)
        answers |= recorded.capture(dead, STAMP, page)
        with (
            Site("127.0.7.3", {"/copy": copy_of(dead)}) as herald,
            Site("127.0.7.4", answers) as archive,
        ):
            options = told({"wayback": archive.url("/")})
            code, answer, said = fetch(store, *options, herald.url("/copy"))
            assert (code, answer["articles"], said) == (0, 3, "")
            assert len(archive.pages_asked()) == 2
    _, origin, _ = whence(store, "origin", herald.url("/copy"))
    assert [one["url"] for one in origin["chain"]] == [
        up.url("/first"),
        dead,
        herald.url("/copy"),
    ]
    (ended,) = [row for row in rows(store, FRONTIER) if row["url"] == dead]
    assert ended["outcome"] == "kept"
    assert ended["detail"] == f"from {archive.url(f'/web/{STAMP}id_/{dead}')}"
    (kept,) = [row for row in rows(store, ARTICLE) if row["url"] == dead]
    assert kept["first_seen"].startswith("2022-02-18T09:31")
    # The address that was fetched means the same article.
    code, _, _ = whence(store, "origin", archive.url(f"/web/{STAMP}id_/{dead}"))
    assert code == 0


def test_what_came_from_an_archive_can_be_read_again(tmp_path: Path) -> None:
    store = tmp_path / "whence.db"
    with Site("127.0.7.5", {}) as gone:
        dead = gone.url("/ferry")
        answers = recorded.crawls("2022-03", "2022-02")
        page = article(TITLE, outlet=OTHER)
        answers |= recorded.in_crawl("2022-02", dead, None)
        answers |= recorded.in_crawl("2022-03", dead, page)
        with (
            Site("127.0.7.6", {"/copy": copy_of(dead)}) as herald,
            Site("127.0.7.7", answers) as archive,
        ):
            options = told({"commoncrawl": archive.url("/")})
            code, answer, said = fetch(store, *options, herald.url("/copy"))
            assert (code, answer["articles"], said) == (0, 2, "")
            assert "Range" in archive.seen[-1]
    before = rows(store, ARTICLE)
    code, _, _ = whence(store, "rebuild")
    assert code == 0
    after = rows(store, ARTICLE)
    key = lambda row: (row["id"], row["url"], row["first_seen"], row["words"])  # noqa: E731
    assert sorted(map(key, after)) == sorted(map(key, before))
    (kept,) = [row for row in after if row["url"] == dead]
    assert kept["first_seen"].startswith("2022-02-19T12:00")


def test_a_copy_that_only_gdelt_knows_is_found(tmp_path: Path) -> None:
    store = tmp_path / "whence.db"
    later = article(TITLE).replace(b"18 February", b"20 February")
    with (
        Site("127.0.7.8", {"/ferry": body(article(TITLE, outlet=OTHER))}) as source,
        Site("127.0.7.9", {"/copy": body(later)}) as herald,
    ):
        answer = recorded.news(
            (herald.url("/copy"), f"{TITLE} - Harbour Herald", "20220219T101500Z"),
            (herald.url("/other"), "A council counts its boats", "20220219T101500Z"),
            (herald.url("/old"), TITLE, "20190219T101500Z"),
        )
        with Site("127.0.7.10", {"*": answer}) as service:
            options = told({"gdelt": service.url("/")})
            code, _, said = fetch(
                store, *options, "--direction=down", source.url("/ferry")
            )
            assert (code, said) == (0, "")
            (asked,) = service.pages_asked()
    assert "near20" in asked
    assert [path for path in herald.pages_asked() if path != "/"] == ["/copy"]
    _, found, _ = whence(store, "reposts", source.url("/ferry"))
    assert [one["url"] for one in found["reposts"]] == [herald.url("/copy")]


def test_without_a_name_no_service_is_asked(tmp_path: Path) -> None:
    with Site("127.0.7.11", {}) as gone, Site("127.0.7.12", {}) as archive:
        dead = gone.url("/ferry")
        with Site("127.0.7.13", {"/copy": copy_of(dead)}) as herald:
            root = f"--service=wayback={archive.url('/')}"
            code, _, _ = fetch(tmp_path / "whence.db", root, herald.url("/copy"))
        assert (code, archive.asked) == (0, [])


def test_a_service_that_asks_for_a_pause_is_left_alone_and_costs_nothing(
    tmp_path: Path,
) -> None:
    store = tmp_path / "whence.db"
    with (
        Site("127.0.7.14", {}) as gone,
        Site("127.0.7.15", {"*": recorded.BUSY}) as busy,
    ):
        dead = [gone.url("/one"), gone.url("/two")]
        pages = {f"/{n}": copy_of(url) for n, url in enumerate(dead)}
        with Site("127.0.7.16", pages) as herald:
            seeds = [herald.url(path) for path in pages]
            options = told({"wayback": busy.url("/")})
            code, answer, said = fetch(store, *options, *seeds)
            assert (code, answer["queued"], len(busy.pages_asked())) == (0, 0, 1)
            assert said.count("wayback was left alone: http-error (HTTP 429)") == 1
            # Nor is it asked before the pause is over.
            code, answer, said = fetch(store, *options)
            assert (code, answer["queued"], len(busy.pages_asked())) == (0, 0, 1)
            assert "asked for a pause until" in said


def test_a_service_that_is_away_is_asked_again_by_the_next_run(tmp_path: Path) -> None:
    store = tmp_path / "whence.db"
    port = closed_port("127.0.7.17")
    with Site("127.0.7.18", {}) as gone:
        dead = gone.url("/ferry")
        with Site("127.0.7.19", {"/copy": copy_of(dead)}) as herald:
            away = told({"wayback": f"http://127.0.7.17:{port}/"})
            code, _, said = fetch(store, *away, herald.url("/copy"))
            assert (code, ends(store)["wayback"]) == (0, "unreachable")
            assert "wayback was left alone: unreachable" in said
            answers = {"*": body(b"[]", recorded.JSON)}
            with Site("127.0.7.17", answers) as back:
                options = told({"wayback": back.url("/")})
                code, _, said = fetch(store, *options)
                assert (code, said, len(back.pages_asked())) == (0, "", 1)


def test_a_page_that_no_archive_has_stays_dead(tmp_path: Path) -> None:
    store = tmp_path / "whence.db"
    with Site("127.0.7.20", {}) as gone:
        dead = gone.url("/ferry")
        answers = recorded.captures(dead) | recorded.crawls("2022-02")
        answers |= recorded.in_crawl("2022-02", dead, None)
        with (
            Site("127.0.7.21", {"/copy": copy_of(dead)}) as herald,
            Site("127.0.7.22", answers) as archive,
        ):
            root = archive.url("/")
            options = told({"wayback": root, "commoncrawl": root})
            code, answer, said = fetch(store, *options, herald.url("/copy"))
    assert (code, answer["articles"], said) == (0, 1, "")
    assert ends(store) | {"page": ""} == {
        "page": "",
        "wayback": "listed",
        "crawls": "listed",
        "commoncrawl": "not-found",
    }


def test_robots_of_a_service_are_obeyed(tmp_path: Path) -> None:
    no = {"/robots.txt": body(b"User-agent: *\nDisallow: /", "text/plain")}
    with (
        Site("127.0.7.23", {}) as gone,
        Site("127.0.7.24", no) as archive,
        Site("127.0.7.25", {"/copy": copy_of(gone.url("/ferry"))}) as herald,
    ):
        options = told({"wayback": archive.url("/")})
        code, _, said = fetch(tmp_path / "whence.db", *options, herald.url("/copy"))
    assert (code, archive.pages_asked()) == (0, [])
    assert "wayback was left alone: robots" in said


def test_a_capture_tells_by_when_an_undated_article_was_there(tmp_path: Path) -> None:
    store = tmp_path / "whence.db"
    undated = article(TITLE, outlet=OTHER).replace(b", 18 February 2022", b"")
    with Site("127.0.7.26", {"/ferry": body(undated)}) as source:
        answers = recorded.captures(source.url("/ferry"), "20220117000000")
        with (
            Site("127.0.7.27", {"/copy": body(article(TITLE))}) as herald,
            Site("127.0.7.28", answers) as archive,
        ):
            options = told({"wayback": archive.url("/")})
            seeds = [herald.url("/copy"), source.url("/ferry")]
            assert fetch(store, *options, *seeds)[0] == 0
    _, origin, _ = whence(store, "origin", herald.url("/copy"))
    assert origin["origin"]["url"] == source.url("/ferry")
    reasons = {one["name"]: one["detail"] for one in origin["hops"][0]["reasons"]}
    assert reasons["earlier"] == "seen by 2022-01-17, 2022-02-18"


def test_a_file_of_the_knowledge_graph_tells_who_links_to_the_story(
    tmp_path: Path,
) -> None:
    store = tmp_path / "whence.db"
    with (
        Site("127.0.7.29", {"/ferry": body(article(TITLE, outlet=OTHER))}) as source,
        Site("127.0.7.30", {"/copy": body(article(TITLE))}) as herald,
    ):
        links = f"<PAGE_LINKS>{source.url('/ferry')}?utm_source=x</PAGE_LINKS>"
        lines = [
            recorded.graph_line(herald.url("/copy"), links),
            recorded.graph_line(herald.url("/none"), "<PAGE_TITLE>Boats</PAGE_TITLE>"),
        ]
        name = "gdeltv2/20220219093000.gkg.csv.zip"
        latest = f"1 x http://data.gdeltproject.org/{name}\n".encode()
        answers = {
            "/gdeltv2/lastupdate.txt": body(latest, "text/plain"),
            f"/{name}": body(zipped(lines), "application/zip"),
        }
        with Site("127.0.7.31", answers) as service:
            base = service.url("/")
            options = ["--services=gkg", f"--service=gkg={base}", "--direction=down"]
            code, _, said = fetch(store, *options, source.url("/ferry"))
    assert (code, said) == (0, "")
    assert [path for path in herald.pages_asked() if path != "/"] == ["/copy"]


def test_files_of_the_news_archive_are_named(tmp_path: Path) -> None:
    folder = "crawl-data/CC-NEWS/2022/02"
    names = [
        f"{folder}/CC-NEWS-20220201010203-00001.warc.gz",
        f"{folder}/CC-NEWS-20220218010203-00044.warc.gz",
        f"{folder}/CC-NEWS-20220219010203-00045.warc.gz",
    ]
    answers = {f"/{folder}/warc.paths.gz": body(recorded.paths(*names))}
    with (
        Site("127.0.7.32", {"/ferry": body(article(TITLE))}) as source,
        Site("127.0.7.33", answers) as service,
    ):
        options = told({"ccnews": service.url("/")})
        seed = source.url("/ferry")
        code, _, said = fetch(
            tmp_path / "whence.db", *options, "--direction=down", seed
        )
        assert code == 0
        assert f"2 files of those days may hold copies, from {service.url('/')}" in said
        assert "-00044.warc.gz to CC-NEWS-20220219010203-00045.warc.gz" in said


def test_a_service_that_nobody_knows_is_wrong_usage(tmp_path: Path) -> None:
    code, _, said = fetch(tmp_path / "whence.db", "--services=wayforward", "a.example")
    assert (code, "no such service: wayforward" in said) == (2, True)
