"""Services outside that know of many outlets at once. One file each, one tuple.

Their sources ask and read like any other; ``home`` of the site that is asked is the
root of the service's addresses. When they are asked is told by
:mod:`crawler.outside`, and whether at all by the user.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from crawler.discover.services import ccnews, commoncrawl, gdelt, gkg, wayback

if TYPE_CHECKING:
    from crawler.discover.base import Source

__all__ = ["COPIES", "SERVICES", "Service", "service_of"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Service:
    """A service and what it is asked."""

    name: str
    """As users name it; its limits stand under this name in ``services.toml``."""
    sources: tuple[Source, ...]
    """The lists it gives."""
    copy: str = ""
    """The frontier's kind of its copies of pages; empty where it keeps none."""

    @property
    def kinds(self) -> tuple[str, ...]:
        """The frontier's kinds of all that it is asked."""
        lists = tuple(source.name for source in self.sources)
        return (*lists, self.copy) if self.copy else lists


SERVICES: tuple[Service, ...] = (
    Service(name="wayback", sources=(wayback.SOURCE,), copy=wayback.COPY),
    Service(
        name="commoncrawl",
        sources=(commoncrawl.CRAWLS, commoncrawl.SOURCE),
        copy=commoncrawl.COPY,
    ),
    Service(name="gdelt", sources=(gdelt.SOURCE,)),
    Service(name="gkg", sources=(gkg.LATEST, gkg.SOURCE)),
    Service(name="ccnews", sources=(ccnews.SOURCE,)),
)

COPIES = frozenset(service.copy for service in SERVICES if service.copy)
"""Kinds of the frontier whose answers are an archive's copy of a page."""

_OF_KIND = {kind: service for service in SERVICES for kind in service.kinds}


def service_of(kind: str) -> Service | None:
    """The service that a kind of the frontier belongs to; None for any other kind."""
    return _OF_KIND.get(kind)
