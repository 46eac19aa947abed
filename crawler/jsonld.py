"""JSON-LD out of scripts, however badly it was written."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from graph.identity import name_key, url_key
from graph.text import clean, line

_LONGEST = 2_000_000
_MOST_NODES = 2_000
_DEEPEST = 12
_ARTICLES = ("Article", "Posting", "Report", "Review", "Reportage")
_CONTAINERS = (
    "@graph",
    "mainEntity",
    "mainEntityOfPage",
    "hasPart",
    "liveBlogUpdate",
)
_NOISE = re.compile(r"/\*[^*]*\*/|<!--|-->|<!\[CDATA\[|\]\]>|^\s*//.*$", re.MULTILINE)
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_decoder = json.JSONDecoder(strict=False)

Node = Mapping[str, object]


def nodes(scripts: Iterable[str]) -> tuple[Node, ...]:
    """Every node of ``scripts``, graphs and lists flattened, outer ones first.

    >>> nodes(['[{"@type": "A",}, /* x */ {"@graph": [{"@type": "B"}]}];'])[0]
    {'@type': 'A'}
    """
    found: list[Node] = []
    for script in scripts:
        for value in _values(script[:_LONGEST]):
            for node in _flat(value, 0):
                found.append(node)
                if len(found) >= _MOST_NODES:
                    return tuple(found)
    return tuple(found)


def article(
    known: Sequence[Node], url: str | None, names: Iterable[str]
) -> Node | None:
    """The node that describes the article at ``url`` or with one of these names.

    Where several claim to be articles and none of them fits, there is none.
    """
    articles = [node for node in known if is_a(node, *_ARTICLES)]
    here = url_key(url) if url else ""
    for node in articles:
        if here and here in {url_key(own) for own in _addresses(node)}:
            return node
    keys = {key for name in names if (key := name_key(name))}
    for node in articles:
        headline = name_key(text(node.get("headline") or node.get("name")))
        if headline and any(headline in key or key in headline for key in keys):
            return node
    headlines = {text(node.get("headline")) for node in articles}
    return articles[0] if len(headlines) == 1 else None


def about(known: Sequence[Node], url: str | None) -> Iterator[Node]:
    """Every node that states ``url`` as its own address, whatever it is."""
    here = url_key(url) if url else ""
    for node in known if here else ():
        if here in map(url_key, _addresses(node)):
            yield node


def resolve(value: object, known: Sequence[Node]) -> object:
    """``value``, or the node that it names by ``@id`` alone."""
    if (
        isinstance(value, Mapping)
        and set(value) <= {"@id", "@type"}
        and value.get("@id")
    ):
        wanted = value["@id"]
        for node in known:
            if node.get("@id") == wanted and len(node) > len(value):
                return node
    return value


def is_a(node: Node, *kinds: str) -> bool:
    """Whether the node's type is, or ends with, one of ``kinds``."""
    stated = [kind for kind in many(node.get("@type")) if isinstance(kind, str)]
    return any(kind.rpartition("/")[2].endswith(kinds) for kind in stated)


def text(value: object) -> str:
    """The words of a value: a string, the first of a list, a ``@value``, a name."""
    for _ in range(_DEEPEST):
        if isinstance(value, str):
            return line(html.unescape(value))
        if isinstance(value, list) and value:
            value = value[0]
        elif isinstance(value, Mapping):
            value = value.get("@value") or value.get("name")
        else:
            break
    return ""


def many(value: object) -> list[object]:
    """``value`` as a list: itself, or alone in one; none for nothing."""
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


def _values(script: str) -> Iterator[object]:
    script = clean(script).strip()
    for attempt in (_as_is, _repaired, _unescaped):
        try:
            yield attempt(script)
        except (ValueError, RecursionError):
            continue
        return
    yield from _leading(_without_noise(script))


def _as_is(script: str) -> object:
    return _decoder.decode(script)


def _without_noise(script: str) -> str:
    return _TRAILING_COMMA.sub(r"\1", _NOISE.sub("", script)).strip().rstrip("; \n")


def _repaired(script: str) -> object:
    return _decoder.decode(_without_noise(script))


def _unescaped(script: str) -> object:
    return _decoder.decode(html.unescape(_without_noise(script)))


def _leading(script: str) -> Iterator[object]:
    """The values that stand one behind another before the first fault."""
    place = 0
    while place < len(script):
        try:
            value, place = _decoder.raw_decode(script, place)
        except (ValueError, RecursionError):
            return
        yield value
        while place < len(script) and script[place] in " \n\t,;":
            place += 1


def _flat(value: object, depth: int) -> Iterator[Node]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from _flat(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in _CONTAINERS:
            if isinstance(value.get(key), dict | list):
                yield from _flat(value[key], depth + 1)


def _addresses(node: Node) -> Iterator[str]:
    for key in ("url", "mainEntityOfPage", "@id"):
        for value in many(node.get(key)):
            inner = value.get("@id") if isinstance(value, Mapping) else value
            if isinstance(inner, str) and inner.startswith("http"):
                yield inner
