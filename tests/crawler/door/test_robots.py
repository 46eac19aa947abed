"""What an answer for robots.txt means; tests/hostile asks real servers for it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from protego import Protego
from scrapy import Request
from scrapy.exceptions import StopDownload
from scrapy.http import Response

from crawler.door.address import Refused
from crawler.door.pace import Later
from crawler.door.robots import MOST_BYTES, Robots, _decision, _parse

_NOBODY = b"User-agent: *\nDisallow: /\n"


def robots(**slots: object) -> Robots:
    """The middleware over an engine that has these slots and nothing else."""
    downloader = SimpleNamespace(slots=slots, per_slot_settings={})
    crawler: Any = SimpleNamespace(
        settings={"BOT_NAME": "whence"}, engine=SimpleNamespace(downloader=downloader)
    )
    return Robots(crawler)


def answer(status: int, body: bytes = b"", **headers: str) -> Response:
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response("https://a.org/robots.txt", status=status, body=body, headers=told)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_rules_that_are_not_there_allow_everything(status: int) -> None:
    assert _parse(answer(status, _NOBODY)).can_fetch("https://a.org/x", "whence")


@pytest.mark.parametrize("status", [500, 502, 503, 301, 304, 204])
def test_rules_that_can_not_be_known_allow_nothing(status: int) -> None:
    with pytest.raises(Refused, match=f"HTTP {status}") as refused:
        _parse(answer(status))
    assert refused.value.outcome == "robots"


@pytest.mark.parametrize("status", [429, 503])
def test_a_pause_is_kept(status: int) -> None:
    with pytest.raises(Later) as later:
        _parse(answer(status, Retry_After="120"))
    assert later.value.until


def test_only_the_first_500_kib_count() -> None:
    late = b"#" * MOST_BYTES + b"\n" + _NOBODY
    assert _parse(answer(200, late)).can_fetch("https://a.org/x", "whence")
    early = _NOBODY + b"#" * MOST_BYTES
    assert not _parse(answer(200, early)).can_fetch("https://a.org/x", "whence")


def test_reading_stops_where_nothing_counts_any_more() -> None:
    door, request = robots(), Request("https://a.org/robots.txt")
    door.on_bytes(b"x" * MOST_BYTES * 2, request)
    request.meta["whence_robots"] = True
    door.on_bytes(b"x" * MOST_BYTES, request)
    with pytest.raises(StopDownload) as stop:
        door.on_bytes(b"x", request)
    assert stop.value.fail is False


@pytest.mark.parametrize(
    "stated, kept",
    [("7", 7.0), ("0.5", 1.0), ("-1", 1.0), ("nan", 1.0), ("inf", 1.0), ("soon", 1.0)],
)  # fmt: skip
def test_a_crawl_delay_is_kept_where_it_is_one(stated: str, kept: float) -> None:
    slot = SimpleNamespace(delay=1.0)
    door = robots(site=slot)
    request = Request("https://a.org/robots.txt", meta={"download_slot": "site"})
    rules = Protego.parse(f"User-agent: *\nCrawl-delay: {stated}")
    door._slow_down(request, door._delay(rules))
    assert slot.delay == kept


def test_a_crawl_delay_outlives_a_slot_that_was_idle() -> None:
    door = robots(site=SimpleNamespace(delay=1.0))
    request = Request("https://a.org/robots.txt", meta={"download_slot": "site"})
    door._slow_down(request, 9.0)
    engine: Any = door._crawler.engine
    assert engine.downloader.per_slot_settings == {"site": {"delay": 9.0}}


def test_hundreds_of_wildcards_are_judged_at_once() -> None:
    rules = b"User-agent: *\n" + b"Disallow: /*a*a*a*a*a*a*a*b\n" * 500
    assert _parse(answer(200, rules)).can_fetch("https://a.org/" + "a" * 900, "whence")


@pytest.mark.parametrize(
    "response, decision",
    [
        (answer(200, _NOBODY), "rules"),
        (answer(200, b"<html><p>Not found</p></html>"), "empty"),
        (answer(200, _NOBODY.decode().encode("utf-16")), "empty"),
        (answer(404), "none"),
        (answer(410), "none"),
        (answer(401), "closed"),
        (answer(403), "closed"),
        (answer(429), "pause"),
        (answer(503, Retry_After="9"), "pause"),
        (answer(503), "error"),
        (answer(301), "error"),
    ],
)
def test_every_answer_is_decided_by_one_word(response: Response, decision: str) -> None:
    assert _decision(response) == decision
