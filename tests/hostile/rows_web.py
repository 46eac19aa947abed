"""What each fault of the web ends with, and what it may cost: F-01 to F-35.

Adding a case is one answer (in ``faults.py``, ``cases.py``, ``inputs.py``) and one
row here. The bounds are some three times what was measured on an idle machine.
"""

from __future__ import annotations

from tests.hostile.row import Row

_CRAWL = 400
"""MB of a process that crawls some eighty hostile sites at once."""
_ALONE = 220
"""MB of one that crawls nothing but bombs, one after the other."""


def _row(id: str, name: str, expected: str, seconds: float = 60) -> Row:  # noqa: A002 - the row's word
    return Row(id=id, name=name, expected=expected, megabytes=_CRAWL, seconds=seconds)


PAGES: tuple[Row, ...] = (
    _row("F-02", "to-file", "redirect-refused"),
    _row("F-02", "to-script", "redirect-refused"),
    _row("F-02", "to-data", "redirect-refused"),
    _row("F-02", "to-ftp", "redirect-refused"),
    _row("F-02", "refresh-to-file", "kept"),
    _row("F-07", "redirect-loop", "bad-redirect"),
    _row("F-07", "endless-chain", "bad-redirect"),
    _row("F-07", "no-target", "bad-redirect"),
    _row("F-07", "empty-target", "bad-redirect"),
    _row("F-08", "bad-target", "bad-redirect"),
    _row("F-08", "bad-port", "bad-redirect"),
    _row("F-09", "credentials", "bad-redirect"),
    _row("F-12", "bad-base", "kept"),
    _row("F-17", "drip-body", "timeout"),
    _row("F-17", "drip-headers", "timeout"),
    _row("F-17", "silence", "timeout"),
    _row("F-19", "truncated-gzip", "kept"),
    _row("F-19", "short-body", "kept"),
    _row("F-20", "not-gzip", "undecodable"),
    _row("F-20", "not-brotli", "undecodable"),
    _row("F-20", "not-deflate", "undecodable"),
    _row("F-20", "wrong-label", "kept"),
    _row("F-21", "slow", "too-slow"),
    _row("F-22", "nested", "too-deep"),
)
"""One page a site, by its answer in ``faults.py``: the page's outcome."""

ROBOTS: tuple[Row, ...] = (
    _row("F-27", "broken", "robots"),
    _row("F-27", "unavailable", "robots"),
    _row("F-27", "silent", "timeout"),
    _row("F-27", "dripping", "timeout"),
    _row("F-28", "missing", "kept"),
    _row("F-28", "gone", "kept"),
    _row("F-28", "login", "kept"),
    _row("F-28", "forbidden", "kept"),
    _row("F-29", "nobody-first", "robots"),
    _row("F-29", "nobody-late", "kept"),
    _row("F-29", "bomb", "kept"),
    _row("F-30", "loop", "bad-redirect"),
    _row("F-30", "markup", "kept"),
    _row("F-30", "wide", "kept"),
    _row("F-30", "marked", "robots"),
    _row("F-30", "not-packed", "undecodable"),
    _row("F-30", "moved", "robots"),
    _row("F-31", "wildcards", "kept"),
    _row("F-32", "slow", "robots"),
    _row("F-32", "backwards", "kept"),
    _row("F-32", "no-number", "kept"),
)
"""One robots.txt a site, by its answer in ``cases.py``: the page's outcome."""

DECISIONS = {
    "broken": "error",
    "unavailable": "error",
    "silent": "unreachable",
    "dripping": "unreachable",
    "missing": "none",
    "gone": "none",
    "login": "closed",
    "forbidden": "closed",
    "nobody-first": "rules",
    "nobody-late": "empty",
    "bomb": "empty",
    "loop": "unreachable",
    "markup": "empty",
    "wide": "empty",
    "marked": "rules",
    "not-packed": "unreachable",
    "moved": "rules",
    "wildcards": "rules",
    "slow": "slow",
    "backwards": "rules",
    "no-number": "rules",
}
"""How each of these was decided, as the store has it."""

