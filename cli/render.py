"""Tables, trees and lines for people: 80 columns, plain where it is piped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.text import Text

from cli.output import printable

Answer = Mapping[str, Any]
"""A part of an answer, as JSON has it."""

SIGNS = {"certain": "●", "likely": "◐", "possible": "○", "rejected": "×"}
"""How sure a republication is."""

STYLES = {
    "certain": "green",
    "likely": "yellow",
    "possible": "magenta",
    "rejected": "red",
}

RELATIONS = {
    "republishes": "republished",
    "translates": "translated",
    "excerpts": "excerpted",
    "adapts": "adapted",
    "quotes": "quoted at length",
    "relays": "taken over from there",
}
"""What a copy did with its source."""

CREDITS = {
    "linked": "credited with a link",
    "named": "credited by name",
    "none": "not credited",
}

LEGEND = (
    "● certain  ◐ likely  ○ possible\n"
    "declared: the copy's page says so; inferred: text and dates say so"
)


def console() -> Console:
    """Where answers are printed; without colours where nobody watches."""
    return Console(markup=False, highlight=False, emoji=False)


def plain(value: object) -> str:
    """A text on one line, with nothing in it that steers a terminal."""
    return " ".join(printable(str(value or "")).split())


def shortened(value: object, width: int) -> str:
    """A text cut to so many columns, wide characters counted as two."""
    text = plain(value)
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, max(width - 1, 0)).rstrip() + "…"


def outlet(article: Answer) -> str:
    """The outlet's name."""
    known = article["outlet"] or {}
    return plain(known.get("name") or known.get("key") or "unknown outlet")


def day(article: Answer) -> str:
    """The day of publication, as far as it is known."""
    published = article["published"]
    return plain(published["value"])[:10] if published else "undated"


def lag(hours: float | None) -> str:
    """How much later, in hours or days; empty where it is not known.

    >>> lag(48.0), lag(-3.2), lag(None)
    ('+2 d', '-3 h', '')
    """
    if hours is None:
        return ""
    if abs(hours) < 24:
        return f"{hours:+.0f} h"
    return f"{hours / 24:+.0f} d"


def how(edge: Answer) -> str:
    """Whether the page says so, text and dates say so, or both."""
    if edge["declared"]:
        return "both" if edge["inferred"] else "declared"
    return "inferred"


def sign(edge: Answer) -> Text:
    """The sign of the verdict, in its colour."""
    return Text(SIGNS.get(edge["verdict"], "?"), style=STYLES.get(edge["verdict"], ""))


def share(coverage: Answer | None) -> str:
    """How much of both texts is the same; empty where it is not known."""
    if not coverage:
        return ""
    return (
        f"{coverage['of_copy']:.0%} of the copy is in the source,"
        f" {coverage['of_original']:.0%} of the source in the copy"
    )


def reasons(answer: Answer) -> list[str]:
    """Why an edge, or a judgement of two texts, is believed or doubted, a line each."""
    from graph.resolve.reasons import REASONS
    from graph.reuse import judge

    lines = []
    for reason in answer["reasons"]:
        name = reason["name"]
        rule = REASONS.get(name) or judge.REASONS.get(name)
        why = rule.why if rule else plain(reason["name"]).replace("-", " ")
        lines.append(f"{reason['weight']:+.1f}  {why}")
    return lines


def print_reason(to: Console, line: str, *, before: str, style: str = "") -> None:
    """Print a line of :func:`reasons`; what does not fit goes on below its words."""
    under = " " * (len(before) + len("+0.0  "))
    for number, part in enumerate(Text(line).wrap(to, max(to.width - len(under), 1))):
        part.rstrip()
        start = under if number else before
        to.print(Text.assemble(start, part, style=style), soft_wrap=True)


def headline_change(edge: Answer, copy: Answer) -> str:
    """The copy's headline where it was changed, or that it was kept."""
    if edge["headline_changed"] is None:
        return plain(copy["headline"])
    return plain(copy["headline"]) if edge["headline_changed"] else "same headline"


def print_article(to: Console, article: Answer) -> None:
    """Print an article: headline, outlet and day, address."""
    headline = plain(article["headline"]) or "(headline not known)"
    to.print(Text(headline, style="bold"))
    read = "" if article["status"] == "fetched" else ", known by credit only"
    names = ", ".join(plain(author["name"]) for author in article["authors"])
    by = f", by {names}" if names else ""
    to.print(Text(f"{outlet(article)}, {day(article)}{by}{read}"))
    print_address(to, article)


def print_address(to: Console, article: Answer, *, before: str = "") -> None:
    """Print an address whole, however long it is."""
    if article["url"]:
        text = Text.assemble(before, (plain(article["url"]), "dim"))
        to.print(text, soft_wrap=True)


def print_addresses(to: Console, lines: Iterable[str]) -> None:
    """Print addresses with the numbers they have above."""
    to.print()
    for number, text in enumerate(lines, 1):
        to.print(Text(f"{number:>3}  {plain(text)}", style="dim"), soft_wrap=True)


def print_foot(to: Console, coverage: Answer, *, legend: bool = True) -> None:
    """Print what the signs mean, and what the answer rests on."""
    to.print()
    if legend:
        to.print(Text(LEGEND, style="dim"))
    to.print(Text(rests_on(coverage), style="dim"))


def rests_on(coverage: Answer) -> str:
    """What was read and what was not, in a sentence."""
    parts = [f"{_number(coverage['fetched'], 'article')} read"]
    if coverage["cited"]:
        parts.append(f"{coverage['cited']} known by credit only")
    if coverage["queued"]:
        parts.append(f"{_number(coverage['queued'], 'page')} still to fetch")
    if coverage["hosts_refused"]:
        parts.append(f"{_number(coverage['hosts_refused'], 'site')} not open to us")
    return f"This answer rests on {', '.join(parts)}.{_searched(coverage)}"


def _searched(coverage: Answer) -> str:
    """Whom the crawl asked for copies, and what they said."""
    told = coverage.get("searched")
    if not told or not told["outlets"]:
        return ""
    ends = {
        "found": "had one",
        "nothing": "showed none",
        "unanswered": "gave no answer",
        "open": "not asked to the end",
    }
    parts = [f"{told[end]} {words}" for end, words in ends.items() if told[end]]
    asked = _number(told["outlets"], "outlet")
    return f" Copies were looked for on {asked}: {', '.join(parts)}."


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
