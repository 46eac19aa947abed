"""The scorer does what the labels' policy says."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from benchmarks.gate import LABELLED
from benchmarks.scoring import missed, ratios, sources, tally, total, wrong

LABEL: dict[str, Any] = {
    "id": "1",
    "class": "positive",
    "title": "Night ferry sails empty",
    "authors": ["Ann Lee", "Associated Press"],
    "published": "2022-02-20",
    "outlet": "coastreview.example",
    "attributions": [{"source_name": "Harbour News", "source_url": None}],
}
RECORD: dict[str, Any] = {
    "headline": "Night ferry sails empty",
    "authors": [{"name": "Ann Lee"}],
    "published": {"value": "2022-02-20T09:30+01:00"},
    "claims": [{"outlet": "Harbour News", "url": "https://harbournews.example/a"}],
}


def scores(record: Mapping[str, Any] = RECORD, **label: object) -> dict[str, float]:
    return ratios(tally(LABEL | label, record))


def source(name: str, **more: object) -> dict[str, object]:
    return {"source_name": name, "source_url": None} | more


def test_a_page_that_is_read_rightly_has_every_score() -> None:
    names = {"precision", "recall", "f1", "date", "author", "headline"}
    assert scores() == dict.fromkeys(names, 1.0)


def test_a_page_that_was_not_read_finds_nothing() -> None:
    assert scores({}) == dict.fromkeys(("recall", "date", "author", "headline"), 0.0)
    assert tally(LABEL, {})["missing"] == 1


def test_a_source_that_two_labels_name_counts_once() -> None:
    twice = [source("AP"), source("Associated Press", optional=True)]
    (one,) = sources(LABEL | {"attributions": twice})
    assert one.required
    assert one.source.name == "AP"


def test_a_source_keeps_the_first_address_that_a_label_gives() -> None:
    url = "https://harbournews.example/a"
    labels = [source("Harbour News"), source("Harbour News", source_url=url)]
    assert sources(LABEL | {"attributions": labels})[0].source.url == url


def test_an_optional_source_is_neither_asked_for_nor_held_against_a_claim() -> None:
    optional = [source("Harbour News", optional=True)]
    assert tally(LABEL | {"attributions": optional}, RECORD)["claims"] == 0
    assert "recall" not in scores(attributions=optional)


def test_a_claim_that_no_label_names_is_wrong() -> None:
    other = RECORD | {"claims": [{"outlet": "Quay Post", "url": None}]}
    assert scores(other)["precision"] == 0
    assert [one.name for one in wrong(LABEL, other)] == ["Quay Post"]
    assert [one.name for one in missed(LABEL, other)] == ["Harbour News"]


def test_a_text_with_partial_labels_may_say_more() -> None:
    more = RECORD | {"claims": [{"outlet": "Quay Post", "url": None}]}
    assert "precision" not in scores(more, partial_labels=True)
    assert wrong(LABEL | {"partial_labels": True}, more) == []


def test_a_negative_page_is_clean_without_claims() -> None:
    negative = {"class": "negative", "attributions": []}
    assert scores(RECORD | {"claims": []}, **negative) == {"negatives_clean": 1.0}
    assert scores(RECORD, **negative) == {"negatives_clean": 0.0, "precision": 0.0}


@pytest.mark.parametrize(
    "url, right",
    [
        ("https://harbournews.example/", 1.0),
        ("https://quay.example/", 0.0),
        (None, 0.0),
    ],
)
def test_a_link_is_right_on_the_source_s_site(url: str | None, right: float) -> None:
    claims = [{"outlet": "Harbour News", "url": url}]
    labels = [source("Harbour News", source_url="https://www.harbournews.example/a")]
    assert (
        scores(RECORD | {"claims": claims}, attributions=labels)["link_right"] == right
    )


@pytest.mark.parametrize(
    "names, right",
    [
        (["Ann Lee"], 1.0),
        (["ann  lee", "Bo Ray"], 1.0),
        (["Ann Lee", "Bo Ray", "Cy Fox"], 0.0),
        (["Bo Ray"], 0.0),
        (["Ann Lee", "Reuters", "AFP", "Harbour News"], 1.0),
        ([], 0.0),
    ],
)
def test_authors_are_right_with_no_more_wrong_ones(
    names: list[str], right: float
) -> None:
    record = RECORD | {"authors": [{"name": name} for name in names]}
    assert scores(record)["author"] == right


def test_a_page_whose_only_author_is_an_agency_has_none() -> None:
    assert "author" not in scores(authors=["The Associated Press"])


@pytest.mark.parametrize(
    "headline, right",
    [
        ("NIGHT FERRY: sails empty!", 1.0),
        ("Night ferry sails empty for a third winter", 1.0),
        ("Night", 0.0),
        ("", 0.0),
        (None, 0.0),
    ],
)
def test_a_headline_may_be_cut_or_go_on(headline: str | None, right: float) -> None:
    assert scores(RECORD | {"headline": headline})["headline"] == right


def test_tallies_add_up() -> None:
    both = total([tally(LABEL, RECORD), tally(LABEL, {})])
    assert both["pages"] == 2
    assert ratios(both)["recall"] == 0.5


def spoilt(label: Mapping[str, Any], number: int) -> dict[str, Any]:
    """A record that says what the labels say, with mistakes that come round."""
    claims = [
        {"outlet": one["source_name"], "url": one["source_url"]}
        for place, one in enumerate(label["attributions"])
        if (number + place) % 4
    ]
    claims += [{"outlet": "Quay Post", "url": None}] * (number % 7 == 0)
    authors = label["authors"] if number % 3 else ["Bo Ray"]
    published = label["published"] if number % 5 else None
    return {
        "id": label["id"],
        "headline": label["title"] if number % 6 else "Nothing",
        "authors": [{"name": name} for name in authors or []],
        "published": {"value": published} if published else None,
        "claims": claims,
    }


SAME = (
    "precision",
    "recall",
    "f1",
    "negatives_clean",
    "link_right",
    "date",
    "headline",
)


@pytest.mark.skipif(not LABELLED.is_dir(), reason="no labelled pages here")
@pytest.mark.parametrize("name", ["pages", "texts"])
def test_the_scorer_of_the_labels_says_the_same(name: str, tmp_path: Path) -> None:
    path = LABELLED / name / "dev.jsonl"
    labels = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    records = [spoilt(label, number) for number, label in enumerate(labels)]
    read = tmp_path / "read.jsonl"
    read.write_text("\n".join(map(json.dumps, records)), "utf-8")
    command = [sys.executable, str(LABELLED / "score"), str(path), str(read), "--json"]
    told = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    ours = ratios(total(map(tally, labels, records)))
    assert {key: told[key] for key in SAME} == {
        key: round(ours[key], 4) if key in ours else None for key in SAME
    }
    # Theirs takes a person whose name is also the source's for an author.
    assert abs(told["author"] - ours["author"]) < 0.03
