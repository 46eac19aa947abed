"""What a server sees of a crawl: who asks, how often, and what is never asked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.store.engine import open_store
from graph.store.schema import FRONTIER
from tests.crawler.test_crawl import fetch, whence
from tests.hostile.pages import article, credit
from tests.hostile.site import Site, body, status

# Each starts crawls of its own, which takes seconds.
pytestmark = pytest.mark.slow

_PAGE = body(article("The last ferry leaves"))
_COUNTED = "/republication-pixel.gif?post=7"


def test_every_site_is_told_whom_to_write_to(tmp_path: Path) -> None:
    with Site("127.0.6.1", {"*": _PAGE}) as site:
        fetch(tmp_path / "whence.db", site.url("/a"), contact="ann@herald.example")
    agents = {headers["User-Agent"] for headers in site.seen}
    assert len(agents) == 1
    assert "(+ann@herald.example; " in agents.pop()


def test_a_host_is_asked_one_page_at_a_time_and_not_too_fast(tmp_path: Path) -> None:
    with Site("127.0.6.2", {"*": _PAGE}) as site:
        urls = [site.url(f"/{n}") for n in range(3)]
        code, _, _ = whence(
            tmp_path / "whence.db", "crawl", "--allow-private", *urls
        )  # with the pause that is the default
    assert code == 0
    assert site.asked[0] == "/robots.txt"
    assert len(site.asked) == 4
    pauses = [b - a for a, b in zip(site.moments, site.moments[1:], strict=False)]
    assert min(pauses) > 0.9
    assert site.most_at_once == 1


def test_a_pixel_is_never_asked_wherever_it_stands(tmp_path: Path) -> None:
    with Site("127.0.6.3", {}) as publisher:
        pixel = publisher.url(_COUNTED)
        publisher.answers["*"] = status(404)
        marks = (
            f'<link rel="canonical" href="{pixel}">'
            f'<meta property="og:image" content="{pixel}">'
        ).encode()
        told = credit(pixel, "The Other Herald") + f'<img src="{pixel}">'
        page = article("The last ferry leaves", credit=told)
        page = page.replace(b"<head>", b"<head>" + marks)
        front = f'<h2><a href="{pixel}">The last ferry leaves</a></h2>'.encode()
        with Site("127.0.6.4", {"/a": body(page), "/": body(front * 3)}) as site:
            seeds = [site.url("/a"), site.url("/"), pixel]
            _, answer, _ = fetch(tmp_path / "whence.db", *seeds)
    assert [seed["outcome"] for seed in answer["seeds"]] == [
        "kept",
        "listed",
        "not-html",
    ]
    assert not [path for path in publisher.asked if "pixel" in path]
    assert not [path for path in site.asked if "pixel" in path]


def test_budgets_end_a_run_and_leave_the_rest_queued(tmp_path: Path) -> None:
    store = tmp_path / "whence.db"
    with (
        Site("127.0.6.5", {"*": _PAGE}) as one,
        Site("127.0.6.6", {"*": _PAGE}) as other,
    ):
        urls = [site.url(f"/{n}") for n in range(2) for site in (one, other)]
        code, answer, _ = fetch(store, *urls, max_hosts=1)
        assert (code, answer["pages"], answer["queued"]) == (0, 2, 2)
        assert sorted(len(site.pages_asked()) for site in (one, other)) == [0, 2]
        code, answer, said = fetch(store, max_bytes="1K")
        assert (code, answer["pages"], answer["queued"]) == (0, 1, 1)
        assert "ended by --max-bytes; 1 URL queued for the next run" in said
        code, answer, said = fetch(store, max_time="0.001s")
        assert (code, answer["pages"], answer["queued"]) == (0, 0, 1)
        assert "ended by --max-time" in said


def test_a_dry_run_asks_and_writes_nothing(tmp_path: Path) -> None:
    store = tmp_path / "whence.db"
    with Site("127.0.6.7", {"*": _PAGE}) as site:
        urls = [site.url("/a"), site.url("/")]
        code, answer, _ = fetch(store, "--dry-run", *urls)
        assert (code, site.asked, list(tmp_path.iterdir())) == (0, [], [])
        asked = [(one["url"], one["kind"], one["cause"]) for one in answer["would_ask"]]
        assert asked == [(urls[0], "page", "seed"), (urls[1], "frontpage", "seed")]
        fetch(store, site.url("/b"), max_pages=1)
        before = _frontier(store)
        _, answer, _ = fetch(store, "--dry-run", *urls, max_pages=1)
        assert _frontier(store) == before
        assert [one["url"] for one in answer["would_ask"]] == urls[:1]
        assert answer["left"] == 1


def _frontier(store: Path) -> list[object]:
    opened = open_store(str(store))
    with opened.read() as connection:
        rows = connection.execute(FRONTIER.select()).all()
    opened.close()
    return list(rows)


def test_the_log_tells_every_url_in_json(tmp_path: Path) -> None:
    log = tmp_path / "crawl.log"
    with Site("127.0.6.8", {"/a": _PAGE}) as site:
        urls = [site.url("/a"), site.url("/none")]
        _, _, said = fetch(
            tmp_path / "whence.db", *urls, log_file=str(log), log_format="json"
        )
    lines = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    assert all(
        set(line) == {"time", "level", "message", "url", "outcome"} for line in lines
    )
    ends = {line["url"]: line["outcome"] for line in lines if line["url"]}
    assert ends == {urls[0]: "kept", urls[1]: "not-found"}
    assert "info" not in said
