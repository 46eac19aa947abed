"""Text is cleaned once so that no later stage stumbles, and cut into words."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from graph.text import clean, line, words

ANY = st.text(st.characters(), max_size=60)
"""Any text at all, lone surrogates and noncharacters too."""


@given(ANY)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(ANY, st.integers(0, 20))
def test_cleaning_to_a_limit_is_idempotent_and_keeps_it(text: str, limit: int) -> None:
    once = clean(text, limit=limit)
    assert len(once) <= limit
    assert clean(once, limit=limit) == once


@given(ANY)
def test_clean_text_passes_through_xml_and_utf8_unchanged(text: str) -> None:
    element = etree.Element("a")
    element.text = clean(text)
    back = etree.fromstring(etree.tostring(element, encoding="utf-8"))
    assert (back.text or "") == clean(text)


@pytest.mark.parametrize(
    "dirty, expected",
    [
        ("a\x00b\x1bc\x7fd\x9fe", "abcde"),
        ("a\ud800b\udfffc", "abc"),
        ("a\ufffeb\U0001ffffc\ufdd0d", "abcd"),
        ("a\u202eb\u2066c\ufeffd", "abcd"),
        ("a\r\nb\rc\u2028d\x85e\x0cf", "a\nb\nc\nd\ne\nf"),
        ("tab\tstays", "tab\tstays"),
        ("cafe\u0301", "caf\u00e9"),
        ("👩\u200d🚀 می\u200cخواهم", "👩\u200d🚀 می\u200cخواهم"),
    ],
)
def test_what_goes_and_what_stays(dirty: str, expected: str) -> None:
    assert clean(dirty) == expected


@given(ANY)
def test_a_line_is_one_line_and_idempotent(text: str) -> None:
    once = line(text)
    assert "\n" not in once
    assert line(once) == once


def test_a_line_is_cut_at_its_limit_without_a_space_at_the_end() -> None:
    assert line("word " * 1000, limit=10) == "word word"


@pytest.mark.parametrize(
    "text, expected",
    [
        ("The U.N.'s 30% — so-called", ["the", "u", "n", "s", "30", "so", "called"]),
        ("Don’t DON'T donʼt", ["don't", "don't", "don't"]),
        ("Россия: ЁЛКА и 5-летка", ["россия", "ёлка", "и", "5", "летка"]),
        ("新华社记者 Wang", ["新", "华", "社", "记", "者", "wang"]),
        ("東京タワー", list("東京タワー")),
        ("Straße STRASSE", ["strasse", "strasse"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("العَرَبِيَّة اليوم", ["العَرَبِيَّة", "اليوم"]),
        ("서울 뉴스", ["서울", "뉴스"]),
        ("snake_case _", ["snake", "case"]),
        ("", []),
    ],
)
def test_words_of_many_scripts(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@given(ANY)
def test_words_never_hold_spaces_and_are_folded(text: str) -> None:
    for word in words(clean(text)):
        assert word
        assert not any(c.isspace() for c in word)
        # Folding is stable only up to the order of accents.
        folded = unicodedata.normalize("NFC", word.casefold())
        assert folded == unicodedata.normalize("NFC", word)


@pytest.mark.parametrize("hostile", ["a'" * 100_000, "e\u0301" * 100_000, "'" * 10**6])
def test_hostile_text_is_cut_in_linear_time(hostile: str) -> None:
    start = time.perf_counter()
    words(hostile)
    assert time.perf_counter() - start < 2
