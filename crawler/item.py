"""One page or text that is to be read. Contains no logic."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from graph.model import Intake, Outcome, Snapshot

HTML = re.compile(
    rb"<\s*(?:!doctype|html|head|body|article|div|p|meta|title)\b", re.IGNORECASE
)
"""What a body that is markup has near its beginning."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Item:
    """One page or text, with what is known besides its body."""

    body: bytes
    """Markup, or a text in UTF-8."""
    url: str | None
    """The address it is known under."""
    kind: str
    """``html``, ``text``, ``record`` (a line with fields of its own); or what is no
    page: ``redirect``, whose ``label`` is the address it leads to, and ``end`` of an
    archive file."""
    content_type: str = ""
    """As a server said it."""
    coding: str = ""
    """How the body is packed; see :func:`crawler.payload.coding_of`."""
    given: dict[str, Any] | None = None
    """The fields of a JSON line, without its text and address."""
    fetched: datetime | None = None
    """When it was fetched, if an archive says so."""
    label: str = ""
    """How to name it to the user; where there is no body, with the reason."""
    outcome: Outcome = Outcome.EMPTY
    """How it ends where there is no body."""
    doubt: str = ""
    """What the user should know of it, though it is taken in."""
    snapshot: Snapshot | None = None
    """Where it is kept already: in an archive of the user's."""
    intake: Intake | None = None
    """How far its archive file is taken in, once this is."""
    lost: int = 0
    """``end`` only: revisits of pages that are not in the file."""
