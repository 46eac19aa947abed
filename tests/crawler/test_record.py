"""The record of extract has the fields that people rely on."""

from __future__ import annotations

import json

from crawler.record import to_record
from graph.model import (
    Article,
    Author,
    Claim,
    Date,
    Outcome,
    Outlet,
    Place,
    Precision,
    Reference,
    Relation,
    Where,
)

DATE = Date(value="2022-02-18", precision=Precision.DAY, source="byline")

ARTICLE = Article(
    url="https://a.example/1",
    outlet=Outlet(key="a.example", name="A Paper"),
    headline="Bridge approved",
    authors=(Author(name="Ann Lee"),),
    published=DATE,
    language="en",
    text="The bridge was approved.",
    topics=("Bridges",),
    claims=(
        Claim(
            relation=Relation.REPUBLISHES,
            cue="credit_line",
            strength=0.9,
            reference=Reference(
                outlet="Other Paper", url="https://o.example/", date=DATE
            ),
            places=(
                Place(quote="from Other Paper", where=Where.TEXT, path="block 3"),
                Place(quote="o.example", where=Where.META),
            ),
        ),
    ),
)


def test_every_field_is_there_in_plain_values() -> None:
    record = to_record(ARTICLE, id="x1")
    assert json.loads(json.dumps(record, allow_nan=False)) == record
    assert record["id"] == "x1"
    assert record["outcome"] == "kept"
    assert record["outlet"] == {"key": "a.example", "name": "A Paper"}
    assert record["authors"] == [{"name": "Ann Lee"}]
    assert record["published"] == {
        "value": "2022-02-18",
        "precision": "day",
        "source": "byline",
    }
    assert record["words"] == 4


def test_a_claim_shows_its_strongest_place_and_lists_all() -> None:
    claims = json.loads(json.dumps(to_record(ARTICLE)))["claims"]
    (claim,) = claims
    assert claim["where"] == "text"
    assert claim["quote"] == "from Other Paper"
    assert claim["date"] == "2022-02-18"
    assert claim["author"] is None
    assert [place["where"] for place in claim["places"]] == ["text", "meta"]


def test_a_page_that_was_not_read_has_the_same_fields() -> None:
    record = to_record(Article(url=None, outcome=Outcome.EMPTY))
    assert set(record) == set(to_record(ARTICLE))
    assert (record["outcome"], record["published"], record["claims"]) == (
        "empty",
        None,
        [],
    )


def test_no_id_is_made_up() -> None:
    assert "id" not in to_record(ARTICLE)
