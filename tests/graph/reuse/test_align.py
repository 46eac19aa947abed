"""What two texts share, word by word: where each passage stands, and which moved."""

from __future__ import annotations

import random
import time
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Overlap, Span
from graph.reuse.align import align
from graph.reuse.tokens import Tokens, tokens

WORDS = st.lists(st.sampled_from("ab cd ef gh ij kl".split()), max_size=60)
TEXTS = WORDS.map(" ".join)
NATURAL = st.lists(st.sampled_from([f"w{n}" for n in range(40)]), max_size=120).map(
    " ".join
)
MIXED = st.text(st.sampled_from("ab é’\u00ad中文ไท\U00020000\U0001d518😀اب. \n"))
SECONDS = 5.0
"""What the longest texts may take."""


def numbered(start: int, end: int) -> str:
    return " ".join(f"w{number}" for number in range(start, end))


def passages(original: str, copy: str) -> list[tuple[str, str, bool]]:
    """Each passage as it stands in the two texts, and whether it moved."""
    return [
        (
            original[span.original_start : span.original_end],
            copy[span.copy_start : span.copy_end],
            span.moved,
        )
        for span in align(original, copy).spans
    ]


def inside(text: Tokens, start: int, end: int) -> list[int]:
    """The words that lie in a stretch of a text, which is cut where words are."""
    assert start in text.starts
    assert end in text.ends
    held = (text.starts >= start) & (text.ends <= end)
    return [int(hash_) for hash_ in text.hashes[held]]


def check(original: str, copy: str, found: Overlap) -> None:
    """Everything that holds for any two texts."""
    left, right = tokens(original), tokens(copy)
    for span in found.spans:
        here = inside(left, span.original_start, span.original_end)
        there = inside(right, span.copy_start, span.copy_end)
        assert here == there
        assert len(here) == span.words > 0
    ours = sorted((span.original_start, span.original_end) for span in found.spans)
    theirs = [(span.copy_start, span.copy_end) for span in found.spans]
    for ordered in (ours, theirs):
        assert all(before[1] <= after[0] for before, after in pairwise(ordered))
    stay = [span.original_start for span in found.spans if not span.moved]
    assert stay == sorted(stay)
    assert found.words == sum(span.words for span in found.spans)
    assert found.of_original == found.words / max(1, len(left))
    assert found.of_copy == found.words / max(1, len(right))


@given(TEXTS, TEXTS)
def test_passages_are_equal_ordered_and_apart(one: str, other: str) -> None:
    check(one, other, align(one, other))


@given(MIXED, MIXED)
def test_passages_are_equal_ordered_and_apart_in_any_script(
    one: str, other: str
) -> None:
    check(one, other, align(one, other))


@given(NATURAL, st.randoms(use_true_random=False))
def test_passages_of_a_shuffled_copy_are_equal_ordered_and_apart(
    text: str, chance: random.Random
) -> None:
    words = text.split()
    cuts = sorted(chance.sample(range(len(words) + 1), min(4, len(words))))
    parts = [words[a:b] for a, b in pairwise([0, *cuts, len(words)])]
    chance.shuffle(parts)
    copy = " ".join(word for part in parts for word in part if chance.random() < 0.95)
    check(text, copy, align(text, copy))


@given(st.one_of(TEXTS, MIXED).filter(lambda text: len(tokens(text)) > 0))
def test_a_text_shares_all_with_itself_in_one_passage(text: str) -> None:
    found = align(text, text)
    words = tokens(text)
    assert found == Overlap(
        of_original=1.0,
        of_copy=1.0,
        words=len(words),
        spans=(
            Span(
                original_start=int(words.starts[0]),
                original_end=int(words.ends[-1]),
                copy_start=int(words.starts[0]),
                copy_end=int(words.ends[-1]),
                words=len(words),
            ),
        ),
    )


