"""``whence origin``: where an article came from, hop by hop."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from cli.output import print_json
from cli.settings import Settings, common

if TYPE_CHECKING:
    from rich.console import Console

_MOST_REASONS = 3


@click.command("origin")
@click.argument("url")
@common
@click.pass_obj
def command(settings: Settings, url: str) -> None:
    """Tell where an article came from, hop by hop.

    Follows the credits of the article at URL up to the first source that is
    known, with the words of each credit.
    """
    from graph import query

    with settings.store().read() as connection:
        answer = query.origin(connection, url)
    if settings.json:
        print_json(answer)
    else:
        show(answer)


def show(answer: dict[str, Any]) -> None:
    """Print the way from the first source down to the article."""
    from cli import render

    to = render.console()
    hops = answer["hops"]
    if answer["circular"]:
        # The first hop closes the circle: it leads to the first article shown.
        to.print("⟲ back to the last article below")
        _print_hop(to, hops[0])
        hops = hops[1:]
    for number, article in enumerate(answer["chain"]):
        render.print_article(to, article)
        if number < len(hops):
            _print_hop(to, hops[number])
    to.print()
    to.print(_conclusion(answer))
    _print_others(to, answer["alternatives"])
    render.print_foot(to, answer["coverage"], legend=bool(answer["hops"]))


def _conclusion(answer: dict[str, Any]) -> str:
    from cli import render

    if answer["circular"]:
        return (
            "These pages credit each other in a circle."
            " Where the text began can't be told from them."
        )
    if answer["origin"] is None:
        return "No source of this article is known. That does not make it the original."
    first = render.outlet(answer["origin"])
    if not answer["known"]:
        return f"The way leads to {first}, but at least one hop is only possible."
    return f"The first known source is {first}."


def _print_hop(to: Console, hop: dict[str, Any]) -> None:
    """Print what joins a source, above, with its copy, below."""
    from rich.text import Text

    from cli import render

    changed = {True: "new headline", False: "same headline", None: ""}
    parts = [
        hop["verdict"],
        render.RELATIONS.get(hop["relation"], hop["relation"]),
        render.CREDITS.get(hop["credit"], hop["credit"]),
        render.lag(hop["lag_hours"]),
        changed[hop["headline_changed"]],
    ]
    bar = "│" if hop["declared"] else "┊"
    to.print(f"  {bar}")
    words = ", ".join(part for part in parts if part)
    to.print(Text.assemble("  ▼ ", render.sign(hop), f" {render.plain(words)}"))
    if hop["stated_by"]:
        to.print(f"  {bar} as {render.plain(hop['stated_by'])} says")
    if hop["quote"]:
        quote = render.shortened(hop["quote"], 2 * to.width)
        to.print(Text(f"  {bar} “{quote}”", style="italic"))
    for reason in render.reasons(hop)[:_MOST_REASONS]:
        to.print(Text(f"  {bar} {reason}", style="dim"))
    to.print(f"  {bar}")


def _print_others(to: Console, others: list[dict[str, Any]]) -> None:
    """Print the sources that are named too, but not followed."""
    from rich.text import Text

    from cli import render

    if not others:
        return
    to.print()
    to.print("Other sources that are named:")
    for other in others:
        words = f" {render.outlet(other)}, {render.day(other)}, {other['verdict']}"
        to.print(Text.assemble("  ", render.sign(other), words))
        render.print_address(to, other, before="    ")
