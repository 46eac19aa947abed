"""Writes ``web.warc.gz`` from the sources: ``python -m crawler.demo.render``.

The records are the same whenever and wherever this runs: sorted by address,
under one fixed date, with ids made from what they hold.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from io import BytesIO
from itertools import chain
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawler.demo import WEB, endpoints, pages
from crawler.demo.sources import Post, Site, read_sites

RENDERED_AT = "2025-03-10T00:00:00Z"
"""The date of every record: after the last post, and never another."""
_HTML = "text/html"
_JSON = "application/json; charset=UTF-8"


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What a host answers at one address."""

    url: str
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()
    status: HTTPStatus = HTTPStatus.OK


def answers(site: Site) -> Iterator[Answer]:
    """Everything that one host answers."""
    yield from _machine_answers(site)
    yield _html(site, "/", pages.list_page(site, site.name, site.posts))
    yield _html(site, "/about/", pages.about_page(site))
    if site.private:
        yield _html(site, site.private, pages.about_page(site))
    for post in site.posts:
        yield _html(site, post.path, pages.article_page(site, post))
    if site.wordpress:
        yield from _wordpress_answers(site)


def render() -> bytes:
    """The whole web as a gzipped WARC file."""
    file = BytesIO()
    writer = WARCWriter(file, gzip=True)
    everything = chain.from_iterable(answers(site) for site in read_sites())
    for answer in sorted(everything, key=lambda answer: answer.url):
        _write(writer, answer)
    return file.getvalue()


def _machine_answers(site: Site) -> Iterator[Answer]:
    xml = "text/xml; charset=UTF-8"
    rss = "application/rss+xml; charset=UTF-8"
    yield _typed(site, "/robots.txt", endpoints.robots(site), "text/plain")
    yield _typed(site, "/sitemap.xml", endpoints.sitemap(site), xml)
    yield _typed(site, "/feed/", endpoints.feed(site), rss)


def _wordpress_answers(site: Site) -> Iterator[Answer]:
    posts = "/wp-json/wp/v2/posts"
    yield _typed(site, "/wp-json/", endpoints.rest_root(site), _JSON)
    yield _typed(site, posts, endpoints.rest_posts(site), _JSON)
    for post in site.posts:
        one = endpoints.rest_post(site, post)
        yield _typed(site, f"{posts}/{post.id}", one, _JSON)
        yield _redirect(site, f"/?p={post.id}", post.path)
    for path, listed in _archives(site).items():
        yield _html(site, path, pages.list_page(site, site.name, listed))


def _archives(site: Site) -> dict[str, list[Post]]:
    """The pages that list the posts of a year, a month or a day."""
    listed: dict[str, list[Post]] = defaultdict(list)
    for post in site.posts:
        for form in ("/%Y/", "/%Y/%m/", "/%Y/%m/%d/"):
            listed[post.published.strftime(form)].append(post)
    return listed


def _html(site: Site, path: str, markup: str) -> Answer:
    # A page that states its own encoding is served without one, as old hosts do.
    utf8 = site.encoding == "utf-8"
    headers = [("Content-Type", f"{_HTML}; charset=UTF-8" if utf8 else _HTML)]
    if site.wordpress:
        rest = f'<{site.home}/wp-json/>; rel="https://api.w.org/"'
        headers.append(("Link", rest))
    body = markup.encode(site.encoding, errors="xmlcharrefreplace")
    return Answer(url=site.home + path, body=body, headers=tuple(headers))


def _typed(site: Site, path: str, text: str, content_type: str) -> Answer:
    headers = (("Content-Type", content_type),)
    return Answer(url=site.home + path, body=text.encode(), headers=headers)


def _redirect(site: Site, path: str, target: str) -> Answer:
    return Answer(
        url=site.home + path,
        headers=(("Content-Type", _HTML), ("Location", site.home + target)),
        status=HTTPStatus.MOVED_PERMANENTLY,
    )


def _write(writer: WARCWriter, answer: Answer) -> None:
    record_id = uuid5(NAMESPACE_URL, f"{answer.url}\n{answer.body.hex()}")
    length = ("Content-Length", str(len(answer.body)))
    record = writer.create_warc_record(
        answer.url,
        "response",
        payload=BytesIO(answer.body),
        length=len(answer.body),
        http_headers=StatusAndHeaders(
            f"{answer.status.value} {answer.status.phrase}",
            [*answer.headers, length],
            protocol="HTTP/1.1",
        ),
        warc_headers_dict={
            "WARC-Record-ID": f"<urn:uuid:{record_id}>",
            "WARC-Date": RENDERED_AT,
        },
    )
    writer.write_record(record)


def main(path: Path = WEB) -> None:
    """Write the web to its file and say how large it is."""
    size = path.write_bytes(render())
    sys.stdout.write(f"{path}: {size} bytes\n")


if __name__ == "__main__":
    main()
