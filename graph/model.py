"""The nouns of Whence: frozen, keyword-only, no behaviour beyond their own facts.

Every noun is what one stage hands to the next. Raw words stand next to what
was read from them, and nothing here knows of a database or of the network.
The words are those of ``docs/words.md``; no synonym for them is used anywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from graph.date import Date, Precision

__all__ = [
    "Article",
    "Author",
    "Candidate",
    "Claim",
    "Credit",
    "Date",
    "Outcome",
    "Outlet",
    "Overlap",
    "Place",
    "Precision",
    "Reason",
    "Reference",
    "Relation",
    "Republication",
    "Reuse",
    "Snapshot",
    "Span",
    "Status",
    "Verdict",
    "Where",
    "Witness",
]


class Relation(StrEnum):
    """How a copy came out of its original."""

    REPUBLISHES = "republishes"
    """The whole text again."""
    TRANSLATES = "translates"
    """The whole text in another language."""
    EXCERPTS = "excerpts"
    """A part of the text, with an invitation to read the rest elsewhere."""
    ADAPTS = "adapts"
    """An edited, shortened or rewritten text."""
    QUOTES = "quotes"
    """Long quotations inside a text of its own."""
    RELAYS = "relays"
    """The page names this outlet as the one it took the text from ("via")."""


class Reuse(StrEnum):
    """What two texts that share words are to each other; says nothing of direction."""

    COPY = "copy"
    """The whole text again; headline, byline and footer aside."""
    EDITED = "edited"
    """The text again, shortened, moved or rewritten in places."""
    EXCERPT = "excerpt"
    """A long part of one in the other."""
    COMPOSITE = "composite"
    """One of several texts that were merged into one."""
    QUOTATION = "quotation"
    """Words that both quote, or that one quotes at length, in texts of their own."""
    BOILERPLATE = "boilerplate"
    """What everybody repeats: footers, licences, notices, templates."""
    SAME_EVENT = "same-event"
    """Names, figures and phrases of one event, in prose of their own."""
    CHANCE = "chance"
    """Next to nothing."""


class Verdict(StrEnum):
    """How sure we are of a republication, surest first."""

    CERTAIN = "certain"
    LIKELY = "likely"
    POSSIBLE = "possible"
    REJECTED = "rejected"


class Credit(StrEnum):
    """How a copy credits its source."""

    LINKED = "linked"
    """With a link to the source's article."""
    NAMED = "named"
    """With the source's name, or a link to its home page only."""
    NONE = "none"
    """Not where a reader sees it: only in markup, or not at all."""


class Where(StrEnum):
    """The part of a page that a claim was read from."""

    TEXT = "text"
    LINK = "link"
    META = "meta"
    JSONLD = "jsonld"
    PIXEL = "pixel"
    FEED = "feed"


class Status(StrEnum):
    """How an article is known."""

    FETCHED = "fetched"
    """Its page was read."""
    CITED = "cited"
    """Another page points at it; its own page was never read."""


