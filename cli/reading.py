"""Reading pages without a store, in worker processes, in the order they came.

A page that is slow, or that ends its worker, costs its own record only.
"""

from __future__ import annotations

import json
import logging
import multiprocessing
import resource
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import TimeoutError as DeadlineError
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pebble import ProcessPool

from crawler.ingest import Item, item_of, read_file
from crawler.record import to_record
from graph.errors import InputError
from graph.identity import clean_url, whole_url
from graph.model import Article, Outcome

if TYPE_CHECKING:
    from pebble import ProcessFuture

DEADLINE = 10.0
"""Seconds a page may take; nobody else waits for it, as they do in a crawl."""
_AHEAD = 32
"""Pages that are handed out before the first is back; bounds the memory."""
_MEMORY = 3 * 1024**3


@dataclass(frozen=True, kw_only=True, slots=True)
class Job:
    """A page to read, or why it can't be."""

    name: dict[str, Any] = field(default_factory=dict)
    """The ``id`` that the list gives it, as it stands there."""
    url: str | None = None
    """Its address, where it is known."""
    item: Item | None = None
    """The page; None where there is none to read."""
    outcome: Outcome = Outcome.BROKEN
    """How it ends where there is none."""


def job_of(path: str, body: bytes, *, url: str | None) -> Job:
    """The job of a file; raises InputError for what is neither page nor text."""
    label = "" if path == "-" else path
    if body.startswith(b"WARC/"):
        raise InputError(f"{path} is an archive; use: whence ingest", subject=path)
    item = item_of(body, url=url, label=label)
    name = path.lower().removesuffix(".gz")
    if name.endswith((".md", ".txt", ".markdown")):
        item = replace(item, kind="text", url=url)
    return Job(url=item.url, item=item)


def jobs_in(lines: Iterable[bytes], *, folder: Path) -> Iterator[Job]:
    """A job for each line of a list that is not blank, whatever is on it."""
    for line in lines:
        if line.strip():
            yield _job_on(line, folder=folder)


def _job_on(line: bytes, *, folder: Path) -> Job:
    try:
        given = json.loads(line)
    except (ValueError, RecursionError):
        return Job(outcome=Outcome.UNDECODABLE)
    if not isinstance(given, dict):
        return Job(outcome=Outcome.UNDECODABLE)
    stated = given.get("url")
    whole = whole_url(stated) if isinstance(stated, str) else None
    url = clean_url(whole) if whole else None
    name = {"id": given["id"]} if "id" in given else {}
    return replace(_body_of(given, url, folder), url=url, name=name)


def _body_of(given: dict[str, Any], url: str | None, folder: Path) -> Job:
    """The page on a line: its markup, its text, or the file beside the list."""
    for kind, content_type in (("html", "text/html; charset=utf-8"), ("text", "")):
        if isinstance(given.get(kind), str):
            body = given[kind].encode(errors="replace")
            item = Item(body=body, url=url, kind=kind, content_type=content_type)
            return Job(item=item)
    if not isinstance(given.get("file"), str):
        return Job(outcome=Outcome.EMPTY)
    try:
        body = read_file(folder / given["file"])
    except (InputError, ValueError):
        return Job(outcome=Outcome.NOT_FOUND)
    try:
        return job_of(given["file"], body, url=url)
    except InputError:
        # Neither page nor text: reading it as a page tells its outcome.
        return Job(item=Item(body=body, url=url, kind="html"))


def records(
    jobs: Iterable[Job],
    *,
    workers: int = 2,
    deadline: float = DEADLINE,
    verbose: bool = False,
    read: Callable[[Job], dict[str, Any]] | None = None,
) -> Iterator[dict[str, Any]]:
    """The record of each job, in their order; ``read`` takes the reader's place."""
    reader = read or read_job
    pool = ProcessPool(
        max_workers=workers,
        context=multiprocessing.get_context("forkserver"),
        initializer=_start,
        initargs=[verbose],
    )
    waiting: deque[tuple[Job, ProcessFuture[dict[str, Any]] | None]] = deque()
    try:
        for job in jobs:
            waiting.append((job, _handed_out(pool, reader, job, deadline)))
            if len(waiting) >= _AHEAD:
                yield _result(*waiting.popleft())
        while waiting:
            yield _result(*waiting.popleft())
    finally:
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()


def _handed_out(
    pool: ProcessPool,
    read: Callable[[Job], dict[str, Any]],
    job: Job,
    deadline: float,
) -> ProcessFuture[dict[str, Any]] | None:
    if job.item is None:
        return None
    return pool.schedule(read, args=[job], timeout=deadline)


def _result(job: Job, future: ProcessFuture[dict[str, Any]] | None) -> dict[str, Any]:
    if future is None:
        return _unread(job, job.outcome)
    try:
        return future.result()
    except DeadlineError:
        return _unread(job, Outcome.TOO_SLOW)
    except Exception:  # noqa: BLE001 - whatever ends one page, the others go on
        return _unread(job, Outcome.BROKEN)


def _unread(job: Job, outcome: Outcome) -> dict[str, Any]:
    return job.name | to_record(Article(url=job.url, outcome=outcome))


def _start(verbose: bool) -> None:  # noqa: FBT001 - pebble gives it by position
    """Load what reading needs before the first deadline runs."""
    # Ctrl-C ends the command in order; the workers go with it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if not verbose:
        # The record's outcome says it; where it happened is for who asks.
        logging.disable()
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    from crawler.extract import read_html

    read_html(b"<title>Warm</title><p>By Ann Lee, 18 February 2022.</p>", url=None)


def read_job(job: Job) -> dict[str, Any]:
    """The record of one page, read in this process."""
    from crawler.ingest import read_item

    assert job.item is not None  # noqa: S101 - only jobs with one are handed out
    return job.name | to_record(read_item(job.item))
