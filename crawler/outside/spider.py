"""The spider where it asks services, too: only what differs for their questions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crawler.discover.services import service_of
from crawler.outside import asking
from crawler.outside.run import Outside
from crawler.spiders.whence import WhenceSpider
from graph.errors import WhenceError

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.http import Response

    from crawler.spiders.settling import Ended
    from graph.store.frontier import Entry


class ServicesSpider(WhenceSpider):
    """Asks services outside as well, as far as the run may."""

    def __init__(self, *, outside: Outside | None = None, **rest: Any) -> None:  # noqa: ANN401 - the spider's own
        super().__init__(**rest)
        self.outside = Outside() if outside is None else outside

    def request(self, entry: Entry) -> Request | None:
        """The request for a leased entry; None for one that is not asked."""
        if service_of(entry.kind):
            return asking.request(self, entry)
        return super().request(entry)

    def _widen(self) -> bool:
        further = super()._widen()
        try:
            with self.store.write() as connection:
                return asking.widen(self, connection) or further
        except WhenceError as error:
            self.give_up(error)
            return False

    async def _read(self, response: Response, entry: Entry) -> Ended | None:
        if not service_of(entry.kind):
            return await super()._read(response, entry)
        await asking.answered(self, response, entry)
        return None

    async def _failed(self, entry: Entry, error: BaseException) -> Ended | None:
        if not service_of(entry.kind) or isinstance(error, WhenceError):
            return await super()._failed(entry, error)
        asking.failed(self, entry, error)
        return None
