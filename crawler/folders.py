"""The files in folders that a user hands in: archives and saved pages."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from crawler.volumes import SUFFIXES

_PAGES = (".html", ".htm", ".html.gz", ".htm.gz")


def files_in(folder: Path, *, without: Sequence[Path] = ()) -> Iterator[Path]:
    """Every archive and saved page below a folder, in the order of their paths.

    Links to folders are not followed, and folders in ``without`` not entered.
    """
    away = {path.absolute() for path in without}
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(
            name for name in folders if Path(here, name).absolute() not in away
        )
        for name in sorted(names):
            if name.lower().endswith(SUFFIXES + _PAGES):
                yield Path(here, name)
