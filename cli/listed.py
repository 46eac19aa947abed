"""Addresses in the lists that a user names: ``whence crawl --list``."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from cli.output import counted
from graph.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cli.settings import Settings
    from crawler.seeds import Seed
    from graph.store.engine import Store
    from graph.store.frontier import Entry

_LONGEST = 100


def listed_entries(settings: Settings, names: Sequence[str]) -> list[Entry]:
    """An entry for every address in these files, each once.

    What is no address, and a file that can't be read, is told in a line and costs
    nothing else. Raises :class:`InputError` where no file has any address.
    """
    from crawler.crawl import seed_entries

    found: dict[str, Entry] = {}
    for seed in _seeds(settings, names):
        entries, wrong = seed_entries([seed.text])
        for text in wrong:
            settings.note(f"{seed.place}: not a URL: {text[:_LONGEST]}")
        for entry in entries:
            kind = seed.kind or entry.kind
            one = replace(entry, kind=kind, cause=seed.place)
            found.setdefault(one.key, one)
    if names and not found:
        raise InputError(f"no address in {', '.join(names)}")
    return list(found.values())


def _seeds(settings: Settings, names: Sequence[str]) -> Iterator[Seed]:
    from crawler.seeds import seeds_in, seeds_in_stream

    for name in names:
        try:
            if name == "-":
                yield from seeds_in_stream(sys.stdin.buffer, label="standard input")
            else:
                yield from seeds_in(Path(name))
        except InputError as error:
            settings.note(f"whence: {error}")


def not_read(settings: Settings, store: Store, entries: Sequence[Entry]) -> list[Entry]:
    """Those that no run has read yet, so that a long list goes on where it was.

    Feeds and front pages are asked again: what they list changes.
    """
    from graph.store import frontier

    pages = [entry.key for entry in entries if entry.kind == "page"]
    with store.read() as connection:
        done = frontier.kept(connection, pages)
    if done:
        settings.note(f"{counted(len(done), 'URL')} read before")
    return [entry for entry in entries if entry.key not in done]
