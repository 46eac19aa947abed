"""Where to go on with an archive file: what was taken in before is passed over."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from graph.store import intakes

if TYPE_CHECKING:
    from graph.store.engine import Store

DONE = -1
"""Nothing of the file is left to take in."""


def start_of(store: Store, path: Path) -> int:
    """The byte of a file to go on from: 0 for a new one, :data:`DONE` for none.

    A file that has grown goes on where it ended; one that is shorter, or another one
    of the same size, begins again. InputError has whoever reads one that is not there.
    """
    path = path.absolute()
    with store.read() as connection:
        known = intakes.of(connection, str(path))
    if known is None:
        return 0
    try:
        now = path.stat()
    except OSError:
        return 0
    unchanged = (now.st_size, now.st_mtime_ns) == (known.size, known.modified)
    if unchanged:
        return DONE if known.done else known.offset
    if path.suffix.lower() == ".wacz":
        return 0  # a zip is never added to: it was made anew
    grown = now.st_size > known.size and now.st_size >= known.offset
    return known.offset if grown or not known.done else 0
