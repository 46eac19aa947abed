"""``whence ingest``: what a user has already, without the network."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.catching_up import catch_up
from cli.output import counted, print_json
from cli.settings import Settings, common
from graph.errors import InputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cli.progress import Progress
    from crawler.ingest import Counts, Item
    from graph.model import Article, Outcome


@click.command("ingest")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--url", help="The address of the page in FILE.")
@common
@click.pass_obj
def command(settings: Settings, files: Sequence[str], url: str | None) -> None:
    """Take in WARC files, saved pages, texts and JSON lines.

    FILE may be a WARC file, a saved HTML page, a Markdown or plain text, or JSON
    lines with "html", "text" or "file" and a "url"; each may be gzipped, and -
    is standard input. Nothing is fetched.
    """
    address = _address(url, files)
    from crawler.workers import prepare

    prepare()
    from cli.progress import Progress
    from crawler.ingest import Counts, ingest

    store = settings.store(create=True)
    catch_up(settings, store)
    counts = Counts()
    failed: list[str] = []
    items = _items(settings, files, address, failed)
    line = Progress(quiet=settings.quiet)
    taken = ingest(
        store,
        items,
        counts=counts,
        quiet=not settings.verbose,
        settling=line.settle,
    )
    _follow(settings, taken, counts, line)
    _answer(settings, counts, failed)


def _follow(
    settings: Settings,
    taken: Iterator[tuple[Item, Article]],
    counts: Counts,
    line: Progress,
) -> None:
    """Take in every item, and tell what can't be read and how far it is."""
    from graph.model import Outcome

    nameless = 0
    for item, article in taken:
        if item.doubt:
            line.end()
            settings.note(item.doubt)
        if article.outcome is not Outcome.KEPT:
            line.end()
            settings.note(_why(item, article.outcome))
        elif article.url is None and item.kind == "record":
            nameless += 1
        elif article.url is None:
            settings.note(
                f"{item.label}: no address is known for it; give it with --url"
            )
        if line.due():
            facts = {"articles": counts.articles, "claims": counts.claims}
            line.show({"read": counts.items, **facts}, done=counts.items)
    line.end()
    if nameless:
        told = "known by their outlet and id, or by their words"
        settings.note(f"{counted(nameless, 'text')} without an address: {told}")


def _answer(settings: Settings, counts: Counts, failed: Sequence[str]) -> None:
    """Print what was taken in; raise InputError where nothing could be."""
    answer = {
        "items": counts.items,
        "articles": counts.articles,
        "new": counts.new,
        "claims": counts.claims,
        "outcomes": counts.outcomes,
        "unreadable": list(failed),
    }
    if settings.json:
        print_json(answer)
    else:
        articles = counted(counts.articles, "article")
        claims = counted(counts.claims, "claim")
        new = "" if counts.new == counts.articles else f" ({counts.new:,} new)"
        click.echo(f"{counts.items:,} read, {articles}{new}, {claims}")
    if counts.nothing == counts.items and (failed or counts.items):
        raise InputError("nothing could be read")
    if counts.items == 1 and not counts.articles:
        raise InputError("no article was found in it")


def _why(item: Item, outcome: Outcome) -> str:
    """Why nothing was kept of an item, in one line."""
    from cli.stats import OUTCOMES

    # An item without a body says in its label what was wrong with it.
    if not item.body:
        return item.label
    return f"{item.label}: {outcome.value} ({OUTCOMES[outcome.value]})"


def _address(url: str | None, files: Sequence[str]) -> str | None:
    from graph.identity import clean_url

    if url is None:
        return None
    if len(files) > 1:
        raise UsageError("--url belongs to one FILE")
    cleaned = clean_url(url)
    if cleaned is None:
        raise UsageError(f"not a URL: {url}")
    return cleaned


def _items(
    settings: Settings, files: Sequence[str], url: str | None, failed: list[str]
) -> Iterator[Item]:
    """The items of every file; one that can't be read is told and passed over."""
    from crawler.ingest import items_in, items_in_stream

    for name in files:
        try:
            if name == "-":
                stream, label = sys.stdin.buffer, "standard input"
                yield from items_in_stream(stream, url=url, label=label)
            else:
                yield from items_in(Path(name), url=url)
        except InputError as error:
            settings.note(f"whence: {error}")
            failed.append(name)
