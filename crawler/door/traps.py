"""The second question at the door, whether a path goes round in circles.

The bounds are those of the crawlers that have run longest: Heritrix's
``TooManyPathSegments`` and ``PathologicalPath``, StormCrawler's path repetition.
"""

from __future__ import annotations

from collections import Counter
from urllib.parse import urlsplit

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
