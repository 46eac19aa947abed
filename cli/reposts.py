"""``whence reposts``: where an article was reposted."""

from __future__ import annotations

from typing import Any

import click

from cli.output import print_json
from cli.settings import Settings, common

_OUTLET = 18
"""The most columns for an outlet's name, and the least for a headline."""
_OTHERS = 42
"""Columns for all but outlet and headline, with the spaces between them."""


@click.command("reposts")
@click.argument("url")
@click.option("--direct", is_flag=True, help="Only copies that are one hop away.")
@common
@click.pass_obj
def command(settings: Settings, url: str, *, direct: bool) -> None:
    """Tell where an article was reposted.

    Lists every known copy of the article at URL, and copies of copies, the
    earliest first, with the credit they give.
    """
    from graph import query

    with settings.store().read() as connection:
        answer = query.reposts(connection, url, direct=direct)
    if settings.json:
        print_json(answer)
    else:
        show(answer)


def show(answer: dict[str, Any]) -> None:
    """Print the answer as a table with the addresses below."""
    from cli import render

    to = render.console()
    found = answer["reposts"]
    render.print_article(to, answer["article"])
    to.print()
    if not found:
        to.print("No repost is known.")
        render.print_foot(to, answer["coverage"], legend=False)
        return
    to.print(f"{len(found)} repost{'s' * (len(found) != 1)}, earliest first")
    to.print()
    to.print(_table(found, to.width))
    render.print_addresses(to, (_address(repost) for repost in found))
    render.print_foot(to, answer["coverage"])


def _table(found: list[dict[str, Any]], width: int) -> Any:  # noqa: ANN401 - rich is imported late
    from rich.cells import cell_len
    from rich.table import Table

    from cli import render

    outlets = [render.shortened(render.outlet(repost), _OUTLET) for repost in found]
    left = max(width - _OTHERS - max(map(cell_len, outlets)), _OUTLET)
    table = Table(box=None, padding=(0, 1), pad_edge=False, collapse_padding=True)
    table.add_column("", justify="right", no_wrap=True)
    for name in ("", "date", "lag"):
        table.add_column(name, no_wrap=True)
    for name in ("outlet", "credit", "how", "headline"):
        table.add_column(name, no_wrap=True)
    for number, (repost, outlet) in enumerate(zip(found, outlets, strict=True), 1):
        table.add_row(
            str(number),
            render.sign(repost),
            render.day(repost),
            render.lag(repost["lag_hours"]),
            outlet,
            repost["credit"],
            render.how(repost),
            render.shortened(render.headline_change(repost, repost), left),
        )
    return table


def _address(repost: dict[str, Any]) -> str:
    via = repost["via"] or repost["via_outlet"]
    return f"{repost['url'] or '(no address)'}{f'  via {via}' if via else ''}"
