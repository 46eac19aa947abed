"""The command line: its help, its errors and its exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest

from cli import main
from cli.main import COMMANDS, run, whence
from cli.settings import common
from graph.errors import InputError, StoppedEarly
from graph.identity import url_key
from tests.graph.small_store import Small

A = "https://alpha.example/red-lines"
B = "https://beta.example/red-lines"


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Small]:
    """A store at ``whence.db`` in the current folder, with A reposted by B."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("WHENCE_DB", raising=False)
    small = Small(tmp_path / "whence.db")
    a = small.article(A, "2022-02-18", headline="Red lines")
    b = small.article(B, "2022-02-20", headline="Red lines")
    small.edge(a, b)
    small.store.close()
    yield small
    small.store.close()


@pytest.mark.parametrize("name, line", COMMANDS)
def test_every_command_says_in_the_list_what_its_help_says(
    name: str, line: str
) -> None:
    command = whence.get_command(click.Context(whence), name)
    assert command is not None
    assert command.name == name
    assert command.help is not None
    assert command.help.splitlines()[0].replace("\b", "") == line


def test_the_help_imports_no_heavy_module() -> None:
    code = (
        "import sys; from cli.main import run; run(['--help']);"
        "print(sorted({m.partition('.')[0] for m in sys.modules}), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert "reposts" in done.stdout
    for heavy in ("sqlalchemy", "rich", "lxml", "scrapy", "networkx", "trafilatura"):
        assert f"'{heavy}'" not in done.stderr


def test_the_version_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out.startswith("whence ")


@pytest.mark.parametrize(
    "arguments, code, words",
    [
        (["reposts", "alpha.example/nothing"], 3, "nothing is known under"),
        (["reposts"], 2, "Missing argument"),
        (["repost", A], 2, "did you mean reposts"),
        (["--db", "none.db", "stats"], 4, "there is no store at none.db"),
        (["stats", "--db", "."], 4, "is a folder"),
        (["--db", "mysql://x", "stats"], 4, "SQLite or PostgreSQL"),
        (["export", "x.xls"], 2, "there are csv, dot, edges.csv, edges"),
        (["export", "no/x.jsonl"], 1, "can't be written"),
        (["origin", "\x1b[31mred"], 3, "under [31mred"),
    ],
)
@pytest.mark.usefixtures("small")
def test_an_error_is_one_line_with_its_exit_code(
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    code: int,
    words: str,
) -> None:
    assert run(arguments) == code
    said = capsys.readouterr()
    assert said.out == ""
    assert words in said.err
    assert "Traceback" not in said.err
    assert "\x1b" not in said.err
    if code != 2:
        assert said.err.count("\n") == 1


@pytest.mark.parametrize(
    "error, code, words",
    [
        (InputError("x can't be read"), 4, "whence: x can't be read"),
        (StoppedEarly("stopped"), 5, "whence: stopped"),
        (KeyboardInterrupt(), 5, "whence: stopped; run again to resume"),
        (ValueError("odd\nvalue"), 1, "whence: ValueError: odd value; -v shows where"),
        (RecursionError(), 1, "whence: RecursionError"),
    ],
)
@pytest.mark.parametrize("options", [[], ["-v"]])
def test_whatever_happens_ends_in_one_line(  # noqa: PLR0913, PLR0917 - a table's columns
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    error: BaseException,
    code: int,
    words: str,
    options: list[str],
) -> None:
    def fail() -> None:
        raise error

    failing = common(click.command("fail")(fail))
    monkeypatch.setattr(whence, "get_command", lambda *_: failing)
    monkeypatch.setattr(whence, "list_commands", lambda _: ["fail"])
    assert run(["fail", *options]) == code
    said = capsys.readouterr().err
    assert said.splitlines()[-1].startswith(words)
    shown = bool(options) and not isinstance(error, KeyboardInterrupt)
    assert ("Traceback" in said) == shown


@pytest.mark.parametrize(
    "arguments",
    [
        ["--json", "--db", "whence.db", "reposts", A],
        ["reposts", A, "--json"],
        ["-q", "reposts", "--db=whence.db", "--json", A],
    ],
)
@pytest.mark.usefixtures("small")
def test_options_stand_before_or_behind_the_command(
    capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    assert run(arguments) == 0
    answer = json.loads(capsys.readouterr().out)
    assert [repost["url"] for repost in answer["reposts"]] == [B]


@pytest.mark.usefixtures("small")
def test_the_store_may_be_named_by_the_environment(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("whence.db").rename("other.db")
    monkeypatch.setenv("WHENCE_DB", "other.db")
    assert run(["stats", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["articles"]["fetched"] == 2


@pytest.mark.usefixtures("small")
def test_nobody_reading_on_is_no_error() -> None:
    command = [sys.executable, "-m", "cli.main", "export", "-", "--format", "jsonl"]
    root = Path(main.__file__).parent.parent
    environment = {**os.environ, "PYTHONPATH": str(root)}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""


def answer_of(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> Any:  # noqa: ANN401 - any JSON
    assert run([*arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


@pytest.mark.usefixtures("small")
def test_an_address_is_taken_in_any_spelling(
    capsys: pytest.CaptureFixture[str],
) -> None:
    spelling = "http://www.alpha.example/red-lines/?utm_source=mail#top"
    assert url_key(spelling) == url_key(A)
    assert answer_of(["origin", spelling], capsys)["article"]["url"] == A
