"""Finding an article among those of its author, where an outlet lists them.

By the archive that a byline links, and on WordPress through REST, which knows people
by number: https://developer.wordpress.org/rest-api/reference/users/
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote, unquote

from crawler.discover import frontpage, wordpress
from crawler.discover.base import Answer, Site, Sought, Source
from graph.identity import name_key

NAME = "author"
_MOST_NAMES = 2
_MOST_LISTS = 2
_MOST_PEOPLE = 10


def ask(site: Site, sought: Sought) -> list[str]:
    """The lists of the authors that are looked for, and who they are to REST."""
    names = [name for name in sought.authors if name_key(name)][:_MOST_NAMES]
    lists = [one.partition("#") for one in site.authors]
    found = [
        url for url, _, whose in lists if any(is_of(unquote(whose), n) for n in names)
    ]
    people = [_people(root, name) for root in site.wordpress[:1] for name in names]
    return [*sorted(found, key=len)[:_MOST_LISTS], *people]


def is_of(whose: str, name: str) -> bool:
    """Whether a list's name is an author's: the family name at least, and no other.

    >>> is_of("Bhadrakumar", "M. K. Bhadrakumar"), is_of("Ann Lee", "Bo Lee")
    (True, False)
    """
    theirs, wanted = (name_key(one).split("-") for one in (whose, name))
    return bool(wanted[-1]) and wanted[-1] in theirs and set(theirs) <= set(wanted)


def _people(root: str, name: str) -> str:
    fields = f"search={quote(name, safe='')}&per_page=5&_fields=id,name"
    return wordpress.route(root, "users", fields)


def read(body: bytes, url: str) -> Answer:
    """The articles of a list; the lists of the people in an answer of REST."""
    if body.lstrip()[:1] != b"[":
        return Answer(candidates=frontpage.read(body, url, NAME).candidates)
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return Answer()
    people = [_list(one, url) for one in found[:_MOST_PEOPLE] if isinstance(one, dict)]
    return Answer(
        candidates=wordpress.read(body, url).candidates,
        endpoints=tuple((NAME, one) for one in people if one),
    )


def _list(person: dict[str, Any], url: str) -> str:
    """Where REST lists a person's articles; empty for anything but a person."""
    number, name = person.get("id"), person.get("name")
    root, people, _ = url.partition("/wp/v2/users")
    if not people or not isinstance(number, int) or not isinstance(name, str):
        return ""
    asked = wordpress.route(root, "posts", f"author={number}&{wordpress.SHAPE}")
    return f"{asked}#{quote(name, safe='')}"


SOURCE = Source(
    name=NAME, ask=ask, read=read, doc="the lists of its author's articles", leads=NAME
)
