"""What is told of a page that changed, and what is no change."""

from __future__ import annotations

from dataclasses import replace

from graph.model import Author
from graph.revision import FIELDS, changes
from tests.graph.store.facts import LONG, article, claim

URL = "https://herald.example/ferry"
WAS = article(URL, "2022-02-18", claims=(claim(outlet="Weekly"),))


def test_the_same_page_has_no_changes() -> None:
    assert changes(WAS, replace(WAS)) == []


def test_every_field_is_told_with_what_it_was_and_is() -> None:
    now = article(
        URL,
        "2022-02-19",
        headline="Red lines, corrected",
        authors=(Author(name="A. Writer"), Author(name="B. Second")),
        canonical="https://herald.example/corrected",
        claims=(),
        text=f"{LONG} and more",
    )
    found = changes(WAS, now)
    assert [one["field"] for one in found] == list(FIELDS)
    by_field = {one["field"]: (one["before"], one["after"]) for one in found}
    assert by_field["headline"] == ("Red lines", "Red lines, corrected")
    assert by_field["authors"] == (["A. Writer"], ["A. Writer", "B. Second"])
    assert by_field["published"] == ("2022-02-18", "2022-02-19")
    assert by_field["canonical"] == (None, "https://herald.example/corrected")
    (before,), after = by_field["claims"]
    assert before["outlet"] == "Weekly"
    assert before["quote"] == "First published by Weekly"
    assert after == []


def test_of_a_text_the_words_are_counted_that_came_and_went() -> None:
    was = article(URL, text="The last ferry left the harbour at dawn.")
    now = article(URL, text="The very last ferry left at noon, and nobody saw it.")
    (change,) = changes(was, now)
    lengths = {"before": 8, "after": 11}
    assert change == {"field": "text", **lengths, "added": 6, "removed": 3}


def test_marks_spaces_and_letters_case_change_no_text() -> None:
    was = article(URL, text="The last ferry left.\nNobody saw it.")
    assert changes(was, article(URL, text="the last ferry left nobody saw it")) == []


def test_where_a_credit_stands_is_no_change_of_it() -> None:
    moved = claim(outlet="Weekly")
    place = replace(moved.places[0], path="block 9")
    moved = replace(moved, places=(place,), strength=0.5, cue="byline")
    assert changes(WAS, replace(WAS, claims=(moved,))) == []


def test_very_long_texts_are_compared_too() -> None:
    was = article(URL, text="gull " * 60_000)
    (change,) = changes(was, article(URL, text="gull " * 60_000 + "tern"))
    assert (change["added"], change["removed"]) == (1, 0)
