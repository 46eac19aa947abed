"""The five parts of the pages: an outlet's pages stay together."""

from __future__ import annotations

from collections import Counter

import pytest

from benchmarks.folds import Split, parts_of, splits

LABELS = [{"group": group, "outlet": "x"} for group in "aaaabbbccddefgh"]


def test_every_page_is_in_one_part_and_a_group_in_one_only() -> None:
    parts = parts_of(LABELS)
    assert sorted(place for part in parts for place in part) == list(range(15))
    groups = [{LABELS[place]["group"] for place in part} for part in parts]
    assert Counter(name for part in groups for name in part).most_common(1)[0][1] == 1


def test_parts_are_of_about_the_same_size() -> None:
    assert {len(part) for part in parts_of(LABELS)} <= {2, 3, 4}


def test_pages_without_a_group_go_by_their_outlet() -> None:
    labels = [{"outlet": outlet} for outlet in "abcab"]
    assert [0, 3] in parts_of(labels)


def test_a_score_is_told_for_each_part_that_has_one() -> None:
    tallies = [Counter(claims=1, right=1)] * 4 + [Counter(claims=1)] + [Counter()] * 10
    split = splits(LABELS, tallies)["precision"]
    assert split.whole == pytest.approx(0.8)
    assert sorted(part for part in split.parts if part is not None) == [0, 1]
    assert split.parts.count(None) == 3


def test_a_split_tells_its_mean_and_spread() -> None:
    split = Split(whole=0.9, parts=(0.8, None, 1.0, 0.96))
    assert split.mean == pytest.approx(0.92)
    assert split.difference == pytest.approx(0.02)
    assert split.spread == pytest.approx(0.2)
