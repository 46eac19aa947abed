"""What counts as the same thing: URLs, outlets, names. The only place that says so.

Keys are made for equality, not for showing: two spellings of one thing have
one key. What differs between platforms is data, in ``identity.toml``.
"""

from __future__ import annotations

from graph.identity.address import (
    clean_url,
    host_and_port,
    host_of,
    origin_of,
    whole_url,
)
from graph.identity.article import address_key, article_id, part_of, url_key
from graph.identity.name import name_key, named_outlet
from graph.identity.outlet import home_of, is_home, outlet_key, same_outlet

__all__ = [
    "address_key",
    "article_id",
    "clean_url",
    "home_of",
    "host_and_port",
    "host_of",
    "is_home",
    "name_key",
    "named_outlet",
    "origin_of",
    "outlet_key",
    "part_of",
    "same_outlet",
    "url_key",
    "whole_url",
]
