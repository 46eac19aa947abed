"""Pages read out of a cache, an archive or a translator: whose they really are."""

from __future__ import annotations

import re

from crawler.cues.making import unwrapped

_CACHED = re.compile(
    r"//(?P<host>[\w-]+)\.(?:cdn\.ampproject\.org|translate\.goog)"
    r"(?:/[a-z]/(?:s/)?[^/]+)?(?P<path>/[^?#]*)?",
)


def origin(url: str) -> str:
    """The address under which a page was published.

    >>> origin("https://hill--news-example.cdn.ampproject.org/c/s/hill-news.example/a")
    'https://hill-news.example/a'
    >>> origin("https://herald.example/a")
    'https://herald.example/a'
    """
    cached = _CACHED.search(url)
    if cached is None:
        return unwrapped(url) or url
    # There a hyphen stands for a dot, and two for a hyphen.
    labels = cached["host"].replace("--", "\0").replace("-", ".").replace("\0", "-")
    return f"https://{labels}{cached['path'] or '/'}"
