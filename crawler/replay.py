"""A download handler that answers from WARC files and never asks the network.

It answers ``http`` and ``https`` alike with what was archived, the last record
of a URL being the one that holds. What an archive can't hold, because the
question varies, is worked out from what it does hold: a search on a WordPress
site picks from the archived posts (``/wp-json/wp/v2/posts``) or from the
archived feed (``/feed/``) those whose title or text has every word of the
question, as WordPress itself does.
An unknown path of a known host is a 404; an unknown host has no address.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote_plus, urlsplit

from lxml import etree
from scrapy import Request
from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError, NotConfigured
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes
from warcio.archiveiterator import ArchiveIterator

ASKED = "replay/asked"
"""The statistic that lists every URL asked for, in order, answered or not."""
_TAG = re.compile("<[^<>]*>")
_POSTS = "/wp-json/wp/v2/posts"
# The body is handed on decoded and whole, so these no longer hold.
_OF_THE_WIRE = frozenset({"content-encoding", "content-length", "transfer-encoding"})
_PER_PAGE = 10
# WordPress's own limit.
_MOST_PER_PAGE = 100


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What a server answered, or would have answered."""

    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""


NOT_FOUND = Answer(
    status=404,
    headers=(("Content-Type", "text/html; charset=utf-8"),),
    body=b"<!DOCTYPE html><title>Not found</title><h1>Not found</h1>",
)
"""For a path that was not archived."""


@dataclass(slots=True)
class Archive:
    """Where in which WARC file the last answer to a question lies."""

    places: dict[tuple[str, str], tuple[Path, int]] = field(default_factory=dict)
    """By host and path with query."""
    hosts: set[str] = field(default_factory=set)
    """Every host that answered anything."""

    @classmethod
    def of(cls, paths: Iterable[str | Path]) -> Archive:
        """Read through WARC files; the last answer to a question holds."""
        archive = cls()
        for path in map(Path, paths):
            archive._add(path)
        return archive

    def answer(self, url: str) -> Answer | None:
        """What the host answered at this URL, or None if it was never asked."""
        place = self.places.get(_question(url))
        if place is None:
            return None
        path, offset = place
        with path.open("rb") as file:
            file.seek(offset)
            record = next(ArchiveIterator(file))
            body: bytes = record.content_stream().read()
            status = int(record.http_headers.get_statuscode())
            headers = tuple(record.http_headers.headers)
        return Answer(status=status, headers=headers, body=body)

    def _add(self, path: Path) -> None:
        with path.open("rb") as file:
            records = ArchiveIterator(file)
            for record in records:
                if record.rec_type != "response" or record.http_headers is None:
                    continue
                question = _question(record.rec_headers["WARC-Target-URI"])
                self.hosts.add(question[0])
                self.places[question] = (path, records.get_record_offset())


class ReplayHandler(BaseDownloadHandler):
    """Answers from the WARC files that the setting ``REPLAY_WARC`` lists."""

    lazy = False

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        paths = crawler.settings.getlist("REPLAY_WARC")
        if not paths:
            raise NotConfigured("REPLAY_WARC names no archive")
        self.archive = Archive.of(paths)

    async def download_request(self, request: Request) -> Response:
        """Give the archived answer, one worked out from it, or a 404."""
        self._note(request.url)
        host = _question(request.url)[0]
        if host not in self.archive.hosts:
            raise CannotResolveHostError(f"{host} is not in the archive")
        return _response(request.url, answer(self.archive, request.url))

    def _note(self, url: str) -> None:
        # One list for both schemes: Scrapy makes a handler for each.
        stats = self.crawler.stats
        if stats is not None:
            asked = stats.get_value(ASKED, [])
            asked.append(url)
            stats.set_value(ASKED, asked)


def settings_for(paths: Iterable[str | Path]) -> dict[str, Any]:
    """The Scrapy settings that put these archives in the network's place."""
    handler = f"{ReplayHandler.__module__}.{ReplayHandler.__qualname__}"
    return {
        "DOWNLOAD_HANDLERS": {"http": handler, "https": handler},
        "REPLAY_WARC": [str(path) for path in paths],
    }