@given(st.integers(0, 3000))
def test_roles_hardly_matter(seed: int) -> None:
    """Either way round, the shared words differ by 8 % of the shorter text at most."""
    chance = random.Random(seed)  # noqa: S311 - texts, no secrets
    words = [f"w{chance.randrange(150)}" for _ in range(300)]
    changed = [
        w if chance.random() < 0.9 else f"w{chance.randrange(150)}" for w in words
    ]
    at = chance.randrange(300)
    one, other = " ".join(words), " ".join(changed[at:] + changed[:at])
    assert abs(align(one, other).words - align(other, one).words) <= 24


@pytest.mark.parametrize("one, other", [("", "a b"), ("a b", ""), ("", ""), ("?", "a")])
def test_no_words_share_nothing(one: str, other: str) -> None:
    assert align(one, other) == Overlap(of_original=0.0, of_copy=0.0, words=0)


@pytest.mark.parametrize(
    "one, other, words",
    [
        ("yes", "Yes!", 1),
        ("yes", "no", 0),
        ("yes", "no yes no", 1),
        ("a b", "x a b", 2),
    ],
)
def test_a_text_of_a_word_or_two_is_found_whole(
    one: str, other: str, words: int
) -> None:
    assert align(one, other).words == words


@pytest.mark.parametrize(
    "original, copy, of_original, of_copy",
    [
        (numbered(0, 100), numbered(0, 50), 0.5, 1.0),
        (numbered(0, 50), numbered(0, 100), 1.0, 0.5),
        (numbered(0, 100), numbered(50, 150), 0.5, 0.5),
        (numbered(0, 100), f"{numbered(0, 40)} x {numbered(41, 100)}", 0.99, 0.99),
        (numbered(0, 100), f"{numbered(200, 300)} {numbered(7, 11)}", 0.0, 0.0),
    ],
)
def test_shares(original: str, copy: str, of_original: float, of_copy: float) -> None:
    found = align(original, copy)
    assert found.of_original == pytest.approx(of_original, abs=0.001)
    assert found.of_copy == pytest.approx(of_copy, abs=0.001)


def test_a_word_between_two_passages_counts_and_one_by_chance_does_not() -> None:
    original = f"{numbered(0, 20)} old shared words {numbered(20, 40)}"
    copy = f"{numbered(0, 20)} shared new {numbered(20, 40)} old words"
    assert passages(original, copy) == [
        (numbered(0, 20), numbered(0, 20), False),
        ("shared", "shared", False),
        (numbered(20, 40), numbered(20, 40), False),
    ]


def test_a_word_in_a_long_gap_is_there_by_chance() -> None:
    original = f"{numbered(0, 20)} shared {numbered(20, 40)}"
    copy = (
        f"{numbered(0, 20)} {numbered(200, 400)} shared {numbered(400, 600)}"
        f" {numbered(20, 40)}"
    )
    assert [one for one, _, _ in passages(original, copy)] == [
        numbered(0, 20),
        numbered(20, 40),
    ]


def test_two_blocks_that_changed_places() -> None:
    first, second = numbered(0, 30), numbered(100, 120)
    assert passages(f"{first} {second}", f"{second} {first}") == [
        (second, second, True),
        (first, first, False),
    ]


def test_a_passage_that_moved_is_found_among_those_that_stay() -> None:
    head, moved, tail = numbered(0, 50), numbered(100, 110), numbered(200, 250)
    for original, copy in (
        (f"{head} {moved} {tail}", f"{head} {tail} {moved}"),
        (f"{head} {moved} {tail}", f"{moved} {head} {tail}"),
    ):
        assert sorted(passages(original, copy), key=lambda found: found[0]) == [
            (head, head, False),
            (moved, moved, True),
            (tail, tail, False),
        ]


@given(st.permutations(range(6)), st.lists(st.integers(5, 12), min_size=6, max_size=6))
def test_what_stays_is_the_most_that_can_stay(
    order: list[int], lengths: list[int]
) -> None:
    blocks = [numbered(100 * n, 100 * n + length) for n, length in enumerate(lengths)]
    found = align(" ".join(blocks), " x ".join(blocks[place] for place in order))
    chains = (chain for size in range(7) for chain in combinations(order, size))
    most = max(
        sum(lengths[place] for place in chain)
        for chain in chains
        if list(chain) == sorted(chain)
    )
    assert sum(span.words for span in found.spans if not span.moved) == most
    assert found.of_original == 1.0


