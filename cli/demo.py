"""``whence demo``: the main job on a small web that comes with Whence."""

from __future__ import annotations

from pathlib import Path

import click

from cli.output import counted
from cli.settings import Settings, common
from graph.errors import InputError, UsageError


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
    from cli import chain, origin, reposts
    from cli.crawl import progress
    from crawler.crawl import crawl, seed_entries
    from crawler.demo import WEB, fronts, seed
    from crawler.follow import Plan
    from crawler.replay import settings_for
    from graph import query
    from graph.export import FORMATS, format_of, write_file

    folder = folder or Path("whence-demo")
    _make(folder)
    settings.db = str(folder / "demo.db")
    store = settings.store(create=True)
    entries, _ = seed_entries([seed(), *fronts()])
    result = crawl(
        store,
        entries,
        plan=Plan(direction="both"),
        options={
            **settings_for([WEB]),
            "DOWNLOAD_DELAY": 0,
            "RETRY_ENABLED": False,
            "LOG_LEVEL": "CRITICAL",
        },
        progress=progress(store, quiet=settings.quiet),
    )
    tally = result.tally
    facts = (counted(tally.pages, "page"), counted(tally.claims, "claim"))
    click.echo(f"{', '.join(facts)}; no network was used")
    with store.read() as connection:
        came_from = query.origin(connection, seed())
        tree = query.chain(connection, seed())
    _title(f"whence origin {seed()}")
    origin.show(came_from)
    _title(f"whence chain {seed()}")
    chain.show(tree)
    root = (came_from["origin"] or {}).get("url")
    if root:
        _title(f"whence reposts {root}")
        with store.read() as connection:
            reposts.show(query.reposts(connection, root))
    for name in ("demo.graphml", "demo.jsonl"):
        with store.read() as connection:
            write_file(connection, folder / name, format_of(FORMATS, name, None))
    click.echo(f"\nWritten to {folder}: demo.db, demo.graphml, demo.jsonl")
    click.echo(f"Ask it yourself: whence --db {settings.db} evidence {seed()}")


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"{folder} can't be made: {error.strerror}") from None
    if (folder / "demo.db").exists():
        for old in sorted(folder.glob("demo.*")):
            old.unlink()
    elif any(folder.iterdir()):
        raise UsageError(f"{folder} is not empty; name a new folder")


def _title(text: str) -> None:
    click.echo()
    click.secho(f"$ {text}", bold=True)
