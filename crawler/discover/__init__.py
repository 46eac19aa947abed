"""Discovery sources: where else an article may stand. One file each, one tuple.

:data:`STAGES` is the order in which an outlet is asked: what is cheap and
telling first; a later stage only where no earlier one found the article. Services
outside, which know of many outlets, are :data:`crawler.discover.services.SERVICES`.
"""

from __future__ import annotations

from crawler.discover import author, feed, frontpage, sitemap, sitesearch, wordpress
from crawler.discover.base import Answer, Site, Sought, Source
from crawler.discover.services import SERVICES

__all__ = ["SOURCES", "STAGES", "Answer", "Site", "Sought", "Source", "source"]

STAGES: tuple[tuple[Source, ...], ...] = (
    (frontpage.FRONT,),
    (wordpress.SOURCE,),
    (feed.SOURCE, frontpage.DAY),
    (sitesearch.SOURCE,),
    (author.SOURCE, wordpress.DATED),
    (sitemap.SOURCE,),
    (feed.OLDER,),
)

SOURCES: tuple[Source, ...] = tuple(one for stage in STAGES for one in stage)

_BY_NAME = {one.name: one for one in SOURCES} | {
    one.name: one for service in SERVICES for one in service.sources
}


def source(name: str) -> Source:
    """The source of that name; KeyError for none."""
    return _BY_NAME[name]