class Outcome(StrEnum):
    """The one word that every fetched, read or refused URL ends with."""

    KEPT = "kept"
    """An article was read and kept."""
    LISTED = "listed"
    """A feed, sitemap, search answer or front page was read for its links."""
    UNCHANGED = "unchanged"
    """Asked again; the server says that it is what it was when it was read (304)."""
    NOT_ARTICLE = "not-article"
    """A page, but not one with an article on it."""
    NO_TEXT = "no-text"
    """A page on which no text was found."""
    NOT_HTML = "not-html"
    """A PDF, an image or another type that is not read."""
    EMPTY = "empty"
    """No bytes at all."""
    UNDECODABLE = "undecodable"
    """Bytes that no stated or likely encoding turns into text."""
    TOO_LARGE = "too-large"
    """More bytes than the limit."""
    TOO_SLOW = "too-slow"
    """Reading took longer than its deadline."""
    TOO_DEEP = "too-deep"
    """Nested so deeply that the parser dropped text."""
    BROKEN = "broken"
    """Reading failed in a way that is our fault; kept for a later version."""
    NOT_FOUND = "not-found"
    """404 or 410."""
    HTTP_ERROR = "http-error"
    """Any other answer that is not a success."""
    DNS = "dns"
    """The host's name has no address."""
    UNREACHABLE = "unreachable"
    """No connection, or one that broke."""
    TIMEOUT = "timeout"
    """No whole answer in time."""
    TLS = "tls"
    """The certificate does not hold."""
    BAD_URL = "bad-url"
    """Not a URL that can be requested."""
    SCHEME = "scheme"
    """Neither http nor https."""
    ADDRESS = "address"
    """A private, local or reserved address."""
    ROBOTS = "robots"
    """robots.txt says no, or could not be asked."""
    TRAP = "trap"
    """The shape of a crawler trap."""
    REDIRECT_REFUSED = "redirect-refused"
    """A redirect to somewhere that the door refuses."""
    BAD_REDIRECT = "bad-redirect"
    """A redirect without end or without a valid target."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Outlet:
    """Who publishes: a registrable domain, or a hosted site below one."""

    key: str
    """``globalresearch.ca``, ``x.substack.com``, ``medium.com/@x``; or
    ``name:indian-punchline`` where no page tells the host."""
    name: str = ""
    """The name it gives itself, or is given by a credit; empty if unknown."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Author:
    """A person or desk named in a byline."""

    name: str
    """As written, without "by", roles and dates."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """One spot on a page where a claim stands."""

    quote: str
    """The words, or the raw tag or address, as they stand; 500 characters at most."""
    where: Where
    """Which part of the page."""
    path: str = ""
    """Where exactly: an XPath for a tree, ``block 12`` for a text."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Reference:
    """What a claim points at, before it is resolved to an article."""

    outlet: str | None = None
    """The outlet's or agency's name as the page gives it."""
    outlet_key: str | None = None
    """The outlet's key, from its link or from what is known of its name."""
    url: str | None = None
    """The page's own link: an article, or a home page; absolute http(s)."""
    author: str | None = None
    """The author that the credit names."""
    date: Date | None = None
    """The date that the credit names."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Claim:
    """A statement of a page that its article comes from elsewhere."""

    relation: Relation
    """What the page says it did with its source."""
    cue: str
    """The name of the cue that read it."""
    strength: float
    """0 to 1: how often such a statement means what it says."""
    reference: Reference
    """What it points at."""
    places: tuple[Place, ...]
    """Every spot that says so, strongest first; at least one."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Article:
    """One text as one outlet published it at one URL, and what its page says."""

    url: str | None
    """The address it was fetched from; None for a file of unknown origin."""
    canonical: str | None = None
    """The page's own statement of its address: a claim, not a fact."""
    outlet: Outlet | None = None
    """Who published it here."""
    headline: str = ""
    """Without the outlet's name behind it."""
    authors: tuple[Author, ...] = ()
    """In the order of the byline."""
    published: Date | None = None
    """When it was published here."""
    language: str | None = None
    """ISO 639-1, of the text."""
    text: str = ""
    """The main text, paragraphs parted by one newline."""
    topics: tuple[str, ...] = ()
    """Sections, tags, regions and themes the page files it under."""
    rights: str = ""
    """The copyright or licence line of this article."""
    claims: tuple[Claim, ...] = ()
    """What the page says about the article's origin."""
    outcome: Outcome = Outcome.KEPT
    """How reading ended."""
    encoding: str = ""
    """The codec its page was read in, where the server stated another or none."""
    outlinks: tuple[str, ...] = ()
    """Origins (``https://host``) of other outlets that the page links to, each once."""
    copies: tuple[str, ...] = ()
    """Addresses on other outlets that the page names as copies of its article."""
    endpoints: tuple[tuple[str, str], ...] = ()
    """(kind, URL) of the lists the page declares: ``feed``, ``wordpress`` (REST root),
    ``opensearch``, ``search`` (a template), ``author`` (the name as the fragment)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Snapshot:
    """One answer of the web, and where its bytes lie."""

    url: str
    """The address that answered, after redirects."""
    fetched_at: datetime
    """When, in UTC, by our clock."""
    status: int
    """HTTP status; 0 for what was handed in and copied."""
    content_type: str
    """As the server said it."""
    digest: str
    """``sha1:BASE32`` of the payload, as WARC writes it."""
    warc: str
    """The archive file's name; of a file that is not ours, its absolute path."""
    offset: int
    """Where its record starts in that file, in bytes."""
    truncated: bool = False
    """Whether the body ended before its stated end."""
    revisits: str = ""
    """``FILE:OFFSET`` of the record that has the body, where it did not change."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Intake:
    """How far an archive file has been taken in."""

    file: str
    """Its absolute path."""
    size: int
    """In bytes, when it was begun; with ``modified`` it tells whether it changed."""
    modified: int
    """When it was changed last, in nanoseconds since 1970."""
    offset: int
    """All records before this byte were taken in."""
    done: bool = False
    """Whether that is all of it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """An article that a discovery source offers for a reference."""

    url: str
    """Its address."""
    headline: str = ""
    """Empty where the source gives none (a sitemap)."""
    authors: tuple[str, ...] = ()
    """Names as the source gives them."""
    published: Date | None = None
    """As the source gives it."""
    text: str = ""
    """Text or excerpt, where the source carries one."""
    source: str = ""
    """The name of the discovery source."""
    claim: Claim | None = None
    """What the list says of the article's origin, where it says anything."""
    links: tuple[str, ...] = ()
    """What its page links to, where the source tells; not kept."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Witness:
    """What is known of an article when it is judged."""

    id: str
    """Its article id."""
    outlet: str | None
    """Its outlet's key."""
    headline: str = ""
    """Empty where it was never read."""
    authors: tuple[str, ...] = ()
    """Names as written."""
    published: Date | None = None
    """When it was published there."""
    language: str | None = None
    """Of its text."""
    words: int = 0
    """How many words its text has; 0 where it was never read."""
    seen: datetime | None = None
    """When it was first seen, by us or by an archive: it was published before that."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Reason:
    """One line of an explanation."""

    name: str
    """Its name in the table of reasons."""
    weight: float
    """Positive for, negative against."""
    detail: str = ""
    """The words, dates or shares it rests on."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Span:
    """One passage that two texts share; offsets are characters, half open."""

    original_start: int
    """Where it starts in the original's text."""
    original_end: int
    """Where it ends there."""
    copy_start: int
    """Where it starts in the copy's text."""
    copy_end: int
    """Where it ends there."""
    words: int
    """How many words it has; a character each in scripts without spaces."""
    moved: bool = False
    """Whether it stands out of the order that the others have in both texts."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Overlap:
    """Words that two articles share."""

    of_original: float
    """Share of the original's words that the copy has too, 0 to 1."""
    of_copy: float
    """Share of the copy's words that the original has too, 0 to 1."""
    words: int
    """How many of the copy's words are shared."""
    spans: tuple[Span, ...] = ()
    """The passages, in the order of the copy; no word is in two of them."""
    quoted: float = 0.0
    """Share of the shared words that stand in quotation marks, 0 to 1."""
    reuse: Reuse | None = None
    """What this makes of the two texts; None where nobody has judged it."""
    reasons: tuple[Reason, ...] = ()
    """Why, strongest first."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Republication:
    """The edge from an original, or the nearest known source, to a copy."""

    source: str | None
    """Article id of the source; None where only its outlet is known."""
    source_outlet: str | None
    """Outlet key of the source."""
    copy: str
    """Article id of the copy."""
    relation: Relation
    declared: bool
    """The copy's page says so."""
    inferred: bool
    """Text and time say so."""
    verdict: Verdict
    credit: Credit
    quote: str = ""
    """The credit's words; empty where nothing is declared."""
    cue: str = ""
    """The cue that read them."""
    overlap: Overlap | None = None
    """What both texts share, where both are known."""
    reasons: tuple[Reason, ...] = ()
    """Strongest first."""
    nearest: bool = False
    """Whether the story's tree hangs the copy here: of all sources the nearest."""
    rooted: float | None = None
    """Where nearest: how sure it is that the way up ends at its first source."""
