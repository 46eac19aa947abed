"""``whence chain``: the whole story as a tree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from cli.output import print_json
from cli.settings import Settings, common

if TYPE_CHECKING:
    from rich.text import Text

_DEEPEST = 12
"""Hops that are still drawn further right; deeper ones stand below each other."""


@click.command("chain")
@click.argument("url")
@common
@click.pass_obj
def command(settings: Settings, url: str) -> None:
    """Show the whole story as a tree.

    Starts at the first known source of the article at URL and shows who took
    the text from whom, when, with what credit, and where the headline changed.
    """
    from graph import query

    with settings.store().read() as connection:
        answer = query.chain(connection, url)
    if settings.json:
        print_tree_json(answer)
    else:
        show(answer)


def print_tree_json(answer: dict[str, Any]) -> None:
    """Print the answer; a chain too deep for nested JSON says so in one line."""
    from graph.errors import WhenceError

    try:
        print_json(answer)
    except RecursionError:
        message = "the chain is too deep for one JSON document; use: whence reposts"
        raise WhenceError(message) from None


def show(answer: dict[str, Any]) -> None:
    """Print the tree with the addresses below."""
    from cli import render

    to = render.console()
    nodes = list(walk(answer["tree"]))
    for number, (node, before) in enumerate(nodes, 1):
        text = _line(node, before, number)
        text.truncate(to.width, overflow="ellipsis")
        to.print(text, no_wrap=True)
    _print_unplaced(answer["unplaced"])
    addresses = (node["article"]["url"] or "(no address)" for node, _ in nodes)
    render.print_addresses(to, addresses)
    to.print()
    to.print("┄ inferred only   ⟲ the credits go in a circle")
    render.print_foot(to, answer["coverage"])


def walk(tree: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str]]:
    """Every node with the lines that lead to it, from the root down."""
    waiting = [(tree, "", "")]
    while waiting:
        node, before, below = waiting.pop()
        yield node, before
        copies = node["copies"]
        deep = len(below) >= 3 * _DEEPEST
        for copy in reversed(copies):
            last = copy is copies[-1]
            stroke = "─" if copy["edge"]["declared"] else "┄"
            corner = f"{'└' if last else '├'}{stroke} "
            further = below if deep else below + ("   " if last else "│  ")
            waiting.append((copy, below + corner, further))


def _line(node: dict[str, Any], before: str, number: int) -> Text:
    from rich.text import Text

    from cli import render

    article, edge = node["article"], node["edge"]
    text = Text(f"{number:>3}  {before}")
    if edge:
        text.append_text(render.sign(edge))
        text.append(" ")
    text.append(
        render.outlet(article), style="bold reverse" if node["asked"] else "bold"
    )
    words = [render.day(article)]
    if edge:
        words += [render.lag(edge["lag_hours"]), _credit(edge)]
    text.append("".join(f"  {word}" for word in words if word))
    if node["circular"]:
        text.append(" ⟲", style="red")
    headline = render.headline_change(edge, article) if edge else article["headline"]
    if headline:
        text.append(f"  {render.plain(headline)}", style="italic")
    return text


def _credit(edge: dict[str, Any]) -> str:
    return "no credit" if edge["credit"] == "none" else str(edge["credit"])


def _print_unplaced(articles: list[dict[str, Any]]) -> None:
    from rich.text import Text

    from cli import render

    if not articles:
        return
    to = render.console()
    to.print()
    to.print("The same text, without a known source:")
    for article in articles:
        words = f"  {render.outlet(article)}, {render.day(article)}"
        to.print(Text(words))
        render.print_address(to, article, before="    ")
