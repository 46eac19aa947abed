"""What two texts share, as shares of each."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Overlap
from graph.reuse.overlap import overlap

TEXTS = st.lists(st.sampled_from("ab cd ef gh".split()), max_size=30).map(" ".join)
NONE = Overlap(of_original=0.0, of_copy=0.0, words=0)


def numbered(start: int, end: int) -> str:
    return " ".join(f"w{number}" for number in range(start, end))


@given(TEXTS, TEXTS)
def test_shares_lie_between_none_and_all_and_mirror_each_other(
    one: str, other: str
) -> None:
    there, back = overlap(one, other), overlap(other, one)
    assert 0 <= there.of_original <= 1
    assert 0 <= there.of_copy <= 1
    assert (there.of_original, there.of_copy) == (back.of_copy, back.of_original)


@given(TEXTS.filter(bool))
def test_a_text_shares_all_with_itself(text: str) -> None:
    assert overlap(text, text.upper()) == Overlap(
        of_original=1.0, of_copy=1.0, words=len(text.split())
    )


@pytest.mark.parametrize(
    "original, copy, of_original, of_copy, words",
    [
        (numbered(0, 100), numbered(0, 50), 0.5, 1.0, 50),
        (numbered(0, 50), numbered(0, 100), 1.0, 0.5, 50),
        (numbered(0, 100), numbered(50, 150), 0.5, 0.5, 50),
        (numbered(0, 10), f"{numbered(0, 10)} {numbered(0, 10)}", 1.0, 1.0, 20),
        (numbered(0, 100), numbered(0, 4) + " x " + numbered(5, 9), 0.0, 0.0, 0),
    ],
)
def test_words_in_runs_of_five_count(
    original: str, copy: str, of_original: float, of_copy: float, words: int
) -> None:
    assert overlap(original, copy) == Overlap(
        of_original=of_original, of_copy=of_copy, words=words
    )


@pytest.mark.parametrize("one, other", [("", "a b"), ("a b", ""), ("", ""), ("?", "a")])
def test_no_words_share_nothing(one: str, other: str) -> None:
    assert overlap(one, other) == NONE


def test_scripts_without_spaces_are_compared_by_characters() -> None:
    assert overlap("新华社北京二月电", "据新华社北京二月电").of_original == 1.0
