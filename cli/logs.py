"""The log of a run: lines of text or of JSON, on standard error or in a file."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, TypeVar

import click

from cli.output import printable, to_json
from graph.errors import InputError

Function = TypeVar("Function", bound=Callable[..., Any])

SILENT: dict[str, object] = {"LOG_ENABLED": False}
"""Scrapy settings: what is logged goes through our handler, or nowhere."""

_OPTIONS = (
    click.option(
        "--log-format",
        type=click.Choice(["text", "json"]),
        default="text",
        show_default=True,
        help="How -v and --log-file write: a line, or a JSON object a line.",
    ),
    click.option(
        "--log-file",
        type=click.Path(dir_okay=False),
        metavar="FILE",
        help="Write the log there, behind what it holds.",
    ),
)


def logged(function: Function) -> Function:
    """Give a command the options of its log."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


@contextmanager
def log(*, verbose: bool, file: str | None, form: str) -> Iterator[None]:
    """Log what is done inside: to the file, else with ``verbose`` to standard error.

    InputError where the file can't be written.
    """
    if not verbose and not file:
        yield
        return
    handler = _handler(file)
    handler.setLevel(logging.INFO)
    handler.setFormatter(_Json() if form == "json" else _Text())
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    try:
        yield
    finally:
        root.removeHandler(handler)
        root.setLevel(before)
        handler.close()


def _handler(file: str | None) -> logging.Handler:
    if not file:
        return logging.StreamHandler()
    try:
        return logging.FileHandler(file, encoding="utf-8", errors="backslashreplace")
    except OSError as error:
        message = f"{file} can't be written: {error.strerror}"
        raise InputError(message, subject=file) from None


class _Text(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        when = _moment(record)
        lines = f"{when} {record.levelname.lower()} {_message(record)}"
        return "\n".join(map(printable, lines.split("\n")))


class _Json(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": _moment(record),
            "level": record.levelname.lower(),
            "message": _message(record),
            # Of the lines that tell how a URL ended.
            "url": getattr(record, "url", None),
            "outcome": getattr(record, "outcome", None),
        }
        return to_json(line, indent=None)


def _moment(record: logging.LogRecord) -> str:
    moment = datetime.fromtimestamp(record.created, UTC)
    return moment.isoformat(timespec="milliseconds")


def _message(record: logging.LogRecord) -> str:
    """What is said, with the traceback of an error of our own."""
    told = record.getMessage()
    if record.exc_info:
        told += "\n" + logging.Formatter().formatException(record.exc_info)
    return told
