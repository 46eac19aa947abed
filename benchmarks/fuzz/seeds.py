"""What is damaged: pages, feeds, sitemaps and the like, our own and, if at hand, real.

The own ones are the golden pages and the demo's web; where a folder of labelled pages
lies beside the repository, those are seeds, too.
"""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator

from benchmarks.golden import goldens
from benchmarks.samples import labelled_samples

_MOST_REAL = 400
_KINDS = {
    "text/html": "page",
    "application/json": "wordpress",
    "application/rss+xml": "feed",
    "text/plain": "robots",
    "text/xml": "sitemap",
}

_ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Harbour Herald</title>
<entry><title type="html">The &lt;b&gt;last&lt;/b&gt; ferry</title>
<link rel="alternate" href="https://herald.example/2022/02/ferry"/>
<author><name>Ann Lee</name></author><updated>2022-02-18T09:30:00Z</updated>
<source><title>Island Weekly</title><link href="https://weekly.example/"/></source>
<content type="html">&lt;p&gt;It has left.&lt;/p&gt;</content></entry></feed>"""
_JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Harbour Herald",
        "items": [
            {
                "id": "7",
                "url": "https://herald.example/2022/02/ferry",
                "title": "The last ferry",
                "content_html": "<p>It has left.</p>",
                "date_published": "2022-02-18T09:30:00+01:00",
                "authors": [{"name": "Ann Lee"}],
            }
        ],
    }
)
_INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://herald.example/posts-1.xml</loc></sitemap>
<sitemap><loc>https://herald.example/posts-2.xml.gz</loc>
<lastmod>2022-02-18</lastmod></sitemap></sitemapindex>"""
_NEWS = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url>
<loc>https://herald.example/2022/02/last-ferry-home</loc><news:news>
<news:publication_date>2022-02-18</news:publication_date>
<news:title>The last ferry</news:title></news:news></url></urlset>"""
_ROBOTS = """User-agent: *
Crawl-delay: 5
Disallow: /private/*.php$
Allow: /private/open
Sitemap: https://herald.example/sitemap.xml

User-agent: Whence
Disallow: /drafts/
"""
_LINES: tuple[dict[str, object], ...] = (
    {
        "id": 7,
        "url": "https://herald.example/ferry",
        "headline": "The ferry",
        "authors": [{"name": "Ann Lee"}, "Bo Diaz"],
        "published": "2022-02-18",
        "language": "en-GB",
        "text": "The last ferry has left.\n\nFirst published in Island Weekly.",
    },
    {"outlet": "Nordic Digest", "published": 1645142400, "text": "Nobody counted."},
    {"url": "https://herald.example/a", "html": "<h1>A</h1><p>The boat is gone.</p>"},
)
_MARKDOWN = """# The last ferry

*By [Ann Lee](https://herald.example/ann), 18 February 2022*

> Nobody has counted the gulls above the old pier, the purser said.

1. One boat, **two** crew
2. ![a boat](boat.png "A boat")

This article was originally published by [Island Weekly](https://weekly.example/f).
"""


@cache
def seeds(real: Path) -> Mapping[str, Sequence[bytes]]:
    """Seeds by kind: page, feed, sitemap, wordpress, robots, warc, line, text.

    ``real`` is the folder in which labelled pages may lie.
    """
    found: defaultdict[str, list[bytes]] = defaultdict(list)
    for kind, body in (*_own(), *_of_the_demo(), *_labelled(real)):
        found[kind].append(body)
    return found


def _own() -> Iterator[tuple[str, bytes]]:
    for page in goldens():
        yield "page", page.body
        yield "text", "\n\n".join(page.expected.get("text", ())).encode()
    yield "text", _MARKDOWN.encode()
    yield from (("feed", text.encode()) for text in (_ATOM, _JSON_FEED))
    yield from (("sitemap", text.encode()) for text in (_INDEX, _NEWS))
    yield "sitemap", gzip.compress(_NEWS.encode(), mtime=0)
    yield "robots", _ROBOTS.encode()
    yield from (("line", json.dumps(line).encode()) for line in _LINES)


def _of_the_demo() -> Iterator[tuple[str, bytes]]:
    """Every answer of the demo's web, and pieces of its archive."""
    with as_file(files("crawler.demo").joinpath("web.warc.gz")) as path:
        packed = path.read_bytes()
        with path.open("rb") as file:
            for record in ArchiveIterator(file):
                stated = record.http_headers.get_header("Content-Type") or ""
                body = record.content_stream().read()
                kind = _KINDS.get(stated.partition(";")[0])
                if kind and body:
                    yield kind, body
    members = packed.split(b"\x1f\x8b\x08")[1:]
    for first in range(0, len(members), 8):
        piece = b"".join(b"\x1f\x8b\x08" + one for one in members[first : first + 4])
        yield "warc", piece
        try:
            yield "warc", gzip.decompress(piece)
        except (OSError, EOFError):
            continue  # the signature stood within a member


def _labelled(folder: Path) -> Iterator[tuple[str, bytes]]:
    found = labelled_samples(folder)
    for sample in found[:: max(1, len(found) // _MOST_REAL)]:
        yield "page", sample.body
