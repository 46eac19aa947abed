"""``whence evidence``: how an edge is known."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cli.output import print_json
from cli.settings import Settings, common

if TYPE_CHECKING:
    from rich.console import Console

_WHERE = {
    "text": "in the text",
    "link": "in a link",
    "meta": "in the page's metadata",
    "jsonld": "in the page's structured data",
    "pixel": "in a republication pixel",
    "feed": "in the feed",
}


@click.command("evidence")
@click.argument("url")
@click.argument("other", metavar="[URL]", required=False)
@common
@click.pass_obj
def command(settings: Settings, url: str, other: str | None) -> None:
    """Show every claim, overlap and reason behind an edge.

    With one URL, all that speaks for or against its edges; with two, what lies
    between them. Rejected edges are shown too.
    """
    from graph import query

    with settings.store().read() as connection:
        answer = query.evidence(connection, url, other)
    if settings.json:
        print_json(answer)
    else:
        show(answer, archive=str(settings.store().archive))


def show(answer: dict[str, Any], *, archive: str) -> None:
    """Print claims, edges, overlaps and where the bytes lie."""
    from cli import render

    to = render.console()
    render.print_article(to, answer["article"])
    if answer["other"]:
        to.print()
        render.print_article(to, answer["other"])
    _print_claims(to, answer["claims"])
    _print_edges(to, answer["edges"])
    _print_overlaps(to, answer["overlaps"])
    _print_records(to, answer["records"], archive)
    render.print_foot(to, answer["coverage"])


def _heading(to: Console, text: str) -> None:
    from rich.text import Text

    to.print()
    to.print(Text(text, style="bold"))


def _print_claims(to: Console, claims: list[dict[str, Any]]) -> None:
    from rich.text import Text

    from cli import render

    _heading(to, "What the pages say")
    if not claims:
        to.print("  Nothing about where the text comes from.")
    for claim in claims:
        named = claim["outlet"] or claim["outlet_key"] or claim["url"] or "a source"
        relation = render.RELATIONS.get(claim["relation"], claim["relation"])
        to.print(f"  {render.plain(named)}: {relation}")
        for place in claim["places"]:
            quote = render.shortened(place["quote"], 3 * to.width)
            to.print(Text(f"    “{quote}”", style="italic"))
            where = _WHERE.get(place["where"], place["where"])
            at = f", {render.plain(place['path'])}" if place["path"] else ""
            to.print(Text(f"      {where}{at} (cue {claim['cue']})", style="dim"))


def _print_edges(to: Console, edges: list[dict[str, Any]]) -> None:
    from rich.text import Text

    from cli import render

    _heading(to, "What follows from it")
    if not edges:
        to.print("  No edge.")
    for edge in edges:
        ends = f"{render.outlet(edge['source'])} → {render.outlet(edge['copy'])}"
        words = f" {ends}: {edge['verdict']}, {_how(edge)}, {edge['relation']}"
        to.print(Text.assemble("  ", render.sign(edge), words))
        render.print_address(to, edge["source"], before="    from ")
        render.print_address(to, edge["copy"], before="    to   ")
        for line, reason in zip(render.reasons(edge), edge["reasons"], strict=True):
            render.print_reason(to, line, before="    ")
            if reason.get("detail"):
                detail = render.shortened(reason["detail"], 2 * to.width)
                to.print(Text(f"          {detail}", style="dim"))


def _how(edge: dict[str, Any]) -> str:
    from cli import render

    found = render.how(edge)
    return "declared and inferred" if found == "both" else found


def _print_overlaps(to: Console, overlaps: list[dict[str, Any]]) -> None:
    from rich.text import Text

    from cli import render

    if not overlaps:
        return
    _heading(to, "What the texts share")
    for shared in overlaps:
        reuse = f"{shared['reuse']}, " if shared["reuse"] else ""
        least = "at least " if shared["lower_bound"] else ""
        to.print(f"  {reuse}{least}{shared['words']} words: {render.share(shared)}")
        if shared["lower_bound"]:
            render.print_reason(to, "a page broke off before its end", before="    ")
        for name, end in (("source", "source_url"), ("copy", "copy_url")):
            address = {"url": shared[end]}
            render.print_address(to, address, before=f"    {name:<7}")
        for line, reason in zip(render.reasons(shared), shared["reasons"], strict=True):
            render.print_reason(to, line, before="    ")
            if reason["detail"]:
                to.print(Text(f"          {reason['detail']}", style="dim"))
        if shared["longest"]:
            longest = render.shortened(shared["longest"], 2 * to.width)
            words = f"longest “{longest}”"
            render.print_reason(to, words, before="    ", style="italic")


def _print_records(to: Console, records: list[dict[str, Any]], archive: str) -> None:
    from rich.text import Text

    from cli import render

    _heading(to, "Where the pages are kept")
    if not records:
        to.print("  Not in the archive: these pages were never fetched.")
    for record in records:
        file = Path(archive) / record["file"]
        gone = "" if file.exists() else " (no such file any more)"
        place = f"{file}, from byte {record['offset']}{gone}"
        to.print(Text(f"  {render.plain(place)}"), soft_wrap=True)
        when = f"fetched {record['fetched_at'][:16]}, status {record['status']}"
        words = render.plain(f"{when}, {record['digest']}")
        to.print(Text(f"    {words}", style="dim"))
