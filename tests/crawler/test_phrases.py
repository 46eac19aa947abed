"""Every wording reads its own examples, and no wording reads what is no credit."""

from __future__ import annotations

import pytest

from crawler.page import Page
from crawler.phrases import Found, Wording, find_marker, packs, search
from crawler.phrases.pattern import compile_pattern

LANGUAGES = set(
    "en de fr es pt it nl pl ru uk cs sk hu ro bg el tr ar fa he hi bn id vi th ko ja"
    " zh sv da no fi sr hr ca".split()
)
YES = [(wording, example) for wording in packs() for example in wording.yes]
NO = [(wording, text) for wording in packs() for text in wording.no]


def read(text: str, wording: Wording) -> tuple[Found, ...]:
    blocks = Page.from_text(text).blocks
    whole = "\n".join(block.text for block in blocks)
    if wording.kind == "marker":
        marker = find_marker(whole, wording.language)
        return () if marker is None else (marker,)
    return search(whole, blocks[0].links, language=wording.language)


def test_the_languages_are_there() -> None:
    assert {wording.language for wording in packs()} >= LANGUAGES


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_each_pack_tells_credits_translations_and_what_is_none(language: str) -> None:
    own = [wording for wording in packs() if wording.language == language]
    assert sum(len(wording.yes) for wording in own) >= 8
    assert sum(len(wording.no) for wording in own) >= 5
    relations = {str(wording.relation) for wording in own if wording.relation}
    assert {"republishes", "translates"} <= relations
    assert any(wording.kind == "not" for wording in own)


def test_every_wording_of_a_credit_has_an_example() -> None:
    assert [w.patterns for w in packs() if w.kind != "not" and not w.yes] == []
    assert [w.patterns for w in packs() if w.kind == "not" and not w.no] == []


@pytest.mark.parametrize("wording, example", YES, ids=lambda value: str(value)[:40])
def test_an_example_is_read(wording: Wording, example: dict[str, str]) -> None:
    found = read(example["text"], wording)
    wanted = {name: words for name, words in example.items() if name != "text"}
    relations = [one.wording.relation for one in found]
    assert len(relations) == 1
    assert wording.kind == "behind" or relations == [wording.relation]
    assert found[0].slots | wanted == found[0].slots


@pytest.mark.parametrize("wording, text", NO, ids=lambda value: str(value)[:40])
def test_what_only_looks_like_a_credit_is_not_read(wording: Wording, text: str) -> None:
    assert read(text, wording) == ()


def test_a_name_ends_where_the_sentence_goes_on() -> None:
    text = "This story first appeared in Hill News and is republished with thanks."
    assert search(text)[0].slots["outlet"] == "Hill News"


def test_a_linked_name_is_read_whole() -> None:
    block = Page.from_text(
        "This post was first published on [notes from the lake](https://a.example/b)."
    ).blocks[0]
    found = search(block.text, block.links)
    assert found[0].slots["outlet"] == "notes from the lake"


def test_weak_wordings_count_in_their_own_language_only() -> None:
    assert search("Fonte: Lago Azul", language="pt")
    assert not search("Fonte: Lago Azul", language="de")


def test_a_wording_may_run_over_a_line_end_where_it_says_so() -> None:
    pattern = compile_pattern("from / {outlet} / website")
    found = pattern.regex.search("from\nHill News\nWebsite")
    assert found is not None
    assert found["outlet_1"] == "Hill News"
    assert compile_pattern("from {outlet}").regex.search("from\nHill News") is None


@pytest.mark.parametrize(
    "wording, complaint", [("by {nobody}", "no such slot"), ("(by|from", "not closed")]
)
def test_a_broken_wording_is_refused(wording: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        compile_pattern(wording)


def test_a_marker_names_no_source() -> None:
    text = "Translated from French by Ann Lee."
    assert search(text, language="en") == ()
    assert find_marker(text, "en") is not None
    assert find_marker("Aus dem Englischen von Ann Lee.", "de") is not None
    assert find_marker("It was sold in many languages.", "en") is None


@pytest.mark.parametrize("language", "en de fr es pt it ru zh".split())
def test_the_main_packs_read_translations_and_intermediaries(language: str) -> None:
    own = [wording for wording in packs() if wording.language == language]
    assert any(wording.kind == "marker" for wording in own)
    assert any("relay" in example for wording in own for example in wording.yes)


def test_a_name_that_no_list_knows_counts_less_where_nothing_links_it() -> None:
    block = Page.from_text("Source: [Hill Times](https://hilltimes.example/a)").blocks[
        0
    ]
    (linked,) = search(block.text, block.links, language="en")
    (bare,) = search(block.text, language="en")
    assert bare.wording.strength < linked.wording.strength
    assert not search(block.text, language="en", edge=False)
    assert search("Source: Northern Press Agency", language="en")
    assert not search("Copyright 2020 Northern Press Agency", language="en")
