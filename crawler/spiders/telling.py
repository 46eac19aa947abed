"""One line of the log for each URL that a run has done with."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.model import Outcome
    from graph.store.frontier import Entry

_log = logging.getLogger("whence.crawl")


def tell(entry: Entry, outcome: Outcome | None, detail: str = "") -> None:
    """Say how a URL ended; None for one that stays queued. Never a page's text."""
    word = outcome.value if outcome else "queued"
    why = f" ({detail})" if detail else ""
    known = {"url": entry.url, "outcome": word}
    _log.info("%s: %s%s", entry.url, word, why, extra=known)
