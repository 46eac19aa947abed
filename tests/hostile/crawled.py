"""Crawling loopback sites in a process of its own, and what that left behind."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tests.hostile.row import Row
from tests.hostile.site import Site

ROOT = Path(__file__).parents[2]
QUICK = {
    "WHENCE_ALLOW_PRIVATE": True,
    "DOWNLOAD_DELAY": 0,
    "DOWNLOAD_TIMEOUT": 8,
    "DNS_TIMEOUT": 3,
    "RETRY_TIMES": 0,
    "LOG_LEVEL": "CRITICAL",
}


@dataclass(frozen=True)
class Crawled:
    """What a crawl left behind."""

    ends: dict[str, tuple[str, str, str]]
    """State, outcome and detail of every URL."""
    settled: dict[str, float]
    """When each was done, in seconds since 1970."""
    hosts: dict[str, tuple[str, str | None, float | None]]
    """Hold, decision on robots.txt and delay of every host that is known."""
    sites: dict[str, Site]
    store: Path
    errors: str
    megabytes: int
    """The most memory that the crawl's process had."""
    listening: list[str]

    def outcome(self, url: str) -> str:
        """The one word that a URL ended with."""
        state, outcome, _ = self.ends[url]
        assert state == "done"
        return outcome

    def seconds(self, name: str, path: str = "/story") -> float:
        """From the first request to a site until its page was done."""
        site = self.sites[name]
        return self.settled[site.url(path)] - site.began if site.began else 0.0

    def held(self, name: str) -> int:
        """For how many minutes a site is left alone from its first request on."""
        site = self.sites[name]
        until, _, _ = self.hosts[f"{site.host}:{site.port}"]
        if not until:
            return 0
        return round((datetime.fromisoformat(until).timestamp() - site.began) / 60)

    def within(self, row: Row, seconds: float) -> None:
        """Check that neither memory nor time went beyond a row's bounds."""
        assert self.megabytes <= row.megabytes
        assert seconds <= row.seconds


def crawled(
    store: Path, urls: list[str], *, sites: dict[str, Site], **options: object
) -> Crawled:
    """Crawl these, and tell what came of it."""
    command = [sys.executable, str(Path(__file__).with_name("run.py")), str(store)]
    done = subprocess.run(
        [*command, json.dumps(QUICK | options), *urls],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    told = json.loads(done.stdout)
    rows = told["urls"]
    assert len({url for url, *_ in rows}) == len(rows)
    return Crawled(
        ends={url: (state, outcome, detail) for url, state, outcome, detail, _ in rows},
        settled={
            url: datetime.fromisoformat(moment).timestamp()
            for url, *_, moment in rows
            if moment
        },
        hosts={host: tuple(known) for host, known in told["hosts"].items()},
        sites=sites,
        store=store,
        errors=done.stderr,
        megabytes=told["megabytes"],
        listening=told["listening"],
    )
