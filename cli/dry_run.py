"""``whence crawl --dry-run``: what would be asked, without asking."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cli.output import counted, print_json, printable
from graph.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cli.settings import Settings
    from crawler.outlook import Outlook
    from crawler.spiders.limits import Limits
    from graph.store.engine import Store
    from graph.store.frontier import Entry


def dry_run(
    settings: Settings,
    seeds: Sequence[Entry],
    *,
    limits: Limits,
    delay: float,
    allow_private: bool,
) -> None:
    """Print what a crawl would ask, in order; ask nothing and write nothing."""
    from datetime import UTC, datetime

    from crawler.outlook import outlook

    found = outlook(
        _store(settings),
        seeds,
        limits=limits,
        delay=delay,
        allow_private=allow_private,
        now=datetime.now(UTC),
    )
    if not found.asked and not found.left:
        raise UsageError("nothing is queued; give a URL to crawl from")
    if settings.json:
        print_json(_answer(found))
    else:
        _show(found)


def _store(settings: Settings) -> Store | None:
    """The store, where there is one: a dry run makes none."""
    path = settings.db.removeprefix("sqlite:///")
    return settings.store() if "://" in path or Path(path).exists() else None


def _answer(found: Outlook) -> dict[str, Any]:
    return {
        "would_ask": [
            {
                "url": one.entry.url,
                "host": one.entry.host,
                "kind": one.entry.kind,
                "cause": one.entry.cause,
                "refused": one.refused or None,
            }
            for one in found.asked
        ],
        "left": found.left,
        "seconds": round(found.seconds, 1),
    }


def _show(found: Outlook) -> None:
    for one in found.asked:
        entry = one.entry
        why = f"refused: {one.refused}" if one.refused else _why(entry)
        click.echo(printable(f"{entry.kind:<10} {entry.host}  {entry.url}  {why}"))
    hosts = counted(len({one.entry.host for one in found.asked}), "host")
    urls = counted(len(found.asked), "URL")
    left = f"; {found.left:,} would stay queued" if found.left else ""
    click.echo(
        f"{urls} on {hosts}, about {_spoken(found.seconds)} at least, "
        f"besides what they lead to{left}"
    )


def _why(entry: Entry) -> str:
    return f"because of {entry.cause}" if entry.cause not in {"", "seed"} else "seed"


def _spoken(seconds: float) -> str:
    """A duration in its largest unit.

    >>> _spoken(4.2), _spoken(5400)
    ('4 s', '90 min')
    """
    if seconds < 120:
        return f"{seconds:.0f} s"
    minutes = seconds / 60
    return f"{minutes:.0f} min" if minutes < 120 else f"{minutes / 60:.0f} h"
