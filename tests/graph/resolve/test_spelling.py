"""Spellings that a house style changes are one, as the data's own examples show."""

from __future__ import annotations

import tomllib
from importlib import resources

import pytest

from graph.resolve.spelling import folded

FOLDS = tomllib.loads(
    resources.files("graph.resolve").joinpath("spelling.toml").read_text("utf-8")
)["fold"]


@pytest.mark.parametrize(
    "pair", [pair for fold in FOLDS for pair in fold["same"]], ids=" = ".join
)
def test_both_spellings_are_one(pair: list[str]) -> None:
    one, other = (" ".join(folded(words).split()) for words in pair)
    assert one == other


@pytest.mark.parametrize(
    "pair",
    [("hour", "hor"), ("1,2", "12"), ("rise", "rice"), ("four boats", "for boats")],
)
def test_other_words_stay_apart(pair: tuple[str, str]) -> None:
    assert folded(pair[0]) != folded(pair[1])
