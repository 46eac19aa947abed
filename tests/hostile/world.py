"""A few pages, taken in as a user's are, and what follows from them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from crawler.ingest import Counts, ingest, items_in
from crawler.rebuild import Counts as Made
from crawler.rebuild import rebuild
from graph.export import export
from graph.resolve.settling import settle_all
from graph.store.engine import open_store


class World:
    """A store in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = str(folder / "whence.db")
        self.store = open_store(self.path)

    def take(self, pages: Mapping[str, str]) -> None:
        """Take in pages, by address, in this order."""
        self.take_lines(*({"url": url, "html": html} for url, html in pages.items()))

    def take_lines(self, *lines: Mapping[str, Any]) -> None:
        """Take in a list."""
        path = self.folder / "list.jsonl"
        path.write_text("\n".join(map(json.dumps, lines)), "utf-8")
        list(ingest(self.store, items_in(path), counts=Counts()))
        list(settle_all(self.store))

    def rebuild(self) -> Made:
        """Everything again."""
        counts = Made()
        for _ in rebuild(self.store, counts=counts):
            pass
        return counts

    def export(self, name: str) -> bytes:
        """The bytes of an export."""
        export(self.store, self.folder / name)
        return (self.folder / name).read_bytes()

    def lines(self, kind: str) -> list[dict[str, Any]]:
        """The lines of one type of the export."""
        rows = map(json.loads, self.export("lines.jsonl").splitlines())
        return [row for row in rows if row["type"] == kind]

    def edges(self) -> dict[tuple[str | None, str], dict[str, Any]]:
        """The republications by the addresses of source and copy."""
        rows = self.lines("republication")
        return {(row["source_url"], row["copy_url"]): row for row in rows}
