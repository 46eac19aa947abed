"""``whence history``: what an article was before its page changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from cli.output import counted, print_json
from cli.settings import Settings, common

if TYPE_CHECKING:
    from rich.console import Console

    Answer = dict[str, Any]


@click.command("history")
@click.argument("url")
@common
@click.pass_obj
def command(settings: Settings, url: str) -> None:
    """Show what an article was before its page changed.

    Each change is told with the day on which it was seen, what was there before
    and after it, and where the earlier page lies in the archive.
    """
    from graph import query

    store = settings.store()
    with store.read() as connection:
        answer = query.history(connection, url)
    if settings.json:
        print_json(answer)
    else:
        show(answer, archive=str(store.archive))


def show(answer: Answer, *, archive: str) -> None:
    """Print when the article was seen, and each change."""
    from cli import render, tables

    to = render.console()
    render.print_article(to, answer["article"])
    to.print()
    tables.print_facts(to, _moments(answer))
    for revision in answer["revisions"]:
        to.print()
        to.print(f"{revision['number']}  changed by {_minute(revision['seen_at'])}")
        for change in revision["changes"]:
            _print_change(to, change)
        _print_record(to, revision["record"], archive)
    to.print()
    number = counted(len(answer["revisions"]), "change")
    to.print(number if answer["revisions"] else "No change is known.")
    render.print_foot(to, answer["coverage"], legend=False)


def _moments(answer: Answer) -> dict[str, str]:
    asked = answer["asked"] or {}
    return {
        "first seen": _minute(answer["first_seen"]),
        "as it was": _minute(answer["read_at"] or ""),
        "last asked": f"{_minute(asked['at'])}, {asked['outcome']}" if asked else "",
    }


def _minute(moment: str) -> str:
    return moment[:16].replace("T", " ")


def _print_change(to: Console, change: Answer) -> None:
    from rich.text import Text

    from cli import render

    field, before, after = (change[name] for name in ("field", "before", "after"))
    if field == "text":
        words = f"{change['added']:,} added, {change['removed']:,} removed"
        to.print(f"   text: of {counted(before, 'word')}, {words}")
        return
    to.print(f"   {field}")
    for sign, value in (("-", before), ("+", after)):
        for line in _lines(value):
            to.print(Text(f"     {sign} {render.plain(line)}"), soft_wrap=True)


def _lines(value: object) -> list[str]:
    """A value, a line for each of its parts; none where there is nothing."""
    parts = value if isinstance(value, list) else [value]
    return [_part(part) for part in parts if part]


def _part(part: object) -> str:
    if not isinstance(part, dict):
        return str(part)
    named = part["outlet"] or part["url"] or "a source"
    return f"{part['relation']} {named}: “{part['quote']}”"


def _print_record(to: Console, record: Answer | None, archive: str) -> None:
    from rich.text import Text

    from cli import render

    if record:
        place = f"{archive}/{record['file']}, from byte {record['offset']}"
        was = f"   as it was: {render.plain(place)}"
        to.print(Text(was, style="dim"), soft_wrap=True)
