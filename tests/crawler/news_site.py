"""A loopback outlet with a front page, a feed and articles, all with an ETag."""

from __future__ import annotations

import hashlib

from tests.hostile.site import Answer, Handler, Site

_HOME = b"""<html><head><title>Herald</title>
<link rel="alternate" type="application/rss+xml" href="/feed"></head>
<body><h1>The Harbour Herald</h1></body></html>"""


def conditional(content: bytes, kind: str = "text/html; charset=utf-8") -> Answer:
    """An answer with an ETag, and 304 for whoever has it already."""
    etag = f'"{hashlib.sha256(content).hexdigest()[:12]}"'

    def answer(handler: Handler) -> None:
        if handler.headers.get("If-None-Match") == etag:
            handler.give(code=304, headers={"ETag": etag})
        else:
            handler.give(content, headers={"ETag": etag, "Content-Type": kind})

    return answer


class Outlet:
    """What its site shows can be changed while it runs."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self._listed: list[tuple[str, str]] = []
        site.answers["/"] = conditional(_HOME)

    def publish(self, path: str, page: bytes, *, day: str = "18 Feb 2022") -> None:
        """Put an article online, and on top of the feed unless it is there."""
        self.site.answers[path] = conditional(page)
        if path not in dict(self._listed):
            self._listed.insert(0, (path, day))
        self.site.answers["/feed"] = conditional(self._feed(), "application/rss+xml")

    def asked(self) -> dict[str, bool]:
        """What was asked since the last time, and whether conditionally."""
        pairs = zip(self.site.asked, self.site.seen, strict=True)
        found = {path: "If-None-Match" in headers for path, headers in pairs}
        self.site.asked.clear()
        self.site.seen.clear()
        return {path: known for path, known in found.items() if "robots" not in path}

    def _feed(self) -> bytes:
        items = "".join(
            f"<item><title>Story {path}</title><link>{self.site.url(path)}</link>"
            f"<pubDate>{day} 09:00:00 GMT</pubDate></item>"
            for path, day in self._listed
        )
        return f'<rss version="2.0"><channel>{items}</channel></rss>'.encode()
