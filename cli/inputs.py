"""The files that ``whence ingest`` was given, one after the other."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from cli.settings import Settings
from graph.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from cli.meter import Meter
    from crawler.ingest import Item
    from graph.store.engine import Store

PIPE = Path("-")
"""Standard input."""


class Inputs:
    """Gives their items, and notes which files could not be read, or were before."""

    def __init__(
        self, settings: Settings, store: Store, *, url: str | None, again: bool
    ) -> None:
        self._settings = settings
        self._store = store
        self._url = url
        self._again = again
        self.failed: list[str] = []
        """Files that could not be read, as they were named."""
        self.before: list[str] = []
        """Archive files of which all was taken in before."""
        self.current = ""
        """The file that is being read."""

    def paths(self, names: Sequence[str]) -> list[Path]:
        """The files meant by these names: of a folder, those below it, in order."""
        from crawler.folders import files_in

        found: list[Path] = []
        for name in names:
            path = Path(name)
            if name == "-" or not _is_folder(path):
                found.append(path)
                continue
            inside = list(files_in(path, without=[self._store.archive]))
            found += inside
            if not inside:
                self._fail(path, f"{path} has no archives and no HTML pages in it")
        return found

    def items(
        self, paths: Sequence[Path], meter: Meter, stopped: Callable[[], bool]
    ) -> Iterator[Item]:
        """The items of every file; one that can't be read is told and passed over."""
        for path in paths:
            self.current = str(path)
            is_archive = False
            for item in self._items(path, meter):
                if stopped():
                    return
                is_archive |= item.intake is not None
                yield item
            # Of an archive, its items tell how far it is kept.
            if not is_archive:
                meter.end(path)

    def _items(self, path: Path, meter: Meter) -> Iterator[Item]:
        from crawler.ingest import items_in, items_in_stream
        from crawler.intake import DONE, start_of

        try:
            if path == PIPE:
                stream, label = sys.stdin.buffer, "standard input"
                yield from items_in_stream(stream, url=self._url, label=label)
                return
            start = 0 if self._again else start_of(self._store, path)
            if start == DONE:
                self._settings.note(f"{path} was taken in before")
                self.before.append(str(path))
                meter.end(path)
                return
            meter.begin(path, at=start)
            yield from items_in(path, url=self._url, start=start)
        except InputError as error:
            self._fail(path, str(error))

    def _fail(self, path: Path, why: str) -> None:
        self._settings.note(f"whence: {why}")
        self.failed.append(str(path))


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False  # a name that no file can have; reading it says so
