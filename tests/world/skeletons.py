"""The skeletons of pages whose sites mark up what they print."""

from __future__ import annotations

import json
from dataclasses import dataclass

from tests.world.furniture import Furniture


@dataclass(frozen=True, kw_only=True, slots=True)
class Parts:
    """What a skeleton holds together; all but ``authors`` and ``url`` is markup."""

    room: Furniture
    url: str
    outlet: str
    headline: str
    authors: tuple[str, ...]
    byline: str
    stated: str
    """ISO 8601; empty for none."""
    date: str
    """In words."""
    language: str
    lines: list[str]
    top: str
    foot: str
    label: str
    teasers: list[tuple[str, str]]

    @property
    def by(self) -> str:
        """The byline with its "By"; empty without an author."""
        return f"{self.room.by} {self.byline}" if self.byline else ""

    @property
    def body(self) -> str:
        """The text with its credits, a paragraph each."""
        told = "\n".join(f"<p>{line}</p>" for line in self.lines)
        return paragraph(self.top) + told + paragraph(self.foot) + self.inside

    @property
    def inside(self) -> str:
        """An appeal to readers, for those who put it into the article."""
        return paragraph(self.room.appeal) if self.room.inside else ""

    @property
    def behind(self) -> str:
        """An appeal to readers, for the others."""
        return "" if self.room.inside else paragraph(self.room.appeal)

    def time(self, css: str = "", extra: str = "") -> str:
        """The date as a time element; empty where none is stated."""
        if not self.stated:
            return ""
        named = f' class="{css}"' if css else ""
        return f'<time{named}{extra} datetime="{self.stated}">{self.date}</time>'

    def related(self, around: str = "li") -> str:
        """Teasers as links."""
        return "".join(
            f'<{around}><a href="{url}">{words}</a></{around}>'
            for words, url in self.teasers
        )


def paragraph(words: str) -> str:
    return f"\n<p>{words}</p>\n" if words else ""


def head_of(parts: Parts, more: str = "") -> str:
    return (
        f'<!DOCTYPE html>\n<html lang="{parts.language}">\n<head>\n'
        '<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{parts.headline} | {parts.outlet}</title>\n{more}</head>\n"
    )


def canonical(parts: Parts) -> str:
    return f'<link rel="canonical" href="{parts.url}">\n'


def jsonld(parts: Parts) -> str:
    """A newspaper of today, with structured data."""
    room = parts.room
    node: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": parts.headline,
        "mainEntityOfPage": parts.url,
        "publisher": {"@type": "NewsMediaOrganization", "name": parts.outlet},
    }
    if parts.stated:
        node["datePublished"] = parts.stated
    if parts.authors:
        node["author"] = [{"@type": "Person", "name": name} for name in parts.authors]
    data = json.dumps(node, ensure_ascii=False).replace("</", "<\\/")
    head = head_of(
        parts,
        canonical(parts) + f'<script type="application/ld+json">{data}</script>\n',
    )
    return f"""{head}<body>
<div class="consent" role="dialog"><p>{room.cookies}</p><button>OK</button></div>
<header><a class="logo" href="{room.home}">{parts.outlet}</a>
<nav><ul>{room.links(room.menu)}</ul></nav></header>
<main><article>
<h1>{parts.headline}</h1>
<div class="byline">{parts.by}</div><div class="meta">{parts.time()}</div>
<div class="source">{parts.label}</div>
<div class="article-body">{parts.body}</div>
<div class="share"><button>{room.share}</button></div>
</article>
<aside class="related"><h2>{room.related}</h2><ul>{parts.related()}</ul></aside></main>
<footer>{parts.behind}<ul>{room.links(room.feet)}</ul><p>{room.rights}</p></footer>
</body></html>
"""


