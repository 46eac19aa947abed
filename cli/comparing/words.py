"""What a comparison says in words, the same on the terminal and on the page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cli import render
from cli.output import counted

DECIDED = {
    "edge": "Which is the original is told by the republication between them.",
    "chain": "Which is the original is told by the chain that joins them.",
    "dates": "Which is the original is told by their dates alone.",
    "given": "Which came first is not known; they stand in the order given.",
}
"""How the original was told from the copy."""

REUSES = {
    "copy": "the whole text again",
    "edited": "an edited copy",
    "excerpt": "a long part of one in the other",
    "composite": "one of several texts that were merged",
    "quotation": "the same quotations in texts of their own",
    "boilerplate": "what everybody repeats, nothing else",
    "same-event": "one event, told in different words",
    "chance": "next to nothing in common",
}
"""What two texts are to each other."""

FIELDS = ("outlet", "headline", "authors", "published", "credit")
"""What a head has, in its order."""

COUNTS = ("inserted", "deleted", "changed", "moved")


def names(answer: dict[str, Any]) -> tuple[str, str]:
    """What the two texts are called."""
    known = answer["decided_by"] != "given"
    return ("original", "copy") if known else ("first", "second")


def head(answer: dict[str, Any], name: str) -> tuple[str, str, bool | None]:
    """A field of both heads as text, and whether it changed; None if not known."""
    if name == "outlet":
        ends = render.outlet(answer["original"]), render.outlet(answer["copy"])
        return *ends, None
    change = answer["changes"][name]
    texts = (_shown(name, change[end]) for end in ("original", "copy"))
    return *texts, change["changed"]


def _shown(name: str, value: Any) -> str:  # noqa: ANN401 - any JSON
    if name == "published":
        return render.plain(value["value"]) if value else "undated"
    if name == "authors":
        return render.plain(", ".join(value)) or "nobody named"
    if name == "credit":
        return f"“{render.plain(value)}”" if value else "none"
    return render.plain(value) or "not known"


def shares(answer: dict[str, Any]) -> str:
    """How much of each text is in the other, and what became of the words."""
    one, other = names(answer)
    unread = [end for end in ("original", "copy") if not answer[end]["words"]]
    if unread:
        which = " and of ".join(render.outlet(answer[end]) for end in unread)
        return f"The text of {which} was never read: only the heads can be compared."
    shared = answer["overlap"]
    languages = [answer[end]["language"] for end in ("original", "copy")]
    if all(languages) and languages[0] != languages[1]:
        return (
            f"The texts are in two languages ({' and '.join(languages)}):"
            " word by word they can't be compared."
        )
    said = (
        f"{share(shared['of_original'])} of the {one} is in the {other},"
        f" {share(shared['of_copy'])} of the {other} in the {one}."
    )
    counts = shared["counts"]
    changed = [f"{counts[kind]:,} {kind}" for kind in COUNTS if counts[kind]]
    if not changed:
        return f"{said} No word was changed."
    number = sum(counts[kind] for kind in COUNTS)
    return f"{said} {'Word' if number == 1 else 'Words'}: {', '.join(changed)}."


def share(share: float) -> str:
    """A share in percent; 0 and 100 only where it is all or nothing.

    >>> share(0.999), share(0.001), share(1.0)
    ('99%', '1%', '100%')
    """
    percent = round(share * 100)
    if 0 < share < 1:
        percent = min(max(percent, 1), 99)
    return f"{percent}%"


def judged(answer: dict[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """What joins the two, and what their texts alone tell, each with its reasons."""
    edge, overlap = answer["edge"], answer["overlap"]
    if edge is None:
        yield "No republication from one to the other is known.", []
    else:
        sign = render.SIGNS.get(edge["verdict"], "?")
        yield f"{sign} {_joined(edge)}", render.reasons(edge)
    if overlap["reuse"]:
        reuse = REUSES[overlap["reuse"]]
        yield f"The texts alone: {reuse}.", [*_reasons(overlap)]
    if overlap["lower_bound"]:
        yield "A page broke off before its end: they share at least this much.", []


def _joined(edge: dict[str, Any]) -> str:
    """What joins the two, in a line."""
    parts = [
        edge["verdict"],
        render.RELATIONS.get(edge["relation"], edge["relation"]),
        render.how(edge).replace("both", "declared and inferred"),
        render.CREDITS.get(edge["credit"], edge["credit"]),
        render.lag(edge["lag_hours"]),
    ]
    return render.plain(", ".join(part for part in parts if part))


def _reasons(overlap: dict[str, Any]) -> Iterator[str]:
    """Why the texts are judged so, a line each."""
    from graph.reuse.judge import REASONS

    for reason in overlap["reasons"]:
        rule = REASONS.get(reason["name"])
        why = rule.why if rule else reason["name"].replace("-", " ")
        detail = f" ({render.plain(reason['detail'])})" if reason["detail"] else ""
        yield f"{reason['weight']:+.1f}  {why}{detail}"


def elided(count: int) -> str:
    """What stands in the place of words that are left out.

    >>> elided(1)
    '… 1 word the same …'
    """
    return f"… {counted(count, 'word')} the same …"
