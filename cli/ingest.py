"""``whence ingest``: what a user has already, without the network."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.output import counted, print_json
from cli.settings import Settings, common
from graph.errors import InputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crawler.ingest import Item
    from graph.model import Outcome


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
    from cli.progress import Progress
    from crawler.ingest import Counts, ingest
    from graph.model import Outcome

    address = _address(url, files)
    store = settings.store(create=True)
    counts = Counts()
    failed: list[str] = []
    line = Progress(quiet=settings.quiet)
    taken = ingest(store, _items(settings, files, address, failed), counts=counts)
    for item, article in taken:
        if article.outcome is not Outcome.KEPT:
            settings.note(_why(item, article.outcome))
        elif article.url is None:
            settings.note(
                f"{item.label}: no address is known for it; give it with --url"
            )
        if line.due():
            facts = {"articles": counts.articles, "claims": counts.claims}
            line.show({"read": counts.items, **facts}, done=counts.items)
    line.end()
    answer = {
        "items": counts.items,
        "articles": counts.articles,
        "claims": counts.claims,
        "outcomes": counts.outcomes or {},
        "unreadable": failed,
    }
    if settings.json:
        print_json(answer)
    else:
        articles, claims = (
            counted(counts.articles, "article"),
            counted(counts.claims, "claim"),
        )
        click.echo(f"{counts.items:,} read, {articles}, {claims}")
    if failed and not counts.items:
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
    from crawler.ingest import items_in

    for name in files:
        try:
            if name == "-":
                yield from _standard_input(url)
            else:
                yield from items_in(Path(name), url=url)
        except InputError as error:
            settings.note(f"whence: {error}")
            failed.append(name)


def _standard_input(url: str | None) -> Iterator[Item]:
    from crawler.ingest import MOST_BYTES, item_of, items_in_lines

    body = sys.stdin.buffer.read(MOST_BYTES)
    if body.lstrip().startswith(b"{"):
        yield from items_in_lines(body, folder=Path(), label="standard input")
    else:
        yield item_of(body, url=url, label="standard input")
