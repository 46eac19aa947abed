"""``whence stats``: how much is in the store, and how its pages ended."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from cli.output import print_json
from cli.settings import Settings, common

if TYPE_CHECKING:
    from rich.console import Console

OUTCOMES = {
    "kept": "an article was read and kept",
    "listed": "a list of pages was read for its links",
    "unchanged": "asked again, and still what it was",
    "not-article": "a page without an article",
    "no-text": "no text was found on the page",
    "not-html": "a PDF, an image or another type that is not read",
    "empty": "an empty page",
    "undecodable": "the bytes make no text",
    "too-large": "larger than the limit",
    "too-slow": "reading took too long",
    "too-deep": "nested too deeply to be read whole",
    "broken": "reading failed; our fault",
    "not-found": "the page is gone",
    "http-error": "the site answered with an error",
    "dns": "the site's name is not known",
    "unreachable": "no connection",
    "timeout": "no answer in time",
    "tls": "the site's certificate does not hold",
    "bad-url": "not an address that can be fetched",
    "scheme": "neither http nor https",
    "address": "a private or local address",
    "robots": "the site asks not to be crawled here",
    "trap": "looks like a crawler trap",
    "redirect-refused": "leads to where we do not go",
    "bad-redirect": "leads round in a circle",
}
"""What every outcome means, in one line."""

ROBOTS = {
    "rules": "rules, which are kept",
    "empty": "an answer without rules: all is allowed",
    "none": "there is none: all is allowed",
    "closed": "401 or 403, which means none",
    "pause": "asks for a pause",
    "error": "an error: nothing is asked for a day",
    "unreachable": "no whole answer: nothing is asked for a day",
    "slow": "asks for more than a minute between two requests: skipped",
}
"""What every decision on a robots.txt means, in one line."""


@click.command("stats")
@click.option("--hosts", is_flag=True, help="Tell it host by host.")
@click.option(
    "--limit",
    metavar="N",
    type=click.IntRange(min=0),
    default=20,
    show_default=True,
    help="Show so many hosts; 0 for all.",
)
@common
@click.pass_obj
def command(settings: Settings, *, hosts: bool, limit: int) -> None:
    """Tell how much is in the store, and how its pages ended."""
    if hosts:
        _hosts(settings, limit)
        return
    from graph import query

    with settings.store().read() as connection:
        answer = query.stats(connection)
    if settings.json:
        print_json(answer)
    else:
        show(answer)


def _hosts(settings: Settings, limit: int) -> None:
    """Answer host by host."""
    from cli import hosts, render
    from graph import query

    with settings.store().read() as connection:
        found = query.hosts(connection, now=datetime.now(UTC))
    answer = {"hosts": found[: limit or None], "number": len(found)}
    if settings.json:
        print_json(answer)
    else:
        hosts.show(render.console(), answer)


def show(answer: dict[str, Any]) -> None:
    """Print the counts."""
    from cli import render

    to = render.console()
    articles, edges = answer["articles"], answer["republications"]
    frontier = answer["frontier"]
    verdicts = {
        f"{render.SIGNS.get(name, '')} {name}": number
        for name, number in edges["verdicts"].items()
    }
    _section(
        to,
        "Articles",
        {
            "read": articles["fetched"],
            "known by credit only": articles["cited"],
            "stories with more than one article": answer["stories"],
            "outlets": answer["outlets"],
            "authors": answer["authors"],
            "statements about an origin": answer["claims"],
            "pages in the archive": answer["snapshots"],
        },
    )
    _section(to, "Republications", verdicts)
    _section(
        to,
        "How they are known",
        {
            "declared by the page and inferred from the text": edges["both"],
            "declared only": edges["declared_only"],
            "inferred only": edges["inferred_only"],
        },
    )
    _section(
        to,
        "Addresses",
        {
            "done": frontier["done"],
            "being fetched": frontier["leased"],
            "still to fetch": frontier["queued"],
            **({"put off": parked} if (parked := frontier.get("parked")) else {}),
        },
    )
    ended = {
        f"{name}: {OUTCOMES.get(name, name)}": number
        for name, number in answer["outcomes"].items()
    }
    _section(to, "How they ended", ended)
    hosts = dict.fromkeys(answer["refused_hosts"], "")
    _section(to, "Sites that are not open to us", hosts)
    decided = {
        f"{name}: {ROBOTS.get(name, name)}": number
        for name, number in answer["robots"].items()
    }
    _section(to, "What robots.txt said", decided)
    slow = {
        f"{host} asks for {delay:g} seconds between two requests": ""
        for host, delay in answer["skipped_hosts"].items()
    }
    _section(to, "Sites that are too slow for us", slow)
    mixed = {f"{key} is {seen}": "" for key, seen in answer["mixed_scripts"].items()}
    _section(to, "Names that mix alphabets", mixed)


def _section(to: Console, title: str, rows: dict[str, Any]) -> None:
    from rich.table import Table
    from rich.text import Text

    from cli import render

    if not rows:
        return
    to.print(Text(title, style="bold"))
    table = Table(box=None, show_header=False, padding=(0, 1))
    table.add_column(justify="right", no_wrap=True)
    table.add_column()
    for name, number in rows.items():
        table.add_row(str(number), render.plain(name))
    to.print(table)
    to.print()