def answer(archive: Archive, url: str) -> Answer:
    """The archived answer, one worked out from the archived ones, or a 404."""
    return archive.answer(url) or _worked_out(archive, url) or NOT_FOUND


def _worked_out(archive: Archive, url: str) -> Answer | None:
    parts = urlsplit(url)
    home = f"{parts.scheme}://{parts.netloc}"
    query = dict(parse_qsl(parts.query))
    route = query.pop("rest_route", None)
    path = parts.path if route is None else f"/wp-json/{route.strip('/')}"
    if path.rstrip("/") == _POSTS:
        return _search_posts(archive.answer(home + _POSTS), query)
    words = _searched_words(path, query)
    if words is None:
        return archive.answer(home + path) if route is not None else None
    return _search_feed(archive.answer(f"{home}/feed/"), words)


def _searched_words(path: str, query: Mapping[str, str]) -> str | None:
    """What a question to a feed searches for, or None if it is no such question."""
    if path.startswith("/search/") and "/feed" in path:
        return unquote_plus(path.split("/")[2])
    if path.rstrip("/") == "/feed" or query.get("feed") in {"rss", "rss2", "feed"}:
        return query.get("s")
    return None


def _search_posts(all_posts: Answer | None, query: Mapping[str, str]) -> Answer | None:
    """The posts that a question to the REST interface asks for, page by page."""
    if all_posts is None:
        return None
    posts = [post for post in json.loads(all_posts.body) if _wanted(post, query)]
    size = min(_number(query, "per_page", _PER_PAGE), _MOST_PER_PAGE)
    start = (_number(query, "page", 1) - 1) * size
    total = ("X-WP-Total", str(len(posts)))
    pages = ("X-WP-TotalPages", str(-(-len(posts) // size)))
    body = json.dumps(posts[start : start + size], ensure_ascii=False).encode()
    return replace(all_posts, headers=(*all_posts.headers, total, pages), body=body)


def _number(query: Mapping[str, str], name: str, default: int) -> int:
    asked = query.get(name, "")
    return max(1, int(asked)) if asked.isdecimal() else default


def _wanted(post: Mapping[str, Any], query: Mapping[str, str]) -> bool:
    text = f"{post['title']['rendered']} {post['content']['rendered']}"
    return (
        _has_words(text, query.get("search", ""))
        and query.get("slug", post["slug"]) == post["slug"]
        and _seconds(query.get("after", "")) <= post["date"]
        and post["date"] <= _seconds(query.get("before", "9999"))
    )


def _seconds(moment: str) -> str:
    """An ISO 8601 moment without its zone, so that it sorts among local times."""
    return moment[:19]


def _search_feed(feed: Answer | None, words: str) -> Answer | None:
    """The feed with only the items that have every word."""
    if feed is None:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    tree = etree.parse(BytesIO(feed.body), parser)
    for channel in tree.findall(".//channel"):
        for item in channel.findall("item"):
            if not _has_words(" ".join(_texts(item)), words):
                channel.remove(item)
    return replace(feed, body=etree.tostring(tree, xml_declaration=True))


def _texts(item: etree._Element) -> Iterator[str]:
    for element in item:
        yield element.text or ""


def _has_words(markup: str, words: str) -> bool:
    """Whether a text has every word, as it is written or in other capitals."""
    text = html.unescape(_TAG.sub(" ", markup)).casefold()
    return all(word in text for word in words.casefold().split())


def _response(url: str, given: Answer) -> Response:
    headers = Headers()
    for name, value in given.headers:
        if name.lower() not in _OF_THE_WIRE:
            headers.appendlist(name, value)
    kind = responsetypes.from_args(headers=headers, url=url, body=given.body)
    return kind(url=url, status=given.status, headers=headers, body=given.body)


def _question(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    path = parts.path or "/"
    return parts.netloc.lower(), f"{path}?{parts.query}" if parts.query else path
