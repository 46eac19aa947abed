"""A crawl in a process of its own, since Scrapy's reactor runs once in one.

``run.py STORE OPTIONS URL...``, with Scrapy's settings as a JSON object; prints
what became of every URL of the frontier.
"""

from __future__ import annotations

import json
import sys

from sqlalchemy import select

from crawler.crawl import crawl, seed_entries
from graph.store.engine import open_store
from graph.store.schema import FRONTIER


def main() -> None:
    """Crawl, and print [url, state, outcome, detail] for each URL."""
    where, options, *urls = sys.argv[1:]
    store = open_store(where)
    seeds, _ = seed_entries(urls)
    crawl(store, seeds, options=json.loads(options))
    with store.read() as connection:
        columns = (
            FRONTIER.c.url,
            FRONTIER.c.state,
            FRONTIER.c.outcome,
            FRONTIER.c.detail,
        )
        rows = connection.execute(select(*columns).order_by(FRONTIER.c.url)).all()
    print(json.dumps([list(row) for row in rows]))  # noqa: T201 - read by the test


if __name__ == "__main__":
    main()
