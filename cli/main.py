"""The command ``whence``: finds its commands by name, and turns errors into one line.

A command is one file of this package with a click command called ``command``,
and one line in :data:`COMMANDS`. It is imported when it is run.
"""

from __future__ import annotations

import contextlib
import os
import sys
import traceback
from collections.abc import Sequence
from difflib import get_close_matches
from importlib import import_module, metadata
from typing import NoReturn

import click

from cli.output import printable, tolerate_any_text
from cli.settings import Settings, common
from graph.errors import StoppedEarly, WhenceError

COMMANDS: tuple[tuple[str, str], ...] = (
    ("crawl", "Fetch pages and follow what they say of their origin."),
    ("watch", "Register outlets that are asked for what is new."),
    ("update", "Fetch what is new at the watched outlets, once."),
    ("ingest", "Take in WARC files, saved pages, texts and JSON lines."),
    ("extract", "Read pages without a store and print what they say."),
    ("reposts", "Tell where an article was reposted."),
    ("origin", "Tell where an article came from, hop by hop."),
    ("chain", "Show the whole story as a tree."),
    ("compare", "Show what changed between two copies."),
    ("evidence", "Show every claim, overlap and reason behind an edge."),
    ("history", "Show what an article was before its page changed."),
    ("outlet", "Profile an outlet: what it originates, relays, and from whom."),
    ("author", "Profile an author: where their articles appear and go."),
    ("outlets", "List outlets: who feeds whom, lag, credit."),
    ("authors", "List authors: articles, copies, outlets."),
    ("stories", "List stories: copies, outlets, independent sources."),
    ("judge", "Say yes, no or unsure to an edge, or to two names being one."),
    ("export", "Write the graph to a file for other programs."),
    ("rebuild", "Read, match and resolve again from the archive."),
    ("stats", "Tell how much is in the store, and how its pages ended."),
    ("demo", "Crawl a small web that comes with Whence; no network."),
)
"""Every command and its line in the help; the file has the same name."""


class Commands(click.Group):
    """A group that knows its commands by name and imports the one it runs."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's
        """The names, in the order of the help."""
        return [name for name, _ in COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        if cmd_name not in self.list_commands(ctx):
            return None
        found = import_module(f"cli.{cmd_name}").command
        assert isinstance(found, click.Command)  # noqa: S101 - each file has one
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click's, with the nearest name where there is no such command."""
        near = get_close_matches(args[0], self.list_commands(ctx), n=1)
        if near and near[0] != args[0]:
            ctx.fail(f"there is no command {args[0]}; did you mean {near[0]}?")
        return super().resolve_command(ctx, args)

    def format_commands(
        self,
        ctx: click.Context,  # noqa: ARG002 - click's
        formatter: click.HelpFormatter,
    ) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS))


def version() -> str:
    """The version that is installed."""
    try:
        return metadata.version("whence")
    except metadata.PackageNotFoundError:  # run from its source
        return "(not installed)"


def _show_version(
    context: click.Context,
    _option: click.Parameter,
    value: bool,  # noqa: FBT001 - click's
) -> None:
    if value:
        click.echo(f"whence {version()}")
        context.exit()


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help="Show the version.",
)
@common
@click.pass_context
def whence(context: click.Context) -> None:
    """Tell where an article came from and where it went."""
    settings = context.ensure_object(Settings)
    context.call_on_close(settings.close)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and leave with its exit code."""
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; gives the exit code.

    0 done, 1 another error, 2 wrong usage, 3 unknown URL or name, 4 input that
    can't be read, 5 stopped early.
    """
    tolerate_any_text()
    settings = Settings(db=os.environ.get("WHENCE_DB") or "whence.db")
    try:
        given = list(arguments) if arguments is not None else None
        code = whence.main(given, "whence", standalone_mode=False, obj=settings)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        _complain(StoppedEarly("stopped; run again to resume"), verbose=False)
        return StoppedEarly.code
    except BrokenPipeError:
        return _reader_gone()
    except WhenceError as error:
        _complain(error, verbose=settings.verbose)
        return error.code
    except Exception as error:  # noqa: BLE001 - one line for the user, whatever it is
        _complain(error, verbose=settings.verbose)
        return 1
    return code if isinstance(code, int) else 0


def _complain(error: BaseException, *, verbose: bool) -> None:
    if verbose:
        trace = "".join(traceback.format_exception(error))
        click.echo(printable(trace), err=True)
    text = str(error) or type(error).__name__
    if not isinstance(error, WhenceError):
        text = f"{type(error).__name__}: {error}; -v shows where"
    click.echo(f"whence: {printable(' '.join(text.split()))}", err=True)


def _reader_gone() -> int:
    """Nobody reads on, as in ``whence … | head``: leave without a word."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 1


if __name__ == "__main__":
    main()
