"""Two texts as passages: whole, in order, and told apart as a reader would."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Span
from graph.reuse.align import align
from graph.reuse.passages import Kind, Passage, passages

FERRY = (
    "The night ferry between the harbour and the island has sailed almost empty since"
    " November. The council has paid for every one of its crossings.\n"
)
TICKETS = (
    "Tickets cost four crowns, and children under seven travel free on all crossings"
    " of the winter.\n"
)
MASTER = (
    "“We never knew,” the harbour master said on Monday, before the meeting of the"
    " council began at nine.\n"
)
FOOTER = "Subscribe to our letters for more like this, every Friday at breakfast time."


def cut(original: str, copy: str) -> list[Passage]:
    return passages(original, copy, align(original, copy).spans)


def told(original: str, copy: str) -> list[tuple[str, str, str]]:
    """(kind, words of the original, words of the copy) of each passage."""
    return [
        (
            passage.kind.value,
            original[slice(*passage.original)] if passage.original else "",
            copy[slice(*passage.copy)] if passage.copy else "",
        )
        for passage in cut(original, copy)
    ]


def test_the_same_text_is_one_passage() -> None:
    text = FERRY + TICKETS
    assert told(text, text) == [("same", text, text)]


def test_what_is_in_one_text_only_was_inserted_or_deleted() -> None:
    assert told(FERRY + TICKETS, FERRY) == [
        ("same", FERRY, FERRY),
        ("deleted", TICKETS, ""),
    ]
    assert told(FERRY, FERRY + FOOTER)[1] == ("inserted", "", FOOTER)
    assert told(FERRY, "Exclusive. " + FERRY)[0] == ("inserted", "", "Exclusive. ")


def test_other_words_at_one_place_are_a_change_with_the_words_marked() -> None:
    copy = FERRY.replace("sailed almost", "run nearly")
    before, changed, after = cut(FERRY, copy)
    assert (before.kind, changed.kind, after.kind) == ("same", "changed", "same")
    assert [FERRY[slice(*w)] for w in changed.original_changed] == ["sailed almost"]
    assert [copy[slice(*w)] for w in changed.copy_changed] == ["run nearly"]
    assert changed.words == 2


def test_single_words_in_common_stay_within_a_changed_passage() -> None:
    original = (
        "one two three four five six a B c D e seven eight nine ten eleven twelve"
    )
    copy = original.replace("a B c D e", "x B y D z")
    (changed,) = [p for p in cut(original, copy) if p.kind is Kind.CHANGED]
    assert [copy[slice(*where)] for where in changed.copy_changed] == ["x", "y", "z"]


def test_a_paragraph_that_stands_elsewhere_was_moved() -> None:
    original, copy = FERRY + MASTER + TICKETS, FERRY + TICKETS + MASTER
    kinds = [kind for kind, _, _ in told(original, copy)]
    assert sorted(kinds) == ["moved", "same", "same"]


def test_paragraphs_without_words_in_common_are_not_called_changed() -> None:
    found = told(FERRY + TICKETS, FERRY + FOOTER)
    assert found[1:] == [("deleted", TICKETS, ""), ("inserted", "", FOOTER)]


def test_signs_and_spaces_stay_with_the_words_they_belong_to() -> None:
    original = FERRY + MASTER
    copy = FERRY + "He added this. " + MASTER
    assert told(original, copy)[1] == ("inserted", "", "He added this. ")


def test_scripts_without_spaces_are_compared_by_their_characters() -> None:
    original = "渡轮几乎空无一人地驶出港口。市议会支付了全部费用。"
    found = told(original, original.replace("驶出", "离开"))
    assert found[1] == ("changed", "驶出", "离开")


@pytest.mark.parametrize(
    "original, copy",
    [
        ("", ""),
        ("", "a"),
        ("a", ""),
        ("a", "a"),
        ("...", "!"),
        ("a b", "b a"),
        (" a", "b "),
    ],
)
def test_the_shortest_texts_do_as_well(original: str, copy: str) -> None:
    for kind, left, right in told(original, copy):
        assert left or right, kind


WORDS = st.lists(
    st.sampled_from("ab cd ef gh ij. kl, 渡 ع\n “mn” op".split(" ")), max_size=60
)
PARTS = st.lists(
    st.sampled_from([FERRY, TICKETS, MASTER, FOOTER, "x ", "渡轮"]), max_size=6
)


@given(
    st.one_of(WORDS.map(" ".join), PARTS.map("".join)),
    st.one_of(WORDS.map(" ".join), PARTS.map("".join)),
)
def test_every_character_lies_in_exactly_one_passage(original: str, copy: str) -> None:
    found = cut(original, copy)
    theirs = [p.copy for p in found if p.copy]
    ours = sorted(p.original for p in found if p.original)
    for text, places in ((original, ours), (copy, theirs)):
        if any(sign.isalnum() for sign in text):
            assert "".join(text[slice(*place)] for place in places) == text
            assert [start for start, _ in places[1:]] == [end for _, end in places[:-1]]
    in_order = [p.original for p in found if p.original and p.kind is not Kind.MOVED]
    assert in_order == sorted(in_order)


def test_spans_from_elsewhere_are_taken_as_they_are() -> None:
    text = "one two three four five six"
    span = Span(original_start=0, original_end=18, copy_start=0, copy_end=18, words=4)
    assert passages(text, text, [span])[0].kind is Kind.CHANGED


def test_two_long_texts_with_nothing_in_common_are_quick() -> None:
    left = " ".join(f"a{number}" for number in range(20_000))
    right = " ".join(f"b{number}" for number in range(20_000))
    assert [p.kind for p in cut(left, right)] == [Kind.DELETED, Kind.INSERTED]
