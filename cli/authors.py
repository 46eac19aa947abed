"""``whence authors``: all authors as a table."""

from __future__ import annotations

from typing import Any

import click

from cli import render
from cli.output import print_json
from cli.settings import Settings, common
from cli.tables import Column, key_of, percent, print_nothing, print_rows, sorting

COLUMNS = (
    Column("articles", lambda row: f"{row['articles']:,}"),
    Column("originals", lambda row: f"{row['originals']:,}"),
    Column("outlets", lambda row: f"{row['outlets']:,}"),
    Column("reposts", lambda row: f"{row['reposts']:,}"),
    Column("keeps", lambda row: percent(row["keeps_byline"]), "keeps_byline"),
    Column("gives", lambda row: percent(row["gives_credit"]), "gives_credit"),
    Column("last", lambda row: (row["last"] or "")[:10]),
    Column("name", lambda row: row["name"]),
)


@click.command("authors")
@sorting
@common
@click.pass_obj
def command(settings: Settings, *, sort: str, reverse: bool, limit: int) -> None:
    """List authors: articles, copies, outlets.

    Originals are articles of which no source is known. Reposts are what other
    outlets took from articles with the name; so many of them keep the name, and
    give credit to anybody.
    """
    from graph import query

    key = key_of(sort, COLUMNS)
    with settings.store().read() as connection:
        answer = query.authors(connection, sort=key, reverse=reverse, limit=limit)
    if settings.json:
        print_json(answer)
    else:
        show(answer)


def show(answer: dict[str, Any]) -> None:
    """Print the table."""
    to = render.console()
    found, number = answer["authors"], answer["number"]
    if not number:
        print_nothing(to)
        return
    print_rows(to, COLUMNS, found)
    to.print()
    to.print(f"{len(found):,} of {number:,} authors")
    render.print_foot(to, answer["coverage"], legend=False)
