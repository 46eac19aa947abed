"""What the hosts of the demo web answer to machines.

Feeds, sitemaps, robots.txt, and the REST interface of WordPress.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import format_datetime
from xml.sax.saxutils import escape

from crawler.demo.pages import content
from crawler.demo.sources import Post, Site


def robots(site: Site) -> str:
    """The robots.txt of a host."""
    rules = site.robots or ("Disallow:",)
    lines = ["User-agent: *", *rules, "", f"Sitemap: {site.home}/sitemap.xml"]
    return "\n".join(lines) + "\n"


def sitemap(site: Site) -> str:
    """Every post of a host, as sitemaps.org describes it."""
    entries = "\n".join(
        f"<url><loc>{escape(site.home + post.path)}</loc>"
        f"<lastmod>{post.published.isoformat()}</lastmod></url>"
        for post in site.posts
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        f"{entries}\n</urlset>\n"
    )


def feed(site: Site) -> str:
    """The RSS 2.0 feed of a host; WordPress puts the whole text into it."""
    items = "\n".join(_item(site, post) for post in site.posts)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">\n<channel>\n'
        f"<title>{escape(site.name)}</title>\n<link>{site.home}/</link>\n"
        f"<description>{escape(site.tagline)}</description>\n"
        f"<language>{site.language}</language>\n{items}\n</channel>\n</rss>\n"
    )


def rest_root(site: Site) -> str:
    """The root of the REST interface."""
    return _json(
        {
            "name": site.name,
            "description": site.tagline,
            "url": site.home,
            "home": site.home,
            "namespaces": ["oembed/1.0", "wp/v2"],
            "routes": {"/wp/v2/posts": {"namespace": "wp/v2", "methods": ["GET"]}},
        }
    )


def rest_posts(site: Site) -> str:
    """All posts of a host, newest first."""
    return _json([_rest_post(site, post) for post in site.posts])


def rest_post(site: Site, post: Post) -> str:
    """One post."""
    return _json(_rest_post(site, post))


def _item(site: Site, post: Post) -> str:
    url = escape(site.home + post.path)
    lines = [
        f"<title>{escape(post.title)}</title>",
        f"<link>{url}</link>",
        f'<guid isPermaLink="true">{url}</guid>',
        f"<dc:creator>{escape(post.author)}</dc:creator>",
        f"<pubDate>{format_datetime(post.published)}</pubDate>",
        f"<category>{escape(post.section)}</category>",
        f"<description>{escape(post.paragraphs[0])}</description>",
    ]
    if site.wordpress:
        encoded = escape(content(site, post))
        lines.append(f"<content:encoded>{encoded}</content:encoded>")
    return "<item>\n" + "\n".join(lines) + "\n</item>"


def _rest_post(site: Site, post: Post) -> Mapping[str, object]:
    self_url = f"{site.home}/wp-json/wp/v2/posts/{post.id}"
    return {
        "id": post.id,
        "date": _local(post.published),
        "date_gmt": _local(post.published.astimezone(UTC)),
        "slug": post.path.strip("/").rsplit("/", 1)[-1],
        "status": "publish",
        "type": "post",
        "link": site.home + post.path,
        "title": {"rendered": post.title},
        "content": {"rendered": content(site, post), "protected": False},
        "excerpt": {"rendered": f"<p>{post.paragraphs[0]}</p>", "protected": False},
        "author": 1,
        "_links": {"self": [{"href": self_url}]},
        "_embedded": {"author": [{"id": 1, "name": post.author}]},
    }


def _local(moment: datetime) -> str:
    return moment.replace(tzinfo=None).isoformat()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
