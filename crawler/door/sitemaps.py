"""The sitemaps that a robots.txt names (sitemaps.org), kept as its outlet's lists."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from graph.identity import clean_url, outlet_key, same_outlet
from graph.store.search import put_endpoints

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.store.engine import Store

_MOST = 50


def keep_sitemaps(store: Store, site: str, named: Iterable[str]) -> None:
    """Keep the sitemaps named at a site, if they are on the same outlet.

    Raises :class:`graph.errors.InputError` where the store can't be written.
    """
    whole = (url for one in islice(named, _MOST) if (url := clean_url(one)))
    own = [("sitemap", url) for url in whole if same_outlet(url, site)]
    if own:
        with store.write() as connection:
            put_endpoints(connection, outlet_key(site), own)
