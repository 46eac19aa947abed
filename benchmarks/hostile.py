"""One good article, and every way in which its page is broken or made to be slow.

Each damage lies around or beside the article; whoever reads the page finds the
article all the same, or says in one word why not.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from crawler.phrases import packs
from graph.model import Outcome

URL = "https://coastreview.example/2021/05/night-ferry"
HEADLINE = "Night ferry sails empty for a third winter"
_TOLD = """\
The last boat to Gull Island left the harbour at a quarter past ten with four crew
members, two crates of milk and not a single passenger on its deck.|
It has been like this on most evenings since November, the purser said, folding the
blankets that nobody on the long crossing had asked him for.|
Figures that the county released on Monday show that the late crossing carried fewer
than nine people a night between December and the end of February.|
Until then the ferry keeps to its timetable, and on Tuesday it carried a violin
teacher, a small dog and an empty coffin that nobody had paid for."""
PROSE = tuple(part.strip().replace("\n", " ") for part in _TOLD.split("|"))
"""The paragraphs of the good article."""
_HEAD = (
    f'<meta charset="utf-8"><title>{HEADLINE} - Coast Review</title>'
    f'<meta property="og:title" content="{HEADLINE}">'
    '<meta property="og:site_name" content="Coast Review">'
    '<meta property="og:type" content="article">'
    '<meta property="article:published_time" content="2021-05-06T08:12:00+00:00">'
    '<meta name="author" content="Ines Harlow">'
)
_CREDIT = (
    "<p>This article was originally published by "
    '<a href="https://harbournews.example/2021/05/03/late-ferry">Harbour News</a>.</p>'
)
_BODY = (
    f"<article><h1>{HEADLINE}</h1><p class='byline'>By Ines Harlow</p>"
    + "".join(f"<p>{paragraph}</p>" for paragraph in PROSE)
    + f"{_CREDIT}</article>"
)
MANY = 100_000
"""How many of a thing a page is given; or so many bytes, or times ten."""

Added = Callable[[int], str]
"""Markup of a size that grows with the number it is given."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Damage:
    """A page with the good article on it, and something else."""

    name: str
    """What is wrong, in a few words."""
    make: Callable[[int], bytes]
    """Builds the page; with :data:`MANY`, some are of many megabytes."""
    outcome: Outcome = Outcome.KEPT
    """How reading it ends."""
    content_type: str = ""
    """What the server says about it."""
    lost: frozenset[str] = frozenset()
    """The fields that nobody could read there."""


def markup(head: str = "", before: str = "", after: str = "") -> str:
    """The good page with more in its head, before and after its article."""
    return (
        f'<!doctype html><html lang="en"><head>{_HEAD}{head}</head>'
        f"<body>{before}{_BODY}{after}</body></html>"
    )


def good() -> bytes:
    """The page without any damage."""
    return markup().encode()


def _in_head(name: str, added: Added) -> Damage:
    return Damage(name=name, make=lambda many: markup(head=added(many)).encode())


def _before(name: str, added: Added) -> Damage:
    return Damage(name=name, make=lambda many: markup(before=added(many)).encode())


def _after(name: str, added: Added, outcome: Outcome = Outcome.KEPT) -> Damage:
    return Damage(
        name=name,
        make=lambda m: markup(after=added(m)).encode("utf-8", "surrogatepass"),
        outcome=outcome,
    )


def _jsonld(name: str, added: Added) -> Damage:
    tag = '<script type="application/ld+json">{}</script>'
    return _in_head(name, lambda many: tag.format(added(many)))


def _with(name: str, signs: str) -> Damage:
    """These signs before every "the"."""
    page = markup().replace(" the ", f" {signs}the ")
    return Damage(name=name, make=lambda _: page.encode())


def _encoded(name: str, encoding: str) -> Damage:
    return Damage(
        name=name, make=lambda _: markup(after="<p>naïve</p>").encode(encoding)
    )


def _labelled(name: str, content_type: str) -> Damage:
    return Damage(name=name, make=lambda _: good(), content_type=content_type)


def _numbered(template: str, many: int) -> str:
    return "".join(map(template.format, range(many)))


