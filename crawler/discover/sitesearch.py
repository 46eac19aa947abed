"""Finding an article by the search that an outlet's pages declare.

OpenSearch descriptions and schema.org's ``SearchAction`` tell how it is asked. Its
answer is a feed, or a page that is read as a list of links.
"""

from __future__ import annotations

from crawler.discover import feed, frontpage, opensearch
from crawler.discover.base import Answer, Site, Sought, Source, question
from crawler.discover.markup import parse_xml

NAME = "search"
_MOST = 2
_HEAD = 1024


def ask(site: Site, sought: Sought) -> list[str]:
    """The search with the headline's words, or what describes it."""
    asked = question(sought.headline)
    if not asked:
        return []
    filled = [opensearch.fill(template, asked) for template in site.searches[:_MOST]]
    return filled or list(site.descriptions[:_MOST])


def read(body: bytes, url: str) -> Answer:
    """The articles that a search found, or the searches that a description offers."""
    if b"<html" not in body[:_HEAD].lower():
        root = parse_xml(body)
        if root is not None and opensearch.is_description(root):
            offered = opensearch.templates(root, url)[:_MOST]
            return Answer(endpoints=tuple((NAME, one) for one in offered))
        if root is not None and feed.is_feed(root):
            return Answer(candidates=feed.read_tree(root, url).candidates)
    return Answer(candidates=frontpage.read(body, url, NAME).candidates)


SOURCE = Source(
    name=NAME, ask=ask, read=read, doc="the search that its pages declare", leads=NAME
)
