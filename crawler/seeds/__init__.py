"""Lists of addresses that a user has: plain ones, tables, OPML, others' collections.

Each address comes with its place in the list and with how it is meant: as an article
or a front page (which its own form tells), as a feed, as a site. Nothing is fetched
or judged here.
"""

from __future__ import annotations

from crawler.seeds.base import Seed
from crawler.seeds.files import seeds_in, seeds_in_stream

__all__ = ["Seed", "seeds_in", "seeds_in_stream"]
