"""The documentation is whole: what can be used is described, and links lead on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import click
import pytest

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\(([^)\s]+)\)")
CODE = re.compile(r"```.*?```", re.DOTALL)


def docs() -> str:
    """Everything under docs/, as one text."""
    pages = sorted((ROOT / "docs").rglob("*.md"))
    return "\n".join(page.read_text("utf-8") for page in pages)


def manual() -> str:
    """The README and everything under docs/, as one text."""
    return (ROOT / "README.md").read_text("utf-8") + docs()


def unnamed(names: set[str]) -> list[str]:
    """Those of these names that no page under docs/ sets as code."""
    text = docs()
    return sorted(name for name in names if f"`{name}`" not in text)


def commands() -> Iterator[tuple[str, click.Command]]:
    """Every command, with its name as people type it."""
    from cli import main

    (group,) = {g for g in vars(main).values() if isinstance(g, click.Group)}
    yield "whence", group
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield f"whence {name}", command


def test_there_are_commands() -> None:
    assert "whence crawl" in dict(commands())


def test_every_command_is_documented() -> None:
    text = manual()
    assert [n for n, _ in commands() if not re.search(rf"\b{n}\b", text)] == []


def test_every_command_has_help() -> None:
    assert [name for name, command in commands() if not command.help] == []


def test_every_option_has_help() -> None:
    assert [
        f"{name} {option.opts[0]}"
        for name, command in commands()
        for option in command.params
        if isinstance(option, click.Option) and not option.help
    ] == []


def test_every_option_is_documented() -> None:
    text = manual()
    assert [
        f"{name} {option.opts[0]}"
        for name, command in commands()
        for option in command.params
        if isinstance(option, click.Option)
        if not any(re.search(rf"{word}\b", text) for word in option.opts)
    ] == []


def test_every_cue_is_documented() -> None:
    from crawler.cues import CUES

    assert unnamed({cue.name for cue in CUES}) == []


def test_every_format_is_documented() -> None:
    from graph.export import FORMATS

    assert unnamed(set(FORMATS)) == []


def test_every_outcome_is_documented() -> None:
    from graph.model import Outcome

    assert unnamed({outcome.value for outcome in Outcome}) == []


def test_every_setting_is_documented() -> None:
    from crawler import settings

    assert unnamed({name for name in vars(settings) if name.isupper()}) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_between_pages_leads_somewhere(page: Path) -> None:
    text = CODE.sub("", page.read_text("utf-8"))
    targets = [target.partition("#")[0] for target in LINK.findall(text)]
    inside = [
        t for t in targets if t and "://" not in t and not t.startswith("mailto:")
    ]
    assert [t for t in inside if not (page.parent / t).exists()] == []


def test_the_pages_people_look_for_are_there() -> None:
    wanted = {"README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md"}
    assert wanted <= {page.name for page in PAGES}


def test_every_target_of_the_makefile_says_what_it_does() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    (phony,) = re.findall(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)
    described = re.findall(r"^([a-z]+):.* ## \S", makefile, re.MULTILINE)
    assert set(phony.split()) == set(described)


WORDS = (
    "Relation",
    "Reuse",
    "Verdict",
    "Credit",
    "Status",
    "Precision",
    "Where",
    "Outcome",
)
PATH = re.compile(r"`((?:cli|crawler|graph|tests|scripts)/[\w./-]*)`")


def page(name: str) -> str:
    """One page under docs/."""
    return (ROOT / "docs" / name).read_text("utf-8")


def cells(name: str) -> list[list[str]]:
    """The cells of every row of every table of a page."""
    rows = [line for line in page(name).splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]


def firsts(name: str) -> set[str]:
    """What stands as code in the first cell of a page's tables."""
    return {row[0].strip("`") for row in cells(name) if row[0].startswith("`")}


@pytest.mark.parametrize("word", WORDS)
def test_every_word_has_its_meaning(word: str) -> None:
    values = {item.value for item in getattr(import_module("graph.model"), word)}
    assert values - firsts("words.md") == set()
    assert f"`{word}`" in page("words.md")


def test_every_reason_is_told_with_its_weight() -> None:
    from graph.resolve.reasons import REASONS, VERDICTS

    # The tables of verdicts and reasons stand before those that share a word.
    coded = [row for row in cells("words.md") if row[0].startswith("`")]
    told = {row[0].strip("`"): row[1] for row in reversed(coded)}
    wanted = {name: str(rule.weight) for name, rule in REASONS.items()}
    wanted |= {verdict.value: str(least) for least, verdict in VERDICTS}
    assert {name: told.get(name) for name in wanted} == wanted


def test_every_setting_is_told_with_its_value() -> None:
    from crawler import settings

    told = {row[0].strip("`"): row[1].strip("`") for row in cells("crawling.md")}
    plain = {
        name: str(value)
        for name, value in vars(settings).items()
        if name.isupper() and isinstance(value, bool | int | float | str)
        if name != "USER_AGENT"  # it holds the version
    }
    assert {name: told.get(name) for name in plain} == plain


def test_every_source_is_told_in_its_stage() -> None:
    from crawler.discover import STAGES

    told = [(row[0], row[1].strip("`")) for row in cells("crawling.md")]
    for number, sources in enumerate(STAGES, 1):
        assert {(str(number), source.name) for source in sources} <= set(told)


def test_every_service_is_told_with_its_limits() -> None:
    from crawler.discover.services.terms import known

    told = {row[0].strip("`"): row[2:4] for row in cells("crawling.md") if len(row) > 3}
    wanted = {name: [str(t.a_minute), str(t.most)] for name, t in known().items()}
    assert {name: told.get(name) for name in wanted} == wanted


def test_every_table_of_the_store_is_told() -> None:
    from graph.store.schema import METADATA

    assert set(METADATA.tables) - firsts("store.md") == set()


def test_every_attribute_of_a_graph_is_told_with_its_type() -> None:
    from graph import build
    from graph.export.graphml import _TYPES

    nodes, _, edges = page("exports.md").partition("## Attributes of edges")
    for text, types in ((nodes, build.NODE_TYPES), (edges, build.EDGE_TYPES)):
        for name, kind in types.items():
            assert f"| `{name}` | {_TYPES[kind]} |" in text


def test_every_cue_is_told_in_its_own_words() -> None:
    from crawler.cues import CUES

    text = " ".join(page("cues.md").split())
    for cue in CUES:
        told = " ".join(cue.docs.replace("``", "`").split())
        assert told in text, f"docs/cues.md must say of {cue.name}: {told}"
        assert f"## `{cue.name}`" in page("cues.md")


def test_every_fault_is_told_once_with_how_it_stands() -> None:
    told = [row for row in cells("faults.md") if row[0].startswith("F-")]
    assert [row[0] for row in told] == [f"F-{n:02}" for n in range(1, 61)]
    standing = {"tested", "met", "partly", "not yet"}
    assert {row[-1].partition(":")[0] for row in told} <= standing
    for row in told:
        if row[-1].startswith("tested"):
            assert "`tests/" in row[-1], row[0]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_file_that_is_named_is_there(page: Path) -> None:
    named = PATH.findall(CODE.sub("", page.read_text("utf-8")))
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_pages_stay_small() -> None:
    pages = (ROOT / "docs").rglob("*.md")
    assert [p.name for p in pages if len(p.read_text("utf-8").splitlines()) > 300] == []