HOLDS: tuple[Row, ...] = (
    _row("F-24", "busy-for-an-hour", "60 minutes"),
    _row("F-24", "busy-until-tomorrow", "1440 minutes"),
    _row("F-24", "busy-without-a-word", "1 minutes"),
    _row("F-24", "away-for-an-hour", "60 minutes"),
    _row("F-28", "busy-robots", "60 minutes"),
)
"""One pause a site: for how long it is left alone, its page being queued."""

HEAVY: tuple[Row, ...] = tuple(
    Row(id=id, name=name, expected="too-large", megabytes=_ALONE, seconds=60)
    for id, name in (  # noqa: A001 - the row's word
        ("F-15", "gzip-bomb"),
        ("F-15", "double-gzip-bomb"),
        ("F-15", "deflate-bomb"),
        ("F-15", "brotli-bomb"),
        ("F-15", "zstd-bomb"),
        ("F-15", "gzip-sitemap-bomb"),
        ("F-16", "endless-body"),
        ("F-18", "endless-headers"),
    )
)
"""One bomb a site, in a crawl of nothing else."""

LINKED: tuple[Row, ...] = (
    _row("F-01", "credits of other schemes", "none queued"),
    _row("F-01", "feed of other schemes", "none queued"),
    _row("F-09", "credit with a password", "sent without"),
    _row("F-14", "consoles", "nothing listens"),
    _row("F-25", "articles without end", "6 asked"),
    _row("F-26", "ten thousand queries", "50 asked"),
    _row("F-33", "feed with entities", "nothing fetched"),
    _row("F-34", "sitemaps without end", "3 levels, 500 files"),
    _row("F-35", "another outlet's page", "never asked"),
)
"""What pages and lists lead to, in a crawl of its own."""

SHAPES: tuple[Row, ...] = (
    _row("F-25", "/a/b/a/b/a/b", "trap"),
    _row("F-25", "/next/next/next", "trap"),
    _row("F-25", "".join(f"/part-{n}" for n in range(21)), "trap"),
)
"""Paths: the outcome, without a request."""

COMMANDS: tuple[Row, ...] = (
    _row("F-01", "file:///etc/hostname", "exit code 2"),
    _row("F-01", "javascript:alert(1)", "exit code 2"),
    _row("F-01", "view-source:https://a.example/", "exit code 2"),
    _row("F-06", "HTTP_PROXY", "not asked, and said so"),
    _row("F-10", "a host of two alphabets", "said so"),
    _row("F-13", "foreign certificate", "tls"),
)
"""Commands with these as seeds, or under these circumstances."""

ADDRESSES: tuple[Row, ...] = (
    _row("F-03", "private addresses", "address"),
    _row("F-04", "spellings of loopback", "address"),
)
"""The list of ``cases.py``; each ends so, and nothing is asked."""

INPUTS: tuple[Row, ...] = tuple(
    Row(id=id, name=name, expected=expected, megabytes=_CRAWL, seconds=seconds)
    for id, name, expected, seconds in (  # noqa: A001 - the row's word
        ("F-05", "public, then private", "address", 5.0),
        ("F-10", "name before an @", "evil.example", 5.0),
        ("F-11", "one bad link of 51", "50 links", 5.0),
        ("F-23", "100 kB of near misses", "no claim", 2.0),
        ("F-31", "500 wildcards", "allowed", 0.05),
        ("F-33", "entities in a feed", "1 item", 5.0),
        ("F-33", "entities in a sitemap", "1 item", 5.0),
    )
)
"""What is read without a crawl, by ``inputs.py``; seconds of the processor."""

ROWS: tuple[Row, ...] = (
    *PAGES,
    *ROBOTS,
    *HOLDS,
    *HEAVY,
    *LINKED,
    *SHAPES,
    *COMMANDS,
    *ADDRESSES,
    *INPUTS,
)
