"""Asking on the command line: what people read, and what programs read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from cli import chain, export
from cli.main import run
from cli.output import printable, to_json
from cli.render import lag, shortened
from cli.stats import OUTCOMES
from graph.build import VIEWS
from graph.export import FORMATS
from graph.model import Credit, Outcome, Overlap, Reference, Relation, Verdict
from tests.graph.small_store import Small

A = "https://alpha.example/2022/moscow-spells-out-its-red-lines-on-ukraine"
B = "https://beta.example/red-lines"
C = "https://gamma.example/red-lines"
R = "https://ring.example/one"
S = "https://gnir.example/one"
pytestmark = pytest.mark.usefixtures("small")

LONG = "Moscow spells out its red lines on Ukraine " * 3


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Small]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("WHENCE_DB", raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    small = Small(tmp_path / "whence.db")
    a = small.article(A, "2022-02-18", headline=LONG, authors=["Ann Lee"])
    b = small.article(B, "2022-02-20", headline="红线：莫斯科的警告" * 9)
    c = small.article(C, headline="قاعدة \u202eالبيانات\x1b[2J")
    small.claim(b, Reference(outlet="Alpha", url=A), quote="First published by Alpha.")
    shares = Overlap(of_original=0.97, of_copy=0.91, words=500)
    small.edge(a, b, overlap=shares, inferred=True)
    small.edge(b, c, credit=Credit.NONE, declared=False, verdict=Verdict.POSSIBLE)
    small.edge(small.cited("https://relay.example/x"), b, relation=Relation.RELAYS)
    one, two = small.article(R, "2022-03-01"), small.article(S, "2022-03-02")
    small.edge(one, two)
    small.edge(two, one)
    yield small
    small.store.close()


def said(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    assert run(arguments) == 0
    return capsys.readouterr().out


def answer(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> Any:  # noqa: ANN401 - any JSON
    return json.loads(said([*arguments, "--json"], capsys))


ALL = [
    ["reposts", A],
    ["reposts", A, "--direct"],
    ["reposts", C],
    ["origin", B],
    ["origin", A],
    ["origin", R],
    ["chain", B],
    ["chain", R],
    ["evidence", B],
    ["evidence", B, A],
    ["stats"],
    ["stats", "--hosts"],
]


@pytest.mark.parametrize("arguments", ALL, ids=" ".join)
def test_answers_fit_the_screen_and_steer_nothing(
    capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    text = said(arguments, capsys)
    assert text == "\n".join(printable(line) for line in text.split("\n"))
    for line in text.splitlines():
        if "://" not in line and "whence-warc" not in line:
            assert cell_len(line) <= 80


@pytest.mark.parametrize("arguments", ALL, ids=" ".join)
def test_every_answer_is_one_json_document_too(
    capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    assert isinstance(answer(arguments, capsys), dict)


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


def test_reposts_are_a_table_with_whole_addresses_below(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = said(["reposts", A], capsys)
    assert "3 reposts, earliest first" in text
    assert "● 2022-02-20 +2 d" in text
    assert f"1  {B}  via https://relay.example/x" in text.replace(" via", "  via", 1)
    assert "none   inferred" in text
    assert "● certain  ◐ likely  ○ possible" in text


def test_no_repost_is_said_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert "No repost is known." in said(["reposts", C], capsys)


def test_origin_shows_hops_with_quote_and_reasons(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = said(["origin", B], capsys)
    assert text.index("Alpha, 2022-02-18, by Ann Lee") < text.index("Beta, 2022-02-20")
    assert "relay.example, undated, known by credit only" in text
    assert "“First published there.”" in text
    assert "the page credits the source with a link to its article" in text
    assert "The first known source is Alpha." in text


def test_no_source_is_never_called_an_original(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = said(["origin", A], capsys)
    assert "That does not make it the original." in text


def test_a_circle_is_said_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert "credit each other in a circle" in said(["origin", R], capsys)
    assert "⟲" in said(["chain", R], capsys)


def test_a_chain_is_a_tree_with_dotted_lines_for_what_is_inferred(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = said(["chain", C], capsys)
    assert "  1  Alpha  2022-02-18" in text
    assert "└─ ● Beta  2022-02-20" in text
    assert "└┄ ○ Gamma  undated  no credit" in text


def test_evidence_has_quote_place_weight_and_archive(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = said(["evidence", B, A], capsys)
    assert "“First published by Alpha.”" in text
    assert "in the text, block 3 (cue credit-line)" in text
    assert "+3.2  the page credits the source with a link" in text
    assert "whence-warc/small-0001.warc.gz, from byte 2000" in text


def test_colours_are_for_terminals_only(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "\x1b[" not in said(["stats"], capsys)
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[32m" in said(["reposts", A], capsys)
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[32m" not in said(["reposts", A], capsys)


def test_an_export_says_where_it_went(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert run(["export", "x.graphml", "--view", "outlets"]) == 0
    assert capsys.readouterr().err == "wrote x.graphml\n"
    assert b"outlet:alpha.example" in (tmp_path / "x.graphml").read_bytes()
    assert run(["export", "y.jsonl", "-q"]) == 0
    assert capsys.readouterr().err == ""


def test_the_help_of_export_names_every_format_and_view() -> None:
    text = f"{export.command.help} {export.command.params[2].type.to_info_dict()}"
    for name in [*FORMATS, *VIEWS]:
        assert name in text


def test_every_outcome_has_its_meaning() -> None:
    assert set(OUTCOMES) == {outcome.value for outcome in Outcome}


def deep(length: int) -> dict[str, Any]:
    """A chain in which everybody copies the one before."""
    article: dict[str, Any] = {
        "url": "https://x.example/",
        "outlet": None,
        "headline": "",
        "authors": [],
        "published": None,
        "status": "cited",
    }
    edge = {
        "declared": True,
        "verdict": "certain",
        "credit": "none",
        "lag_hours": None,
        "headline_changed": None,
    }
    node: dict[str, Any] = {}
    for number in range(length):
        node = {
            "article": article,
            "edge": edge if number < length - 1 else None,
            "asked": False,
            "circular": False,
            "copies": [node] if node else [],
        }
    return node


def test_a_very_deep_tree_is_drawn() -> None:
    lines = list(chain.walk(deep(5000)))
    assert len(lines) == 5000
    assert max(cell_len(before) for _, before in lines) < 50


@pytest.mark.parametrize(
    "hours, words",
    [(None, ""), (0.0, "+0 h"), (-23.4, "-23 h"), (24.0, "+1 d"), (-48.0, "-2 d")],
)
def test_a_lag_is_in_hours_or_days(hours: float | None, words: str) -> None:
    assert lag(hours) == words


@pytest.mark.parametrize(
    "text, width, short",
    [
        ("abc", 3, "abc"),
        ("abcd", 3, "ab…"),
        ("红线红线", 5, "红线…"),
        ("红线", 4, "红线"),
    ],
)
def test_a_text_is_cut_by_the_columns_it_takes(
    text: str, width: int, short: str
) -> None:
    assert shortened(text, width) == short


def test_json_keeps_every_character_without_steering() -> None:
    value = {"a": "é\x9b\u202e\ud800\x1b", "b": [1, None]}
    text = to_json(value)
    assert text.replace("\n", "").isprintable()
    assert json.loads(text) == value
