"""The source that a feed names for one of its items, as a claim of that item's.

RSS 2.0 has ``<source url="…">``, Atom a ``<source>`` with the head of the feed that
the entry was taken from (RFC 4287, 4.2.11). It names a feed and no article.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.discover.markup import local, plain_text
from crawler.discover.never import never_asked
from graph.identity import clean_url, home_of, outlet_key, same_outlet

if TYPE_CHECKING:
    from lxml.etree import _Element

    from graph.model import Claim


def claim_of(source: _Element, address: str, feed: str) -> Claim | None:
    """What a ``<source>`` says of the item at an address, in the feed of its outlet.

    None where it names the outlet itself or nobody, and for an item of a stranger:
    what others publish is not a feed's to credit.
    """
    # The cues stand on the fields, which stand beside this; most feeds need none.
    from crawler.cues.feed_source import credited  # noqa: PLC0415
    from crawler.phrases import sounds_like_name  # noqa: PLC0415

    name = _name(source)
    home = _home(source)
    named = name if sounds_like_name(name) else None
    own = home is not None and same_outlet(home, address)
    if own or not (named or home) or not same_outlet(address, feed):
        return None
    return credited(named, home, path=feed)


def _name(source: _Element) -> str:
    titles = [part for part in source if local(part) == "title"]
    return plain_text("".join(str(t) for t in (titles or [source])[0].itertext()))


def _home(source: _Element) -> str | None:
    """The front page of the feed's site; services that merely carry feeds have none."""
    links = [source.get("url"), *(e.get("href") for e in source if local(e) == "link")]
    whole = (clean_url(str(link)) for link in links if link)
    return next(
        (home_of(url) for url in whole if url and outlet_key(url) not in never_asked()),
        None,
    )
