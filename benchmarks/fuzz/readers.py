"""The readers that get damaged inputs, each with what it may do with them.

A reader may find nothing, and end with one of our own errors. Whatever else it raises
is a fault, and so is what it catches: a page that ends as ``broken``, a field or a cue
whose failure is logged. What it gives must be text that a store and a file can hold.
"""

from __future__ import annotations

import json
import logging
import random
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from protego import Protego
from scrapy.http import Response

from benchmarks.fuzz.mutations import made
from benchmarks.fuzz.seeds import seeds
from crawler import discover
from crawler.door.robots import _parse
from crawler.extract import read_html
from crawler.items import item_of_line, items_in
from crawler.payload import MOST_MARKUP
from crawler.reading import read_item
from crawler.record import to_record
from graph.errors import WhenceError
from graph.identity import clean_url
from graph.model import Article, Outcome

URL = "https://herald.example/2022/02/the-last-ferry"
_TYPES = ("", "text/html", "text/html; charset=utf-8", "text/html; charset=big5")


@dataclass(frozen=True, kw_only=True, slots=True)
class Reader:
    """A way in, and what is damaged for it."""

    read: Callable[[bytes], object]
    """Reads a body; gives what would be stored of it."""
    kinds: tuple[str, ...]
    """The kinds of its seeds."""
    share: int
    """So many of a hundred inputs."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Task:
    """One input, named by its numbers."""

    reader: str
    seed: int
    number: int
    real: Path
    """The folder of real pages, if there is one."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Read:
    """How one input was read."""

    seconds: float
    """Of the processor."""
    fault: str = ""
    """What went wrong, in one line; empty where nothing did."""


class FaultError(Exception):
    """What a reader gave can't be kept."""


def body_of(task: Task) -> bytes:
    """The input of that number, always the same."""
    chance = random.Random(f"{task.seed} {task.reader} {task.number}")  # noqa: S311 - to be repeated, not to be secret
    return made(chance, _seeds_of(task.reader, task.real))


@cache
def _seeds_of(name: str, real: Path) -> Sequence[bytes]:
    return [body for kind in readers()[name].kinds for body in seeds(real)[kind]]


def run(task: Task) -> Read:
    """Read one input; never raises."""
    body, reader = body_of(task), readers()[task.reader]
    began = time.process_time()
    fault = ""
    with _listening() as told:
        try:
            _check(reader.read(body))
        except WhenceError:
            pass
        except Exception as error:  # noqa: BLE001 - what is looked for
            fault = f"{type(error).__name__}: {str(error)[:200]}"
    return Read(
        seconds=time.process_time() - began,
        fault=fault or next(iter(told), ""),
    )


def _check(found: object) -> None:
    """Raises where what was read can't be written as UTF-8, or has a NUL in it."""
    text = json.dumps(found, ensure_ascii=False, default=str, allow_nan=False)
    text.encode()
    if "\\u0000" in text:
        raise FaultError("a NUL in what was read")


@contextmanager
def _listening() -> Iterator[list[str]]:
    """What our own code logs as having failed."""
    told: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            error = record.exc_info[1] if record.exc_info else ""
            told.append(f"caught: {record.getMessage()[:120]} {error!r}")

    log, listener = logging.getLogger("crawler"), Listener(logging.WARNING)
    log.addHandler(listener)
    log.propagate = False
    try:
        yield told
    finally:
        log.removeHandler(listener)


def _article(article: Article) -> object:
    if article.outcome is Outcome.BROKEN:
        raise FaultError("the outcome is broken")
    ends = [asdict(article)["outlinks"], article.endpoints]
    return [to_record(article), ends]


def _page(body: bytes) -> object:
    stated = _TYPES[len(body) % len(_TYPES)]
    return _article(read_html(body[:MOST_MARKUP], url=URL, content_type=stated))


def _line(body: bytes) -> object:
    rows = [item_of_line(row, folder=Path(), label="") for row in body.split(b"\n")]
    return [_article(read_item(item)) for item in rows if item.body]


def _robots(body: bytes) -> object:
    rules: Protego = _parse(Response(URL, body=body))
    allowed = rules.can_fetch(URL, "Whence")
    maps = [clean_url(url) for url in rules.sitemaps]
    return [allowed, str(rules.crawl_delay("Whence")), *maps]


def _file(suffix: str) -> Callable[[bytes], object]:
    """A file of a user's, taken in as ``ingest`` does."""

    def read(body: bytes) -> object:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"given{suffix}"
            path.write_bytes(body)
            items = list(items_in(path))
        return [_article(read_item(item)) for item in items if item.body]

    return read


def _list(source: discover.Source) -> Callable[[bytes], object]:
    return lambda body: asdict(source.read(body, URL))


_LISTS = {
    "feed": (("feed",), 12),
    "sitemap": (("sitemap",), 12),
    "wordpress": (("wordpress",), 7),
    "frontpage": (("page",), 6),
    "day": (("page",), 1),
}
"""Seeds and share of the sources that have seeds of their own."""
_ANY = (("feed", "sitemap", "wordpress", "page"), 3)


@cache
def readers() -> dict[str, Reader]:
    """Every reader by name; each source that there is, is one."""
    found = {
        "page": Reader(read=_page, kinds=("page",), share=30),
        "robots": Reader(read=_robots, kinds=("robots",), share=8),
        "WARC": Reader(read=_file(".warc"), kinds=("warc",), share=8),
        "JSON lines": Reader(read=_line, kinds=("line",), share=8),
        "text": Reader(read=_file(".md"), kinds=("text",), share=8),
    }
    for source in discover.SOURCES:
        kinds, share = _LISTS.get(source.name, _ANY)
        found[source.name] = Reader(read=_list(source), kinds=kinds, share=share)
    return found
