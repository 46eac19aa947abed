"""Markup inside lists: to text, and XML that can't reach out. Nothing of meaning."""

from __future__ import annotations

from lxml import etree, html

from graph.text import clean

_MOST = 200_000


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
    """The root of an XML document; no entity is expanded, nothing is fetched."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        recover=True,
        huge_tree=False,
    )
    try:
        return etree.fromstring(body.lstrip(), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def local(element: etree._Element) -> str:
    """An element's name without its namespace; empty for a comment."""
    # Not by etree.QName, which refuses names that a broken feed may have.
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""
