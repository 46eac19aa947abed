"""A crawl that is killed, stopped or doubled loses nothing and asks nothing twice."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select

from benchmarks import kill
from graph.store.engine import open_store
from graph.store.schema import ARTICLE, FRONTIER, REPUBLICATION
from tests.hostile.pages import article, credit
from tests.hostile.site import Handler, Site

_ROOT = Path(__file__).parents[2]
_HOSTS = 12
_PAGES = 144
"""Chains of twelve articles: each credits one on the next host."""


class Web:
    """Sites on loopback addresses whose articles credit each other in chains."""

    def __init__(self, stack: ExitStack) -> None:
        self.sites: list[Site] = []
        for number in range(_HOSTS):
            site = Site(f"127.0.4.{number + 1}", {"*": self._answer})
            site.answers["/robots.txt"] = _robots
            self.sites.append(stack.enter_context(site))

    def url(self, number: int) -> str:
        return self.sites[self._host(number)].url(f"/story-{number}")

    def _host(self, number: int) -> int:
        return (number + number // _HOSTS) % _HOSTS

    def _name(self, number: int) -> str:
        """The outlet's: where its pages told several, the last to come would count."""
        return f"Herald {self._host(number):03d}"

    @property
    def seeds(self) -> list[str]:
        return [self.url(n) for n in range(_PAGES // _HOSTS)]

    def asked(self) -> Counter[str]:
        pages = (s.url(path) for s in self.sites for path in s.pages_asked())
        return Counter(url for url in pages if "/story-" in url)

    def forget(self) -> None:
        for site in self.sites:
            site.asked.clear()

    def _answer(self, handler: Handler) -> None:
        name = handler.path.removeprefix("/story-")
        if not name.isdigit():
            handler.give(code=404)
            return
        number, following = int(name), int(name) + _PAGES // _HOSTS
        ends = following >= _PAGES
        told = "" if ends else credit(self.url(following), self._name(following))
        title = f"Report {number} of the last ferry"
        handler.give(
            article(title, credit=told, outlet=self._name(number), salt=number)
        )


def _robots(handler: Handler) -> None:
    handler.give(code=404)


@pytest.fixture(scope="module")
def web() -> Iterator[Web]:
    with ExitStack() as stack:
        yield Web(stack)


@contextmanager
def crawling(store: Path, *urls: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "cli.main", "--db", str(store), "--json", "crawl"]
    options = ["--allow-private", "--delay", "0", "--depth", "50"]
    process = subprocess.Popen(
        [*command, *options, *urls],
        cwd=store.parent,
        env=os.environ | {"PYTHONPATH": str(_ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def finish(process: subprocess.Popen[str]) -> int:
    _, errors = process.communicate(timeout=120)
    assert "Traceback" not in errors
    return process.returncode


def exported(store: Path) -> list[str]:
    """The export's lines, without the moments of fetching."""
    target = store.with_suffix(".jsonl")
    command = [sys.executable, "-m", "cli.main", "--db", str(store), "export"]
    environment = os.environ | {"PYTHONPATH": str(_ROOT)}
    subprocess.run([*command, str(target)], check=True, env=environment, timeout=60)
    lines = []
    for text in target.read_text().splitlines():
        line = json.loads(text)
        lines.append(json.dumps(_without_moments(line), sort_keys=True))
    return lines


def _without_moments(line: dict[str, object]) -> dict[str, object]:
    return {
        k: v
        for k, v in line.items()
        if k not in {"first_seen", "fetched_at", "snapshot"}
    }


def settled(store: Path) -> int:
    """How many URLs are done; 0 while the store is not there yet."""
    if not store.exists():
        return 0
    opened = open_store(str(store))
    try:
        with opened.read() as connection:
            done = select(func.count()).where(FRONTIER.c.state == "done")
            return int(connection.execute(done).scalar_one())
    finally:
        opened.close()


def wait_until_settled(process: subprocess.Popen[str], store: Path, least: int) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end and process.poll() is None:
        if settled(store) >= least:
            return
        time.sleep(0.1)


@pytest.fixture(scope="module")
def undisturbed(web: Web, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    store = tmp_path_factory.mktemp("undisturbed") / "whence.db"
    with crawling(store, *web.seeds) as process:
        assert finish(process) == 0
    check_whole(store)
    return exported(store)


def check_whole(store: Path) -> None:
    opened = open_store(str(store))
    with opened.read() as connection:
        states = connection.execute(select(FRONTIER.c.state, FRONTIER.c.outcome))
        ends = Counter(tuple(row) for row in states)
        articles = connection.execute(select(ARTICLE.c.url)).scalars().all()
        edges = connection.execute(select(func.count()).select_from(REPUBLICATION))
        assert edges.scalar_one() > _PAGES / 2
    opened.close()
    assert ends == {("done", "kept"): _PAGES}
    assert len(articles) == len(set(articles)) == _PAGES


@pytest.mark.slow
def test_a_crawl_that_is_killed_three_times_loses_nothing(
    web: Web, tmp_path: Path, undisturbed: list[str]
) -> None:
    web.forget()
    store, chance = tmp_path / "whence.db", random.Random(7)  # noqa: S311
    for round_ in range(3):
        with crawling(store, *(web.seeds if round_ == 0 else ())) as process:
            wait_until_settled(process, store, 5 + round_ * 40)
            time.sleep(chance.random())
            process.send_signal(signal.SIGKILL)
    with crawling(store) as process:
        assert finish(process) == 0
    check_whole(store)
    assert exported(store) == undisturbed
    # Only what was under way at the moment of a kill may be asked again.
    assert sum(web.asked().values()) <= _PAGES + 3 * _HOSTS


@pytest.mark.slow
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_in_order_and_the_crawl_can_be_resumed(
    web: Web, tmp_path: Path, undisturbed: list[str], ending: signal.Signals
) -> None:
    web.forget()
    store = tmp_path / "whence.db"
    with crawling(store, *web.seeds) as process:
        wait_until_settled(process, store, 10)
        process.send_signal(ending)
        assert finish(process) == 5
    assert 0 < settled(store) < _PAGES
    with crawling(store) as process:
        assert finish(process) == 0
    check_whole(store)
    assert exported(store) == undisturbed
    assert set(web.asked().values()) == {1}


@pytest.mark.slow
def test_a_second_signal_ends_at_once(tmp_path: Path) -> None:
    def never(handler: Handler) -> None:
        time.sleep(15)
        handler.give(code=404)

    with Site("127.0.4.99", {"*": never}) as site:
        with crawling(tmp_path / "whence.db", site.url("/a")) as process:
            while not site.pages_asked() and process.poll() is None:
                time.sleep(0.1)
            begun = time.monotonic()
            process.send_signal(signal.SIGTERM)
            time.sleep(1)
            assert process.poll() is None  # it waits for its answer
            process.send_signal(signal.SIGTERM)
            _, said = process.communicate(timeout=60)
        assert time.monotonic() - begun < 12
    assert process.returncode == 5
    assert "run again" in said


@pytest.mark.slow
def test_rounds_of_kills_lose_nothing() -> None:
    """The benchmark itself, of few pages."""
    options = ["--rounds=2", "--postgres-rounds=1", "--pages=100"]
    done = CliRunner().invoke(kill.main, options)
    assert done.exit_code == 0, done.output
    assert "DIFFERENT" not in done.output


@pytest.mark.slow
def test_two_crawls_at_once_ask_nothing_twice(
    web: Web, tmp_path: Path, undisturbed: list[str]
) -> None:
    web.forget()
    store = tmp_path / "whence.db"
    half = len(web.seeds) // 2
    with (
        crawling(store, *web.seeds[:half]) as one,
        crawling(store, *web.seeds[half:]) as other,
    ):
        assert finish(one) == 0
        assert finish(other) == 0
    check_whole(store)
    assert exported(store) == undisturbed
    assert set(web.asked().values()) == {1}
