"""``whence judge``: what an analyst decides."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from cli.output import print_json
from cli.settings import Settings, common
from graph.errors import UnknownError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection

    from graph.judgement import Judgement

_OF_ARTICLES = {
    "yes": "the copy comes from the source",
    "no": "the copy does not come from the source",
    "unsure": "whether the copy comes from the source can't be told",
}
_OF_NAMES = {
    "yes": "both are one {kind}",
    "no": "both are never one {kind}",
    "unsure": "whether both are one {kind} can't be told",
}


@click.command("judge")
@click.argument("one", metavar="[SOURCE]", required=False)
@click.argument("other", metavar="[COPY]", required=False)
@click.argument(
    "verdict",
    metavar="[yes|no|unsure]",
    type=click.Choice(["yes", "no", "unsure"]),
    required=False,
)
@click.option("--note", default="", metavar="TEXT", help="Why, in your own words.")
@click.option(
    "--outlet", "kind", flag_value="outlet", help="Judge two names or keys of outlets."
)
@click.option(
    "--author", "kind", flag_value="author", help="Judge two names of authors."
)
@click.option("--list", "listed", is_flag=True, help="List what was judged.")
@click.option("--forget", is_flag=True, help="Take a judgement back.")
@common
@click.pass_obj
def command(settings: Settings, /, **given: Any) -> None:  # noqa: ANN401 - click's
    """Say yes, no or unsure to an edge, or to two names being one.

    SOURCE and COPY are URLs: does the article at COPY come from the one at
    SOURCE? No page and no text need say so. With --outlet or --author both are
    names: do they mean one and the same? Judging again replaces what was judged
    before; no crawl and no rebuild changes it.
    """
    if given["listed"]:
        _list(settings, given)
        return
    whole = given["one"] and given["other"]
    if not whole or bool(given["verdict"]) == given["forget"]:
        raise UsageError("whence judge SOURCE COPY, then yes, no, unsure or --forget")
    if given["forget"] and given["note"]:
        raise UsageError("--note belongs to a judgement, not to --forget")
    (_forget if given["forget"] else _put)(settings, given)


def _list(settings: Settings, given: dict[str, Any]) -> None:
    """Print every judgement, or those of outlets or of authors."""
    from graph.store import judgements

    if given["one"] or given["forget"] or given["note"]:
        raise UsageError("--list stands alone, or with --outlet or --author")
    with settings.store().read() as connection:
        known = judgements.all_of(connection)
    found = [one for one in known if given["kind"] in {None, one.kind.value}]
    if settings.json:
        print_json({"judgements": [_answer(one) for one in found]})
        return
    if not found:
        click.echo("Nothing was judged.")
    for judgement in found:
        _print(judgement)


def _print(judgement: Judgement) -> None:
    from cli import render

    when = f"{judgement.judged_at:%Y-%m-%d}"
    click.echo(f"{judgement.verdict.value:<6}  {when}  {_said(judgement)}")
    for name in (judgement.one_name, judgement.other_name):
        click.echo(f"        {render.plain(name)}")
    if judgement.note:
        click.echo(f"        “{render.plain(judgement.note)}”")


def _said(judgement: Judgement) -> str:
    kind, verdict = judgement.kind.value, judgement.verdict.value
    if kind == "article":
        return _OF_ARTICLES[verdict]
    return _OF_NAMES[verdict].format(kind=kind)


def _put(settings: Settings, given: dict[str, Any]) -> None:
    """Keep a judgement, and tell what it makes of the edge."""
    from graph.judgement import Decision, Judged, Judgement
    from graph.query.judging import stands_only_back
    from graph.store import judgements
    from graph.text import clean, line

    kind = Judged(given["kind"] or "article")
    with settings.store().write() as connection:
        one, other = _ends(connection, kind.value, given)
        judgement = Judgement(
            kind=kind,
            one=one,
            other=other,
            verdict=Decision(given["verdict"]),
            note=clean(given["note"]).strip(),
            one_name=line(given["one"]),
            other_name=line(given["other"]),
            judged_at=datetime.now(UTC),
        )
        of_articles = kind is Judged.ARTICLE
        swapped = of_articles and stands_only_back(connection, one, other)
        before = judgements.find(connection, kind, one, other)
        judgements.put(connection, judgement)
    answer: dict[str, Any] = {"judgement": _answer(judgement)}
    answer["before"] = _answer(before)
    if of_articles:
        answer |= {"edge": _settled(settings, one, other), "swapped": swapped}
    _tell(settings, answer, _said(judgement))


def _forget(settings: Settings, given: dict[str, Any]) -> None:
    """Take a judgement back, and tell what is left of the edge."""
    from graph.judgement import Judged
    from graph.store import judgements

    kind = Judged(given["kind"] or "article")
    with settings.store().write() as connection:
        one, other = _ends(connection, kind.value, given)
        before = judgements.drop(connection, kind, one, other)
    if before is None:
        message = f"nothing was judged of {given['one']} and {given['other']}"
        raise UnknownError(message, subject=given["one"])
    answer: dict[str, Any] = {"judgement": None, "before": _answer(before)}
    if kind is Judged.ARTICLE:
        answer |= {"edge": _settled(settings, one, other), "swapped": False}
    _tell(settings, answer, f"forgotten: {_said(before)}")


def _ends(connection: Connection, kind: str, given: dict[str, Any]) -> tuple[str, str]:
    """What is judged, by ids or keys; raises UnknownError for what is not known."""
    from graph.query.find import find
    from graph.query.named import author_named, outlet_named

    look_up: dict[str, Callable[[str], str]] = {
        "article": lambda url: find(connection, url),
        "outlet": lambda name: outlet_named(connection, name).key,
        "author": lambda name: author_named(connection, name).key,
    }
    one, other = (look_up[kind](given[end]) for end in ("one", "other"))
    if one == other:
        message = f"{given['one']} and {given['other']} are one {kind} already"
        raise UsageError(message)
    return one, other


def _settled(settings: Settings, source: str, copy: str) -> dict[str, Any] | None:
    """The edge as it is, when all that the judgement touches was settled again."""
    from cli.progress import Progress
    from graph.query.judging import edge_between
    from graph.resolve.settling import settle_all

    line = Progress(quiet=settings.quiet)
    for left in settle_all(settings.store()):
        if line.due():
            line.show({"articles to settle": left}, done=0)
    line.end()
    with settings.store().read() as connection:
        return edge_between(connection, source, copy)


def _answer(judgement: Judgement | None) -> dict[str, Any] | None:
    """A judgement as JSON has it."""
    if judgement is None:
        return None
    ends = ("source", "copy") if judgement.kind.value == "article" else ("one", "other")
    return {
        "kind": judgement.kind.value,
        ends[0]: judgement.one_name,
        ends[1]: judgement.other_name,
        "verdict": judgement.verdict.value,
        "note": judgement.note,
        "judged_at": judgement.judged_at.isoformat(),
    }


def _tell(settings: Settings, answer: dict[str, Any], said: str) -> None:
    """Print what was judged, and what became of the edge."""
    if answer.get("swapped"):
        settings.note(
            "the other way round there is an edge; the source stands first, "
            "so they may be swapped (kept as given)"
        )
    if settings.json:
        print_json(answer)
        return
    click.echo(said)
    before = answer["before"]
    if answer["judgement"] and before:
        note = f", “{before['note']}”" if before["note"] else ""
        click.echo(f"before: {before['verdict']}{note}")
    if "edge" in answer:
        edge = answer["edge"]
        click.echo(f"the edge is {edge['verdict']}" if edge else "there is no edge")
