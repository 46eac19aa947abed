"""Invented words: drawn alike everywhere, and as often as real ones."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from benchmarks.reuse.words import draws, invented, vocabulary


def test_no_two_words_are_alike() -> None:
    words = vocabulary("latin").written[:50_000]
    assert len(set(words)) == 50_000


def test_frequent_words_are_short() -> None:
    assert len(invented(3)) < len(invented(300)) < len(invented(30_000))


def test_the_same_is_drawn_on_every_machine() -> None:
    assert draws(1, 2, 3, 2).tolist() == [11583052451814329425, 15418457513080823123]


@pytest.mark.parametrize("other", [(2, 2, 3), (1, 3, 3), (1, 2, 4)])
def test_each_row_is_of_its_own(other: tuple[int, int, int]) -> None:
    assert not np.isin(draws(*other, 400), draws(1, 2, 3, 400)).any()


def test_words_are_as_frequent_as_zipf_says() -> None:
    words = vocabulary("latin")
    tokens = np.concatenate([words.tokens(draws(1, 1, n, 4096)) for n in range(50)])
    counts = Counter((tokens % words.size).tolist())
    assert counts[0] / counts[10] == pytest.approx(13.7 / 3.7, rel=0.1)
    assert counts[10] / counts[100] == pytest.approx(103.7 / 13.7, rel=0.2)


def test_a_text_has_sentences_and_paragraphs() -> None:
    words = vocabulary("latin")
    text = words.text(words.tokens(draws(1, 1, 1, 4000)))
    assert len(text.split()) == 4000
    assert 200 < text.count(".") < 300
    assert 40 < text.count("\n\n") < 90
    starts = [part.lstrip()[:1] for part in text.split(". ")[1:]]
    assert sum(start.isupper() for start in starts) > 0.9 * len(starts)


def test_a_line_has_one_paragraph() -> None:
    words = vocabulary("latin")
    line = words.line(words.tokens(draws(1, 1, 1, 400)))
    assert "\n" not in line
    assert len(line.split()) == 400


def test_words_are_changed_where_they_stand() -> None:
    words = vocabulary("latin")
    before = words.tokens(draws(1, 1, 1, 4000))
    after = words.changed(before, draws(1, 1, 2, 4000), 0.05)
    assert 0.03 < np.mean(before != after) < 0.06
    assert (before // words.size == after // words.size).all()
