"""``whence compare``: what changed between two copies."""

from __future__ import annotations

from typing import Any

import click

from cli.output import print_json
from cli.settings import Settings, common


@click.command("compare")
@click.argument("url")
@click.argument("other", metavar="URL")
@click.option(
    "--html", metavar="FILE", help='Write a page to FILE; "-" for standard output.'
)
@common
@click.pass_obj
def command(settings: Settings, url: str, other: str, html: str | None) -> None:
    """Show what changed between two copies.

    Puts heads and texts beside each other and marks what was inserted, deleted,
    changed and moved; with --html as one page, for the screen and for paper.
    """
    from graph import query

    with settings.store().read() as connection:
        answer = query.comparison(connection, url, other)
    if html is not None:
        _write(settings, answer, html)
    elif settings.json:
        print_json(answer)
    else:
        from cli.comparing.terminal import show

        show(answer)


def _write(settings: Settings, answer: dict[str, Any], file: str) -> None:
    """Write the page; an old file stays as it is until the new one is complete."""
    from pathlib import Path

    from cli.comparing.page import page
    from graph.errors import WhenceError
    from graph.export.base import whole

    made = page(answer).encode()
    if file == "-":
        click.echo(made, nl=False)
        return
    try:
        with whole(Path(file)) as target:
            target.write(made)
    except OSError as error:
        message = f"{file} can't be written: {error.strerror or error}"
        raise WhenceError(message, subject=file) from error
    if settings.json:
        print_json({"file": file})
    else:
        settings.note(f"wrote {file}")
