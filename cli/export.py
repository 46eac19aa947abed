"""``whence export``: the graph as a file for other programs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from cli.filters import filtered, selection
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
@click.option(
    "--columns",
    metavar="P",
    help="Of nodes.csv and edges.csv: as a program names them: plain, gephi or neo4j.",
)
@filtered
@common
@click.pass_obj
def command(
    settings: Settings,
    /,
    file: str,
    name: str | None,
    view: str,
    columns: str | None,
    **asked: Any,  # noqa: ANN401 - the filters
) -> None:
    """Write the graph to a file for other programs.

    The format is that of FILE's suffix: csv, dot, edges.csv, edges.parquet,
    gexf, graphml, json, jsonl, nodes.csv, nodes.parquet, prov.json or provn. An
    old file stays as it is until the new one is complete; "-" is standard output.

    Filters keep the republications that fit all of them, with both ends, and the
    articles that fit. Those that may be given more than once take any of the words.
    """
    from graph.export import FORMATS, format_of, write_file

    # A wrong one needs no store.
    chosen = format_of(FORMATS, file, name).named_for(columns)
    with settings.store().read() as connection:
        wanted = selection(connection, view, asked)
        if file == "-":
            chosen.write(connection, sys.stdout.buffer, wanted)
            return
        write_file(connection, Path(file), chosen, view=wanted)
    if settings.json:
        print_json({"file": file, "format": chosen.suffix, "view": view})
    else:
        settings.note(f"wrote {file}")
