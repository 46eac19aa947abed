"""Crawls as processes that can be killed, and what is in their stores afterwards."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from graph.errors import StoreError
from graph.store import frontier
from graph.store.engine import open_store
from graph.store.schema import ARTICLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ROOT = Path(__file__).parents[1]
_OPTIONS = ("--allow-private", "--depth=5", "--max-per-host=1000000")
_LONGEST_EXPORT = 600


@dataclass(frozen=True, kw_only=True)
class Place:
    """A store, and the folder in which its crawls run."""

    store: str
    """A path or a URL."""
    folder: Path

    @contextmanager
    def crawling(
        self, *urls: str, delay: float = 0.0
    ) -> Iterator[subprocess.Popen[str]]:
        """A crawl in a process of its own; killed at the end if it still runs."""
        told = ["crawl", *_OPTIONS, f"--delay={delay}", *urls]
        process = subprocess.Popen(
            self._command(*told),
            cwd=self.folder,
            env=_environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        try:
            yield process
        finally:
            process.kill()
            process.wait()
            if process.stderr is not None:
                process.stderr.close()

    def settled(self) -> int:
        """How many URLs are done; 0 while there is no store."""
        return self._count("done")

    def queued(self) -> int:
        """How many URLs wait, leased ones too."""
        return self._count("queued") + self._count("leased")

    def _count(self, state: str) -> int:
        try:
            opened = open_store(self.store, create=False)
        except StoreError:
            return 0
        try:
            with opened.read() as connection:
                return frontier.counts(connection)[state]
        finally:
            opened.close()

    def read_pages(self) -> int:
        """How many articles were read."""
        opened = open_store(self.store, create=False)
        read = select(func.count()).where(ARTICLE.c.outcome == "kept")
        with opened.read() as connection:
            found: int = connection.execute(read).scalar_one()
        opened.close()
        return found

    def exported(self) -> tuple[bytes, bytes]:
        """The graph as GraphML, and as JSON lines without ``first_seen``.

        That one is the clock's, which no second crawl can show again.
        """
        graph, lines = self.folder / "graph.graphml", self.folder / "graph.jsonl"
        for file in (graph, lines):
            subprocess.run(
                self._command("export", str(file)),
                check=True,
                cwd=self.folder,
                env=_environment(),
                capture_output=True,
                timeout=_LONGEST_EXPORT,
            )
        parsed = map(json.loads, lines.read_text().splitlines())
        same = [{k: v for k, v in one.items() if k != "first_seen"} for one in parsed]
        return graph.read_bytes(), "\n".join(map(json.dumps, same)).encode()

    def _command(self, *words: str) -> Sequence[str]:
        program = [sys.executable, "-m", "cli.main", "--quiet", "--db", self.store]
        return [*program, "--archive", str(self.folder / "warc"), *words]


def _environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(_ROOT)}