@pytest.mark.parametrize("start", [3, 13])
def test_a_passage_grows_over_words_that_the_copy_has_elsewhere_too(start: int) -> None:
    text = numbered(0, 20)
    copy = f"{numbered(start, start + 4)} and then {text}"
    assert passages(text, copy) == [(text, text, False)]


def test_of_a_moved_passage_no_word_is_used_twice() -> None:
    head, moved, tail = numbered(0, 50), numbered(100, 110), numbered(200, 250)
    copy = f"{moved} {head} {moved} {tail}"
    check(f"{head} {moved} {tail}", copy, align(f"{head} {moved} {tail}", copy))
    assert align(f"{head} {moved} {tail}", copy).of_original == 1.0


def test_what_the_copy_says_three_times_is_shared_once() -> None:
    said, rest = numbered(0, 30), numbered(100, 200)
    found = align(f"{rest} {said}", f"{said} x {said} y {said}")
    assert (found.words, len(found.spans)) == (30, 1)


def test_what_both_say_three_times_is_shared_three_times() -> None:
    said = numbered(0, 30)
    text = f"{said} x {said} y {said}"
    assert align(text, text.replace("x", "z")).words == 91


def test_passages_that_reach_into_one_another_are_cut() -> None:
    original = f"{numbered(0, 20)} {numbered(100, 120)}"
    copy = f"{numbered(0, 20)} x {numbered(15, 20)} {numbered(100, 120)}"
    found = passages(original, copy)
    assert sum(len(one.split()) for one, _, _ in found) == 40
    assert [moved for _, _, moved in found] == [False, False]


@pytest.mark.parametrize(
    "original, copy",
    [
        ("😀 Don’t pay co\u00adoperatives, 𝔘 said.", "“dont PAY cooperatives 𝔘 said”"),
        ("Ｔｈｅ São cafe\u0301 of the town", "the sao CAFÉ 😀😀 of — the town"),
        ("😀新华社北京二月三日电 (BBC)", "据新华社北京\U00020000二月三日电bbc"),
    ],
)
def test_offsets_count_characters_of_the_texts_as_they_were_given(
    original: str, copy: str
) -> None:
    for one, other, moved in passages(original, copy):
        assert tokens(one).hashes.tolist() == tokens(other).hashes.tolist()
        assert one == one.strip(" “”😀")
        assert other == other.strip(" “”😀")
        assert not moved
    assert align(original, copy).of_original == 1.0


@pytest.fixture
def in_time() -> object:
    """The test takes no longer than the longest texts may."""
    start = time.process_time()
    yield
    assert time.process_time() - start < SECONDS


@pytest.mark.usefixtures("in_time")
def test_one_word_a_million_times() -> None:
    text = "echo " * 1_000_000
    found = align(text, text[: len(text) // 2])
    assert (found.words, len(found.spans)) == (500_000, 1)


@pytest.mark.usefixtures("in_time")
def test_two_words_in_random_order() -> None:
    chance = random.Random(0)  # noqa: S311 - texts, no secrets
    one, other = (" ".join(chance.choices("ab", k=200_000)) for _ in range(2))
    found = align(one, other)
    assert found.of_original > 0.5
    starts = [span.copy_start for span in found.spans]
    assert starts == sorted(set(starts))


@pytest.mark.slow
@pytest.mark.usefixtures("in_time")
def test_a_million_words_against_a_million() -> None:
    chance = random.Random(0)  # noqa: S311 - texts, no secrets
    words = [f"w{chance.randrange(50_000)}" for _ in range(1_000_000)]
    changed = [word if chance.random() < 0.95 else "new" for word in words]
    swapped = changed[500_000:] + changed[:500_000]
    found = align(" ".join(words), " ".join(swapped))
    assert found.of_copy == pytest.approx(0.94, abs=0.01)
    moved = sum(span.words for span in found.spans if span.moved)
    assert moved == pytest.approx(470_000, rel=0.02)
