"""A replay answers what was archived, works searches out, and asks no network."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from scrapy import Spider
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import HtmlResponse, JsonResponse, XmlResponse
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawler.replay import (
    NOT_FOUND,
    Archive,
    ReplayHandler,
    _response,
    answer,
    settings_for,
)

HOME = "https://blog.example"
POSTS = f"{HOME}/wp-json/wp/v2/posts"


def post(number: int, title: str, content: str, date: str) -> dict[str, object]:
    return {
        "id": number,
        "slug": f"post-{number}",
        "date": date,
        "title": {"rendered": title},
        "content": {"rendered": content},
    }


LISTED = [
    post(3, "Rain &amp; hail", "<p>The harbour was closed.</p>", "2025-03-03T08:00:00"),
    post(2, "Harbour fees", "<p>A vote on <b>berths</b>.</p>", "2025-02-02T08:00:00"),
    post(1, "Bees", "<p>A notebook.</p>", "2025-01-01T08:00:00"),
]
FEED = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>Blog</title>
<item><title>Harbour fees</title><description>Berths</description></item>
<item><title>Bees</title><description>Числа</description></item>
</channel></rss>"""


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    path = tmp_path / "blog.warc.gz"
    write_warc(
        path,
        (f"{HOME}/", "200 OK", "text/html", b"<html><title>Blog</title></html>"),
        (f"{HOME}/moved", "301 Moved Permanently", "text/html", b""),
        (f"{HOME}/feed/", "200 OK", "application/rss+xml", FEED.encode()),
        (POSTS, "200 OK", "application/json", json.dumps(LISTED).encode()),
        (f"{POSTS}/2", "200 OK", "application/json", json.dumps(LISTED[1]).encode()),
    )
    return Archive.of([path])


def write_warc(path: Path, *answers: tuple[str, str, str, bytes], **more: str) -> None:
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for url, status, kind, body in answers:
            headers = [("Content-Type", kind), *more.items()]
            http = StatusAndHeaders(status, headers, protocol="HTTP/1.1")
            writer.write_record(
                writer.create_warc_record(
                    url,
                    "response",
                    payload=BytesIO(body),
                    length=len(body),
                    http_headers=http,
                )
            )


def found(archive: Archive, query: str) -> list[int]:
    posts = json.loads(answer(archive, f"{POSTS}?{query}").body)
    return [post["id"] for post in posts]


def titles(feed: bytes) -> list[str | None]:
    return [title.text for title in ET.fromstring(feed).findall(".//item/title")]  # noqa: S314 - our own


def test_an_archived_page_is_answered_as_it_was(archive: Archive) -> None:
    given = answer(archive, f"{HOME}/")
    assert (given.status, given.body) == (200, b"<html><title>Blog</title></html>")


def test_an_archived_redirect_stays_a_redirect(archive: Archive) -> None:
    assert answer(archive, f"{HOME}/moved").status == 301


def test_http_and_https_are_one_archive(archive: Archive) -> None:
    assert answer(archive, "http://BLOG.example").body.startswith(b"<html>")


def test_an_unknown_path_is_a_404(archive: Archive) -> None:
    assert answer(archive, f"{HOME}/nowhere") is NOT_FOUND
    assert answer(archive, f"{HOME}/?p=99") is NOT_FOUND


def test_the_last_record_of_a_url_answers(tmp_path: Path) -> None:
    old, new = tmp_path / "1.warc.gz", tmp_path / "2.warc.gz"
    write_warc(old, (f"{HOME}/", "200 OK", "text/html", b"old"))
    write_warc(new, (f"{HOME}/", "200 OK", "text/html", b"new"))
    assert answer(Archive.of([old, new]), f"{HOME}/").body == b"new"
    assert answer(Archive.of([new, old]), f"{HOME}/").body == b"old"


def test_a_compressed_body_is_handed_on_decoded(tmp_path: Path) -> None:
    path = tmp_path / "packed.warc.gz"
    packed = gzip.compress(b"<html>plain</html>")
    coding = {"Content-Encoding": "gzip"}
    write_warc(path, (f"{HOME}/", "200 OK", "text/html", packed), **coding)
    response = _response(f"{HOME}/", answer(Archive.of([path]), f"{HOME}/"))
    assert response.body == b"<html>plain</html>"
    assert b"Content-Encoding" not in response.headers
    assert isinstance(response, HtmlResponse)


@pytest.mark.parametrize(
    "url, kind",
    [
        (f"{HOME}/", HtmlResponse),
        (f"{HOME}/feed/", XmlResponse),
        (POSTS, JsonResponse),
    ],
)
def test_a_response_has_the_class_of_its_type(
    archive: Archive, url: str, kind: type
) -> None:
    assert type(_response(url, answer(archive, url))) is kind


@pytest.mark.parametrize(
    "query, ids",
    [
        ("search=harbour", [3, 2]),
        ("search=HARBOUR+berths", [2]),
        ("search=rain+%26+hail", [3]),
        ("search=strong", []),
        ("search=b", [3, 2, 1]),
        ("slug=post-1", [1]),
        ("after=2025-02-01T00:00:00Z", [3, 2]),
        ("after=2025-02-01T00:00:00&before=2025-03-01T00:00:00", [2]),
        ("per_page=1&page=2", [2]),
        ("per_page=1&page=9", []),
        ("per_page=many&page=-1", [3, 2, 1]),
    ],
)
def test_the_rest_interface_is_worked_out_from_all_posts(
    archive: Archive, query: str, ids: list[int]
) -> None:
    assert found(archive, query) == ids


