"""The second question at the door, whether a path goes round in circles.

The bounds are those of the crawlers that have run longest: Heritrix's
``TooManyPathSegments`` and ``PathologicalPath``, StormCrawler's path repetition.
"""

from __future__ import annotations

from collections import Counter
from urllib.parse import urlsplit

MOST_QUERIES = 50
"""Fetches of one path under ever other queries, in a run."""
MOST_SEGMENTS = 20
MOST_REPEATS = 2
LONGEST_URL = 1024


def is_trap(url: str) -> bool:
    """Whether a URL has the shape of an endless site.

    >>> is_trap("https://example.org/2022/02/18/a-story/")
    False
    >>> is_trap("https://example.org/a/b/a/b/a/b")
    True
    """
    segments = [segment for segment in urlsplit(url).path.split("/") if segment]
    # Short numbers repeat in dates: /2022/02/02/02/.
    counted = Counter(segment for segment in segments if not segment.isdigit())
    return (
        len(url) > LONGEST_URL
        or len(segments) > MOST_SEGMENTS
        or any(times > MOST_REPEATS for times in counted.values())
    )


class Paths:
    """How often each path of a host was asked in this run, whatever its query.

    A path that gives one page under ten thousand queries would else use up what
    the host may be asked.
    """

    def __init__(self) -> None:
        self._asked: Counter[str] = Counter()

    def take(self, url: str) -> bool:
        """Count a fetch; False where its path was asked often enough.

        A URL without a query is asked once anyhow, and is not counted.
        """
        path, asks, _ = url.partition("?")
        if not asks:
            return True
        self._asked[path] += 1
        return self._asked[path] <= MOST_QUERIES
