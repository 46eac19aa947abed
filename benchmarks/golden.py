"""The project's own golden pages: invented pages, and what is true of each.

``tests/golden/<name>.html`` is a page as a site serves it; ``<name>.json`` says what
a reader that makes no mistake finds there. ``known.toml`` lists the mistakes that
the program still makes.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.texts import text_f1
from crawler.extract import read_html
from crawler.record import to_record
from graph.identity import outlet_key, url_key

FOLDER = Path(__file__).parent.parent / "tests" / "golden"
LEAST_TEXT = 0.9
"""Of the words' F1: how much of a text must be right for the text to be."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Golden:
    """A page and what is true of it."""

    name: str
    """Of its two files."""
    about: str
    """What kind of page it is, and which trap it sets."""
    url: str | None
    """Where it was fetched from, if anybody knows."""
    content_type: str
    """What the server said it is."""
    body: bytes
    """As it was served."""
    expected: Mapping[str, Any]
    """The fields that are checked, in the shape of :func:`plain`."""

    @property
    def label(self) -> dict[str, Any]:
        """The page's label, in the form that the scorer reads."""
        claims = self.expected.get("claims", [])
        return {
            "id": self.name,
            "class": "positive" if claims else "negative",
            "title": self.expected.get("headline"),
            "authors": self.expected.get("authors") or [],
            "published": self.expected.get("published"),
            "outlet": outlet_key(self.url) if self.url else "",
            "attributions": [
                {"source_name": _first(c.get("outlet")), "source_url": c.get("url")}
                for c in claims
            ],
        }


def _first(names: str | list[str] | None) -> str | None:
    return names[0] if isinstance(names, list) else names


@cache
def goldens() -> tuple[Golden, ...]:
    """Every golden page, by name."""
    return tuple(map(golden, sorted(path.stem for path in FOLDER.glob("*.json"))))


def golden(name: str) -> Golden:
    """The golden page of a name."""
    told = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    return Golden(
        name=name,
        about=told["about"],
        url=told["url"],
        content_type=told.get("content_type", ""),
        body=(FOLDER / f"{name}.html").read_bytes(),
        expected=told["expect"],
    )


def read(page: Golden) -> dict[str, Any]:
    """The record of a golden page."""
    return to_record(read_html(page.body, url=page.url, content_type=page.content_type))


def plain(record: Mapping[str, Any]) -> dict[str, Any]:
    """A record as golden files tell it: names and values without their wrapping."""
    return dict(record) | {
        "outlet": (record["outlet"] or {}).get("name"),
        "authors": [author["name"] for author in record["authors"]],
        "published": (record["published"] or {}).get("value"),
    }


def wrong_fields(expected: Mapping[str, Any], record: Mapping[str, Any]) -> list[str]:
    """The names of the expected fields that a record has otherwise."""
    read = plain(record)
    return [name for name, true in expected.items() if not _right(name, true, read)]


def _right(name: str, true: Any, read: Mapping[str, Any]) -> bool:  # noqa: ANN401 - any JSON
    if name == "claims":
        return _same_claims(true, read["claims"])
    if name == "text":
        return text_f1("\n".join(true), read["text"]) >= LEAST_TEXT
    return _agrees(true, read[name], whole=name != "published")


def _agrees(true: Any, read: Any, *, whole: bool = False) -> bool:  # noqa: ANN401 - any JSON
    """Whether a value is the true one; of a date, as far as the truth goes."""
    if not whole and isinstance(true, str) and isinstance(read, str):
        return read.startswith(true)
    return bool(true == read)


def _same_claims(true: list[dict[str, Any]], read: list[dict[str, Any]]) -> bool:
    """Whether each claim is there once, in whatever order, and no other one."""
    left = list(read)
    for claim in true:
        fits = (c for c in left if all(_part(k, v, c) for k, v in claim.items()))
        found = next(fits, None)
        if found is None:
            return False
        left.remove(found)
    return not left


def _part(key: str, true: Any, claim: Mapping[str, Any]) -> bool:  # noqa: ANN401 - any JSON
    if isinstance(true, list):
        return claim[key] in true
    if key == "url" and true and claim[key]:
        return url_key(true) == url_key(claim[key])
    return _agrees(true, claim[key], whole=key != "date")


def known() -> dict[tuple[str, str], str]:
    """The mistakes that are known: (page, field) and why each happens."""
    rows = tomllib.loads((FOLDER / "known.toml").read_text("utf-8")).get("known", [])
    return {(row["page"], row["field"]): row["reason"] for row in rows}


def accept(name: str, url: str) -> Path:
    """Write what the program reads on a new page, to be corrected by hand.

    Raises FileExistsError where the truth has been written down already.
    """
    page = Golden(
        name=name,
        about="",
        url=url,
        content_type="",
        body=(FOLDER / f"{name}.html").read_bytes(),
        expected={},
    )
    record = plain(read(page))
    fields = ("outcome", "outlet", "headline", "authors", "published", "language")
    parts = ("relation", "outlet", "url", "author", "date", "where")
    expect = {field: record[field] for field in fields} | {
        "claims": [{part: c[part] for part in parts} for c in record["claims"]],
        "text": record["text"].split("\n"),
    }
    told = {"about": "", "url": url, "expect": expect}
    path = FOLDER / f"{name}.json"
    with path.open("x", encoding="utf-8") as file:
        file.write(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
    return path
