"""Reading pages without a store, in worker processes, in the order they came.

A page that is slow, or that ends its worker, costs its own record only.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from crawler.item import Item
from crawler.items import item_of, read_file
from crawler.reading import DEADLINE, read_item
from crawler.record import to_record
from crawler.workers import Workers
from graph.errors import InputError
from graph.identity import clean_url, whole_url
from graph.model import Article, Outcome


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
    # The record's outcome says what failed; where it happened is for who asks.
    with Workers(workers, deadline=deadline, quiet=not verbose) as pool:
        for job, found in pool.in_order(read or read_job, jobs, weigh=_weight):
            unread = found or job.outcome
            yield unread if isinstance(unread, dict) else _unread(job, unread)


def _weight(job: Job) -> int | None:
    return None if job.item is None else len(job.item.body)


def _unread(job: Job, outcome: Outcome) -> dict[str, Any]:
    return job.name | to_record(Article(url=job.url, outcome=outcome))


def read_job(job: Job) -> dict[str, Any]:
    """The record of one page, read in this process."""
    assert job.item is not None  # noqa: S101 - only jobs with one are handed out
    return job.name | to_record(read_item(job.item))