def test_the_rest_interface_says_how_many_there_are(archive: Archive) -> None:
    headers = dict(answer(archive, f"{POSTS}?search=harbour&per_page=1").headers)
    assert (headers["X-WP-Total"], headers["X-WP-TotalPages"]) == ("2", "2")


def test_the_rest_interface_answers_without_pretty_links(archive: Archive) -> None:
    searched = answer(archive, f"{HOME}/?rest_route=/wp/v2/posts&search=bees")
    assert [post["id"] for post in json.loads(searched.body)] == [1]
    one = answer(archive, f"{HOME}/?rest_route=/wp/v2/posts/2")
    assert json.loads(one.body)["id"] == 2


@pytest.mark.parametrize(
    "path",
    [
        "/?s=berths&feed=rss2",
        "/?feed=rss2&s=harbour+fees",
        "/feed/?s=Fees",
        "/search/harbour+fees/feed/rss2/",
    ],
)
def test_a_feed_search_is_worked_out_from_the_feed(archive: Archive, path: str) -> None:
    assert titles(answer(archive, HOME + path).body) == ["Harbour fees"]


def test_a_feed_search_knows_every_script(archive: Archive) -> None:
    searched = answer(archive, f"{HOME}/?s=%D1%87%D0%B8%D1%81%D0%BB%D0%B0&feed=rss2")
    assert titles(searched.body) == ["Bees"]


def test_a_host_without_posts_has_no_search(tmp_path: Path) -> None:
    path = tmp_path / "plain.warc.gz"
    write_warc(path, (f"{HOME}/", "200 OK", "text/html", b"<html></html>"))
    archive = Archive.of([path])
    assert answer(archive, f"{POSTS}?search=bees") is NOT_FOUND
    assert answer(archive, f"{HOME}/?s=bees&feed=rss2") is NOT_FOUND


CRAWL = """
import json, logging, socket, sys
def refuse(*_, **__):
    raise AssertionError("the network was asked")
socket.socket.connect = socket.getaddrinfo = refuse
from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from crawler.replay import ASKED

seen, failed = {}, {}

class Reader(Spider):
    name = "reader"
    async def start(self):
        for url in TASK["urls"]:
            yield Request(url, errback=self.refused)
    def parse(self, response):
        kind = type(response).__name__
        seen[response.request.url] = [response.status, kind, len(response.body)]
        if TASK["follow"] and kind == "HtmlResponse":
            for link in response.css("a::attr(href)").getall():
                if link.startswith(("/", "https:")):
                    yield response.follow(link, errback=self.refused)
    def refused(self, failure):
        failed[failure.request.url] = failure.type.__name__

TASK = json.load(sys.stdin)
process = AsyncCrawlerProcess(TASK["settings"])
crawler = process.create_crawler(Reader)
process.crawl(crawler)
process.start()
asked = crawler.stats.get_value(ASKED)
json.dump({"seen": seen, "failed": failed, "asked": asked}, sys.stdout)
"""


def crawl(urls: list[str], warc: Path, *, follow: bool = False) -> dict[str, Any]:
    """What a real crawl, in a process of its own, sees of an archive."""
    settings: Mapping[str, object] = {
        **settings_for([warc]),
        "HTTPERROR_ALLOW_ALL": True,
        "LOG_ENABLED": False,
        "RETRY_ENABLED": False,
        "ROBOTSTXT_OBEY": True,
        "DOWNLOAD_DELAY": 0,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 8,
        "TELNETCONSOLE_ENABLED": False,
        "TWISTED_REACTOR": "twisted.internet.asyncioreactor.AsyncioSelectorReactor",
    }
    task = {"urls": urls, "follow": follow, "settings": settings}
    done = subprocess.run(
        [sys.executable, "-c", CRAWL],
        input=json.dumps(task),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def test_a_real_crawl_is_answered_from_the_archive(tmp_path: Path) -> None:
    path = tmp_path / "blog.warc.gz"
    write_warc(path, (f"{HOME}/", "200 OK", "text/html", b"<html>Blog</html>"))
    result = crawl([f"{HOME}/", f"{HOME}/gone", "https://dead.example/"], path)
    assert result["seen"] == {
        f"{HOME}/": [200, "HtmlResponse", 17],
        f"{HOME}/gone": [404, "HtmlResponse", len(NOT_FOUND.body)],
    }
    assert result["failed"] == {"https://dead.example/": "CannotResolveHostError"}
    assert f"{HOME}/gone" in result["asked"]


def test_a_real_crawl_reads_the_whole_demo_web() -> None:
    from crawler.demo import WEB, seed, truth

    result = crawl([seed()], WEB, follow=True)
    read = {url for url, (status, *_) in result["seen"].items() if status == 200}
    copies = {edge["copy"] for edge in truth()["edges"]}
    assert copies | set(truth()["originals"]) <= read
    assert not [url for url in result["asked"] if "pixel" in url]
    assert not [url for url in result["asked"] if "/private/" in url]


def test_without_an_archive_there_is_no_handler_and_no_network() -> None:
    crawler = Crawler(Spider, {"REPLAY_WARC": []})
    with pytest.raises(NotConfigured):
        ReplayHandler(crawler)
