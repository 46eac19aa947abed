"""What an older version left to do in a store, done before anything else."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from cli.progress import Progress

if TYPE_CHECKING:
    from cli.settings import Settings
    from graph.store.engine import Store


def catch_up(settings: Settings, store: Store) -> None:
    """Match the texts that are in the store and not in its index, and tell so."""
    from graph.store.sketches import is_behind

    with store.read() as connection:
        if not is_behind(connection):
            return
    from graph.resolve import at_once

    settings.note("texts in the store are matched for the first time")
    line = Progress(quiet=settings.quiet)
    for count in at_once.catch_up(store, now=datetime.now(UTC)):
        line.show({"matched": count}, done=count)
    line.end()
