"""What the documentation shows is real: every example is run again."""

from __future__ import annotations

import copy
import json
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import click
import pytest

from cli.main import whence

ROOT = Path(__file__).parent.parent
MANUAL = ("commands.md", "asking.md", "profiles.md", "watching.md", "filters.md")
"""The pages that quote the help of every command."""
CONSOLE = re.compile(r"^```console\n(.*?)^```", re.DOTALL | re.MULTILINE)
ANYTHING = "…"
# What differs from one run of the demo to the next.
UNSTEADY = re.compile(r"^( +(?:warc|offset|cause) =).*", re.MULTILINE)


def page(name: str) -> str:
    """One page under docs/."""
    return (ROOT / "docs" / name).read_text("utf-8")


def code(name: str, kind: str) -> list[str]:
    """The blocks of that kind of code on a page."""
    return re.findall(rf"```{kind}\n(.*?)```", page(name), re.DOTALL)


def test_every_help_that_is_quoted_is_the_programs_own() -> None:
    told = "".join(map(page, MANUAL))
    quoted = dict(
        re.findall(r"^\$ (whence[ a-z]*) --help\n([^$`]*)^[$`]", told, re.MULTILINE)
    )
    names = [
        "whence",
        *(f"whence {name}" for name in whence.list_commands(click.Context(whence))),
    ]
    wanted = {name: help_of(name) for name in names}
    assert {name: text.strip() for name, text in quoted.items()} == wanted


def help_of(name: str) -> str:
    """A command's help, for others than ``whence`` without what all have."""
    top = click.Context(
        whence, info_name="whence", terminal_width=80, **whence.context_settings
    )
    _, _, word = name.partition(" ")
    known = whence.get_command(top, word)
    if known is None:
        return whence.get_help(top)
    found = copy.copy(known)
    shared = {option.name for option in whence.params}
    found.params = [option for option in found.params if option.name not in shared]
    found.add_help_option = False
    return found.get_help(click.Context(found, info_name=word, parent=top)).strip()


def consoles(text: str) -> Iterator[tuple[str, str]]:
    """(command, what it answered) of every command on a page."""
    for block in CONSOLE.findall(text):
        for part in re.split(r"^(?=\$ )", block, flags=re.MULTILINE)[1:]:
            command, _, answer = part.partition("\n")
            if not command.endswith("--help"):
                yield command.removeprefix("$ "), answer


def answered(command: str, folder: Path) -> str:
    """What a command answers, its exit code below where it is not 0."""
    if command.startswith("sqlite3 -line "):
        _, _, path, query = command.split(" ", 3)
        return as_lines(folder / path, query.strip('"'))
    command = command.replace("whence ", f"{sys.executable} -m cli.main ", 1)
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env={"COLUMNS": "80", "PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.stdout + (f"[{done.returncode}]\n" if done.returncode else "")


def as_lines(path: Path, query: str) -> str:
    """The first row of a query as ``sqlite3 -line`` shows it."""
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        row = dict(connection.execute(query).fetchone())
    width = max(5, *map(len, row))
    return "".join(f"{name:>{width}} = {value}\n" for name, value in row.items())


def fits(told: str, answer: str) -> bool:
    """Whether an answer is what a page tells, ``…`` standing for anything."""
    if told.lstrip().startswith("{") or "\n{" in told:
        return fits_json(*(values_in(text) for text in (told, answer)))
    lines = [line.rstrip() for line in told.rstrip().splitlines()]
    parts = [".*" if line == ANYTHING else re.escape(line) for line in lines]
    plain = "\n".join(line.rstrip() for line in answer.rstrip().splitlines())
    return re.fullmatch("\n".join(parts), plain, re.DOTALL) is not None


def values_in(text: str) -> tuple[str, Any]:
    """What is no JSON in a text, and the JSON in it."""
    start = text.index("{")
    value, end = json.JSONDecoder().raw_decode(text[start:])
    return (text[:start] + text[start + end :]).replace("\n", ""), value


def fits_json(told: Any, found: Any) -> bool:  # noqa: ANN401 - any JSON
    """Whether two values are the same, ``"…"`` being the same as anything."""
    if told == ANYTHING:
        return True
    if isinstance(told, dict) and isinstance(found, dict):
        return told.keys() == found.keys() and all(
            fits_json(told[key], found[key]) for key in told
        )
    if isinstance(told, list | tuple) and isinstance(found, list | tuple):
        return len(told) == len(found) and all(map(fits_json, told, found))
    return bool(told == found)


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", [*MANUAL, "comparing.md", "json.md", "judging.md", "measures.md"]
)
def test_every_example_is_real(name: str, tmp_path: Path) -> None:
    text = page(name)
    files = re.findall(r"<!-- file: (\S+) -->\n```\w+\n(.*?)```", text, re.DOTALL)
    for file, content in files:
        (tmp_path / file).write_text(content, "utf-8")
    for command, told in consoles(text):
        answer = answered(command, tmp_path)
        assert fits(told, answer), f"$ {command}\n{answer}"


@pytest.mark.slow
def test_the_page_that_travels_is_real(tmp_path: Path) -> None:
    assert "Written to demo" in answered("whence demo demo", tmp_path)
    for name in ("how-a-page-travels.md", "evidence.md", "exports.md"):
        for command, told in consoles(page(name)):
            answer = answered(command, tmp_path)
            steady, wanted = (UNSTEADY.sub(r"\1", text) for text in (answer, told))
            assert fits(wanted, steady), f"$ {command}\n{answer}"
    printed = [python(text, tmp_path) for text in code("exports.md", "python")]
    told = code("exports.md", "text")[0]
    assert re.sub(r"\d+", "N", printed[0]) == re.sub(r"\d+", "N", told)
    assert "The Harbour Ledger -> Coast Review" in printed[1]


def python(text: str, folder: Path) -> str:
    """What a program prints."""
    (folder / "program.py").write_text(text, "utf-8")
    return answered(f"{sys.executable} program.py", folder)


@pytest.mark.parametrize("name", ["add-a-cue.md", "add-a-source.md", "add-a-format.md"])
def test_the_code_that_leads_through_runs(name: str, tmp_path: Path) -> None:
    text = "\n".join(code(name, "python"))
    known: dict[str, Any] = {"__name__": name}
    exec(compile(text, name, "exec"), known)  # noqa: S102 - it is our own
    tests = [one for what, one in known.items() if what.startswith("test_")]
    assert tests
    for test in tests:
        test(**({"tmp_path": tmp_path} if test.__code__.co_argcount else {}))


def test_the_language_that_leads_through_reads_its_examples(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from crawler import phrases
    from crawler.phrases import index

    pack = phrases.read_pack(code("add-a-language.md", "toml")[0])
    assert pack[0].language not in {wording.language for wording in phrases.packs()}
    monkeypatch.setattr(index, "packs", lambda: pack)
    index.whole_index.cache_clear()
    phrases._search.cache_clear()
    phrases._admitted.cache_clear()
    for wording in pack:
        for example in wording.yes:
            (found,) = phrases.search(example["text"], language=wording.language)
            assert found.slots | example == found.slots | {"text": example["text"]}
        assert [text for text in wording.no if phrases.search(text)] == []
    index.whole_index.cache_clear()
    phrases._search.cache_clear()
    phrases._admitted.cache_clear()


def test_the_outlet_that_leads_through_is_read_and_is_new() -> None:
    from crawler import outlets

    (known,) = outlets.read(code("add-an-outlet.md", "toml")[0])
    assert known.agency
    assert outlets.find(known.name) is None
