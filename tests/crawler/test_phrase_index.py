"""Which wordings a text can hold."""

from __future__ import annotations

from collections.abc import Callable

from crawler.page import Page
from crawler.phrases import packs
from crawler.phrases.index import Index, whole_index
from crawler.phrases.pattern import Pattern, compile_pattern
from crawler.phrases.scripts import fold
from crawler.phrases.wording import Wording, read_pack

ENGLISH = """
language = "en"
[[credit]]
relation = "republishes"
strength = 0.9
patterns = [{patterns}]
"""


def index_of(*wordings: str) -> Index:
    pack = ENGLISH.format(patterns=", ".join(f'"{wording}"' for wording in wordings))
    return Index((w, p) for w in read_pack(pack) for p in w.patterns)


def lines_of(found: Index, *lines: str) -> list[slice]:
    places = found.admitted(lambda _wording: True)
    words = found.words("\n".join(lines))
    return [candidate.lines for candidate in found.candidates(words, places)]


def test_a_wording_is_a_candidate_where_its_words_stand() -> None:
    found = index_of("first appeared in {outlet}")
    assert lines_of(found, "it rained", "it first appeared in a dream", "") == [
        slice(1, 2)
    ]


def test_a_line_that_lacks_one_of_the_words_is_none() -> None:
    assert lines_of(index_of("first appeared in {outlet}"), "it appeared in may") == []


def test_words_may_stand_on_two_lines_where_the_wording_says_so() -> None:
    found = index_of("originally / published in {outlet}")
    assert lines_of(found, "originally", "published in a", "b") == [slice(0, 2)]
    assert lines_of(index_of("originally published"), "originally", "published") == []


def test_neighbouring_lines_are_looked_at_together_once() -> None:
    found = index_of("originally / published in {outlet}")
    one = "originally published"
    assert lines_of(found, one, one, "", "", "", one) == [slice(0, 3), slice(4, 6)]


def test_what_is_not_admitted_is_left_out() -> None:
    found = index_of("first appeared in {outlet}")
    none = found.admitted(lambda _wording: False)
    assert found.candidates(found.words("first appeared in"), none) == []


def test_a_wording_without_words_is_always_a_candidate() -> None:
    assert lines_of(index_of("{author} / {outlet}"), "a", "b") == [slice(0, 2)]


def test_every_example_of_every_pack_is_a_candidate_of_its_own_wording() -> None:
    for wording in packs():
        for example in wording.yes:
            blocks = Page.from_text(example["text"]).blocks
            words = whole_index().words("\n".join(block.text for block in blocks))
            places = whole_index().admitted(_same(wording))
            assert whole_index().candidates(words, places), example["text"]


def _same(wording: Wording) -> Callable[[Wording], bool]:
    return lambda other: other is wording


def matched(wording: str, text: str) -> bool:
    pattern = compile_pattern(wording)
    return any(True for _ in pattern.matches(text))


def test_the_core_of_a_wording_is_its_longest_part_between_slots() -> None:
    assert (
        matched("(by|von) {author}, first published [here] in {outlet}", "x") is False
    )
    pattern: Pattern = compile_pattern("by {author}, first published in {outlet}")
    assert "published" in pattern.core
    assert "outlet" not in pattern.core


def test_a_match_of_the_whole_is_a_match_of_the_core() -> None:
    assert matched("source: {outlet}", "Source : Example Weekly")
    assert matched(
        "[this] story first appeared in {outlet}", "Story first appeared in Ox"
    )
    assert not matched("source: {outlet}", "Sources say so")


def test_folding_does_not_part_a_text_from_its_wording() -> None:
    assert "strasse" in fold("STRASSE")
    assert matched(
        "zuerst erschienen (in|auf) {outlet}", "ZUERST ERSCHIENEN in Blauer See"
    )
