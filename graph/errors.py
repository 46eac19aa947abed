"""Everything that Whence raises on purpose.

::

    WhenceError                 one line for the user, exit code in ``code``
     +- UsageError              2  wrong usage: not a URL, an unknown format
     +- UnknownError            3  nothing is known under that URL or name
     +- InputError              4  an input that can't be read
     |   +- StoreError          4  the store can't be opened or written
     |       +- ForeignStore    4  a file that is not a store of ours
     |       +- NewerStore      4  written by a newer version
     +- StoppedEarly            5  stopped before the end; run again to resume

Each carries the thing it is about in ``subject``, and its message says what
to do where there is something to do.
"""

from __future__ import annotations


class WhenceError(Exception):
    """Something went wrong that one line explains."""

    code = 1

    def __init__(self, message: str, *, subject: str = "") -> None:
        super().__init__(message)
        self.subject = subject


class UsageError(WhenceError):
    """The command was used in a way that it can't be."""

    code = 2


class UnknownError(WhenceError):
    """Nothing is known under that URL or name."""

    code = 3


class InputError(WhenceError):
    """An input can't be read."""

    code = 4


class StoreError(InputError):
    """The store can't be opened, read or written."""


class ForeignStore(StoreError):
    """The file is not a store of Whence; it was left untouched."""


class NewerStore(StoreError):
    """The store was written by a newer Whence; it was left untouched."""


class StoppedEarly(WhenceError):
    """The work stopped before its end; the same command resumes it."""

    code = 5
