"""What every command is given: the store, and how to answer.

The options may stand before the command's name or behind it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from graph.store.engine import Store

Function = TypeVar("Function", bound=Callable[..., Any])


@dataclass(slots=True)
class Settings:
    """What the user said for all commands."""

    db: str = "whence.db"
    """The store: a path, or a URL."""
    archive: Path | None = None
    """The folder of the WARC files; None for the one beside the store."""
    json: bool = False
    """Whether to answer in JSON."""
    verbose: bool = False
    """Whether to say more, and to show where an error happened."""
    quiet: bool = False
    """Whether to say nothing but the answer."""
    _store: Store | None = None

    def store(self, *, create: bool = False) -> Store:
        """The store, opened when first asked for and made only with ``create``."""
        if self._store is None:
            from graph.store.engine import open_store

            self._store = open_store(self.db, archive=self.archive, create=create)
        return self._store

    def close(self) -> None:
        """Close the store, if it was opened."""
        if self._store is not None:
            self._store.close()
            self._store = None

    def note(self, text: str) -> None:
        """Say something on standard error, unless asked to be quiet."""
        if not self.quiet:
            from cli.output import printable

            click.echo(printable(text), err=True)


def _keep(context: click.Context, option: click.Parameter, value: object) -> None:
    """Keep what was said; what was not said leaves the earlier word as it is."""
    if value and option.name:
        setattr(context.ensure_object(Settings), option.name, value)


_OPTIONS = (
    click.option(
        "--db",
        metavar="URL",
        help="The store: a path or postgresql://…  [default: whence.db, or WHENCE_DB]",
        expose_value=False,
        callback=_keep,
    ),
    click.option(
        "--archive",
        metavar="DIR",
        type=click.Path(path_type=Path),
        help="The folder of the WARC files.  [default: beside the store]",
        expose_value=False,
        callback=_keep,
    ),
    click.option(
        "--json",
        is_flag=True,
        help="Answer in JSON.",
        expose_value=False,
        callback=_keep,
    ),
    click.option(
        "-v",
        "--verbose",
        is_flag=True,
        help="Say more, and show where an error happened.",
        expose_value=False,
        callback=_keep,
    ),
    click.option(
        "-q",
        "--quiet",
        is_flag=True,
        help="Say nothing but the answer.",
        expose_value=False,
        callback=_keep,
    ),
)


def common(function: Function) -> Function:
    """Give a command the options that all commands have."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function
