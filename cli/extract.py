"""``whence extract``: what a page says, without a store."""

from __future__ import annotations

import gzip
import sys
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import click

from cli.output import print_json
from cli.settings import Settings, common


@click.command("extract")
@click.argument("file", required=False)
@click.option("--url", help="The address that the page was saved from.")
@click.option(
    "--batch",
    metavar="LIST.jsonl",
    help='Read every page of a list: {"id", "file" | "html" | "text", "url"} a line.',
)
@common
@click.pass_obj
def command(
    settings: Settings, file: str | None, url: str | None, batch: str | None
) -> None:
    """Read pages without a store and print what they say.

    FILE is a saved page, a Markdown or a plain text, maybe gzipped; "-" is
    standard input. The answer is one JSON record; with --batch one a line, in
    the order of the list.
    """
    if (file is None) == (batch is None):
        raise click.UsageError("give either a FILE or --batch LIST.jsonl")
    if batch is not None:
        if url is not None:
            raise click.UsageError(
                "--url goes with a FILE; in a list, a line has its own"
            )
        print_batch(batch, verbose=settings.verbose)
    elif file is not None:
        print_one(file, url, verbose=settings.verbose)


def print_one(file: str, url: str | None, *, verbose: bool) -> None:
    """Print the record of one page, over several lines."""
    from cli.reading import job_of, records

    known = _checked(url)
    job = job_of(file, _body(file), url=known)
    for record in records([job], workers=1, verbose=verbose):
        print_json(record)


def _checked(url: str | None) -> str | None:
    from graph.errors import UsageError
    from graph.identity import clean_url, whole_url

    whole = whole_url(url)
    known = clean_url(whole) if whole is not None else None
    if url is not None and known is None:
        raise UsageError(f"not an address of a page: {url}", subject=url)
    return known


def _body(file: str) -> bytes:
    """The bytes of a file, or of standard input, unpacked."""
    from crawler.items import read_file
    from crawler.lists import MOST_BYTES
    from graph.errors import InputError

    if file != "-":
        if file.startswith(("http://", "https://")) and not Path(file).exists():
            hint = "extract reads files; fetch a page with: whence crawl"
            raise InputError(f"{hint} {file}", subject=file)
        return read_file(Path(file))
    body = sys.stdin.buffer.read(MOST_BYTES + 1)
    try:
        if body.startswith(b"\x1f\x8b"):
            with gzip.open(BytesIO(body)) as unpacked:
                body = unpacked.read(MOST_BYTES + 1)
    except (OSError, EOFError, zlib.error):
        message = "standard input can't be read: its gzip is broken"
        raise InputError(message, subject=file) from None
    if len(body) > MOST_BYTES:
        message = f"standard input is larger than {MOST_BYTES // 1024**2} MiB"
        raise InputError(message, subject=file)
    return body


def print_batch(batch: str, *, verbose: bool) -> None:
    """Print the record of each page of a list, one a line."""
    from cli.reading import jobs_in, records

    folder = Path() if batch == "-" else Path(batch).parent
    with _lines(batch) as lines:
        jobs = jobs_in(lines, folder=folder)
        for record in records(jobs, verbose=verbose):
            print_json(record, indent=None)


@contextmanager
def _lines(batch: str) -> Iterator[Iterable[bytes]]:
    """The lines of a list, or of standard input."""
    from graph.errors import InputError

    if batch == "-":
        yield sys.stdin.buffer
        return
    try:
        file = (gzip.open if batch.endswith(".gz") else open)(batch, "rb")
    except OSError as error:
        message = f"{batch} can't be read: {error.strerror}"
        raise InputError(message, subject=batch) from None
    with file:
        yield file
