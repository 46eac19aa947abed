"""``whence rebuild``: everything again, from the archive."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cli.output import counted, print_json
from cli.settings import Settings, common

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crawler.rebuild import Counts


@click.command("rebuild")
@common
@click.pass_obj
def command(settings: Settings) -> None:
    """Read, match and resolve again from the archive.

    Every page in the WARC files is read as this version of Whence reads it, and
    the graph is made anew. What was fetched, queued and judged stays, and so do
    ids and first sights. Nothing is fetched. Until it is done the store is as it
    was, also where it is stopped.
    """
    store = settings.store()
    from crawler.workers import prepare

    prepare()
    from cli.progress import Progress
    from crawler.rebuild import Counts, rebuild

    line = Progress(quiet=settings.quiet)
    counts = Counts()
    for _ in rebuild(store, counts=counts, quiet=not settings.verbose):
        if line.due():
            facts = {"pages": counts.pages, "claims": counts.claims}
            line.show(facts, done=counts.pages)
    line.end()
    if counts.unread:
        settings.note(_unread(counts.unread, str(store.archive)))
    if counts.queued:
        queued = counted(counts.queued, "page")
        settings.note(f"{queued} will be asked again by: whence crawl")
    _answer(settings, counts)


def _unread(addresses: Sequence[str], archive: str) -> str:
    """What could not be read again, in one line."""
    pages = counted(len(addresses), "article")
    stay = "stays as it was" if len(addresses) == 1 else "stay as they were"
    why = f"no whole record in {archive}, or in the archive they came from"
    return f"{pages} {stay}: {why}, such as of {addresses[0]}"


def _answer(settings: Settings, counts: Counts) -> None:
    if settings.json:
        print_json(
            {
                "pages": counts.pages,
                "articles": counts.articles,
                "new": counts.new,
                "gone": counts.gone,
                "claims": counts.claims,
                "republications": counts.republications,
                "unread": counts.unread,
                "queued": counts.queued,
            }
        )
        return
    changed = f"{counts.new:,} new, {counts.gone:,} gone"
    parts = [
        f"{counted(counts.pages, 'page')} read again",
        f"{counted(counts.articles, 'article')} ({changed})",
        counted(counts.claims, "claim"),
        counted(counts.republications, "republication"),
    ]
    click.echo(", ".join(parts))
