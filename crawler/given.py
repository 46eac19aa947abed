"""What a JSON line says of its text: fields that win over what is read from it.

Exports write one thing in many ways. What makes no sense in a field is as if it
were not there.
"""

from __future__ import annotations

import hashlib
import re
from datetime import date
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

from crawler.fields.dates import parse_machine
from crawler.fields.names import split_names
from crawler.outlets import find
from graph.identity import clean_url, name_key, named_outlet, outlet_key, whole_url
from graph.model import Article, Author, Date, Outlet, Precision
from graph.text import line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_FIELDS = ("id", "outlet", "headline", "published", "authors", "language")
# Where an object stands for a text, the text is its name, value or code.
_NAMES = ("name", "value", "code")
_MOST = 100
_LONGEST = 2000
_TAG = re.compile(r"([a-z]{2})(?:[-_]|$)")
_ISO = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_PRECISIONS = {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}
_LONGEST_ID = 200

Plain = str | int | float | list[str | int | float]


def stated_in(line_: Mapping[str, Any]) -> dict[str, Plain]:
    """The fields that a JSON line states, as texts, numbers and lists of them.

    >>> stated_in({"authors": [{"name": "Ann Lee"}, None], "language": None, "x": 1})
    {'authors': ['Ann Lee']}
    """
    found = {name: _plain(line_[name]) for name in _FIELDS if name in line_}
    return {name: value for name, value in found.items() if value is not None}


def _plain(value: object) -> Plain | None:
    if isinstance(value, list):
        parts = (_part(one) for one in value[:_MOST])
        return [part for part in parts if part is not None]
    return _part(value)


def _part(value: object) -> str | int | float | None:
    if isinstance(value, dict):
        texts = (value.get(name) for name in _NAMES)
        value = next((text for text in texts if isinstance(text, str)), None)
    if isinstance(value, str):
        return value[:_LONGEST]
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return cast("int | float", value) if number else None


def read_given(stated: Mapping[str, Plain], *, url: str | None) -> dict[str, Any]:
    """The fields of an article that a line states; what it leaves open is not in it.

    >>> read_given({"authors": "Ann Lee and Bo Diaz", "headline": ""}, url=None)
    {'authors': (Author(name='Ann Lee'), Author(name='Bo Diaz'))}
    """
    known: dict[str, Any] = {
        name: read(stated.get(name)) for name, read in _READERS.items()
    }
    known["outlet"] = _outlet(_words(stated.get("outlet")), url)
    return {name: found for name, found in known.items() if found}


def name_of(stated: Mapping[str, Plain], article: Article) -> str | None:
    """What stands in for the address of a text that has none.

    Its id at its outlet, or its words there; None where no outlet is known for it.
    An id alone names nothing: the same number is another text in another export.

    >>> herald = Outlet(key="herald.example")
    >>> name_of({"id": "b/17"}, Article(url=None, outlet=herald))
    'urn:whence:herald.example:b%2F17'
    """
    number = stated.get("id")
    name = _words(str(number) if isinstance(number, int) else number)
    outlet = article.outlet
    if article.url or outlet is None or not (name or stated.get("outlet")):
        return None
    if not name:
        name = _digest(f"{article.headline}\n{article.text}")
    elif len(name) > _LONGEST_ID:
        name = _digest(str(number))
    return f"urn:whence:{quote(outlet.key, safe=':')}:{quote(name, safe='')}"


def _digest(text: str) -> str:
    return f"sha256-{hashlib.sha256(text.encode()).hexdigest()}"


def _words(stated: Plain | None) -> str:
    return line(stated) if isinstance(stated, str) else ""


def _authors(stated: Plain | None) -> tuple[Author, ...]:
    """The authors of a list, as they stand; those of one text, parted."""
    if isinstance(stated, list):
        names = [_words(one) for one in stated]
    else:
        names = split_names(_words(stated)) or [_words(stated)]
    return tuple(Author(name=name) for name in names if name)


def _language(stated: Plain | None) -> str:
    """The code of a language tag; a language's name is no code."""
    tag = _TAG.match(_words(stated).lower())
    return tag[1] if tag else ""


def _published(stated: Plain | None) -> Date | None:
    """The date of a text, or of a number of seconds since 1970."""
    if isinstance(stated, float):
        stated = f"{stated:.0f}"
    words = _words(str(stated) if isinstance(stated, int) else stated)
    # Old newspapers lie before the years that a page is trusted with.
    return _plain_date(words) or parse_machine(words, "given")


def _plain_date(words: str) -> Date | None:
    try:
        date.fromisoformat(words + "0000-01-01"[len(words) :])
    except ValueError:
        return None
    if not _ISO.fullmatch(words):
        return None
    precision = _PRECISIONS[len(words)]
    return Date(value=words, precision=precision, source="given", raw=words)


def _outlet(name: str, url: str | None) -> Outlet | None:
    """The outlet that is named, by its name or its host; its address knows its key."""
    if not name_key(name):
        return None
    whole = whole_url(name)
    site = outlet_key(clean_url(whole) or "") if whole else ""
    known = find(name)
    key = outlet_key(url) if url else ""
    key = key or site or (known.key if known else named_outlet(name))
    shown = known.name if site and known else ("" if site else name)
    return Outlet(key=key, name=shown or key)


_READERS: dict[str, Callable[[Plain | None], object]] = {
    "headline": _words,
    "published": _published,
    "authors": _authors,
    "language": _language,
}
