"""In how many places texts differ, and whose changes those are."""

from __future__ import annotations

from itertools import permutations

import pytest

from graph.resolve import variants
from graph.resolve.variants import Variants
from tests.graph.texts import prose

FIRST, SECOND, THIRD, FOURTH, NEW = (prose(seed, 40) for seed in range(1, 6))
STORY = f"{FIRST} {SECOND} {THIRD} {FOURTH}"
LITTLE = "Share this. Read more. "


def changes(original: str, copy: str) -> float:
    return Variants({"a": original, "b": copy}).changes("a", "b")


def swapped(text: str, *places: int) -> str:
    """The text with the words at these places exchanged for others."""
    words = text.split()
    for place in places:
        words[place] = f"changed{place}"
    return " ".join(words)


def test_the_same_text_has_no_changes() -> None:
    assert changes(STORY, STORY) == 0.0


def test_signs_and_spaces_between_words_are_no_changes() -> None:
    assert changes(STORY, STORY.replace(". ", " -\n")) == 0.0


def test_a_word_exchanged_is_one_change() -> None:
    assert changes(STORY, swapped(STORY, 20)) == 1.0


def test_neighbouring_words_are_one_change() -> None:
    assert changes(STORY, swapped(STORY, 60, 61, 62)) == 1.0


def test_the_more_places_differ_the_more_changes_there_are() -> None:
    found = [changes(STORY, swapped(STORY, *range(9, end, 9))) for end in (1, 30, 90)]
    assert found == sorted(set(found))


def test_places_that_the_same_articles_share_count_less_each() -> None:
    # An outlet's own spelling comes back in every line.
    assert 1.0 < changes(STORY, swapped(STORY, 20, 60, 100, 140)) < 4.0


def test_places_that_others_share_one_by_one_are_changes_of_their_own() -> None:
    texts = {"a": STORY, "b": swapped(STORY, 20, 60)}
    apart = Variants(texts | {"c": swapped(STORY, 20)}).changes("a", "b")
    assert apart > Variants(texts).changes("a", "b")


@pytest.mark.parametrize("size", [25, 40])
def test_a_sentence_cut_is_one_change_however_long_it_is(size: int) -> None:
    sentence = " ".join(SECOND.split()[:size])
    longer = f"{FIRST} {sentence} {THIRD} {FOURTH}"
    cut = changes(longer, f"{FIRST} {THIRD} {FOURTH}")
    assert cut == changes(longer, swapped(longer, 20))


def test_a_sentence_put_in_is_one_change() -> None:
    longer = f"{FIRST} {NEW} {SECOND} {THIRD} {FOURTH}"
    assert changes(STORY, longer) == changes(STORY, swapped(STORY, 20))


def test_a_passage_that_was_moved_changes_its_seams_only() -> None:
    moved = changes(STORY, f"{FIRST} {THIRD} {SECOND} {FOURTH}")
    assert 1.0 <= moved < 2.0


@pytest.mark.parametrize(
    "dressed",
    [f"{LITTLE}{STORY}", f"{STORY} {LITTLE}", f"{LITTLE}{STORY} {LITTLE}"],
    ids=["before", "behind", "both"],
)
def test_what_a_page_puts_around_its_article_counts_little(dressed: str) -> None:
    assert 0.0 < changes(STORY, dressed) < 0.5
    assert 0.0 < changes(dressed, STORY) < 0.5


def test_a_paragraph_before_or_behind_is_a_change() -> None:
    assert changes(STORY, f"{STORY} {prose(9, 80)}") >= 0.8
    assert changes(STORY, f"{prose(9, 80)} {STORY}") >= 0.8


def test_texts_that_share_nothing_are_as_far_apart_as_it_goes() -> None:
    whole = changes(STORY, prose(9, 160))
    assert whole > changes(STORY, swapped(STORY, *range(5, 160, 12)))
    assert changes(STORY, prose(10, 300)) == whole


def test_texts_without_words_are_told_nothing_of() -> None:
    known = Variants({"a": STORY, "b": "", "c": "Two words"})
    assert [known.has(one) for one in "abcd"] == [True, False, False, False]
    assert not Variants({}).has("a")


def test_a_story_too_large_for_a_table_is_told_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    texts = {"a": STORY, "b": swapped(STORY, 20), "c": swapped(STORY, 60, 90)}
    pairs = list(permutations(texts, 2))
    with_table = [Variants(texts).changes(*pair) for pair in pairs]
    monkeypatch.setattr(variants, "_MOST_BITS", 0)
    assert [Variants(texts).changes(*pair) for pair in pairs] == with_table
    assert Variants(texts).alike(0.5) == {}


def test_who_has_most_of_whose_text_is_alike() -> None:
    short = f"{FIRST} {SECOND}"
    known = Variants({"whole": STORY, "short": short, "other": f"{FIRST} {NEW}"})
    assert known.alike(0.7) == {
        "whole": {"short": 1.0},
        "short": {"whole": 1.0},
        "other": {},
    }


ORIGINAL = STORY
EDITED = swapped(STORY, 20, 60)
"""A copy of the original, with changes of its own."""
BOTH = ["original", "edited"]


def apart(copy: str, *sources: str, **more: str) -> dict[str, float]:
    """How many changes make the copy of each of these sources."""
    texts = Variants({"original": ORIGINAL, "edited": EDITED, "copy": copy} | more)
    return {source: texts.changes(source, "copy") for source in sources}


def test_a_copy_has_its_sources_changes() -> None:
    found = apart(swapped(EDITED, 100), *BOTH)
    assert found["original"] >= found["edited"] + 1.0


def test_a_source_whose_changes_a_copy_lacks_is_not_its_source() -> None:
    found = apart(swapped(ORIGINAL, 100), *BOTH)
    assert found["edited"] >= found["original"] + 1.0


def test_what_a_copy_changed_itself_is_between_it_and_every_source() -> None:
    found = apart(swapped(EDITED, 80, 90, 100, 110), *BOTH)
    assert 1.0 <= found["edited"] < found["original"]


def test_nothing_is_between_copies_of_the_same_words() -> None:
    found = apart(STORY, *BOTH, edited=STORY)
    assert found == {"original": 0.0, "edited": 0.0}


def test_of_many_relatives_the_one_whose_changes_a_copy_has_is_nearest() -> None:
    texts = {f"n{number:02}": swapped(STORY, 3 * number + 4) for number in range(40)}
    found = apart(swapped(texts["n07"], 150), *texts, **texts)
    nearest = found.pop("n07")
    assert all(changes >= nearest + 1.0 for changes in found.values())


def test_a_source_that_was_cut_off_is_hardly_that_of_a_whole_text() -> None:
    """The copy goes on as others do; what it added itself is one change."""
    told = Variants({"a": STORY, "b": f"{FIRST} {SECOND}", "c": STORY, "d": STORY})
    assert told.changes("b", "c") > told.changes("c", "b") + 2.0
    added = Variants({"a": STORY, "b": STORY, "c": f"{STORY} {NEW} {NEW}"})
    assert added.changes("a", "c") == 1.0
