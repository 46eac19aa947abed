"""Markup inside lists: to text, and XML that can't reach out. Nothing of meaning."""

from __future__ import annotations

import re
from html.entities import html5

from lxml import etree, html

from crawler.door.body import Unreadable, decode
from graph.text import clean

_MOST = 200_000
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,30});")
_OF_XML = frozenset({"amp", "lt", "gt", "quot", "apos"})
_AFTER = re.compile(r"^.*[}:]", re.DOTALL)


def plain_text(markup: str) -> str:
    r"""The words of an HTML fragment, blocks parted by a newline.

    >>> plain_text("<p>One &amp; two</p><p>three</p>")
    'One & two\nthree'
    """
    fragment = clean(markup[:_MOST]).strip()
    if "<" not in fragment and "&" not in fragment:
        return fragment
    try:
        tree = html.fragment_fromstring(fragment, create_parent="div")
    except (etree.ParserError, ValueError):
        return ""
    for unseen in tree.xpath("//script|//style"):
        unseen.drop_tree()
    for block in tree.iter("p", "br", "div", "li", "h1", "h2", "h3", "blockquote"):
        block.tail = f"\n{block.tail or ''}"
    lines = (" ".join(row.split()) for row in str(tree.text_content()).split("\n"))
    return "\n".join(row for row in lines if row)


def parse_xml(body: bytes) -> etree._Element | None:
    """The root of an XML document; no entity is expanded, nothing is fetched.

    Its encoding is found as a page's is, since what feeds state of it is often wrong.
    Letters that are written as entities of HTML, which XML does not know, are read.
    The parser takes a reference to half a character (``&#xD800;``) at its word, and
    gives a tree that nobody can read; it is read again without them.
    """
    try:
        text = decode(body).text
    except Unreadable:
        return None
    plain = _ENTITY.sub(_letter, _DECLARATION.sub("", text, count=1)).strip()
    root = _parsed(plain.encode(errors="replace"))
    if root is None or "&#" not in plain:
        return root
    told = etree.tostring(root, encoding="utf-8").decode("utf-8", errors="replace")
    return root if "\ufffd" not in told else _parsed(told.encode())


def _parsed(body: bytes) -> etree._Element | None:
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        recover=True,
        huge_tree=False,
        encoding="utf-8",
    )
    try:
        return etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _letter(entity: re.Match[str]) -> str:
    """The letter of an entity of HTML; those that XML knows stay, as they must."""
    return entity[0] if entity[1] in _OF_XML else html5.get(f"{entity[1]};", entity[0])


def local(element: etree._Element) -> str:
    """An element's name without its namespace; empty for a comment."""
    # Not by etree.QName, which refuses names that a broken feed may have. A prefix
    # that nobody declared is a part of the name to the parser.
    tag = element.tag
    return _AFTER.sub("", tag).lower() if isinstance(tag, str) else ""
