"""What each fault ends with: one row a fault.

Adding a fault is one answer in ``faults.py`` and one row here.
"""

from __future__ import annotations

from tests.hostile.faults import GOOD, drip_body, silence
from tests.hostile.site import Answer, body, redirect, status

OUTCOMES: tuple[tuple[str, str], ...] = (
    ("good", "kept"),
    ("pdf", "not-html"),
    ("pdf-as-html", "not-html"),
    ("image", "not-html"),
    ("empty", "empty"),
    ("gzip-bomb", "too-large"),
    ("double-gzip-bomb", "too-large"),
    ("truncated-gzip", "kept"),
    ("not-gzip", "undecodable"),
    ("not-brotli", "undecodable"),
    ("not-deflate", "undecodable"),
    ("endless-body", "too-large"),
    ("announced-large", "too-large"),
    ("drip-body", "timeout"),
    ("drip-headers", "timeout"),
    ("silence", "timeout"),
    ("not-http", "unreachable"),
    ("hang-up", "unreachable"),
    ("short-body", "kept"),
    ("chunked", "kept"),
    ("redirect-loop", "bad-redirect"),
    ("endless-chain", "bad-redirect"),
    ("no-target", "bad-redirect"),
    ("empty-target", "bad-redirect"),
    ("bad-target", "bad-redirect"),
    ("bad-port", "bad-redirect"),
    ("credentials", "bad-redirect"),
    ("to-file", "redirect-refused"),
    ("to-script", "redirect-refused"),
    ("to-data", "redirect-refused"),
    ("to-ftp", "redirect-refused"),
    ("nested", "too-deep"),
    ("attributes", "no-text"),
    ("controls", "kept"),
)

_NOBODY = b"User-agent: *\nDisallow: /\n"
_FILLER = b"# nothing\n" * 51_200

ROBOTS: tuple[tuple[str, Answer, str], ...] = (
    ("missing", status(404), "kept"),
    ("gone", status(410), "kept"),
    ("login", status(401), "kept"),
    ("forbidden", status(403), "kept"),
    ("broken", status(500), "robots"),
    ("unavailable", status(503), "robots"),
    ("silent", silence, "timeout"),
    ("dripping", drip_body, "timeout"),
    ("loop", redirect("/robots.txt"), "bad-redirect"),
    ("nobody", body(_NOBODY, "text/plain"), "robots"),
    ("nobody-first", body(_NOBODY + _FILLER * 80, "text/plain"), "robots"),
    ("nobody-late", body(_FILLER + _NOBODY, "text/plain"), "kept"),
    ("markup", body(b"<html><p>Not found</p></html>"), "kept"),
    ("wide", body(_NOBODY.decode().encode("utf-16"), "text/plain"), "kept"),
    ("marked", body(b"\xef\xbb\xbf" + _NOBODY, "text/plain"), "robots"),
    ("us", body(b"User-agent: Whence\nDisallow: /\n", "text/plain"), "robots"),
    ("others", body(b"User-agent: robots\nDisallow: /\n", "text/plain"), "kept"),
    ("not-packed", body(_NOBODY, "text/plain", Content_Encoding="gzip"), "undecodable"),
    ("moved", redirect("/rules.txt"), "robots"),
)
"""(name, answer for robots.txt, outcome of the page), after RFC 9309."""

PAGE = GOOD
BUSY = status(429, Retry_After="3600")
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
