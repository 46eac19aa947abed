"""The words of a text that everybody repeats are told by their fingerprints."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from graph.reuse.commonplace import commonplace
from graph.reuse.sketch import GUARANTEED, sketch
from graph.reuse.tokens import tokens
from tests.graph.texts import prose

FOOTER = prose(1, 80)
STORY = prose(2, 200)


def prints(*texts: str) -> NDArray[np.uint32]:
    """The fingerprints of texts, ascending."""
    return np.unique(sketch(texts).hashes.view(np.uint32))


def common(text: str, boilerplate: NDArray[np.uint32]) -> list[int]:
    """The places of the words that are boilerplate."""
    return np.flatnonzero(commonplace(tokens(text), boilerplate)).tolist()


def test_a_footer_is_found_behind_any_story() -> None:
    shared = np.intersect1d(prints(f"{STORY} {FOOTER}"), prints(FOOTER))
    found = common(f"{STORY} {FOOTER}", shared)
    assert set(found) <= set(range(200, 280))
    assert len(found) >= 80 - GUARANTEED
    assert found[-1] == 279


def test_a_notice_is_found_before_and_within_a_story() -> None:
    shared = prints(FOOTER)
    for before in (0, 60, 100, 150):
        words = STORY.split()
        text = " ".join([*words[:before], FOOTER, *words[before:]])
        found = set(common(text, shared))
        assert found <= set(range(before, before + 80))
        assert len(found) >= 80 - GUARANTEED


def test_two_far_apart_do_not_make_what_stands_between_boilerplate() -> None:
    text = f"{FOOTER} {STORY} {FOOTER}"
    found = common(text, prints(FOOTER))
    assert not set(found) & set(range(80, 280))
    assert found


def test_a_text_that_is_boilerplate_is_so_as_a_whole() -> None:
    assert len(common(FOOTER, prints(FOOTER))) >= 80 - GUARANTEED


@pytest.mark.parametrize("text", ["", "…", "one", "one two three four five six", STORY])
def test_other_texts_have_none(text: str) -> None:
    found = commonplace(tokens(text), prints(FOOTER))
    assert found.dtype == bool
    assert (len(found), int(found.sum())) == (len(tokens(text)), 0)


def test_without_boilerplate_there_is_none() -> None:
    assert common(STORY, np.zeros(0, np.uint32)) == []


def test_hashes_beyond_both_ends_of_the_known_ones_are_not_found() -> None:
    edges = np.array([0, 2**32 - 1], np.uint32)
    assert common(STORY, edges) == []
    assert common(STORY, edges[:1]) == []
    assert common(STORY, edges[1:]) == []


def test_scripts_without_spaces_have_boilerplate_too() -> None:
    footer = "".join(chr(0x4E00 + 7 * place) for place in range(80))
    story = "".join(chr(0x6E00 + 7 * place) for place in range(200))
    found = common(story + footer, prints(footer))
    assert set(found) <= set(range(200, 280))
    assert len(found) >= 80 - GUARANTEED


def test_it_takes_linear_time_where_one_word_is_repeated() -> None:
    text = "again " * 100_000
    assert len(common(text, prints(text))) == 100_000