_COMMENTED = (
    '/* <![CDATA[ */ {"@type": "NewsArticle", // the type\n'
    f'"headline": "{HEADLINE}", "isBasedOn": null,}} /* ]]> */'
)
_WRONG_KINDS = (
    '[{"@type": ["NewsArticle", 3, null], "headline": ["a"], "author": {"name": {}},'
    '"publisher": [[]], "datePublished": {}, "isBasedOn": [1, {"url": []}]},'
    '7, null, "text", {"@graph": "x"}, {"@type": {}, "@id": []}]'
)
_NODE = '{{"@type": "NewsArticle", "url": "https://o.example/{0}", "headline": "{0}"}},'
_SCRIPT = '<script type="application/ld+json">{"@type":"Thing"}</script>'


def _entities() -> bytes:
    """Ten entities, each ten of the one before."""
    told = "".join(
        f'<!ENTITY {name} "{f"&{below};" * 10}">'
        for below, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    told = f'<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa">{told}]>'
    return markup(after="<p>&i;</p>").replace("<!doctype html>", told).encode()


@cache
def near_misses(language: str, size: int) -> tuple[str, ...]:
    """Nearly credits, one a wording: half of its example over and over, then the rest.

    All words of the example are there, but not as it has them.
    """
    packed = [wording for wording in packs() if wording.language == language]
    told = [example["text"] for wording in packed for example in wording.yes[:1]]
    each = size // max(1, len(told))
    return tuple(_nearly(text, each) for text in told)


def _nearly(text: str, size: int) -> str:
    half, words = len(text) // 2, text.split()
    opening = (f"{text[:half]} " * size)[:size]
    return f"{opening}. {text[half:]} {words[-1]}"


def languages() -> list[str]:
    """The languages that have wordings of credit."""
    return sorted({wording.language for wording in packs()})


def _misses_in(language: str) -> Damage:
    def added(many: int) -> str:
        return "".join(f"<p>{text}</p>" for text in near_misses(language, many))

    return Damage(
        name=f"near misses in {language}",
        make=lambda many: markup(after=added(many)).encode(),
        lost=frozenset({"claims", "language"}),
    )


STRUCTURE = (
    _in_head("base without a host", lambda _: '<base href="http://[bad">'),
    _in_head("base that is a script", lambda _: '<base href="javascript:alert(1)">'),
    _in_head("base without href", lambda _: "<base><base target=_top>"),
    _in_head("many bases", lambda many: '<base href="//x.example/">' * (many // 100)),
    _after("nested tags", lambda many: "<div>" * 2 * many, Outcome.TOO_DEEP),
    _after("nested tables", lambda m: "<table><tr><td>" * m, Outcome.TOO_DEEP),
    _after("nested inline tags", lambda many: "<b><i>" * many, Outcome.TOO_DEEP),
    _after("nested lists", lambda many: "<ul><li>" * many, Outcome.TOO_DEEP),
    _after("plaintext", lambda many: "<plaintext>" + "</div> & <b " * many),
    _after("unclosed comment", lambda many: "<!--" + "- " * 25 * many),
    _after("unclosed script", lambda many: "<script>" + "if(a<b){} " * 5 * many),
    _after("unclosed textarea", lambda many: "<textarea>" + "text " * 10 * many),
    _after("unclosed style", lambda many: "<style>" + "a{} " * 10 * many),
    _after("unclosed attribute", lambda many: '<p title="' + "a " * 10 * many),
    _after("stray closing tags", lambda many: "</div></p></b>" * many),
    Damage(name="entities of entities", make=lambda _: _entities()),
    Damage(
        name="frames",
        make=lambda _: b"<frameset><frame src=a>" + good() + b"</frameset>",
    ),
    Damage(name="no html, head or body", make=lambda _: (_HEAD + _BODY).encode()),
    Damage(
        name="no body",
        make=lambda _: f"<html><head>{_HEAD}</head></html>".encode(),
        outcome=Outcome.NO_TEXT,
        lost=frozenset({"text", "claims", "language"}),
    ),
)
"""Markup that does not end, does not begin, or lies in itself without end."""

DATA = (
    _jsonld("data with comments", lambda _: _COMMENTED),
    _jsonld("data with NaN", lambda _: '{"@type": "NewsArticle", "headline": NaN}'),
    _jsonld("data of brackets", lambda many: "[" * many),
    _jsonld("data of closed brackets", lambda many: "[" * many + "]" * many),
    _jsonld("data of braces", lambda many: '{"a":' * many),
    _jsonld("data of quotes", lambda many: '"\\' * many),
    _jsonld("data of digits", lambda many: f'{{"datePublished": {"9" * many}}}'),
    _jsonld("data of wrong kinds", lambda _: _WRONG_KINDS),
    _jsonld("data of a lone surrogate", lambda _: '{"@type":"Thing","name":"\\ud800"}'),
    _jsonld("data cut short", lambda _: '{"@type": "NewsArticle", "headline": "Nig'),
    _jsonld("data of many nodes", lambda m: f"[{_numbered(_NODE, m // 5)}null]"),
    _in_head("many data scripts", lambda many: _SCRIPT * (many // 5)),
)
"""Structured data that is no JSON, of the wrong shape, or too much of it."""

CHARACTERS = (
    _labelled("wrong charset in the header", "text/html; charset=iso-8859-1"),
    _labelled("unknown charset in the header", "text/html; charset=klingon"),
    _encoded("wrong charset in the page", "windows-1252"),
    _encoded("UTF-16 without a mark", "utf-16-le"),
    _encoded("UTF-16 of the other order", "utf-16-be"),
    _encoded("UTF-32 with a mark", "utf-32"),
    _with("null bytes", "\0"),
    _with("control characters", "\x02\x1b\x7f"),
    _with("direction overrides", "\u202e\u202c"),
    _with("noncharacters", "\ufdd0\uffff"),
    _after("half a character", lambda _: "<p>\ud800</p>"),
    _with("references to no character", "&#0;&#xD800;&#x110000;"),
    _after("many combining marks", lambda many: "<p>a" + "\u0301" * many + "</p>"),
    _after("many references", lambda many: f"<p>{'&amp;' * 5 * many}</p>"),
)
"""Bytes that are no text, or not in the encoding that they are said to be in."""

AMOUNT = (
    _in_head("many meta tags", lambda m: '<meta name="news" content="a">' * (m // 2)),
    _in_head(
        "many names of meta", lambda m: _numbered('<meta name="m{}" content=a>', m)
    ),
    _in_head(
        "many link tags", lambda m: _numbered('<link rel=alternate href="/{}">', m)
    ),
    _in_head("many scripts", lambda m: "<script>var a = 1;</script>" * (m // 2)),
    _in_head("long attribute", lambda m: f'<meta name=x content="{"a " * 10 * m}">'),
    _in_head("long title", lambda m: f"<title>{'a b c d e ' * m}</title>"),
    _after(
        "many links", lambda m: _numbered('<a href="//h{0}.example/">l {0}</a> ', m)
    ),
    _after("many own links", lambda m: _numbered('<a href="/a/{0}">l {0}</a> ', m)),
    _before(
        "large menu", lambda m: f"<nav>{_numbered('<a href=/{0}>{0}</a>', m)}</nav>"
    ),
    _after("many images", lambda m: _numbered('<img src="/i{}.png" alt="a">', m)),
    _before("picture as data", lambda m: f'<img src="data:,{"A" * 30 * m}">'),
    _after(
        "large drawing", lambda m: f"<svg>{_numbered('<path d=M{},1Z />', m)}</svg>"
    ),
    _after("many attributes", lambda m: f"<p {_numbered('a{}=b ', m)}>x</p>"),
    _after("many times", lambda m: "<time datetime=2020-01-01>1 May</time>" * (m // 2)),
    _after("many headings", lambda m: "<h1>Another heading</h1>" * (m // 5)),
    _after("many short paragraphs", lambda m: "<p>Short.</p>" * m),
    _after("many line breaks", lambda m: "<br>" * m),
    _after(
        "many empty elements", lambda m: "<p></p><div></div><span></span>" * (m // 2)
    ),
    _after("many comments", lambda m: "<div class=comment><p>So.</p></div>" * (m // 5)),
    _after("one long line", lambda m: f"<p>{'word ' * 20 * m}</p>"),
    _after("one long word", lambda m: f"<p>{'w' * 10 * m}</p>"),
    _after("long text without spaces", lambda m: f"<p>{'転載' * 3 * m}</p>"),
)
"""More of something than any page needs."""

WORDS = tuple(map(_misses_in, languages()))
"""Words of credit without an end."""

DAMAGES = (*STRUCTURE, *DATA, *CHARACTERS, *AMOUNT, *WORDS)
