"""Importing this reads one page, so that every process forked later has its tables.

The server that worker processes are forked from imports it: a worker that takes
the place of a slow one is ready at once.
"""

from __future__ import annotations

from crawler import discover
from crawler.item import Item
from crawler.reading import read_item

_PAGE = b"<html><title>A first page</title><h1>A first page</h1>" + (
    b"<p>By Ann Lee, 18 February 2022. Whoever reads a page for the first time "
    b"loads tables of months and of languages.</p>" * 9
)

for kind in ("html", "record"):
    read_item(Item(body=_PAGE, url="https://warm.example/up", kind=kind))
for source in discover.SOURCES:
    source.read(_PAGE, "https://warm.example/")
