"""The HTML pages of the demo web, made from ``templates``.

A template is a folder: ``frame.html`` is the whole page, ``head.html`` what an
article adds to its ``<head>``, ``article.html`` the article and what surrounds
it. Placeholders are those of :class:`string.Template`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from functools import cache
from html import escape
from string import Template

from crawler.demo import FOLDER
from crawler.demo.sources import Post, Site, read_labels, read_sites


def article_page(site: Site, post: Post) -> str:
    """The page of one post."""
    words = _site_words(site) | _post_words(site, post)
    words["dialog"] = _fill(site, "dialog", words) if site.dialog else ""
    head = "\n".join(filter(None, [_fill(site, "head", words).strip(), post.meta]))
    main = _fill(site, "article", words)
    return _page(site, f"{post.title} - {site.name}", main, head=head)


def list_page(site: Site, title: str, posts: Iterable[Post]) -> str:
    """A page that lists posts: the front page, an archive of a day."""
    private = f'<p><a href="{site.private}">…</a></p>' if site.private else ""
    return _page(site, title, f'<ul class="list">{_items(posts)}</ul>\n{private}')


def about_page(site: Site) -> str:
    """What the outlet says about itself."""
    about = read_labels(site.language)["about_text"]
    return _page(site, site.name, f"<p>{escape(site.name)} {escape(about)}</p>")


def content(site: Site, post: Post) -> str:
    """The post's text and what stands directly above and below it, as markup."""
    return "\n".join(filter(None, [post.head, _body(site, post), post.foot]))


def long_date(day: datetime, language: str) -> str:
    """A date as a reader of that language writes it."""
    labels = read_labels(language)
    month = labels["months"][day.month - 1]
    written: str = labels["date"].format(day=day.day, month=month, year=day.year)
    return written


def _page(site: Site, title: str, main: str, *, head: str = "") -> str:
    words = _site_words(site) | {"title": escape(title), "head": head, "main": main}
    return _fill(site, "frame", words)


def _fill(site: Site, part: str, words: dict[str, str]) -> str:
    return _template(site.template, part).substitute(words)


@cache
def _template(name: str, part: str) -> Template:
    file = FOLDER / "templates" / name / f"{part}.html"
    return Template(file.read_text(encoding="utf-8"))


@cache
def _site_words(site: Site) -> dict[str, str]:
    labels = read_labels(site.language)
    shown = {key: escape(value) for key, value in labels.items() if key != "months"}
    return {f"label_{key}": value for key, value in shown.items()} | {
        "home": site.home,
        "lang": site.language,
        "partners": _partners(site),
        "site": escape(site.name),
        "tagline": escape(site.tagline),
        "year": "2025",
    }


def _post_words(site: Site, post: Post) -> dict[str, str]:
    related = (other for other in site.posts if other is not post)
    url = site.home + post.path
    return {
        "above": post.head,
        "author": escape(post.author),
        "below": post.foot,
        "body": _body(site, post),
        "canonical": escape(post.canonical or url),
        "comments": "".join(f"<li><p>{text}</p></li>" for text in post.comments),
        "date": long_date(post.published, site.language),
        "headline": escape(post.title),
        "id": str(post.id),
        "iso": post.published.isoformat(),
        "jsonld": _jsonld(site, post),
        "related": _items(related),
        "section": escape(post.section),
        "url": escape(url),
    }


def _body(site: Site, post: Post) -> str:
    if site.template == "table":
        return "<BR><BR>\n".join(post.paragraphs)
    return "\n".join(f"<p>{paragraph}</p>" for paragraph in post.paragraphs)


def _items(posts: Iterable[Post]) -> str:
    return "\n".join(
        f'<li><a href="{escape(post.path)}">{escape(post.title)}</a></li>'
        for post in posts
    )


def _partners(site: Site) -> str:
    names = {other.host: other.name for other in read_sites()}
    return "\n".join(
        f'<li><a href="https://{host}/">{escape(names[host])}</a></li>'
        for host in site.partners
    )


def _jsonld(site: Site, post: Post) -> str:
    node = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": post.title,
        "author": [{"@type": "Person", "name": post.author}],
        "publisher": {"@type": "Organization", "name": site.name, "url": site.home},
        "datePublished": post.published.isoformat(),
        "inLanguage": site.language,
        "mainEntityOfPage": site.home + post.path,
    }
    return json.dumps(node, ensure_ascii=False, indent=1)
