"""Two copies as one page of HTML: no script, no request, readable on paper."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from html import escape
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING, Any

from cli import render
from cli.comparing import words
from cli.comparing.markup import element, language, link, shown, text
from cli.comparing.picture import picture
from cli.comparing.rows import Run, right_to_left, rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_ENDS = ("original", "copy")
_LEGEND = (
    ("ins", "", "inserted", "in the {1} only"),
    ("del", "", "deleted", "in the {0} only"),
    ("del", "changed", "old", "changed, in the {0}"),
    ("ins", "changed", "new", "changed, in the {1}"),
    ("span", "moved", "moved", "at another place; numbers tell where"),
)
"""Element, class, a word so marked, and what it means."""


def page(answer: dict[str, Any]) -> str:
    """The whole page; nothing in it is a script or leads anywhere but by a click."""
    style = _file("page.css")
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest}';"
        " base-uri 'none'; form-action 'none'"
    )
    body = element(
        "main",
        element("h1", _title(answer)),
        element("p", words.DECIDED[answer["decided_by"]], class_="small"),
        *_heads(answer),
        *_summary(answer),
        *_texts(answer),
        element("footer", element("p", render.rests_on(answer["coverage"]))),
    )
    return Template(_file("page.html")).substitute(
        policy=policy,
        title=escape(shown(_title(answer))),
        style=style,
        body=text(body),
    )


def _file(name: str) -> str:
    return files("cli.comparing").joinpath(name).read_text("utf-8")


def _title(answer: dict[str, Any]) -> str:
    outlets = (render.outlet(answer[end]) for end in _ENDS)
    return "Two copies compared: {} and {}".format(*outlets)


def _heads(answer: dict[str, Any]) -> Iterator[_Element]:
    """Headline, authors, date and credit of both."""
    names = words.names(answer)
    table = element("tbody")
    for name in words.FIELDS:
        *values, changed = words.head(answer, name)
        label = element("th", name, scope="row")
        if changed:
            label.append(element("span", "not the same", class_="tag"))
        cells = (
            element("td", value, dir="auto", data_name=column)
            for column, value in zip(names, values, strict=True)
        )
        kind = {"class_": "not-same"} if changed else {}
        table.append(element("tr", label, *cells, **kind))
    addresses = (
        element("td", link(answer[end]["url"]), data_name=name)
        for name, end in zip(names, _ENDS, strict=True)
    )
    table.append(element("tr", element("th", "address", scope="row"), *addresses))
    yield element("h2", "What the pages say")
    yield element("table", _columns("", *names), table, class_="heads")


def _columns(*names: str) -> _Element:
    cells = (element("th", n, scope="col") if n else element("td") for n in names)
    return element("thead", element("tr", *cells))


def _summary(answer: dict[str, Any]) -> Iterator[_Element]:
    """How much is shared, what joins the two, and a picture of it."""
    yield element("h2", "What the texts share")
    if all(answer[end]["words"] for end in _ENDS):
        yield _figures(answer)
    else:
        yield element("p", words.shares(answer))
    for sentence, reasons in words.judged(answer):
        yield element("p", sentence)
        lines = (line.partition("  ") for line in reasons)
        items = (element("li", element("b", n), why) for n, _, why in lines)
        yield element("ul", *items, class_="reasons")
    if answer["passages"]:
        one, other = words.names(answer)
        title = f"Above the {one}, below the {other}; ribbons join what they share"
        caption = element("figcaption", element("span", title), class_="small")
        yield element("figure", picture(answer, title), caption)


def _figures(answer: dict[str, Any]) -> _Element:
    one, other = words.names(answer)
    overlap = answer["overlap"]
    told = [
        (f"of the {one} in the {other}", words.share(overlap["of_original"])),
        (f"of the {other} in the {one}", words.share(overlap["of_copy"])),
    ]
    counts = overlap["counts"]
    told += [(f"words {kind}", f"{counts[kind]:,}") for kind in words.COUNTS]
    pairs = (
        element("div", element("dt", name), element("dd", value))
        for name, value in told
    )
    return element("dl", *pairs, class_="figures")


def _texts(answer: dict[str, Any]) -> Iterator[_Element]:
    """Both texts, passage by passage."""
    if not answer["passages"]:
        return
    names = words.names(answer)
    yield element("h2", "Passage by passage")
    signs = (
        element("li", element(tag, word, **_kind(kind)), f" {why.format(*names)}")
        for tag, kind, word, why in _LEGEND
    )
    yield element("ul", *signs, class_="legend")
    titles = [
        f"{name}: {render.outlet(answer[end])}"
        for name, end in zip(names, _ENDS, strict=True)
    ]
    ways = [language(answer[end]["language"]) | _way(answer, end) for end in _ENDS]
    body = element("tbody")
    for row in rows(answer["passages"]):
        columns = zip((row.left, row.right), _ENDS, names, ways, strict=True)
        cells = (_cell(*column) for column in columns)
        body.append(element("tr", *cells, **_kind("same" if row.same else "")))
    yield element("table", _columns(*titles), body, class_="texts")


def _kind(name: str) -> dict[str, str]:
    return {"class_": name} if name else {}


def _way(answer: dict[str, Any], end: str) -> dict[str, str]:
    """Which way a text runs."""
    found = (p[f"{end}_text"] for p in answer["passages"] if p[end])
    return {"dir": "rtl" if right_to_left("".join(found)) else "ltr"}


def _cell(runs: list[Run], end: str, name: str, way: dict[str, str]) -> _Element:
    """One column of a row, in paragraphs."""
    if not runs:
        return element("td", class_="none", data_name=name)
    paragraphs: list[list[_Element | str]] = [[]]
    for run in runs:
        if run.mark == "note":
            paragraphs[-1].append(_note(run, end))
        for number, line in enumerate(run.text.split("\n")):
            if number:
                paragraphs.append([])
            paragraphs[-1] += _marked(run, end, line, first=not number)
    made = (element("p", *parts) for parts in paragraphs if parts)
    return element("td", *made, data_name=name, **way)


def _marked(run: Run, end: str, line: str, *, first: bool) -> Iterator[_Element | str]:
    """Words as what they are, the white space behind them outside."""
    core = line.rstrip()
    if run.mark == "same" or not core:
        yield from filter(None, [line])
        return
    if run.mark == "moved":
        name = {"id": _anchor(run, end)} if first else {}
        number = [element("span", f"{run.number} ", class_="number")] * first
        yield element("span", *number, core, class_="moved", **name)
    else:
        tag = "del" if end == "original" else "ins"
        yield element(tag, core, **_kind("changed" if run.mark == "changed" else ""))
    yield from filter(None, [line[len(core) :]])


def _note(run: Run, end: str) -> _Element:
    """Where words went that stand here in the other text."""
    where = "above" if run.up else "below"
    words_there = element("a", f"moved, see {run.number} {where}")
    words_there.set("href", f"#{_anchor(run, end)}")
    return element("span", words_there, class_="small", lang="en", dir="ltr")


def _anchor(run: Run, end: str) -> str:
    return f"moved-{run.number}-{end}"
