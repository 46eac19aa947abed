"""The filters of exports, as people type them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cli import filters
from cli.main import run
from graph.model import Relation, Verdict
from tests.graph.small_store import Small

A = "https://alpha.example/a"
B = "https://beta.example/b"
C = "https://gamma.example/c"


@pytest.fixture(autouse=True)
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Small]:
    """Two of one story, a -> b, and c alone."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("WHENCE_DB", raising=False)
    small = Small(tmp_path / "whence.db")
    a = small.article(A, "2022-02-18", authors=["Ann Lee"], language="en")
    b = small.article(B, "2022-02-20", language="en")
    small.article(C, "2022-02-20", language="fr")
    small.edge(a, b)
    small.story(a, b)
    yield small
    small.store.close()


def urls(capsys: pytest.CaptureFixture[str], *asked: str) -> str:
    """The last letters of the articles that an export has."""
    assert run(["export", "-", "--format", "json", "--view", "articles", *asked]) == 0
    graph: Any = json.loads(capsys.readouterr().out)
    return "".join(sorted(node["url"][-1] for node in graph["nodes"]))


@pytest.mark.parametrize(
    "asked, found",
    [
        ("", "abc"),
        ("--since 2022-02-19", "abc"),
        ("--since 2022", "abc"),
        ("--since 2022-02 --until 2022-02", "abc"),
        ("--since 2022-03", ""),
        ("--since 19.2.2022 --until 2022-02-21 --language FR", "c"),
        ("--until 2022-02-18", "a"),
        ("--outlet Gamma", "c"),
        ("--outlet Gamma --outlet beta.example", "abc"),
        ("--relation republishes", "ab"),
        ("--verdict possible", ""),
        ("--declared", "ab"),
        ("--undeclared", ""),
        ("--inferred", ""),
        ("--uninferred", "ab"),
        (f"--story {B}", "ab"),
        (f"--around {B}", "ab"),
        ("--around https://www.beta.example/b?utm_source=x --depth 0", "b"),
        ("--around Gamma", "c"),
        ("--around author:ann-lee --depth 0", "a"),
    ],
)
def test_what_is_asked_for_is_exported(
    asked: str, found: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert urls(capsys, *asked.split()) == found


def test_an_author_is_known_by_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert urls(capsys, "--around", "Ann Lee", "--depth", "0") == "a"


def test_a_story_is_known_by_its_id(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["export", "-", "--format", "jsonl"]) == 0
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    (story,) = [line["id"] for line in told if line["type"] == "story"]
    assert urls(capsys, "--story", story) == "ab"


@pytest.mark.parametrize(
    "asked, code, why",
    [
        ("--since soon", 2, "--since takes a date such as"),
        ("--since 2022-13", 2, "--since takes a date such as"),
        ("--depth 2", 2, "--depth counts from --around"),
        ("--columns gephi", 2, "json has no columns for gephi"),
        ("--outlet Nobody", 3, "no outlet is known under Nobody"),
        ("--around Nobody", 3, "no outlet is known under Nobody"),
        ("--around author:nobody", 3, "nothing is known under author:nobody"),
        ("--around https://nobody.example/x", 3, "nothing is known under"),
        (f"--story {C}", 3, "stands alone"),
        ("--verdict sure", 2, "certain"),
    ],
)
def test_what_is_not_known_is_said_and_the_old_file_stays(
    asked: str, code: int, why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("x.json").write_text("old", "utf-8")
    assert run(["export", "x.json", *asked.split()]) == code
    assert why in capsys.readouterr().err
    assert Path("x.json").read_text("utf-8") == "old"


def test_a_table_has_the_names_that_a_program_wants(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["export", "nodes.csv", "--columns", "neo4j", "--view", "outlets"]) == 0
    assert capsys.readouterr().err == "wrote nodes.csv\n"
    first, *rows = Path("nodes.csv").read_text("utf-8").splitlines()
    assert first.startswith("id:ID,kind:string,label:string,")
    assert len(rows) == 3


def test_every_relation_and_verdict_may_be_asked_for() -> None:
    assert set(filters.RELATIONS) == {relation.value for relation in Relation}
    assert set(filters.VERDICTS) == {verdict.value for verdict in Verdict}
