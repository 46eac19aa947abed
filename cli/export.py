"""``whence export``: the graph as a file for other programs."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from cli.output import print_json
from cli.settings import Settings, common

_VIEWS = ("full", "articles", "outlets", "authors")


@click.command("export")
@click.argument("file")
@click.option("--format", "name", metavar="F", help="The format, whatever the suffix.")
@click.option(
    "--view",
    type=click.Choice(_VIEWS),
    default="full",
    show_default=True,
    help="Which part of the graph.",
)
@common
@click.pass_obj
def command(settings: Settings, file: str, name: str | None, view: str) -> None:
    """Write the graph to a file for other programs.

    The format is that of FILE's suffix: csv, dot, gexf, graphml, json or jsonl.
    An old file stays as it is until the new one is complete; "-" is standard
    output.
    """
    from graph.export import FORMATS, export, format_of

    chosen = format_of(FORMATS, file, name)  # a wrong one needs no store
    if file == "-":
        with settings.store().read() as connection:
            chosen.write(connection, sys.stdout.buffer, view)
        return
    export(settings.store(), Path(file), name=name, view=view)
    if settings.json:
        print_json({"file": file, "format": chosen.suffix, "view": view})
    else:
        settings.note(f"wrote {file}")
