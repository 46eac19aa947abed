"""Finding an article through WordPress' own REST interface.

https://developer.wordpress.org/rest-api/reference/posts/
"""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any
from urllib.parse import quote, urljoin

from crawler.discover.base import Answer, Site, Sought, Source, candidate, question
from crawler.discover.markup import plain_text
from graph.model import Candidate, Date, Precision

NAME = "wordpress"
SHAPE = "per_page=10&_embed=author&_fields=link,title,date_gmt,content,_links,_embedded"
"""How many posts are wanted, and what of each."""
_MOST = 100
_BESIDE = timedelta(days=2)
"""A copy stands so near to its source, mostly; it covers every zone of time too."""
_LONGEST = timedelta(days=9)
"""A longer time has more posts than one answer holds."""


def ask(site: Site, sought: Sought) -> list[str]:
    """One question by title, one by a phrase of the text, one by a known number.

    Where only the software is known, and no root of its REST interface, the root
    that every site of it has is asked by title.
    """
    title = _search(question(sought.headline))
    phrase = _search(f'"{sought.phrase}"') if sought.phrase else ""
    asked = [f"posts?{one}&{SHAPE}" for one in (title, phrase) if one]
    if sought.post.isdecimal():
        asked.insert(0, f"posts/{sought.post}?{SHAPE}")
    if site.wordpress or not site.archives:
        return [_asked(root, one) for root in site.wordpress for one in asked]
    root = urljoin(site.home, "?rest_route=/")
    return [_asked(root, f"posts?{title}&{SHAPE}")] if title else []


def ask_dated(site: Site, sought: Sought) -> list[str]:
    """The posts of the days around the one that a credit, or else the copy, names."""
    date = sought.date or sought.near
    if date is None:
        return []
    try:
        first, last = date.earliest - _BESIDE, date.latest + _BESIDE
    except OverflowError:
        return []
    if last - first > _LONGEST:
        return []
    days = f"after={first:%Y-%m-%d}T00:00:00&before={last:%Y-%m-%d}T23:59:59"
    shape = SHAPE.replace("per_page=10", "per_page=50")
    return [route(root, "posts", f"{days}&{shape}") for root in site.wordpress[:1]]


def route(root: str, name: str, parameters: str) -> str:
    """The address of a route below a root of the REST interface.

    >>> route("https://herald.example/?rest_route=/", "posts", "author=7")
    'https://herald.example/?rest_route=/wp/v2/posts&author=7'
    """
    # A site without pretty addresses has its root in a parameter.
    mark = "&" if "?" in root else "?"
    return f"{root.rstrip('/')}/wp/v2/{name}{mark}{parameters}"


def _asked(root: str, question_: str) -> str:
    return route(root, *question_.split("?", 1))


def _search(words: str) -> str:
    return f"search={quote(words)}" if words else ""


def read(body: bytes, url: str) -> Answer:
    """The posts in a list of them, or the one alone; nothing for any other body."""
    del url
    try:
        answered = json.loads(body)
    except (ValueError, RecursionError):
        return Answer()
    posts = answered if isinstance(answered, list) else [answered]
    found = [_post(post) for post in posts[:_MOST] if isinstance(post, dict)]
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
DATED = Source(
    name="dated", ask=ask_dated, read=read, doc="WordPress' posts of some days"
)
