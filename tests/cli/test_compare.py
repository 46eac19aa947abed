"""Comparing on the command line: on every screen, in a pipe, and as a page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import html as markup
from rich.cells import cell_len

from cli.comparing.markup import element, link, text
from cli.comparing.rows import right_to_left, rows
from cli.main import run
from cli.output import printable
from graph.model import Reference
from tests.graph.small_store import Small

A = "https://alpha.example/ferry"
B = "https://beta.example/ferry"
C = "https://gamma.example/ferry"
D = "https://delta.example/ferry"
E = "https://epsilon.example/ferry"

FERRY = (
    "The night ferry between the harbour and the island has sailed almost empty since"
    " November. The council has paid for every one of its crossings."
)
TICKETS = (
    "Tickets cost four crowns, and children under seven travel free on all crossings"
    " of the winter."
)
BOOKS = (
    "The books of the harbour, which nobody had asked for in seven years, tell what"
    " each crossing cost, who was on board, and which of the two boats was taken. They"
    " lie open in the office of the council, where anybody may read them until nine."
)
LAST = "The last ferry leaves at midnight, and it is never late."
HOSTILE = (
    "</td><script>alert(1)</script>]]> --><img src=x onerror=y> \u202eevil\x1b[2J&amp;"
)
ARABIC = (
    "أبحرت العبّارة الليلية بين المرفأ والجزيرة شبه فارغة منذ نوفمبر، وفق سجلات BBC."
)
CHINESE = (
    "自十一月以来，港口与海岛之间的夜间渡轮几乎空驶。市议会支付了每一次航行的费用。"
)

pytestmark = pytest.mark.usefixtures("small")


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Small]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("WHENCE_DB", raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    small = Small(tmp_path / "whence.db")
    a = small.article(
        A,
        "2022-02-18",
        headline="The ferry that nobody takes",
        authors=["Ann Lee"],
        text=f"{FERRY}\n{TICKETS}\n{BOOKS}\n{LAST}",
        language="en",
    )
    b = small.article(
        B,
        "2022-02-20",
        headline="The empty ferry",
        text="\n".join(
            [
                TICKETS,
                "Exclusive. " + FERRY.replace("sailed almost", "run nearly"),
                BOOKS,
                "Subscribe to our letters, every Friday.",
            ]
        ),
        language="en",
    )
    small.claim(b, Reference(outlet="Alpha", url=A), quote="First published by Alpha.")
    small.edge(a, b)
    small.article(C, headline=HOSTILE, authors=[HOSTILE], text=HOSTILE + " " + FERRY)
    small.article(D, "2022-02-20", text=f"{ARABIC}\n{CHINESE}", language="ar")
    changed = ARABIC.replace("الليلية", "النهارية"), CHINESE.replace("几乎", "大多")
    small.article(E, text="\n".join(changed), language='ar" onload="x')
    small.cited("https://unread.example/ferry")
    yield small
    small.store.close()


def parsed(text: str) -> Any:  # noqa: ANN401 - what XPath gives may be anything
    """The page as a tree."""
    return markup.fromstring(text)


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert run(["compare", *arguments]) == 0
    return capsys.readouterr().out


PAIRS = [(A, B), (A, C), (D, E), (A, D), (A, "https://unread.example/ferry")]


@pytest.mark.parametrize("columns", ["20", "80", "99", "100", "160"])
@pytest.mark.parametrize("pair", PAIRS, ids=" ".join)
def test_it_fits_every_screen_and_steers_nothing(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    pair: tuple[str, str],
    columns: str,
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    text = said(capsys, *pair)
    assert text == "\n".join(printable(line) for line in text.split("\n"))
    widths = [cell_len(line) for line in text.splitlines() if "://" not in line]
    assert max(widths) <= int(columns)


def test_the_head_marks_what_is_not_the_same(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = said(capsys, B, A)
    assert text.index(f"original  {A}") < text.index(f"copy      {B}")
    assert "told by the republication between them" in text
    assert (
        "~ headline   The ferry that nobody takes\n           → The empty ferry" in text
    )
    assert "~ authors    Ann Lee\n           → nobody named" in text
    assert "→ “First published by Alpha.”" in text


def test_the_summary_says_shares_words_and_reasons(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = " ".join(said(capsys, A, B).split())
    assert re.search(r"\d\d% of the original is in the copy, \d\d% of the copy", text)
    assert "Words: 7 inserted, 11 deleted, 2 changed" in text
    assert "● certain, republished, declared, credited with a link, +2 d" in text
    assert "+3.2 the page credits the source with a link to its article" in text
    assert "The texts alone:" in text


def test_signs_tell_without_colour_what_changed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = " ".join(said(capsys, A, B).split())
    assert "\x1b[" not in text
    assert f"[-{LAST}-]" in text
    assert "{+Exclusive.+}" in text
    assert "[~sailed almost~]" in text
    assert "{~run nearly~}" in text
    assert f"<1:{TICKETS}:1>" in text
    assert "words the same …" in text
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in said(capsys, A, B)


def test_a_wide_screen_has_both_texts_beside_each_other(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "140")
    lines = said(capsys, A, B).splitlines()
    (line,) = [line for line in lines if "[~sailed" in line]
    assert " ~ " in line
    assert any("moved, see" in line for line in lines)


def test_texts_from_right_to_left_never_share_a_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "140")
    text = said(capsys, D, E)
    assert "- first   + second" in text
    assert "[~الليلية~]" in text
    assert "{~大多~}" in text


def test_an_unknown_order_is_said_and_names_no_original(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = said(capsys, A, C)
    assert "Which came first is not known" in text
    assert "of the first is in the second" in text


def test_a_text_never_read_and_other_languages_are_said(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = said(capsys, A, "https://unread.example/ferry")
    assert "The text of unread.example was never read" in " ".join(text.split())
    assert "in two languages" in said(capsys, A, D)


def test_json_is_one_document(capsys: pytest.CaptureFixture[str]) -> None:
    answer = json.loads(said(capsys, A, B, "--json"))
    assert {"original", "copy", "overlap", "changes", "passages"} <= set(answer)
    assert answer["copy"]["url"] == B


@pytest.mark.parametrize(
    "arguments, code, words",
    [
        ([A], 2, "Missing argument"),
        ([A, "https://nobody.example/x"], 3, "nothing is known under"),
        ([A, A + "/?utm_source=x"], 2, "are the same article"),
        ([A, B, "--html", "nowhere/x.html"], 1, "nowhere/x.html can't be written: No"),
        ([A, B, "--html", "."], 1, "can't be written"),
    ],
)
def test_what_can_not_be_done_is_one_line(
    capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, words: str
) -> None:
    assert run(["compare", *arguments]) == code
    captured = capsys.readouterr()
    assert captured.out == ""
    assert words in captured.err.splitlines()[-1]


def page_of(capsys: pytest.CaptureFixture[str], *pair: str) -> str:
    return said(capsys, *pair, "--html", "-")


def test_a_page_takes_its_place_when_it_is_whole(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert run(["compare", A, B, "--html", "x.html"]) == 0
    assert capsys.readouterr().err == "wrote x.html\n"
    assert (tmp_path / "x.html").read_text("utf-8") == page_of(capsys, A, B)
    assert list(tmp_path.glob(".*.part")) == []
    assert json.loads(said(capsys, A, B, "--html", "x.html", "--json")) == {
        "file": "x.html"
    }


@pytest.mark.parametrize("pair", PAIRS, ids=" ".join)
def test_a_page_asks_for_nothing_and_runs_nothing(
    capsys: pytest.CaptureFixture[str], pair: tuple[str, str]
) -> None:
    text = page_of(capsys, *pair)
    tree = parsed(text)
    tags = {node.tag for node in tree.iter() if isinstance(node.tag, str)}
    assert tags.isdisjoint({"script", "img", "link", "iframe", "object", "form"})
    names = {name for node in tree.iter() for name in node.attrib}
    assert [name for name in names if name.startswith("on")] == []
    assert names.isdisjoint({"src", "style", "srcset", "action"})
    assert "url(" not in text
    assert "@import" not in text
    for node in tree.iter("a"):
        target = node.get("href")
        assert target.startswith(("http://", "https://", "#"))
        if not target.startswith("#"):
            assert node.get("rel") == "noopener noreferrer"
    assert text == "\n".join(printable(line) for line in text.split("\n"))


def test_a_page_states_a_policy_under_which_its_own_style_alone_holds(
    capsys: pytest.CaptureFixture[str],
) -> None:
    import hashlib
    from base64 import b64encode

    text = page_of(capsys, A, B)
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]+)"', text)
    (style,) = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy.startswith("default-src 'none'; ")
    assert f"style-src 'sha256-{digest}'" in policy


def test_a_hostile_text_stays_text(capsys: pytest.CaptureFixture[str]) -> None:
    text = page_of(capsys, A, C)
    shown = " ".join(parsed(text).text_content().split())
    assert "</td><script>alert(1)</script>]]> --><img src=x onerror=y>" in shown
    assert "evil[2J&amp;" in shown


def test_a_page_marks_passages_with_elements_of_their_own(
    capsys: pytest.CaptureFixture[str],
) -> None:
    tree = parsed(page_of(capsys, A, B))
    assert tree.xpath("//td//del[not(@class)]/text()") == [LAST]
    assert "Exclusive." in tree.xpath("//td//ins[not(@class)]/text()")
    assert tree.xpath("//td//del[@class='changed']/text()") == ["sailed almost"]
    assert tree.xpath("//td//ins[@class='changed']/text()") == ["run nearly"]
    moved = tree.xpath("//td//*[@class='moved']/@id")
    assert sorted(moved) == ["moved-1-copy", "moved-1-original"]
    notes = {href for href in tree.xpath("//td//a/@href") if href.startswith("#")}
    assert notes == {f"#{name}" for name in moved}
    assert tree.xpath("//svg/title") != []
    assert tree.xpath("//tr[@class='not-same']/th/text()") == [
        "headline",
        "authors",
        "published",
        "credit",
    ]


def test_a_page_tells_language_and_direction_of_each_text(
    capsys: pytest.CaptureFixture[str],
) -> None:
    tree = parsed(page_of(capsys, D, E))
    left, right = tree.xpath("//table[@class='texts']/tbody/tr[1]/td")
    assert (left.get("lang"), left.get("dir")) == ("ar", "rtl")
    assert (right.get("lang"), right.get("dir")) == (None, "rtl")
    assert tree.get("lang") == "en"


def test_in_each_column_a_text_reads_on_whole(
    capsys: pytest.CaptureFixture[str],
) -> None:
    answer = json.loads(said(capsys, A, B, "--json"))
    found = rows(answer["passages"])
    for column, lines in (
        ("left", [FERRY, TICKETS, BOOKS, LAST]),
        ("right", [TICKETS, "Exclusive. ", BOOKS, "Subscribe"]),
    ):
        whole = "".join(run.text for row in found for run in getattr(row, column))
        places = [whole.find(line) for line in lines]
        assert -1 not in places
        assert places == sorted(places)
    assert [row.sign for row in found] == [">", "~", ">", " ", "-", "+"]


def test_rows_end_at_sentences_where_only_one_text_has_paragraphs() -> None:
    sentences = [f"Sentence number {n} has some words of its own." for n in range(40)]
    left, right = "\n".join(sentences), " ".join(sentences)
    passage = {
        "kind": "same",
        "original": [0, len(left)],
        "copy": [0, len(right)],
        "original_text": left,
        "copy_text": right,
    }
    found = rows([passage])
    assert len(found) > 3
    assert all(row.same for row in found)
    assert "".join(run.text for row in found for run in row.right).strip() == right
    assert all(row.right[-1].text.rstrip().endswith(".") for row in found)


def test_no_passages_are_no_rows() -> None:
    assert rows([]) == []


def test_a_text_runs_as_most_of_its_letters_do() -> None:
    assert right_to_left(ARABIC)
    assert not right_to_left(CHINESE)
    assert not right_to_left("")


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,x", "//x.example", "http://[", "file:///x"],
)
def test_only_addresses_of_the_web_become_links(url: str) -> None:
    made = element("td", link(url))
    assert len(made) == 0
    assert url in text(made)
