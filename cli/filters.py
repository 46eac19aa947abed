"""The filters of ``whence export``: options, and what their words mean in a store."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection

    from graph.selection import Selection

RELATIONS = ("republishes", "translates", "excerpts", "adapts", "quotes", "relays")
VERDICTS = ("certain", "likely", "possible", "rejected")
_NODES = ("article:", "outlet:", "author:")
# On a page a year alone may be anything; here it is asked for.
_LONG = re.compile(r"[12]\d{3}(-(0[1-9]|1[0-2]))?", re.ASCII)

_OPTIONS: tuple[Callable[[Any], Any], ...] = (
    click.option("--since", metavar="DATE", help="Dated then or later, e.g. 2024-01."),
    click.option("--until", metavar="DATE", help="Dated then or earlier."),
    click.option(
        "--outlet",
        "outlets",
        metavar="NAME",
        multiple=True,
        help="Published by this outlet: a name, key or address.",
    ),
    click.option(
        "--language",
        "languages",
        metavar="CODE",
        multiple=True,
        help="In this language, e.g. en.",
    ),
    click.option(
        "--relation",
        "relations",
        type=click.Choice(RELATIONS),
        metavar="R",
        multiple=True,
        help=f"Republications that are so: {', '.join(RELATIONS)}.",
    ),
    click.option(
        "--verdict",
        "verdicts",
        type=click.Choice(VERDICTS),
        metavar="V",
        multiple=True,
        help=f"Republications that are so sure: {', '.join(VERDICTS)}.",
    ),
    click.option(
        "--declared/--undeclared",
        default=None,
        help="Republications that the copy's page states, or does not.",
    ),
    click.option(
        "--inferred/--uninferred",
        default=None,
        help="Republications that text and dates show, or do not.",
    ),
    click.option(
        "--story", metavar="ID", help="One story: its id, or the URL of a copy."
    ),
    click.option(
        "--around",
        metavar="NODE",
        multiple=True,
        help="What is near an article, an outlet or an author.",
    ),
    click.option(
        "--depth",
        type=click.IntRange(0, 50),
        metavar="N",
        help="Republications between --around and what is near; 1 if not said.",
    ),
)


def filtered(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of the filters."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


def selection(connection: Connection, view: str, asked: dict[str, Any]) -> Selection:
    """What is asked for, names and addresses looked up in the store.

    Raises UsageError for a date that is none and a depth around nothing, UnknownError
    for a name, an address or a story that the store does not know.
    """
    from graph.errors import UsageError
    from graph.query.named import outlet_named
    from graph.selection import Selection

    if asked["depth"] is not None and not asked["around"]:
        raise UsageError("--depth counts from --around; name an article or an outlet")
    outlets = [outlet_named(connection, words) for words in asked["outlets"]]
    around = [node for words in asked["around"] for node in _nodes(connection, words)]
    return Selection(
        view=view,
        since=_date("--since", asked["since"]),
        until=_date("--until", asked["until"]),
        outlets=tuple(sorted({key for outlet in outlets for key in outlet.keys})),
        languages=tuple(sorted({code.casefold() for code in asked["languages"]})),
        relations=tuple(sorted(set(asked["relations"]))),
        verdicts=tuple(sorted(set(asked["verdicts"]))),
        declared=asked["declared"],
        inferred=asked["inferred"],
        story=_story(connection, asked["story"]),
        around=tuple(sorted(set(around))),
        depth=1 if asked["depth"] is None else asked["depth"],
    )


def _date(option: str, words: str | None) -> str | None:
    """A date cut at its day, or a year or month as it is; no filter tells hours."""
    from crawler.fields.dates import parse_date
    from graph.errors import UsageError

    if words is None or _LONG.fullmatch(words):
        return words
    date = parse_date(words, source="given")
    if date is None:
        raise UsageError(f"{option} takes a date such as 2024-01-31, not {words}")
    return date.value[:10]


def _nodes(connection: Connection, words: str) -> list[str]:
    """The ids of the nodes that an id, an address or a name means."""
    from graph.errors import UnknownError
    from graph.query.find import find
    from graph.query.named import author_named, outlet_named
    from graph.selection import Selection, articles

    if words.startswith(_NODES):
        near = articles(Selection(around=(words,)))
        if connection.execute(near.limit(1)).first() is None:
            raise UnknownError(f"nothing is known under {words}", subject=words)
        return [words]
    if "/" in words:
        return [f"article:{find(connection, words)}"]
    try:
        return [f"outlet:{key}" for key in outlet_named(connection, words).keys]
    except UnknownError as unknown:
        try:
            author = author_named(connection, words)
        except UnknownError:
            raise unknown from None
    return [f"author:{key}" for key in author.keys]


def _story(connection: Connection, words: str | None) -> str | None:
    """The id of a story, or of the story of the article at an address."""
    from sqlalchemy import select

    from graph.errors import UnknownError
    from graph.query.find import find
    from graph.store.schema import ARTICLE

    if words is None:
        return None
    known = select(ARTICLE.c.story).where(ARTICLE.c.story == words).limit(1)
    if connection.execute(known).scalar() is not None:
        return words
    article = select(ARTICLE.c.story).where(ARTICLE.c.id == find(connection, words))
    story = connection.execute(article).scalar_one()
    if story is None:
        raise UnknownError(f"{words} stands alone: it is in no story", subject=words)
    return str(story)
