"""``whence outlets``: all outlets as a table."""

from __future__ import annotations

from typing import Any

import click

from cli import render
from cli.output import print_json
from cli.settings import Settings, common
from cli.tables import Column, key_of, percent, print_nothing, print_rows, sorting

COLUMNS = (
    Column("articles", lambda row: f"{row['articles']:,}"),
    Column("originates", lambda row: f"{row['originates']:,}"),
    Column("relays", lambda row: f"{row['relays']:,}"),
    Column("copies", lambda row: f"{row['copies']:,}"),
    Column("lag", lambda row: render.lag(row["lag_hours"]), "lag_hours"),
    Column("gives", lambda row: percent(row["gives_credit"]), "gives_credit"),
    Column("gets", lambda row: percent(row["gets_credit"]), "gets_credit"),
    Column("name", lambda row: row["name"]),
)


@click.command("outlets")
@sorting
@common
@click.pass_obj
def command(settings: Settings, *, sort: str, reverse: bool, limit: int) -> None:
    """List outlets: who feeds whom, lag, credit.

    Articles that others took from it and that have no source are what an outlet
    originates; it relays what it took itself; copies are what others took. The
    lag is the median of what it relays. It gives and gets credit for so many of
    these, by a link or by name.
    """
    from graph import query

    key = key_of(sort, COLUMNS)
    with settings.store().read() as connection:
        answer = query.outlets(connection, sort=key, reverse=reverse, limit=limit)
    if settings.json:
        print_json(answer)
    else:
        show(answer)


def show(answer: dict[str, Any]) -> None:
    """Print the table."""
    to = render.console()
    found, number = answer["outlets"], answer["number"]
    if not number:
        print_nothing(to)
        return
    print_rows(to, COLUMNS, found)
    to.print()
    to.print(f"{len(found):,} of {number:,} outlets")
    render.print_foot(to, answer["coverage"], legend=False)
