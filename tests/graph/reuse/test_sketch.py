"""The sketch of a text: a passage that two texts share is found, and little else."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.reuse import tokens as module
from graph.reuse.sketch import GUARANTEED, SHINGLE, WINDOW, sketch

TWO = GUARANTEED + WINDOW
"""Words that share two fingerprints."""
ENGLISH = [f"w{number}" for number in range(2000)]
CHINESE = [chr(0x4E00 + number) for number in range(2000)]
SCRIPTS = st.sampled_from([(ENGLISH, " "), (CHINESE, "")])
SEEDS = st.integers(0, 10**6)
FABLE = (
    "A crow had found a piece of cheese and sat down in a tall fir to eat it in peace."
    " A fox came by, looked up, and praised her feathers, her eyes, and at last the"
    " voice he had never heard. The crow opened her beak to sing, and the cheese fell."
)


def prints(text: str) -> set[int]:
    return set(sketch([text]).hashes.tolist())


@given(SCRIPTS, SEEDS, st.tuples(*[st.integers(0, 60)] * 4), st.integers(0, 30))
def test_a_shared_passage_shares_a_fingerprint_and_a_longer_one_two(
    script: tuple[list[str], str],
    seed: int,
    around: tuple[int, int, int, int],
    more: int,
) -> None:
    words, space = script
    chance = random.Random(seed)  # noqa: S311 - texts, no secrets
    passage = chance.sample(words[:1000], GUARANTEED + more)
    before, after, *others = (chance.sample(words[1000:], count) for count in around)
    one = space.join([*before, *passage, *after])
    other = space.join([*others[0], *passage, *others[1]])
    assert len(prints(one) & prints(other)) >= 1 + (len(passage) >= TWO)


def test_the_guarantee_is_the_one_that_is_written_down() -> None:
    assert (GUARANTEED, TWO) == (23, 39)
    assert "(23)" in str(sketch.__doc__)
    assert "39 words" in str(sketch.__doc__)


@given(SCRIPTS, SEEDS)
def test_less_than_a_shingle_in_common_shares_none(
    script: tuple[list[str], str], seed: int
) -> None:
    words, space = script
    chance = random.Random(seed)  # noqa: S311 - texts, no secrets
    phrase = chance.sample(words[:500], SHINGLE - 1)
    one = [*chance.sample(words[500:1000], 50), *phrase]
    other = [*phrase, *chance.sample(words[1000:], 50)]
    assert not prints(space.join(one)) & prints(space.join(other))


def test_case_accents_and_signs_change_nothing() -> None:
    assert prints(FABLE) == prints(FABLE.upper().replace(",", " –\n"))


@pytest.mark.parametrize("text", ["", " \n", "…!?", "😀😀"])
def test_no_words_have_no_sketch(text: str) -> None:
    found = sketch([text])
    assert (found.texts.tolist(), found.hashes.tolist()) == ([], [])
    assert found.words.tolist() == [0]


def test_no_texts_have_no_sketch() -> None:
    found = sketch([])
    assert [len(found.texts), len(found.hashes), len(found.words)] == [0, 0, 0]


@pytest.mark.parametrize("count", [1, SHINGLE - 1, SHINGLE, GUARANTEED - 1, GUARANTEED])
def test_a_short_text_has_one_fingerprint(count: int) -> None:
    text, other = " ".join(ENGLISH[:count]), " ".join(ENGLISH[count : 2 * count])
    assert len(prints(text)) == len(prints(other)) == 1
    assert prints(text) != prints(other)


def test_about_two_of_seventeen_shingles_are_kept() -> None:
    chance = random.Random(0)  # noqa: S311 - texts, no secrets
    text = " ".join(str(chance.random()) for _ in range(20_000))
    assert len(prints(text)) / 40_000 == pytest.approx(2 / (WINDOW + 1), rel=0.05)


def test_a_word_said_a_million_times_has_one_fingerprint() -> None:
    found = sketch(["echo " * 1_000_000])
    assert len(found.hashes) == 1
    assert found.words.tolist() == [1_000_000]


def test_fingerprints_are_spread_evenly() -> None:
    text = " ".join(map(str, range(50_000)))
    found = sketch([text]).hashes
    for bit in range(32):
        assert ((found >> bit) & 1).mean() == pytest.approx(0.5, abs=0.05)


def test_fingerprints_are_the_same_in_every_run_and_on_every_machine() -> None:
    assert sketch([FABLE]).hashes.tolist() == [
        841125132,
        994287137,
        -1630485547,
        -1616644812,
        -741225827,
    ]


@given(st.lists(st.integers(0, 70), max_size=12), SEEDS, st.integers(1, 900))
def test_neither_company_nor_where_work_is_cut_changes_a_sketch(
    lengths: list[int], seed: int, size: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - texts, no secrets
    texts = [" ".join(chance.choices(ENGLISH, k=length)) for length in lengths]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "AT_ONCE", size)
        patch.setattr(module, "_BLOCK", 64)
        found = sketch(texts)
    assert found.words.tolist() == lengths
    for place, text in enumerate(texts):
        mine = found.hashes[found.texts == place].tolist()
        assert mine == sketch([text]).hashes.tolist()


@given(st.lists(st.text("ab ", max_size=80), max_size=5))
def test_fingerprints_come_text_by_text_and_once_each(texts: list[str]) -> None:
    found = sketch(texts)
    pairs = list(zip(found.texts.tolist(), found.hashes.tolist(), strict=True))
    assert len(set(pairs)) == len(pairs)
    assert found.texts.tolist() == sorted(found.texts.tolist())
