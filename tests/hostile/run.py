"""A crawl in a process of its own, since Scrapy's reactor runs once in one.

``run.py STORE OPTIONS URL...``, with Scrapy's settings as a JSON object; prints
what became of every URL of the frontier, what is known of hosts, and what the
process has used. ``KIND=URL`` queues a list, and ``queries=URL`` ten thousand
queries of one path.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from sqlalchemy import select

from crawler.crawl import crawl, seed_entries
from crawler.spiders.limits import Limits
from graph.identity import host_and_port
from graph.store import frontier
from graph.store.engine import Store, open_store
from graph.store.frontier import Entry
from graph.store.schema import FRONTIER, HOST

_LISTENS = "0A"
"""The state of a listening socket in /proc/net/tcp."""


def main() -> None:
    """Crawl, and print what came of it as one JSON object."""
    where, options, *urls = sys.argv[1:]
    store = open_store(where)
    seeds, _ = seed_entries([url for url in urls if not _kind(url)])
    with store.write() as connection:
        frontier.add(connection, list(_lists(urls)))
    listening: set[str] = set()
    crawl(
        store,
        seeds,
        options=json.loads(options),
        limits=Limits(per_host=60),
        progress=lambda _: listening.update(_listening()),
    )
    told = {
        "urls": _rows(store),
        "hosts": _hosts(store),
        "megabytes": peak(),
        "listening": sorted(listening),
    }
    print(json.dumps(told))  # noqa: T201 - read by the test


def peak() -> int:
    """The most memory that this process had, in MB; its parent's does not count."""
    status = Path("/proc/self/status").read_text()
    (line,) = (row for row in status.splitlines() if row.startswith("VmHWM:"))
    return int(line.split()[1]) * 1024 // 10**6


def _kind(text: str) -> str:
    kind, parts, _ = text.partition("=")
    return kind if parts and kind.isalpha() else ""


def _lists(urls: Iterable[str]) -> Iterator[Entry]:
    for text in urls:
        kind, url = _kind(text), text.partition("=")[2]
        if kind == "queries":
            for n in range(10_000):
                yield Entry(url=f"{url}?n={n}", host=host_and_port(url))
        elif kind:
            yield Entry(url=url, host=host_and_port(url), kind=kind)


def _rows(store: Store) -> list[list[str]]:
    names = ("url", "state", "outcome", "detail", "settled_at")
    with store.read() as connection:
        columns = [FRONTIER.c[name] for name in names]
        rows = connection.execute(select(*columns).order_by(FRONTIER.c.position))
        return [list(row) for row in rows]


def _hosts(store: Store) -> dict[str, list[str | float | None]]:
    names = ("hold_until", "robots", "delay")
    with store.read() as connection:
        rows = connection.execute(select(HOST.c.host, *(HOST.c[n] for n in names)))
        return {host: list(known) for host, *known in rows}


def _listening() -> Iterator[str]:
    """The addresses on which this process listens."""
    own = {_target(link) for link in Path("/proc/self/fd").iterdir()}
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/self/net/{table}").read_text().splitlines()[1:]:
            _, local, _, state, *_, inode = line.split()[:10]
            if state == _LISTENS and f"socket:[{inode}]" in own:
                yield local


def _target(link: Path) -> str:
    try:
        return str(link.readlink())
    except OSError:  # closed meanwhile
        return ""


if __name__ == "__main__":
    main()
