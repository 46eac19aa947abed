"""Which words are an author's own prose: neither quoted, nor menu, nor caption."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.reuse import tokens as module
from graph.reuse.prose import Reading, read, read_all

SAID = "it was a very long way to walk home"
LINE = (
    "The council met on Monday evening, and after four hours of talk it had decided"
    " on nothing at all but the date of the next meeting."
)
CAPTION = "The harbour at dusk"
MENU = (
    "Home | News | Sport | Weather | Travel | Culture | Opinion | Letters | Games | All"
)
SIGNS = 'ab c.\n“”„«»「」『』‘’‚"|,中ไ\U00020000'


def cut(text: str, found: Reading, mask: list[bool]) -> list[str]:
    starts, ends = found.words.starts.tolist(), found.words.ends.tolist()
    return [
        text[start:end]
        for start, end, held in zip(starts, ends, mask, strict=True)
        if held
    ]


def quoted(text: str) -> str:
    found = read(text)
    return " ".join(cut(text, found, found.quoted.tolist()))


def own(text: str) -> str:
    found = read(text)
    return " ".join(cut(text, found, found.own.tolist()))


@pytest.mark.parametrize(
    "opening, closing",
    [
        ("“", "”"),
        ("„", "“"),
        ("„", "”"),
        ("”", "”"),
        ("«", "»"),
        ("« ", " »"),
        ("»", "«"),
        ("»", "»"),
        ("「", "」"),
        ("『", "』"),
        ("‘", "’"),
        ("‚", "‘"),
        ('"', '"'),
    ],
)
def test_quotations_of_every_custom(opening: str, closing: str) -> None:
    text = f"She told them: {opening}{SAID}{closing}, and then she sat down. {LINE}"
    assert quoted(text) == SAID
    assert own(text).startswith("She told them and then she sat down The council")


@pytest.mark.parametrize(
    "text, words",
    [
        (f"“{SAID}”, he said. {LINE} “{SAID}!” {LINE}", f"{SAID} {SAID}"),
        (
            "‘it’s the workers who don’t know’, he said",
            "it’s the workers who don’t know",
        ),
        ("the “so-called” expert on “ferries” and “trams”", ""),
        ("the rock ‘n’ roll of the ’90s, the dogs’ home and the cats’ too", ""),
        (f'a 5" pipe and a 6" one. "{SAID}" he said', SAID),
        (f'דובר צה"ל אמר "{SAID}" היום', SAID),
        ("他说「我们已经在这里等了三个小时但是没有人来告诉我们任何消息真的」。", None),
    ],
)
def test_quotations_among_other_words(text: str, words: str | None) -> None:
    inside = text[text.find("「") + 1 : text.find("」")]
    assert quoted(text) == (" ".join(inside) if words is None else words)


@pytest.mark.parametrize("opening, closing", ["“”", "„“", "«»", "「」", '""'])
def test_paragraphs_of_a_quotation_that_each_open_it(
    opening: str, closing: str
) -> None:
    paragraphs = f"{opening}{SAID}\n\n{opening}{SAID}\n{opening}{SAID}{closing}"
    text = f"He said:\n{paragraphs}\n{LINE}"
    assert quoted(text) == " ".join([SAID] * 3)
    assert own(text) == " ".join(LINE.replace(",", "").replace(".", "").split())


@pytest.mark.parametrize("opening, closing", ["“”", "„“", "„”", "«»", "「」", "『』"])
def test_paragraphs_of_a_quotation_that_is_opened_once(
    opening: str, closing: str
) -> None:
    text = f"{LINE}\n{opening}{SAID}\n\n{SAID}\n{SAID}{closing} {LINE}"
    assert quoted(text) == " ".join([SAID] * 3)


@pytest.mark.parametrize("opening", '“„«»”「『‘‚"')
def test_a_quotation_that_is_never_closed_is_none(opening: str) -> None:
    text = f"He said {opening}{SAID} and went. {LINE}\n{LINE}\n\n{LINE}"
    assert quoted(text) == ""


@pytest.mark.parametrize("opening, closing", ["“”", "«»", "「」"])
def test_an_unclosed_quotation_does_not_swallow_the_next_one(
    opening: str, closing: str
) -> None:
    text = f"He said {opening}no.\n{LINE}\nThen: {opening}{SAID}{closing}\n{LINE}"
    assert quoted(text) == SAID


def test_a_closing_sign_far_away_closes_nothing() -> None:
    assert quoted(f"He said “no.\n{LINE * 40}\nAn odd sign” here.") == ""


@pytest.mark.parametrize(
    "line, counts",
    [
        (LINE, True),
        (LINE.rstrip("."), True),
        ("Nobody knew how long it had been there, or who", True),
        ("Nobody knew how long it had been there.", False),
        ("Nobody at all knew how long it had been there or who!", True),
        ("Nobody at all knew how long it had been there (or who.)", True),
        ("Nobody at all knew how long it had been there or who", False),
        (CAPTION, False),
        (MENU, False),
        ("One › Two › Three › Four › Five › Six › Seven › Eight › Nine › Ten.", False),
        ("रात में किसी ने नहीं देखा कि नाव कब गई और कौन उसमें था।", True),
        ("لم يعرف أحد كم من الوقت بقيت السفينة هناك في الميناء؟", True),
        ("市议会星期一晚上开会讨论了四个小时最后什么也没有决定。", True),
        ("市议会星期一晚上开会讨论了四个小时最后什么也没有", False),
        ("最新消息", False),
        ("สภาเทศบาลประชุมกันในเย็นวันจันทร์และหลังจากพูดคุยกันสี่ชั่วโมง", True),
        ("ข่าววันนี้", False),
    ],
)
def test_lines_that_read_like_sentences(line: str, *, counts: bool) -> None:
    rest = f"{LINE}\n{LINE}"
    assert (read(f"{rest}\n{line}").own.sum() > read(rest).own.sum()) == counts


@pytest.mark.parametrize(
    "text",
    [
        "grey the sea\ngrey the morning\nno boat\nno bell\nonly the gulls",
        "alpha bravo charlie delta echo " * 30,
        "最新消息\n体育\n天气",
    ],
)
def test_where_hardly_any_line_reads_so_every_word_counts(text: str) -> None:
    assert read(text).own.all()


@pytest.mark.parametrize("text", ["", "\n\n", "…!? | “” »", "😀"])
def test_no_words_are_nobodys(text: str) -> None:
    found = read(text)
    assert [len(found.words), len(found.own), len(found.quoted)] == [0, 0, 0]
    assert found.weight(found.own) == 0


def test_a_character_of_a_word_counts_for_less() -> None:
    assert read("two words").weights.tolist() == [1, 1]
    assert read("两 words \U00020000").weights.tolist() == [0.6, 1, 0.6]
    assert read("ไท").weight(read("ไท").own) == pytest.approx(1.2)


def columns(found: Reading) -> list[list[int]]:
    words = found.words
    arrays = words.hashes, words.starts, words.ends
    masks = found.weights, found.quoted, found.own
    return [column.tolist() for column in (*arrays, *masks)]


@given(st.lists(st.text(SIGNS, max_size=90), max_size=6), st.integers(1, 200))
def test_many_texts_are_read_as_one_by_one(texts: list[str], size: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "AT_ONCE", size)
        together = read_all(texts)
    assert list(map(columns, together)) == [columns(read(text)) for text in texts]


def test_a_quotation_ends_with_its_text() -> None:
    unclosed, next_one = f"{LINE}\n“{SAID}", f"“{SAID}” {LINE}"
    first, second = read_all([unclosed, next_one])
    assert not first.quoted.any()
    assert second.quoted.sum() == len(SAID.split())


@given(st.text(SIGNS, max_size=120))
def test_no_word_is_both_quoted_and_own(text: str) -> None:
    found = read(text)
    assert not (found.quoted & found.own).any()


@pytest.mark.parametrize(
    "unit", ["“", "„\n", "「", "『", "« ", "‘a’b ", ' "', "”a ", "|"]
)
def test_hostile_signs_cost_no_more_than_others(unit: str) -> None:
    text = unit * (300_000 // len(unit))
    start = time.process_time()
    read(text)
    assert time.process_time() - start < 5
