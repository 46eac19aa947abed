"""``whence author``: where articles appear, and what becomes of their byline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from cli.output import counted, print_json
from cli.settings import Settings, common

if TYPE_CHECKING:
    from rich.console import Console

_MOST = 10
"""So many outlets and hops are shown; ``--json`` has more."""


@click.command("author")
@click.argument("name")
@common
@click.pass_obj
def command(settings: Settings, name: str) -> None:
    """Profile an author: where their articles appear and go.

    NAME is the author's name in any spelling of case, accents and initials.
    Reposts are all known copies of their articles, and copies of copies, whether
    the name is still there or not.
    """
    from graph import query

    with settings.store().read() as connection:
        answer = query.author(connection, name)
    if settings.json:
        print_json(answer)
    else:
        show(answer)


def show(answer: dict[str, Any]) -> None:
    """Print the profile."""
    from rich.text import Text

    from cli import render, tables

    to = render.console()
    to.print(Text(render.plain(answer["author"]["name"]), style="bold"))
    to.print()
    tables.print_facts(to, _facts(answer))
    _print_outlets(to, answer["outlets"])
    _print_reposts(to, answer["reposts"])
    _print_lost(to, answer["lost_bylines"])
    render.print_foot(to, answer["coverage"], legend=False)


def _facts(answer: dict[str, Any]) -> dict[str, str]:
    from cli import render, tables

    copies, reposts = answer["copies"], answer["reposts"]
    taken = f", {copies:,} of them taken from another" if copies else ""
    first = answer["first_outlet"]
    name = f", at {render.outlet({'outlet': first})} first" if first else ""
    byline, credit = reposts["byline"], reposts["credit"]
    return {
        "articles": f"{answer['articles']:,}{taken}",
        "dates": f"{tables.span(answer['first'], answer['last'])}{name}",
        "reposts": f"{reposts['copies']:,}",
        "the name": f"kept in {byline['kept']:,}, changed in {byline['changed']:,},"
        f" dropped in {byline['dropped']:,}"
        if reposts["copies"]
        else "",
        "credit": f"{credit['linked']:,} with a link, {credit['named']:,} by name,"
        f" {credit['none']:,} not at all"
        if reposts["copies"]
        else "",
        "writes with": ", ".join(
            f"{render.plain(one['name'])} ({one['stories']:,})"
            for one in answer["coauthors"]
        ),
    }


def _print_outlets(to: Console, outlets: list[dict[str, Any]]) -> None:
    from cli import render, tables
    from cli.tables import Column

    tables.print_title(to, f"Appears in {counted(len(outlets), 'outlet')}")
    columns = (
        Column("articles", lambda row: f"{row['articles']:,}"),
        Column("copies", lambda row: f"{row['copies']:,}"),
        Column("first", lambda row: (row["first"] or "")[:10]),
        Column("outlet", render.outlet),
    )
    tables.print_rows(to, columns, outlets[:_MOST])


def _print_reposts(to: Console, reposts: dict[str, Any]) -> None:
    from cli import render, tables
    from cli.tables import Column

    outlets = reposts["outlets"]
    if not outlets:
        return
    tables.print_title(to, f"Reposted by {counted(len(outlets), 'outlet')}")
    columns = (
        Column("copies", lambda row: f"{row['copies']:,}"),
        Column("name kept", lambda row: f"{row['byline']['kept']:,}"),
        Column("changed", lambda row: f"{row['byline']['changed']:,}"),
        Column("dropped", lambda row: f"{row['byline']['dropped']:,}"),
        Column("credited", lambda row: f"{row['copies'] - row['credit']['none']:,}"),
        Column("outlet", render.outlet),
    )
    tables.print_rows(to, columns, outlets[:_MOST])


def _print_lost(to: Console, lost: dict[str, Any]) -> None:
    """Print at which hops the name was lost, some of them."""
    from rich.text import Text

    from cli import render, tables

    if not lost["hops"]:
        return
    tables.print_title(to, f"The name is lost at {counted(lost['number'], 'hop')}")
    for hop in lost["hops"][:_MOST]:
        names = ", ".join(map(render.plain, hop["after"]))
        to.print(Text(f"  by {names}" if names else "  without a byline"))
        render.print_address(to, {"url": hop["copy_url"]}, before="    ")
        render.print_address(to, {"url": hop["source_url"]}, before="    ◂ ")
