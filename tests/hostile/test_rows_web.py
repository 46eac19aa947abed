"""The rest of the table: bombs alone, what pages lead to, commands and inputs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.hostile import linked
from tests.hostile.bombs import BOMBS
from tests.hostile.cases import PAGE
from tests.hostile.crawled import ROOT, Crawled, crawled
from tests.hostile.pages import article
from tests.hostile.row import Row
from tests.hostile.rows_web import COMMANDS, HEAVY, INPUTS, LINKED, ROWS
from tests.hostile.site import Site, body

# Each starts crawls of its own, which takes seconds.
pytestmark = pytest.mark.slow


def _named(value: object) -> str:
    return value.name if isinstance(value, Row) else str(value)


def test_every_fault_of_the_web_has_its_row() -> None:
    assert {row.id for row in ROWS} == {f"F-{n:02}" for n in range(1, 36)}
    named = [(row.id, row.name) for row in ROWS]
    assert len(set(named)) == len(named)


def test_the_documentation_tells_every_fault_as_met() -> None:
    page = (ROOT / "docs" / "faults.md").read_text("utf-8")
    told = [line.split("|")[1:-1] for line in page.splitlines() if line[:4] == "| F-"]
    assert [cells[0].strip() for cells in told] == [f"F-{n:02}" for n in range(1, 61)]
    assert all(cell.strip() for cells in told[:35] for cell in cells)
    standing = [cells[-1].strip() for cells in told[:35]]
    assert [text for text in standing if not text.startswith("tested")] == []


@pytest.fixture(scope="module")
def bombed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    """A crawl of nothing but bombs, one host at a time."""
    with ExitStack() as stack:
        sites = {
            row.name: stack.enter_context(
                Site(f"127.0.7.{number}", {"/story": BOMBS[row.name]()})
            )
            for number, row in enumerate(HEAVY, 1)
        }
        urls = [site.url("/story") for site in sites.values()]
        listed = sites["gzip-sitemap-bomb"].url("/story")
        urls[urls.index(listed)] = f"sitemap={listed}"
        folder = tmp_path_factory.mktemp("bombed")
        options: dict[str, object] = {"CONCURRENT_REQUESTS": 1}
        yield crawled(folder / "bombed.db", urls, sites=sites, **options)


@pytest.mark.parametrize("row", HEAVY, ids=_named)
def test_a_bomb_does_not_go_off(bombed: Crawled, row: Row) -> None:
    assert bombed.outcome(bombed.sites[row.name].url("/story")) == row.expected
    bombed.within(row, bombed.seconds(row.name))


def test_a_host_of_endless_headers_is_left_alone_and_asked_once(
    bombed: Crawled,
) -> None:
    assert bombed.held("endless-headers") == 24 * 60
    assert bombed.sites["endless-headers"].pages_asked() == ["/story"]


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    with ExitStack() as stack:
        sites = linked.sites(stack)
        folder = tmp_path_factory.mktemp("followed")
        yield crawled(folder / "followed.db", linked.urls(sites), sites=sites)


@pytest.mark.parametrize("row", LINKED, ids=_named)
def test_what_a_page_leads_to_stays_within_bounds(followed: Crawled, row: Row) -> None:
    assert linked.CHECKS[row.name](followed) == row.expected
    followed.within(row, 0)


@pytest.mark.parametrize("row", INPUTS, ids=_named)
def test_hostile_input_is_read_within_bounds(row: Row) -> None:
    command = [sys.executable, str(Path(__file__).with_name("inputs.py")), row.name]
    done = subprocess.run(
        command,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    found, megabytes, seconds = json.loads(done.stdout)
    assert found == row.expected
    assert megabytes <= row.megabytes
    assert seconds <= row.seconds


def _whence(folder: Path, *arguments: str, **environment: str) -> tuple[int, str]:
    command = [sys.executable, "-m", "cli.main", "crawl", "--delay=0", *arguments]
    done = subprocess.run(
        command,
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)} | environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert "Traceback" not in done.stderr
    return done.returncode, done.stderr


def _commanded(folder: Path, name: str) -> str:
    """What became of a command with this seed, or under this circumstance."""
    with Site("127.0.9.1", {"*": PAGE}) as site, Site("127.0.9.2", {}) as other:
        if name == "HTTP_PROXY":
            seed = ["--allow-private", site.url("/a")]
            code, said = _whence(folder, *seed, HTTP_PROXY=other.url())
            assert (code, other.asked) == (0, [])
            return "not asked, and said so" if "HTTP_PROXY is set" in said else said
        if name == "foreign certificate":
            site.encrypt(folder)
            url = site.url("/story").replace("http:", "https:")
            code, said = _whence(folder, "--allow-private", url)
            assert (code, site.asked) == (4, [])
            return said.split(": ")[2].partition(" ")[0]
        if name == "a host of two alphabets":
            _, said = _whence(folder, "--dry-run", "https://n\u0443times.invalid/a")
            assert "xn--ntimes-wrf.invalid mixes alphabets" in said
            return "said so"
        code, said = _whence(folder, name)
        assert f"not a URL: {name}" in said
        return f"exit code {code}"


@pytest.mark.parametrize("row", COMMANDS, ids=_named)
def test_a_command_ends_as_told(tmp_path: Path, row: Row) -> None:
    started = time.monotonic()
    assert _commanded(tmp_path, row.name) == row.expected
    assert time.monotonic() - started <= row.seconds


def test_other_pages_go_on_while_one_is_slow_to_read(tmp_path: Path) -> None:
    from tests.hostile.faults import SLOW

    pages = [body(article(f"Report {n}", salt=n)) for n in range(12)]
    with Site("127.0.9.3", {"/story": body(SLOW)}) as slow, ExitStack() as stack:
        sites = [
            stack.enter_context(Site(f"127.0.9.{n + 10}", {"/story": page}))
            for n, page in enumerate(pages)
        ]
        urls = [site.url("/story") for site in (slow, *sites)]
        done = crawled(tmp_path / "slow.db", urls, sites={})
    assert done.outcome(urls[0]) == "too-slow"
    assert {done.outcome(url) for url in urls[1:]} == {"kept"}
    assert max(done.settled[url] for url in urls[1:]) < done.settled[urls[0]]
