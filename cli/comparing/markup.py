"""Elements of a page: whatever a text holds, it stays text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from lxml import etree

from cli.output import printable

if TYPE_CHECKING:
    from lxml.etree import _Element

    Child = _Element | str

# What XML has no place for and printable() leaves: noncharacters.
_NOTHING = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")
_LANGUAGE = re.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})?")


def shown(text: str) -> str:
    r"""A text as a page may have it: nothing that steers, no direction overrides.

    >>> shown("a\x00\x1b\u202eb\uffff")
    'ab'
    """
    return _NOTHING.sub("", printable(text))


def element(tag: str, *children: Child, **attributes: str) -> _Element:
    """An element; ``class_`` is its class, ``data_name`` is ``data-name``.

    >>> text(element("p", "<script>", class_="a"))
    '<p class="a">&lt;script&gt;</p>'
    """
    made = etree.Element(tag)
    for name, value in attributes.items():
        made.set(name.rstrip("_").replace("_", "-"), shown(value))
    for child in children:
        if not isinstance(child, str):
            made.append(child)
        elif len(made):
            made[-1].tail = (made[-1].tail or "") + shown(child)
        else:
            made.text = (made.text or "") + shown(child)
    return made


def link(url: str | None) -> Child:
    """A link to an address of the web; the bare words of any other."""
    if url is None:
        return "no address"
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        return url
    return element("a", url, href=url, rel="noopener noreferrer")


def language(code: str | None) -> dict[str, str]:
    """The attribute that tells a text's language, where it is known.

    >>> language("de"), language('x" onload="')
    ({'lang': 'de'}, {})
    """
    return {"lang": code} if code and _LANGUAGE.fullmatch(code) else {}


def text(*children: _Element) -> str:
    """The elements as HTML, one a line."""
    return "\n".join(
        etree.tostring(child, method="html", encoding="unicode") for child in children
    )
