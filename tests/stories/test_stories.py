"""The labelled stories are well formed: their labels can be measured against."""

from __future__ import annotations

import json
from datetime import datetime
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parent
COPIED = {"copy", "edited", "excerpt", "composite"}
LOOK_ALIKE = {"quotation", "boilerplate", "same-event", "unrelated"}
STORIES = [
    json.loads(path.read_text(encoding="utf-8"))
    for path in sorted(FOLDER.glob("*.json"))
]
LABELS = [pair["label"] for story in STORIES for pair in story["pairs"]]

each_story = pytest.mark.parametrize("story", STORIES, ids=lambda story: story["id"])


def names(story: dict[str, Any]) -> list[str]:
    return [text["name"] for text in story["texts"]]


def test_a_story_is_named_like_its_file() -> None:
    assert [story["id"] for story in STORIES] == [
        path.stem for path in sorted(FOLDER.glob("*.json"))
    ]


@each_story
def test_every_pair_of_texts_is_labelled_once(story: dict[str, Any]) -> None:
    labelled = sorted(sorted((pair["a"], pair["b"])) for pair in story["pairs"])
    assert labelled == [list(pair) for pair in combinations(sorted(names(story)), 2)]


@each_story
def test_every_label_is_known_and_says_why(story: dict[str, Any]) -> None:
    assert {pair["label"] for pair in story["pairs"]} <= COPIED | LOOK_ALIKE
    assert all(pair["why"].strip() for pair in story["pairs"])
    assert {pair.get("doubtful", True) for pair in story["pairs"]} == {True}


@each_story
def test_every_text_has_words_and_an_invented_outlet(story: dict[str, Any]) -> None:
    assert story["about"].strip()
    assert len(set(names(story))) == len(names(story)) >= 2
    for text in story["texts"]:
        assert len(text["text"]) >= 40
        assert text["headline"].strip()
        assert text["outlet"].endswith(".example")
        assert datetime.fromisoformat(text["published"])


def test_many_languages_are_there_and_a_third_is_english() -> None:
    languages = [story["language"] for story in STORIES]
    assert len(set(languages)) >= 14
    assert 0.25 <= languages.count("en") / len(languages) <= 0.4


def test_copies_and_look_alikes_are_about_as_many() -> None:
    assert len(STORIES) >= 60
    assert set(LABELS) == COPIED | LOOK_ALIKE
    copied = sum(label in COPIED for label in LABELS)
    assert 0.4 <= copied / len(LABELS) <= 0.6
