"""CSV: a line a republication, and no cell that a spreadsheet runs."""

from __future__ import annotations

import csv as table
import io
import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.export import csv
from graph.model import Credit, Overlap, Relation, Verdict
from graph.selection import Selection
from graph.text import line
from tests.graph.small_store import Small

A = "https://alpha.example/a"
B = "https://beta.example/b"
C = "https://gamma.example/c"


@pytest.fixture
def small(store_url: str) -> Iterator[Small]:
    small = Small(store_url)
    a = small.article(A, "2022-02-18", headline='=HYPERLINK("http://x.example")')
    b = small.article(B, "2022-02-16", headline="Zwölf, “quoted”")
    shares = Overlap(of_original=0.5, of_copy=1.0, words=100)
    small.edge(a, b, overlap=shares, quote="-1+1", credit=Credit.NAMED)
    small.edge(None, a, outlet="name:the-wire", relation=Relation.RELAYS)
    small.edge(small.cited(C), b, verdict=Verdict.REJECTED)
    yield small
    small.store.close()


def rows(small: Small, view: str = "full") -> list[dict[str, str]]:
    file = io.BytesIO()
    with small.store.read() as connection:
        csv.write(connection, file, Selection(view=view))
    return list(table.DictReader(io.StringIO(file.getvalue().decode(), newline="")))


def test_a_republication_is_a_line(small: Small) -> None:
    (row,) = [row for row in rows(small) if row["source_url"]]
    assert tuple(row) == csv.COLUMNS
    assert row.pop("id")
    assert row == {
        "source_url": A,
        "source_outlet": "alpha.example",
        "source_headline": '\'=HYPERLINK("http://x.example")',
        "source_published": "2022-02-18",
        "copy_url": B,
        "copy_outlet": "beta.example",
        "copy_headline": "Zwölf, “quoted”",
        "copy_published": "2022-02-16",
        "relation": "republishes",
        "verdict": "certain",
        "declared": "true",
        "inferred": "false",
        "credit": "named",
        "of_original": "0.5",
        "of_copy": "1.0",
        "lag_hours": "-48.0",
        "headline_changed": "true",
        "quote": "'-1+1",
        "cue": "credit-line",
    }


def test_a_source_of_which_only_the_outlet_is_known_has_no_address(
    small: Small,
) -> None:
    (row,) = [row for row in rows(small) if not row["source_url"]]
    known = (row["source_outlet"], row["source_headline"], row["copy_url"])
    assert known == ("name:the-wire", "", A)


def test_pairs_of_outlets_and_authors_have_a_line_each(small: Small) -> None:
    found = {row["source"]: row for row in rows(small, "outlets")}
    assert found["alpha.example"]["target"] == "beta.example"
    assert found["alpha.example"]["count"] == "1"
    small.article("https://alpha.example/2", authors=["+Ann Lee"])
    (row,) = rows(small, "authors")
    assert (row["target"], row["count"]) == ("alpha.example", "1")


def test_the_same_store_gives_the_same_file(small: Small) -> None:
    assert rows(small) == rows(small)


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t=", "\r@", "＝", "＋", "'="])
def test_a_text_that_would_be_run_has_an_apostrophe(sign: str) -> None:
    told = csv.cell(f"{sign}cmd|' /C calc'!A0")
    assert told.startswith("'")
    assert "\t" not in told


@pytest.mark.parametrize("number", [-4.5, -3, 0.5, 10**20])
def test_a_number_stays_a_number(number: float) -> None:
    assert float(csv.cell(number)) == number


@given(st.lists(st.text(st.characters(exclude_categories=[]), max_size=60)))
def test_what_is_read_back_is_what_was_written(texts: list[str]) -> None:
    file = io.BytesIO()
    csv.write_rows(file, ("x", "y"), iter([{"x": text, "y": 1} for text in texts]))
    _, *back = table.reader(io.StringIO(file.getvalue().decode(), newline=""))
    assert [(as_it_was(x), y) for x, y in back] == [
        (line(text, limit=32_000), "1") for text in texts
    ]
    assert not any(re.match("[=+\\-@\t\r]", x) for x, _ in back)


def as_it_was(told: str) -> str:
    return told[1:] if re.match("'+[=+\\-@\t\r＝＋－＠]", told) else told
