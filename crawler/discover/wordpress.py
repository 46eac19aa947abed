"""Finding an article through WordPress' own REST interface.

https://developer.wordpress.org/rest-api/reference/posts/
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from crawler.discover.base import Answer, Site, Sought, Source, candidate, key_words
from crawler.discover.markup import plain_text
from graph.model import Candidate, Date, Precision

NAME = "wordpress"
_FIELDS = "link,title,date_gmt,content,_links,_embedded"


def ask(site: Site, sought: Sought) -> list[str]:
    """One question by title, one by a phrase of the text, for each declared root."""
    questions = [" ".join(key_words(sought.headline)), f'"{sought.phrase}"']
    return [
        _question(root, question)
        for root in site.wordpress
        for question in questions
        if len(question) > len('""')
    ]


def _question(root: str, question: str) -> str:
    # A site without pretty addresses has its root in a parameter.
    mark = "&" if "?" in root else "?"
    parameters = f"search={quote(question)}&per_page=10&_embed=author&_fields={_FIELDS}"
    return f"{root.rstrip('/')}/wp/v2/posts{mark}{parameters}"


def read(body: bytes, url: str) -> Answer:
    """The posts in a list of them; nothing for any other body."""
    del url
    try:
        posts = json.loads(body)
    except (ValueError, RecursionError):
        return Answer()
    found = (
        [_post(post) for post in posts if isinstance(post, dict)]
        if isinstance(posts, list)
        else []
    )
    return Answer(candidates=tuple(post for post in found if post))


def _post(post: dict[str, Any]) -> Candidate | None:
    return candidate(
        str(post.get("link", "")),
        NAME,
        headline=plain_text(_rendered(post, "title")),
        authors=tuple(_authors(post)),
        published=_date(post.get("date_gmt")),
        text=plain_text(_rendered(post, "content")),
    )


def _rendered(post: dict[str, Any], name: str) -> str:
    value = post.get(name)
    return str(value.get("rendered", "")) if isinstance(value, dict) else ""


def _authors(post: dict[str, Any]) -> list[str]:
    embedded = post.get("_embedded")
    people = embedded.get("author", []) if isinstance(embedded, dict) else []
    return [
        person["name"]
        for person in (people if isinstance(people, list) else [])
        if isinstance(person, dict) and isinstance(person.get("name"), str)
    ]


def _date(value: object) -> Date | None:
    if not isinstance(value, str) or len(value) < len("2022-02-18T09:30"):
        return None
    stated = f"{value[:16]}+00:00"
    try:
        date = Date(value=stated, precision=Precision.MINUTE, source=NAME, raw=value)
        _ = date.latest
    except (ValueError, OverflowError):
        return None
    return date


SOURCE = Source(
    name=NAME, ask=ask, read=read, doc="WordPress' REST search by title and phrase"
)
