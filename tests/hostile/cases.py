"""Answers of sites that are no fault, and of robots.txt; addresses of nobody.

The faults themselves are rows of ``rows_web.py``.
"""

from __future__ import annotations

from tests.hostile.faults import GOOD, bomb, drip_body, packed, silence
from tests.hostile.site import Answer, body, redirect, status

OUTCOMES: tuple[tuple[str, str], ...] = (
    ("good", "kept"),
    ("pdf", "not-html"),
    ("pdf-as-html", "not-html"),
    ("image", "not-html"),
    ("empty", "empty"),
    ("announced-large", "too-large"),
    ("not-http", "unreachable"),
    ("hang-up", "unreachable"),
    ("chunked", "kept"),
    ("attributes", "no-text"),
    ("controls", "kept"),
)
"""What is no fault of the table of rows: (name, outcome)."""

_NOBODY = b"User-agent: *\nDisallow: /\n"
_FILLER = b"# nothing\n" * 51_200

_WILD = b"User-agent: *\n" + b"Disallow: /*a*a*a*a*a*a*b\n" * 500

ROBOTS: dict[str, Answer] = {
    "missing": status(404),
    "gone": status(410),
    "login": status(401),
    "forbidden": status(403),
    "broken": status(500),
    "unavailable": status(503),
    "silent": silence,
    "dripping": drip_body,
    "loop": redirect("/robots.txt"),
    "nobody": body(_NOBODY, "text/plain"),
    "nobody-first": body(_NOBODY + _FILLER * 80, "text/plain"),
    "nobody-late": body(_FILLER + _NOBODY, "text/plain"),
    "bomb": packed(bomb(), Content_Type="text/plain"),
    "markup": body(b"<html><p>Not found</p></html>"),
    "wide": body(_NOBODY.decode().encode("utf-16"), "text/plain"),
    "marked": body(b"\xef\xbb\xbf" + _NOBODY, "text/plain"),
    "us": body(b"User-agent: Whence\nDisallow: /\n", "text/plain"),
    "others": body(b"User-agent: robots\nDisallow: /\n", "text/plain"),
    "not-packed": body(_NOBODY, "text/plain", Content_Encoding="gzip"),
    "moved": redirect("/rules.txt"),
    "wildcards": body(_WILD, "text/plain"),
    "slow": body(b"User-agent: *\nCrawl-delay: 86400\n", "text/plain"),
    "backwards": body(b"User-agent: *\nCrawl-delay: -1\n", "text/plain"),
    "no-number": body(b"User-agent: *\nCrawl-delay: nan\n", "text/plain"),
}
"""Answers for robots.txt, after RFC 9309."""
ROBOTS_OUTCOMES = (("nobody", "robots"), ("us", "robots"), ("others", "kept"))
"""Those that are no fault: (name, outcome of the page)."""

PAGE = GOOD
BUSY = status(429, Retry_After="3600")
HOLDS: dict[str, Answer] = {
    "busy-for-an-hour": BUSY,
    "busy-until-tomorrow": status(429, Retry_After="Fri, 18 Feb 2122 10:30:00 GMT"),
    "busy-without-a-word": status(429),
    "away-for-an-hour": status(503, Retry_After="3600"),
}
"""Answers that ask for a pause."""
RULES = body(_NOBODY, "text/plain")

LOOPBACK: tuple[str, ...] = (
    "127.0.0.1",
    "127.1",
    "2130706433",
    "0x7f000001",
    "0x7f.1",
    "0177.0.0.1",
    "0.0.0.0",  # noqa: S104 - asked, never listened on
    "0",
    "[::]",
    "[::1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::127.0.0.1]",
    "[64:ff9b::7f00:1]",
    "[2002:7f00:1::]",
    "①②⑦.⓪.⓪.①",
    "127.0.0.1",
    "127。0。0。1",
    "127.0.0.1.",
    "localhost",
    "LOCALHOST",
    "localhost.",
    "10.0.0.1",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "[fc00::1]",
    "[fe80::1]",
    "[fec0::1]",
    "[ff02::1]",
)
"""Spellings of addresses that belong to nobody out there."""