def opengraph(parts: Parts) -> str:
    """A site that tells social networks everything, and readers in plain divs."""
    room = parts.room
    published = (
        f'<meta property="article:published_time" content="{parts.stated}">\n'
        if parts.stated
        else ""
    )
    head = head_of(
        parts,
        f"{canonical(parts)}"
        '<meta property="og:type" content="article">\n'
        f'<meta property="og:title" content="{_attribute(parts.headline)}">\n'
        f'<meta property="og:site_name" content="{_attribute(parts.outlet)}">\n'
        f"{published}",
    )
    column = (
        f'<div class="sidebar"><h3>{room.related}</h3><ul>{parts.related()}</ul></div>'
    )
    return f"""{head}<body>
<div id="top"><a href="{room.home}">{parts.outlet}</a>
<ul class="nav">{room.links(room.menu)}</ul></div>
<div id="wrap">{column if room.left else ""}
<div class="story"><h1 class="headline">{parts.headline}</h1>
<p class="author">{parts.by}</p><p class="date">{parts.date}</p>
<p class="source">{parts.label}</p>
<div class="story-text">{parts.body}</div></div>
{"" if room.left else column}</div>
<div id="bottom">{parts.behind}<p>{room.rights}</p>
<ul>{room.links(room.feet)}</ul></div>
<div class="cookie-banner">{room.cookies}</div>
</body></html>
"""


def microdata(parts: Parts) -> str:
    """A site that marks up what it prints."""
    room = parts.room
    author = (
        f'{room.by} <span itemprop="author" itemscope '
        'itemtype="https://schema.org/Person">'
        f'<span itemprop="name">{parts.byline}</span></span>'
        if parts.byline
        else ""
    )
    when = parts.time(extra=' itemprop="datePublished"')
    return f"""{head_of(parts)}<body>
<div class="header"><a href="{room.home}">{parts.outlet}</a>
<ul>{room.links(room.menu)}</ul></div>
<div class="content" itemscope itemtype="https://schema.org/NewsArticle">
<h1 itemprop="headline">{parts.headline}</h1>
<div class="info">{author} {when}</div>
<div class="credit-line">{parts.label}</div>
<div itemprop="articleBody">{parts.body}</div>
</div>
<div class="more"><h4>{room.related}</h4><ul>{parts.related()}</ul></div>
<div class="footer">{parts.behind}<p>{room.rights}</p>
<ul>{room.links(room.feet)}</ul></div>
</body></html>
"""


def wordpress(parts: Parts) -> str:
    """The commonest theme of the commonest system."""
    room = parts.room
    by = (
        f'<span class="byline"> {room.by.lower()} <span class="author vcard">'
        f'<span class="fn n">{parts.byline}</span></span></span>'
        if parts.byline
        else ""
    )
    when = parts.time("entry-date published")
    posted = f'<span class="posted-on">{room.posted} {when}</span>' if when else ""
    return f"""{head_of(parts, canonical(parts))}<body class="single single-post">
<div id="page" class="site">
<header id="masthead" class="site-header">
<p class="site-title"><a href="{room.home}" rel="home">{parts.outlet}</a></p>
<nav class="main-navigation"><ul class="menu">{room.links(room.menu)}</ul></nav>
</header><div class="content-area"><main class="site-main">
<article class="post type-post status-publish hentry">
<header class="entry-header"><h1 class="entry-title">{parts.headline}</h1>
<div class="entry-meta">{posted}{by}</div></header>
<div class="entry-content">{paragraph(parts.label)}{parts.body}</div>
</article></main></div>
<aside class="widget-area"><section class="widget widget_recent_entries">
<h2 class="widget-title">{room.related}</h2><ul>{parts.related()}</ul></section></aside>
<footer class="site-footer">{parts.behind}<div class="site-info">{room.rights}</div>
</footer></div></body></html>
"""


def hentry(parts: Parts) -> str:
    """A site of the small web, with microformats."""
    room = parts.room
    by = f'{room.by} <span class="p-author h-card">{parts.byline}</span>'
    return f"""{head_of(parts)}<body>
<header><a href="{room.home}">{parts.outlet}</a>
{room.links(room.menu, "span")}</header>
<main><div class="h-entry">
<h1 class="p-name">{parts.headline}</h1>
<p class="meta">{by if parts.byline else ""} {parts.time("dt-published")}</p>
<p class="note">{parts.label}</p>
<div class="e-content">{parts.body}</div></div></main>
<section><h2>{room.related}</h2><ul>{parts.related()}</ul></section>
<footer>{parts.behind}<small>{room.rights}</small>
{room.links(room.feet, "span")}</footer>
</body></html>
"""


def _attribute(markup: str) -> str:
    return markup.replace('"', "&quot;")
