"""``whence outlet``: what an outlet originates and relays, from whom, to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from cli.output import counted, print_json
from cli.settings import Settings, common

if TYPE_CHECKING:
    from rich.console import Console

_MOST = 10
"""So many outlets, authors and hops are shown; ``--json`` has more."""


@click.command("outlet")
@click.argument("name")
@common
@click.pass_obj
def command(settings: Settings, name: str) -> None:
    """Profile an outlet: what it originates, relays, and from whom.

    NAME is the outlet's name, its key, or any address on its site. Every copy
    counts once, by the nearest source that is known.
    """
    from graph import query

    with settings.store().read() as connection:
        answer = query.outlet(connection, name)
    if settings.json:
        print_json(answer)
    else:
        show(answer)


def show(answer: dict[str, Any]) -> None:
    """Print the profile."""
    from rich.text import Text

    from cli import render, tables

    to = render.console()
    outlet = answer["outlet"]
    to.print(Text(render.plain(outlet["name"]), style="bold"))
    to.print(Text(", ".join(map(render.plain, outlet["keys"])), style="dim"))
    to.print()
    tables.print_facts(to, _facts(answer))
    _print_partners(to, "Takes from", answer["from"])
    _print_partners(to, "Is taken by", answer["to"])
    _print_authors(to, answer["authors"])
    print_lost(to, answer["lost_credits"]["hops"], answer["lost_credits"]["number"])
    _print_licences(to, answer["licences"])
    render.print_foot(to, answer["coverage"], legend=False)


def _facts(answer: dict[str, Any]) -> dict[str, str]:
    from cli import tables

    articles, lag = answer["articles"], answer["lag_hours"]
    credit, headlines = answer["credit"], answer["headlines"]
    cited = articles["cited"]
    known = f", {cited} known by credit only" if cited else ""
    share = tables.percent
    return {
        "articles": f"{articles['fetched']} read{known}",
        "dates": tables.span(answer["first"], answer["last"]),
        "originates": _part(answer["originates"], answer["originator_share"]),
        "relays": _part(answer["relays"], answer["relay_share"]),
        "lag": _lag(lag["taking"]),
        "lag of takers": _lag(lag["being_taken"]),
        "gives credit": _credit(credit["given"]),
        "gets credit": _credit(credit["received"]),
        "new headlines": f"{share(headlines['changed'])} of its copies"
        if headlines["compared"]
        else "",
        "relations": _words(answer["relations"]),
        "verdicts": _words(answer["verdicts"]),
        "contradicted": _words(answer["contradictions"]),
    }


def _part(count: int, share: float | None) -> str:
    from cli import tables

    of = f", {tables.percent(share)} of its articles" if count else ""
    return f"{counted(count, 'article')}{of}"


def _lag(lag: dict[str, Any]) -> str:
    from cli import render

    if not lag["copies"]:
        return ""
    low, middle, high = (render.lag(lag[name]) for name in ("p10", "median", "p90"))
    return f"median {middle}; 10% within {low}, 90% within {high}"


def _credit(credit: dict[str, Any]) -> str:
    from cli import tables

    if not credit["copies"]:
        return ""
    linked, named, none = (
        tables.percent(credit[name]) for name in ("linked", "named", "none")
    )
    copies = "copy" if credit["copies"] == 1 else "copies"
    return (
        f"{linked} with a link, {named} by name, {none} not at all"
        f" ({credit['copies']:,} {copies})"
    )


def _words(counts: dict[str, int]) -> str:
    return ", ".join(f"{name} {count:,}" for name, count in counts.items() if count)


def _print_partners(to: Console, title: str, partners: dict[str, Any]) -> None:
    from cli import render, tables
    from cli.tables import Column

    if not partners["most"]:
        return
    tables.print_title(to, f"{title} {counted(partners['outlets'], 'outlet')}")
    columns = (
        Column("copies", lambda row: f"{row['copies']:,}"),
        Column("declared", lambda row: tables.percent(row["declared"])),
        Column("credited", lambda row: tables.percent(row["credited"])),
        Column("lag", lambda row: render.lag(row["lag_hours"])),
        Column("outlet", render.outlet),
    )
    tables.print_rows(to, columns, partners["most"][:_MOST])


def _print_authors(to: Console, authors: list[dict[str, Any]]) -> None:
    from cli import render, tables
    from cli.tables import Column

    if not authors:
        return
    tables.print_title(to, "Authors it carries most")
    columns = (
        Column("articles", lambda row: f"{row['articles']:,}"),
        Column("author", lambda row: render.plain(row["name"])),
    )
    tables.print_rows(to, columns, authors[:_MOST])


def print_lost(to: Console, hops: list[dict[str, Any]], number: int) -> None:
    """Print at which hops a credit was lost, some of them."""
    from rich.text import Text

    from cli import render, tables

    if not hops:
        return
    tables.print_title(to, f"Credits lost at {counted(number, 'hop')}")
    for hop in hops[:_MOST]:
        before = ", ".join(render.plain(one["name"]) for one in hop["before"])
        after = ", ".join(render.plain(one["name"]) for one in hop["after"])
        now = f"credits {after}" if after else "credits nobody"
        to.print(Text(f"  {now}; its source credits {before}"))
        render.print_address(to, {"url": hop["copy_url"]}, before="    ")
        render.print_address(to, {"url": hop["source_url"]}, before="    ◂ ")


def _print_licences(to: Console, licences: dict[str, Any]) -> None:
    from cli import tables
    from cli.tables import Column

    if not licences["copies"]:
        return
    licensed = licences["licensed"]
    known = f", {licensed:,} under a licence that is known" if licensed else ""
    copies = "copy" if licences["copies"] == 1 else "copies"
    tables.print_title(to, f"Conditions of {licences['copies']:,} {copies}{known}")
    columns = (
        *(
            Column(head, lambda row, key=key: f"{row[key]:,}")  # type: ignore[misc]
            for head, key in _STATES.items()
        ),
        Column("condition", lambda row: row["condition"]),
    )
    rows = [{"condition": text, **licences[name]} for name, text in _CONDITIONS.items()]
    tables.print_rows(to, columns, rows)
    _print_broken(to, licences["broken"])


_STATES = {
    "kept": "kept",
    "broken": "broken",
    "unknown": "unknown",
    "not asked": "not-asked",
}
_CONDITIONS = {
    "author": "the author is named",
    "link": "the source is linked",
    "unaltered": "the text is unaltered",
}


def _print_broken(to: Console, broken: list[dict[str, Any]]) -> None:
    from rich.text import Text

    from cli import render

    for copy in broken[:_MOST]:
        why = "; ".join(c["why"] for c in copy["conditions"] if c["state"] == "broken")
        to.print(Text(f"  {why}"))
        render.print_address(to, copy, before="    ")
