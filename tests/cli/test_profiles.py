"""Profiles and tables on the command line: on every screen, sorted, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from rich.cells import cell_len

from cli import authors, outlets, stories
from cli.main import run
from cli.output import printable
from cli.tables import between, key_of
from graph.measure import Kind
from graph.model import Credit, Overlap, Verdict
from graph.query import authors as all_authors
from graph.query import outlets as all_outlets
from graph.query.authors import COLUMNS as AUTHORS
from graph.query.outlets import COLUMNS as OUTLETS
from graph.query.stories import COLUMNS as STORIES
from tests.graph.small_store import Small

A = "https://alpha.example/ferry"
B = "https://beta.example/ferry"
C = "https://gamma.example/ferry"
D = "https://delta.example/ferry"
LONG = "The ferry that nobody takes, and who pays for it " * 3
ARABIC = "العبّارة \u202eالتي لا يستقلها أحد\x1b[2J " * 4

ALL = [
    ["outlet", "Alpha"],
    ["outlet", "gamma.example"],
    ["author", "Ann Lee"],
    ["outlets"],
    ["outlets", "--sort", "-lag", "--limit", "2"],
    ["authors"],
    ["stories"],
    ["stories", C],
    ["stories", A, D, "https://nowhere.example/x"],
]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("WHENCE_DB", raising=False)
    monkeypatch.setenv("COLUMNS", "80")


@pytest.fixture
def small(here: None, tmp_path: Path) -> Iterator[Small]:  # noqa: ARG001 - a fixture
    small = Small(tmp_path / "whence.db")
    rights = "CC BY-ND 4.0"
    a = small.article(
        A,
        "2022-02-18",
        headline=ARABIC,
        authors=["Ann Lee", "آن لي"],
        rights=rights,
        text="word " * 500,
    )
    b = small.article(B, "2022-02-20", headline=LONG, authors=["Ann Lee"])
    c = small.article(C, headline="渡轮" * 40)
    small.article(D, "2022-02-21", authors=["\u202eOverriding\x1b[2J"])
    short = Overlap(of_original=0.3, of_copy=0.9, words=200)
    small.edge(a, b, nearest=True, overlap=short)
    small.edge(b, a, verdict=Verdict.REJECTED)
    small.edge(
        b,
        c,
        nearest=True,
        credit=Credit.NONE,
        declared=False,
        verdict=Verdict.POSSIBLE,
    )
    small.story(a, b, c)
    yield small
    small.store.close()


def said(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    assert run(arguments) == 0
    return capsys.readouterr().out


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("arguments", ALL, ids=" ".join)
def test_answers_fit_the_screen_and_steer_nothing(
    capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    text = said(arguments, capsys)
    assert text == "\n".join(printable(line) for line in text.split("\n"))
    for line in text.splitlines():
        if "://" not in line:
            assert cell_len(line) <= 80, line


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("arguments", ALL, ids=" ".join)
@pytest.mark.parametrize("columns", ["20", "200"])
def test_narrow_and_wide_screens_do_as_well(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    columns: str,
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert said(arguments, capsys)


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("arguments", ALL, ids=" ".join)
def test_every_answer_is_one_json_document_with_its_coverage(
    capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    answer = json.loads(said([*arguments, "--json"], capsys))
    assert answer["coverage"]["fetched"] == 4


@pytest.mark.usefixtures("small")
def test_a_profile_says_what_it_rests_on(capsys: pytest.CaptureFixture[str]) -> None:
    text = said(["outlet", "Beta"], capsys)
    assert "1 article, 100% of its articles" in text
    assert "median +2 d; 10% within +2 d, 90% within +2 d" in text
    assert "Takes from 1 outlet" in text
    assert "the texts differ by more than 25 words and 5%" in text
    assert "This answer rests on 4 articles read." in text


@pytest.mark.usefixtures("small")
def test_an_author_keeps_or_loses_the_name(capsys: pytest.CaptureFixture[str]) -> None:
    text = said(["author", "ann lee"], capsys)
    assert "kept in 1, changed in 0, dropped in 1" in text
    assert "at Alpha first" in text
    assert "The name is lost at 1 hop" in text


@pytest.mark.usefixtures("small")
def test_a_credit_that_is_lost_is_shown_with_both_pages(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = said(["outlet", "Gamma"], capsys)
    assert "credits nobody; its source credits Alpha" in text
    assert f"    {C}\n    ◂ {B}\n" in text


@pytest.mark.usefixtures("small")
def test_the_sources_behind_some_pages(capsys: pytest.CaptureFixture[str]) -> None:
    text = said(["stories", A, B, D], capsys)
    assert text.startswith("These 3 pages go back to 2 sources.")
    assert "two pages credit each other" in text
    text = said(["stories", A, D, "https://nowhere.example/x"], capsys)
    assert "Not in the store\n  https://nowhere.example/x" in text
    assert said(["stories", D], capsys).startswith("This page goes back to 1 source.")


@pytest.mark.usefixtures("small")
def test_a_table_says_how_much_it_shows(capsys: pytest.CaptureFixture[str]) -> None:
    text = said(["outlets", "--limit", "2", "--sort", "name"], capsys)
    assert "2 of 4 outlets" in text
    assert text.index("Alpha") < text.index("Beta")
    assert "Gamma" not in text
    turned = said(["outlets", "--sort", "name", "--reverse", "--limit", "1"], capsys)
    assert "Gamma" in turned


@pytest.mark.parametrize("name", ["outlets", "authors", "stories"])
@pytest.mark.usefixtures("here")
def test_an_empty_store_says_that_nothing_is_known(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str
) -> None:
    Small(tmp_path / "whence.db").store.close()
    assert said([name], capsys) == (
        "Nothing is known yet; read pages with: whence crawl URL\n"
    )
    assert json.loads(said([name, "--json"], capsys))[name] == []


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    "arguments, code, words",
    [
        (["outlet", "Alfa"], 3, "the nearest known: Alpha"),
        (["author", "Nobody at all"], 3, "no author is known under Nobody at all"),
        (["outlets", "--sort", "size"], 2, "no column is called size; there are key"),
        (["authors", "--limit", "-1"], 2, "-1 is not in the range"),
        (["stories", "https://nowhere.example/x"], 3, "nothing is known under"),
    ],
    ids=["outlet", "author", "column", "limit", "url"],
)
def test_what_is_not_known_or_wrong_has_its_exit_code(
    capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, words: str
) -> None:
    assert run(arguments) == code
    assert words in capsys.readouterr().err


@pytest.mark.parametrize(
    "shown, known",
    [
        (outlets.COLUMNS, OUTLETS),
        (authors.COLUMNS, AUTHORS),
        (stories.COLUMNS, STORIES),
    ],
)
def test_every_column_that_is_shown_can_be_sorted_by(
    shown: tuple[Any, ...], known: tuple[str, ...]
) -> None:
    for column in shown:
        assert key_of(column.head, shown) in known
        assert key_of(f"-{column.head}", shown) == f"-{key_of(column.head, shown)}"


@pytest.mark.parametrize("command", [outlets.command, authors.command, stories.command])
def test_tables_are_sorted_by_their_articles(command: click.Command) -> None:
    defaults = {option.name: option.default for option in command.params}
    assert (defaults["sort"], defaults["limit"]) == ("-articles", 20)
    wanted = {"sort": "-articles", "reverse": False, "limit": 20}
    assert all_outlets.__kwdefaults__ == all_authors.__kwdefaults__ == wanted


def test_every_contradiction_has_its_meaning() -> None:
    assert set(stories.CONTRADICTIONS) == {kind.value for kind in Kind}


def test_bounds_that_are_the_same_are_one_number() -> None:
    assert between(2.04, 2.0) == "2"
    assert between(1, 3, " to ") == "1 to 3"
