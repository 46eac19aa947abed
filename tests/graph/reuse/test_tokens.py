"""A text as numbers: which words are equal, and where each of them stands."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import text as slow
from graph.reuse import tokens as module
from graph.reuse.tokens import Tokens, batches, ranges, runs, tokens, tokens_of

SIGNS = "abKé\u0301’'\u00ad 中文ไท\U00020000\U0001d518😀ا\u064b1._-\n"
TEXTS = st.text(st.sampled_from(SIGNS), max_size=60)
PLAIN = st.text(st.sampled_from("ab1é中\U00020001 .😀\n"), max_size=60)


def cut(text: str) -> list[str]:
    """The words of a text as they stand in it."""
    found = tokens(text)
    return [
        text[start:end] for start, end in zip(found.starts, found.ends, strict=True)
    ]


def columns(found: Tokens) -> list[list[int]]:
    return [found.hashes.tolist(), found.starts.tolist(), found.ends.tolist()]


@pytest.mark.parametrize(
    "text, words",
    [
        ("", []),
        ("... — !? “”\n\t", []),
        ("😀 👩‍👩‍👧 ☃ \u2764\ufe0f", []),
        ("word", ["word"]),
        ("two  words.", ["two", "words"]),
        ("well-known snake_case", ["well", "known", "snake", "case"]),
        ("1,400 in 2024", ["1", "400", "in", "2024"]),
        ("Don’t, it's l'eau", ["Don’t", "it's", "l'eau"]),
        ("‘quoted’ words", ["quoted", "words"]),
        ("co\u00adop\u00aderate", ["co\u00adop\u00aderate"]),
        ("cafe\u0301 noir", ["cafe", "noir"]),
        ("新华社 BBC电", ["新", "华", "社", "BBC", "电"]),
        ("ひらカナ", ["ひ", "ら", "カ", "ナ"]),
        ("ไทย", ["ไ", "ท", "ย"]),
        ("한국 뉴스", ["한국", "뉴스"]),
        ("भारत की", ["भारत", "की"]),
        ("قال الوزير", ["قال", "الوزير"]),
        ("😀one𝔘two \U00020000\U00020001", ["one𝔘two", "\U00020000", "\U00020001"]),
        ("a\ud800b", ["a", "b"]),
        ("\U000e0041tag", ["tag"]),
    ],
)
def test_words_and_where_they_stand(text: str, words: list[str]) -> None:
    assert cut(text) == words


@pytest.mark.parametrize(
    "one, other",
    [
        ("PARIS", "paris"),
        ("São Łódź", "sao lodz"),
        ("cafe\u0301", "caf\u00e9"),
        ("don’t", "dont"),
        ("don't", "don\u02bct"),
        ("co\u00adoperate", "cooperate"),
        ("zero\u200bwidth", "zerowidth"),
        ("ＷＨＥＮＣＥ１", "whence1"),
        ("İstanbul", "istanbul"),
        ("ёлка", "елка"),
        ("كتاب على", "کتاب علی"),
        ("كِتَاب", "كتاب"),
        ("שָׁלוֹם", "שלום"),
        ("Ὀδυσσεύς", "οδυσσευς"),
    ],
)
def test_what_an_editor_changes_without_changing_a_word(one: str, other: str) -> None:
    assert tokens(one).hashes.tolist() == tokens(other).hashes.tolist()


def test_other_words_are_others() -> None:
    words = "a b ab ba aa aab aba baa 1 11 о o 中 文 \U00020000 \U00020001 \U0002fffd"
    found = tokens(words)
    assert len(set(found.hashes.tolist())) == len(found) == len(words.split())


def test_hashes_are_the_same_in_every_run_and_on_every_machine() -> None:
    found = tokens("Whence came it, 中 \U00020000?").hashes.tolist()
    assert found == [
        6932615289080842078,
        5646166130787271196,
        14658757316974979011,
        14020590783817764226,
        12713992545648753899,
    ]


@given(PLAIN)
def test_words_are_those_of_the_quiet_way(text: str) -> None:
    words, hashes = slow.words(text), tokens(text).hashes.tolist()
    assert len(words) == len(hashes)
    plain = [word.replace("é", "e") for word in words]
    assert len(set(zip(plain, hashes, strict=True))) == len(set(plain))
    assert len(set(hashes)) == len(set(plain))


@given(TEXTS)
def test_every_word_is_itself_wherever_it_stands(text: str) -> None:
    found = tokens(text)
    for hash_, word in zip(found.hashes.tolist(), cut(text), strict=True):
        assert tokens(word).hashes.tolist() == [hash_]


@given(TEXTS)
def test_words_are_in_order_and_apart(text: str) -> None:
    _, starts, ends = columns(tokens(text))
    assert all(start < end for start, end in zip(starts, ends, strict=True))
    assert all(end <= start for end, start in zip(ends, starts[1:], strict=False))
    assert not ends or ends[-1] <= len(text)


@given(st.lists(TEXTS, max_size=6))
def test_many_texts_are_cut_as_one_by_one(texts: list[str]) -> None:
    found, ends = tokens_of(texts)
    offset = 0
    for text, (start, end) in zip(texts, pairwise([0, *ends.tolist()]), strict=True):
        alone = tokens(text)
        assert found.hashes[start:end].tolist() == alone.hashes.tolist()
        assert (found.starts[start:end] - offset).tolist() == alone.starts.tolist()
        assert (found.ends[start:end] - offset).tolist() == alone.ends.tolist()
        offset += len(text) + 1


@given(st.lists(st.text(st.sampled_from("abé’中\U00020000"), max_size=7)))
def test_where_blocks_end_changes_nothing(words: list[str]) -> None:
    text = " ".join(words)
    expected = columns(tokens(text))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_BLOCK", 64)
        assert columns(tokens(text)) == expected


def test_an_endless_word_is_cut_in_parts_that_hold_all_of_it() -> None:
    found = tokens("a" * 200_000)
    assert (found.starts[0], found.ends[-1]) == (0, 200_000)
    assert (found.ends[:-1] == found.starts[1:]).all()
    assert len(found) < 10


@given(st.lists(st.integers(0, 9), max_size=30), st.integers(1, 5))
def test_runs_of_words_are_equal_where_their_words_are(
    words: list[int], size: int
) -> None:
    hashes = runs(np.array(words, np.uint64), size).tolist()
    expected = [tuple(words[at : at + size]) for at in range(len(words) - size + 1)]
    assert len(hashes) == len(expected)
    assert len(set(zip(expected, hashes, strict=True))) == len(set(expected))
    assert len(set(hashes)) == len(set(expected))


def test_ranges_may_be_empty() -> None:
    none = np.zeros(0, np.int64)
    assert ranges(none, none).tolist() == []
    assert ranges(np.array([5, 7, 1]), np.array([0, 2, 1])).tolist() == [7, 8, 1]


@given(st.lists(TEXTS, max_size=9), st.integers(1, 90))
def test_batches_hold_every_text_once_in_order(texts: list[str], size: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "AT_ONCE", size)
        found = list(batches(texts))
    assert [place for start, end in found for place in range(start, end)] == list(
        range(len(texts))
    )
    assert all(
        sum(len(text) + 1 for text in texts[start : end - 1]) < size
        for start, end in found
    )
