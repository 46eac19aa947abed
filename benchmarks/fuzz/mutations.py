"""Inputs made of seeds by damage, and of chance alone; always the same for a number."""

from __future__ import annotations

import codecs
import gzip
import random
import re
from collections.abc import Callable, Sequence

_MOST = 400_000
"""Bytes of an input; a larger seed is cut before it is damaged."""
_MOST_DAMAGES = 5
_RANDOM = 0.1
"""The share of inputs that have no seed."""

_PIECES: tuple[bytes, ...] = tuple(
    piece.encode("utf-8", "surrogatepass")
    for piece in (
        *"\0 \x0b \x1b[31m \x85 \ufeff \ufffe \ud800 \u202e \u2028 \U0010ffff".split(
            " "
        ),
        *(
            "&#0; &#xD800; &#x110000; &amp;amp; &; &a; ]]> <![CDATA[ <!-- --> <? %"
        ).split(),
        *('{ [ } ] " \\ \\ud800 NaN -Infinity 1e999 null true ,} {{} [[[').split(),
        *("</script> </title> <plaintext> <base href='http://[bad'> <p hidden>").split(
            "> "
        ),
        *(
            "http://[::1/ //x http://a:99999/ https://u:p@x.example/ ../../x ?a=%zz"
        ).split(),
        *(
            "0000-00-00 2024-02-30 9999-12-31T23:59:59-12:00 +99:99 -1 99999999999"
        ).split(),
        *("31.12.9999 1970-01-01T00:00:00Z 30/02/2020 12:61 ١٢٣ 二〇二四年").split(),
        '<script type="application/ld+json">',
        '{"@type":"NewsArticle","@graph":[{"@id":"#a","author":',
        "This article was originally published by ",
        "Originally published on 30 February 0000 at http://[x",
        "By Reuters, AFP and By By Staff",
        "User-agent: *\nDisallow: /*$*$*",
        "Crawl-delay: nan\nCrawl-delay: -1e400\n",
        "<?xml version='1.0' encoding='utf-7'?>",
        "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/hostname'>]>&a;",
        "Content-Length: -1\r\n",
        "WARC-Date: 0000-00-00T00:00:00Z\r\n",
        "WARC/1.1\r\n\r\n\r\n",
    )
)
"""What readers have stumbled over, anywhere."""

_TAG = re.compile(rb"<[a-zA-Z][^<>]{0,80}>")
_DIGITS = re.compile(rb"\d+")
Damage = Callable[[random.Random, bytes, bytes], bytes]
"""Chance, an input and another one; gives the input damaged."""


def made(chance: random.Random, seeds: Sequence[bytes]) -> bytes:
    """An input: a seed with up to five damages, or one time in ten no seed at all."""
    if chance.random() < _RANDOM:
        return _noise(chance)
    found, other = (chance.choice(seeds)[:_MOST] for _ in range(2))
    for _ in range(chance.randint(1, _MOST_DAMAGES)):
        found = chance.choice(DAMAGES)(chance, found, other)[:_MOST]
    return found


def _noise(chance: random.Random) -> bytes:
    """Bytes, or pieces, of chance alone."""
    size = int(2 ** chance.uniform(0, 14))
    if chance.random() < 0.5:
        return chance.randbytes(size)
    joint = chance.choice((b"", b" ", b"\n"))
    return joint.join(chance.choices(_PIECES, k=size // 8 + 1))


def _span(chance: random.Random, given: bytes) -> tuple[int, int]:
    """Two places in an input, mostly near each other."""
    start = chance.randint(0, len(given))
    return start, min(len(given), start + int(2 ** chance.uniform(0, 12)))


def _flip(chance: random.Random, given: bytes, _other: bytes) -> bytes:
    found = bytearray(given)
    for _ in range(min(len(found), chance.randint(1, 40))):
        found[chance.randrange(len(found))] = chance.randrange(256)
    return bytes(found)


def _cut(chance: random.Random, given: bytes, _other: bytes) -> bytes:
    return given[: chance.randint(0, len(given))]


def _drop(chance: random.Random, given: bytes, _other: bytes) -> bytes:
    start, end = _span(chance, given)
    return given[:start] + given[end:]


def _double(chance: random.Random, given: bytes, _other: bytes) -> bytes:
    start, end = _span(chance, given)
    times = int(2 ** chance.uniform(0, 12))
    most = max(1, 100_000 // max(1, end - start))
    return given[:end] + given[start:end] * min(times, most) + given[end:]


def _put(chance: random.Random, given: bytes, _other: bytes) -> bytes:
    for _ in range(chance.randint(1, 8)):
        place = chance.randint(0, len(given))
        given = given[:place] + chance.choice(_PIECES) + given[place:]
    return given


def _replace(chance: random.Random, given: bytes, _other: bytes) -> bytes:
    """A piece in the place of what stands between two quotes, or of a number."""
    places = [found.span() for found in _DIGITS.finditer(given)][:2000]
    if not places:
        return _put(chance, given, b"")
    start, end = chance.choice(places)
    return given[:start] + chance.choice(_PIECES) + given[end:]


def _splice(chance: random.Random, given: bytes, other: bytes) -> bytes:
    start, end = _span(chance, other)
    place = chance.randint(0, len(given))
    return given[:place] + other[start:end] + given[place:]


def _cross(chance: random.Random, given: bytes, other: bytes) -> bytes:
    return (
        given[: chance.randint(0, len(given))] + other[chance.randint(0, len(other)) :]
    )


def _nest(chance: random.Random, given: bytes, _other: bytes) -> bytes:
    tags: list[bytes] = _TAG.findall(given[:50_000]) or [b"<div>", b"[", b'{"a":']
    place = chance.randint(0, len(given))
    depth = int(2 ** chance.uniform(1, 12))
    return given[:place] + chance.choice(tags) * depth + given[place:]


def _shuffle(chance: random.Random, given: bytes, _other: bytes) -> bytes:
    parts = given.split(chance.choice((b"\n", b">", b",", b'"')))
    first = chance.randrange(len(parts))
    some = parts[first : first + 60]
    chance.shuffle(some)
    joint = chance.choice((b"\n", b">", b",", b'"'))
    return joint.join([*parts[:first], *some, *parts[first + 60 :]])


def _encode(chance: random.Random, given: bytes, _other: bytes) -> bytes:
    text = given.decode("utf-8", "replace")
    name = chance.choice(
        ("utf-16", "utf-16-le", "utf-32", "utf-7", "cp1251", "gb18030")
    )
    marks = (b"", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    return chance.choice(marks) + text.encode(name, "replace")


def _pack(chance: random.Random, given: bytes, _other: bytes) -> bytes:
    packed: bytes = gzip.compress(given, 1, mtime=0)
    return packed if chance.random() < 0.5 else _flip(chance, packed, b"")


DAMAGES: tuple[Damage, ...] = (
    _flip,
    _cut,
    _drop,
    _double,
    _put,
    _put,
    _replace,
    _splice,
    _cross,
    _nest,
    _shuffle,
    _encode,
    _pack,
)
"""The ways to damage an input; what is there twice is twice as frequent."""
