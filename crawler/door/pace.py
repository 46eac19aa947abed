"""How long a host is left alone: Retry-After (RFC 9110, 10.2.3), and floods."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from crawler.door.address import Refused
from graph.model import Outcome

if TYPE_CHECKING:
    from scrapy.http import Response

    from graph.model import Snapshot

LONGEST_HOLD = timedelta(hours=24)
_DEFAULT_HOLD = timedelta(minutes=1)
_TOO_MANY = 429
_UNAVAILABLE = 503


class Later(Refused):
    """The site asked for a pause before anything of it was fetched."""

    def __init__(self, until: datetime, detail: str) -> None:
        super().__init__(Outcome.ROBOTS, detail)
        self.until = until


class Flood(Refused):
    """The site sent what only harms: its page ends, and the host is left alone."""

    def __init__(self, pause: timedelta, detail: str) -> None:
        super().__init__(Outcome.TOO_LARGE, detail)
        self.until = datetime.now(UTC) + pause


def asked_at(response: Response) -> datetime:
    """When the request left that brought an answer which is in the archive."""
    snapshot: Snapshot = response.meta["whence_snapshot"]
    seconds: float = response.meta.get("download_latency", 0.0)
    return snapshot.fetched_at - timedelta(seconds=seconds)


def hold_until(response: Response, *, now: datetime) -> datetime | None:
    """Until when the host wants no more requests; None if it does not say so.

    429 always holds it, a minute by default; 503 only with ``Retry-After``. At
    most 24 hours.
    """
    stated = response.headers.get(b"Retry-After")
    if response.status == _TOO_MANY or (response.status == _UNAVAILABLE and stated):
        return min(_moment(stated, now) or now + _DEFAULT_HOLD, now + LONGEST_HOLD)
    return None


def _moment(stated: bytes | None, now: datetime) -> datetime | None:
    text = (stated or b"").decode("latin-1").strip()
    if text.isdecimal():
        return now + timedelta(seconds=min(int(text[:9]), LONGEST_HOLD.total_seconds()))
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    return max(moment if moment.tzinfo else moment.replace(tzinfo=UTC), now)
