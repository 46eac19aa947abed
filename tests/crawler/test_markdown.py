"""A text becomes runs: paragraphs, or lines where lines are paragraphs."""

from __future__ import annotations

import pytest

from crawler.markdown import read_runs


def texts(text: str) -> list[str]:
    return [run.text for run in read_runs(text)]


def test_empty_lines_part_paragraphs() -> None:
    assert texts("One\n\nTwo\n\n\nThree\n") == ["One", "Two", "Three"]


def test_without_empty_lines_each_line_is_one() -> None:
    assert texts("One\nTwo\nThree") == ["One", "Two", "Three"]


def test_wrapped_lines_are_joined() -> None:
    assert texts("A paragraph that somebody wrapped at a\nnarrow column.\n\nNext") == [
        "A paragraph that somebody wrapped at a narrow column.",
        "Next",
    ]


def test_a_copyright_line_stands_alone() -> None:
    assert texts("The source is [X](#)\nCopyright © Y, 2022\n\nNext") == [
        "The source is X",
        "Copyright © Y, 2022",
        "Next",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "(Source: Blue Lake)",
        "Source: Blue Lake",
        "With material from Blue Lake",
        "(AP, 3.4.2020)",
    ],
)
def test_a_line_at_the_end_of_a_text_without_lines_stands_alone(line: str) -> None:
    prose = "The last ferry of the winter left without a passenger. " * 7
    assert texts(f"{prose}{line}") == [prose.strip(), line]


@pytest.mark.parametrize(
    "line", ["(They laughed.)", "It was the last one.", "He said: It is late. Go home."]
)
def test_a_last_sentence_stays_in_its_paragraph(line: str) -> None:
    prose = "The last ferry of the winter left without a passenger. " * 7
    assert texts(f"{prose}{line}") == [f"{prose}{line}"]


def test_a_row_of_links_goes_on_with_the_next_line() -> None:
    assert texts("Theme: [Media](#), [US NATO](#)\n[War Agenda](#)\n\nNext") == [
        "Theme: Media, US NATO War Agenda",
        "Next",
    ]


def test_marks_go_and_headings_keep_their_rank() -> None:
    first, second = read_runs("# The **Title**\n\n> Quoted _words_ and snake_case")
    assert (first.tag, first.text) == ("h1", "The Title")
    assert second.text == "Quoted words and snake_case"


def test_links_and_bare_addresses_are_links() -> None:
    (run,) = read_runs(
        "See [the text](https://a.example/x_(y)) or https://b.example/z."
    )
    assert run.text == "See the text or https://b.example/z."
    assert [(run.text[link.start : link.end], link.href) for link in run.links] == [
        ("the text", "https://a.example/x_(y)"),
        ("https://b.example/z", "https://b.example/z"),
    ]


def test_an_image_is_no_text() -> None:
    assert texts("![a photo](https://a.example/p.jpg)\n\nText") == ["Text"]


def test_emphasised_paragraphs_are_noticed() -> None:
    one, other = read_runs("*This first appeared in Other Paper.*\n\nPlain")
    assert one.emphasised == len(one.text)
    assert other.emphasised == 0


@pytest.mark.parametrize(
    "hostile", ["[" * 50_000, "[a](" * 20_000, "*a" * 50_000, "![](" * 20_000]
)
def test_near_misses_are_read_as_words(hostile: str) -> None:
    assert len(texts(hostile)) == 1
