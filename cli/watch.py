"""``whence watch``: which outlets are asked again and again."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from cli.output import print_json
from cli.settings import Settings, common
from graph.errors import UnknownError, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection


@click.command("watch")
@click.argument("outlets", nargs=-1, metavar="[OUTLET]...")
@click.option("--remove", is_flag=True, help="Watch these outlets no more.")
@common
@click.pass_obj
def command(settings: Settings, outlets: Sequence[str], *, remove: bool) -> None:
    """Register outlets that are asked for what is new.

    OUTLET is a host, a URL on the outlet's site, or the name of an outlet in the
    store. Nothing is fetched: that is done by whence update. Without OUTLET, list
    what is watched.
    """
    from graph import query

    if remove and not outlets:
        raise UsageError("name the outlets to remove")
    store = settings.store(create=bool(outlets) and not remove)
    if not outlets:
        with store.read() as connection:
            answer = query.watched(connection)
    else:
        with store.write() as connection:
            keys = _change(connection, outlets, remove=remove)
            answer = [] if remove else query.watched(connection, keys)
            answer = answer or [{"outlet": {"key": key}} for key in keys]
    if settings.json:
        print_json({"removed" if remove else "watched": answer})
    else:
        _say(answer, listed=not outlets, removed=remove)


def _change(
    connection: Connection, outlets: Sequence[str], *, remove: bool
) -> list[str]:
    """Register or remove these outlets, all of them or none; gives their keys."""
    from crawler.watch import site_of
    from graph.store import watched

    now = datetime.now(UTC)
    sites = dict(site_of(connection, text) for text in outlets)
    for key, home in sites.items():
        if not remove:
            watched.watch(connection, key, home, now=now)
        elif not watched.unwatch(connection, key):
            message = f"{key} is not watched; see: whence watch"
            raise UnknownError(message, subject=key)
    return sorted(sites)


def _say(answer: list[dict[str, Any]], *, listed: bool, removed: bool) -> None:
    from cli import render

    if listed:
        _show(answer)
        return
    for one in answer:
        name = render.plain(one["outlet"]["key"])
        text = f"no longer watched: {name}" if removed else f"watched: {name}"
        click.echo(text)


def _named(row: Mapping[str, Any]) -> str:
    outlet, home = row["outlet"], str(row["home"])
    return home if outlet["name"] == outlet["key"] else f"{outlet['name']}, {home}"


def _show(answer: list[dict[str, Any]]) -> None:
    from cli import render, tables
    from cli.tables import Column

    to = render.console()
    if not answer:
        to.print("No outlet is watched; register one with: whence watch OUTLET")
        return
    columns = (
        Column("added", lambda row: row["added_at"][:10]),
        Column("last update", lambda row: (row["updated_at"] or "never")[:16]),
        Column("feeds", lambda row: f"{row['feeds']:,}"),
        Column("sitemaps", lambda row: f"{row['sitemaps']:,}"),
        Column("new", lambda row: f"{len(row['new']):,}"),
        Column("changed", lambda row: f"{len(row['changed']):,}"),
        Column("outlet", _named),
    )
    tables.print_rows(to, columns, answer)
