"""What people install: our names, our data, and every dependency declared."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tarfile
import tomllib
from collections.abc import Iterator
from importlib.machinery import PathFinder
from importlib.metadata import entry_points, packages_distributions, version
from itertools import chain
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PACKAGES: list[str] = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
EXTRAS: dict[str, list[str]] = PROJECT["project"]["optional-dependencies"]
NEEDED: list[str] = PROJECT["project"]["dependencies"]
PINS = [
    line
    for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


def build(target: str, folder: Path) -> Path:
    """Build what people download, without asking the network for anything."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", target]
    subprocess.run(
        [*command, "-d", folder], cwd=ROOT, check=True, capture_output=True, text=True
    )
    (built,) = folder.iterdir()
    return built


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ZipFile]:
    with ZipFile(build("wheel", tmp_path_factory.mktemp("wheel"))) as archive:
        yield archive


def files() -> set[str]:
    """Everything that lies in the packages: code, data and markers."""
    return {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def imported_by(package: str) -> set[str]:
    """The top names that a package imports and the standard library lacks."""
    names = set()
    for path in (ROOT / package).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module.partition(".")[0])
    return names - sys.stdlib_module_names - set(PACKAGES)


def names_of(requirements: list[str]) -> set[str]:
    return {canonicalize_name(Requirement(r).name) for r in requirements}


@pytest.mark.parametrize("name", PACKAGES)
def test_no_other_distribution_owns_the_name(name: str) -> None:
    assert set(packages_distributions().get(name, [])) <= {"whence"}


@pytest.mark.parametrize("name", PACKAGES)
def test_no_other_folder_offers_the_name(name: str) -> None:
    elsewhere = [p for p in sys.path if Path(p or ".").resolve() != ROOT]
    assert PathFinder.find_spec(name, elsewhere) is None


def test_every_package_at_the_top_is_installed() -> None:
    tops = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert tops - {"tests", "benchmarks"} == set(PACKAGES)


def test_the_command_is_installed() -> None:
    (command,) = entry_points(group="console_scripts", name="whence")
    assert callable(command.load())


def test_the_version_is_the_newest_of_the_changelog() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    newest = re.search(r"^## (\d+\.\d+\.\d+)", changelog, re.MULTILINE)
    assert newest is not None
    assert newest[1] == PROJECT["project"]["version"] == version("whence")


@pytest.mark.parametrize("package", PACKAGES)
def test_everything_imported_is_declared(package: str) -> None:
    extras = (EXTRAS[name] for name in ("parquet", "postgres", "prov"))
    declared = names_of([*NEEDED, *chain.from_iterable(extras)])
    owners = packages_distributions()
    undeclared = {
        name
        for name in imported_by(package)
        if declared.isdisjoint(map(canonicalize_name, owners.get(name, [])))
    }
    assert undeclared == set()


def test_everything_declared_is_pinned() -> None:
    declared = names_of([*NEEDED, *(n for extra in EXTRAS.values() for n in extra)])
    assert (
        declared - {canonicalize_name(pin.partition("==")[0]) for pin in PINS} == set()
    )


@pytest.mark.parametrize("pin", PINS)
def test_a_pin_is_a_name_and_a_version(pin: str) -> None:
    assert re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][0-9A-Za-z.]*", pin)


def test_the_wheel_carries_code_and_data(wheel: ZipFile) -> None:
    assert "cli/main.py" in files()
    assert files() - set(wheel.namelist()) == set()


def test_the_wheel_carries_nothing_else(wheel: ZipFile) -> None:
    tops = {name.partition("/")[0] for name in wheel.namelist()}
    assert tops == {*PACKAGES, f"whence-{PROJECT['project']['version']}.dist-info"}


@pytest.mark.parametrize("name", PACKAGES)
def test_a_package_says_that_it_is_typed(wheel: ZipFile, name: str) -> None:
    assert f"{name}/py.typed" in wheel.namelist()


def test_the_wheel_installs_the_command(wheel: ZipFile) -> None:
    (points,) = [n for n in wheel.namelist() if n.endswith("/entry_points.txt")]
    assert "whence = cli.main:main" in wheel.read(points).decode()


def test_the_source_archive_carries_the_tests_and_the_docs(tmp_path: Path) -> None:
    with tarfile.open(build("sdist", tmp_path)) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"LICENSE", "Makefile", "scrapy.cfg", "tests/test_packaging.py"} <= names
    assert any(name.startswith("docs/") for name in names)
