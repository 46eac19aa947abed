"""``whence demo``: the main job on a small web that comes with Whence."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.output import counted
from cli.settings import Settings, common
from crawler.demo import seed
from graph.errors import InputError, UsageError

if TYPE_CHECKING:
    from graph.store.engine import Store


@click.command("demo")
@click.argument(
    "folder", required=False, type=click.Path(path_type=Path), metavar="[DIR]"
)
@common
@click.pass_obj
def command(settings: Settings, folder: Path | None) -> None:
    """Crawl a small web that comes with Whence; no network.

    The web is invented: outlets in several languages that republish each other.
    It is replayed from an archive through the same crawler. The store and the
    exports are written to DIR, whence-demo by default.
    """
    from graph.export import export

    folder = folder or Path("whence-demo")
    _make(folder)
    settings.db = str(folder / "demo.db")
    store = settings.store(create=True)
    _crawl(store, quiet=settings.quiet)
    _show(store, f"whence --db {settings.db}")
    for name in ("demo.graphml", "demo.jsonl"):
        export(store, folder / name)
    click.echo(f"\nWritten to {folder}: demo.db, demo.graphml, demo.jsonl")
    click.echo(f"Ask it yourself: whence --db {settings.db} evidence {seed()}")


def _crawl(store: Store, *, quiet: bool) -> None:
    """Crawl the bundled web from one article and the front pages of its outlets."""
    from cli.status import Status
    from crawler.crawl import crawl, seed_entries
    from crawler.demo import WEB, fronts
    from crawler.follow import Plan
    from crawler.replay import settings_for

    entries, _ = seed_entries([seed(), *fronts()])
    # An archive is in no hurry and never busy.
    options = {"DOWNLOAD_DELAY": 0, "RETRY_ENABLED": False, "LOG_LEVEL": "CRITICAL"}
    result = crawl(
        store,
        entries,
        plan=Plan(direction="both"),
        options={**settings_for([WEB]), **options},
        progress=Status(store, delay=0.0, quiet=quiet),
    )
    pages = counted(result.tally.pages, "page")
    claims = counted(result.tally.claims, "claim")
    click.echo(f"{pages}, {claims}; no network was used")


def _show(store: Store, whence: str) -> None:
    """Ask the questions that the crawl has answers for."""
    from cli import chain, origin, reposts
    from graph import query

    with store.read() as connection:
        came_from = query.origin(connection, seed())
        tree = query.chain(connection, seed())
    _title(f"{whence} origin {seed()}")
    origin.show(came_from)
    _title(f"{whence} chain {seed()}")
    chain.show(tree)
    root = (came_from["origin"] or {}).get("url")
    if root:
        _title(f"{whence} reposts {root}")
        with store.read() as connection:
            reposts.show(query.reposts(connection, root))


def _make(folder: Path) -> None:
    """Make the folder; one of an earlier demo is emptied of what that left."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"{folder} can't be made: {error.strerror}") from None
    if (folder / "demo.db").exists():
        left = [*folder.glob("demo.*"), *folder.glob("demo-warc/whence-*.warc.gz")]
        for old in sorted(left):
            old.unlink()
    elif any(folder.iterdir()):
        raise UsageError(f"{folder} is not empty; name a new folder")


def _title(text: str) -> None:
    click.echo()
    click.secho(f"$ {text}", bold=True)
