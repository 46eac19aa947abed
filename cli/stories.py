"""``whence stories``: all stories as a table, or the sources behind some pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from cli import render, tables
from cli.outlet import print_lost
from cli.output import counted, print_json
from cli.settings import Settings, common
from cli.tables import Column

if TYPE_CHECKING:
    from rich.console import Console

_MOST = 20
"""So many roots, hops and contradictions are shown; ``--json`` has all."""

COLUMNS = (
    Column("articles", lambda row: f"{row['articles']:,}"),
    Column("outlets", lambda row: f"{row['outlets']:,}"),
    Column("credited", lambda row: tables.percent(row["credited"])),
    Column("sources", lambda row: _bounds(row["sources"], "effective")),
    Column(
        "origin",
        lambda row: "known" if row["origin_known"] else "unknown",
        "origin_known",
    ),
    Column("first", lambda row: (row["first"] or "")[:10]),
    Column("headline", lambda row: row["headline"] or "(headline not known)"),
)

CONTRADICTIONS = {
    "mutual": "two pages credit each other",
    "circle": "pages credit each other in a circle",
    "two-originals": "a page credits two originals",
    "later-date": "a credit names a date after the page's own",
    "later-source": "a page credits what was published after it",
    "no-shared-text": "a page shares no text with what it credits",
}
"""What each kind of contradiction means, in one line."""


@click.command("stories")
@click.argument("urls", nargs=-1, metavar="[URL]...")
@tables.sorting
@common
@click.pass_obj
def command(
    settings: Settings, urls: tuple[str, ...], *, sort: str, reverse: bool, limit: int
) -> None:
    """List stories: copies, outlets, independent sources.

    With URLs, tell how many sources these pages go back to, which, and where
    credits were lost on the way. One URL, or a story's id, stands for all pages
    of its story.
    """
    from graph import query

    key = tables.key_of(sort, COLUMNS)
    with settings.store().read() as connection:
        answer = (
            query.sources(connection, urls)
            if urls
            else query.stories(connection, sort=key, reverse=reverse, limit=limit)
        )
    if settings.json:
        print_json(answer)
    elif urls:
        show_sources(answer)
    else:
        show(answer)


def _bounds(sources: dict[str, Any], name: str, joint: str = "–") -> str:
    return tables.between(sources["least"][name], sources["most"][name], joint)


def show(answer: dict[str, Any]) -> None:
    """Print the table, with the stories' ids below."""
    to = render.console()
    found, number = answer["stories"], answer["number"]
    if not number:
        tables.print_nothing(to)
        return
    numbered = [{"place": place, **row} for place, row in enumerate(found, 1)]
    tables.print_rows(
        to, (Column("", lambda row: str(row["place"])), *COLUMNS), numbered
    )
    render.print_addresses(to, (row["id"] for row in found))
    to.print()
    to.print(f"{len(found):,} of {number:,} {'story' if number == 1 else 'stories'}")
    render.print_foot(to, answer["coverage"], legend=False)


def show_sources(answer: dict[str, Any]) -> None:
    """Print what some pages go back to."""
    to = render.console()
    to.print(_conclusion(answer))
    _print_roots(to, answer["roots"])
    lost = answer["lost_credits"]
    print_lost(to, lost, len(lost))
    _print_contradictions(to, answer["contradictions"])
    if answer["not_known"]:
        tables.print_title(to, "Not in the store")
        for url in answer["not_known"]:
            render.print_address(to, {"url": url}, before="  ")
    render.print_foot(to, answer["coverage"], legend=False)


def _conclusion(answer: dict[str, Any]) -> str:
    number, sources = answer["articles"], answer["sources"]
    roots = _bounds(sources, "roots", " to ")
    goes = (
        f"This page goes back to {roots}"
        if number == 1
        else (f"These {number:,} pages go back to {roots}")
    )
    noun = "source" if roots == "1" else "sources"
    if sources["most"]["roots"] == 1:
        return f"{goes} {noun}."
    equal = _bounds(sources, "effective", " to ")
    return (
        f"{goes} {noun}. By how many pages each has, that is as diverse as"
        f" {equal} equal ones."
    )


def _print_roots(to: Console, roots: list[dict[str, Any]]) -> None:
    tables.print_title(to, "What they go back to")
    columns = (
        Column("", lambda row: str(row["place"])),
        Column("pages", lambda row: f"{row['articles']:,}"),
        Column("share", lambda row: tables.percent(row["share"])),
        Column("origin", lambda row: "known" if row["known"] else "unknown"),
        Column("date", lambda row: render.day(row["root"])),
        Column("source", _source),
    )
    shown = [{"place": place, **row} for place, row in enumerate(roots[:_MOST], 1)]
    tables.print_rows(to, columns, shown)
    named = (row["root"]["url"] or render.outlet(row["root"]) for row in shown)
    render.print_addresses(to, named)
    if len(roots) > _MOST:
        to.print(f"and {counted(len(roots) - _MOST, 'other')}")


def _source(row: tables.Row) -> str:
    root = row["root"]
    headline = render.plain(root["headline"])
    return f"{render.outlet(root)}{f': {headline}' if headline else ''}"


def _print_contradictions(to: Console, found: list[dict[str, Any]]) -> None:
    from rich.text import Text

    if not found:
        return
    tables.print_title(to, f"{counted(len(found), 'contradiction')} among the credits")
    for one in found[:_MOST]:
        detail = f" ({render.plain(one['detail'])})" if one["detail"] else ""
        to.print(Text(f"  {CONTRADICTIONS[one['kind']]}{detail}"))
        for url in one["pages"]:
            render.print_address(to, {"url": url}, before="    ")
        for url in one["sources"]:
            render.print_address(to, {"url": url}, before="    ◂ ")
