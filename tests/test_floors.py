"""Imports only go down: cli -> web -> crawler -> graph, and never in a circle."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

FLOORS = {"graph": 0, "crawler": 1, "web": 2, "cli": 3}
"""A module may import its own package and those of lower floors."""

FOREIGN_TO = {
    "graph": (
        "aiohttp click http requests rich scrapy socket socketserver ssl twisted"
        " urllib.request urllib3"
    ).split(),
    "crawler": ["click", "rich"],
}
"""What a package must know nothing of: the network for one, the terminal for both."""


def modules() -> dict[str, Path]:
    """Every module of the packages, by its dotted name."""
    found = {}
    for package in FLOORS:
        for path in sorted((ROOT / package).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            found[".".join(p for p in parts if p != "__init__")] = path
    return found


MODULES = modules()


def imports(source: str, name: str, *, package: bool) -> Iterator[str]:
    """Every name that a module imports, at its top or anywhere inside."""
    home = name.split(".") if package else name.split(".")[:-1]
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = home[: len(home) + 1 - node.level] if node.level else []
            base = ".".join([*above, *filter(None, [node.module])])
            yield from (f"{base}.{alias.name}" for alias in node.names)


def imports_of(name: str) -> list[str]:
    path = MODULES[name]
    package = path.name == "__init__.py"
    return list(imports(path.read_text("utf-8"), name, package=package))


def climbs(name: str, imported: str) -> bool:
    """Whether an import goes to a floor that is not below, or into the tests."""
    here, there = name.partition(".")[0], imported.partition(".")[0]
    if there == "tests":
        return True
    return there in FLOORS and there != here and FLOORS[there] >= FLOORS[here]


def is_foreign(name: str, imported: str) -> bool:
    """Whether a module imports what its package must know nothing of."""
    strangers = FOREIGN_TO.get(name.partition(".")[0], [])
    return any(f"{imported}.".startswith(f"{stranger}.") for stranger in strangers)


def part(name: str) -> str:
    """The child of a top package that a name lies in: ``graph.store``."""
    return ".".join(name.split(".")[:2])


def parts() -> dict[str, set[str]]:
    """Which parts of the packages each part imports."""
    known = {part(name) for name in MODULES}
    wanted: dict[str, set[str]] = {name: set() for name in known}
    for name in MODULES:
        for imported in map(part, imports_of(name)):
            target = imported if imported in known else imported.partition(".")[0]
            if target in known and target != part(name):
                wanted[part(name)].add(target)
    return wanted


@pytest.mark.parametrize("name", MODULES)
def test_imports_only_go_down(name: str) -> None:
    assert [i for i in imports_of(name) if climbs(name, i)] == []


@pytest.mark.parametrize("name", MODULES)
def test_a_package_imports_nothing_foreign_to_it(name: str) -> None:
    assert [i for i in imports_of(name) if is_foreign(name, i)] == []


def test_no_parts_import_each_other_in_a_circle() -> None:
    try:
        TopologicalSorter(parts()).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


def test_the_three_packages_are_there() -> None:
    assert {"graph", "crawler", "cli"} <= set(MODULES)


@pytest.mark.parametrize(
    "name, source, imported",
    [
        ("graph.text", "import scrapy.http", "scrapy.http"),
        ("graph.text", "from crawler import page", "crawler.page"),
        ("graph.store.read", "from ..errors import X", "graph.errors.X"),
        ("graph.store.read", "from . import write", "graph.store.write"),
        ("cli.demo", "def run():\n    import web", "web"),
    ],
)
def test_every_spelling_of_an_import_is_seen(
    name: str, source: str, imported: str
) -> None:
    assert list(imports(source, name, package=False)) == [imported]


def test_an_import_that_climbs_is_seen() -> None:
    assert climbs("graph.text", "crawler.page")
    assert climbs("crawler.page", "tests.pages")
    assert not climbs("crawler.page", "graph.text")
    assert is_foreign("graph.text", "urllib.request.urlopen")
    assert not is_foreign("graph.text", "urllib.parse.urlsplit")
