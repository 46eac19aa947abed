"""The tables of a store. Contains no logic.

One schema for SQLite and PostgreSQL. Times are ISO 8601 texts in UTC, dates of
the world are the four columns of a :class:`graph.model.Date`, and lists are
JSON. The frontier lives among them, so that a page, its new URLs and its
settled state commit together.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    desc,
    false,
)

METADATA = MetaData()

APPLICATION_ID = 0x57686E63
"""SQLite's application id of our files, "Whnc": another program's is refused."""


def _date(prefix: str) -> tuple[Column[str], ...]:
    """The columns of one :class:`graph.model.Date`."""
    return tuple(
        Column(f"{prefix}_{part}", Text, nullable=True)
        for part in ("value", "precision", "source", "raw")
    )


STORE_INFO = Table(
    "store_info",
    METADATA,
    Column("name", String, primary_key=True),
    Column("value", Text, nullable=False),
    comment="what this store is: its schema's version",
)

OUTLET = Table(
    "outlet",
    METADATA,
    Column("key", Text, primary_key=True),
    Column("name", Text, nullable=False, default=""),
    Column("name_key", Text, nullable=False, default=""),
    Column("home", Text, nullable=True, comment="its front page, where met"),
    Index("outlet_name_key", "name_key"),
)

ENDPOINT = Table(
    "endpoint",
    METADATA,
    Column("outlet_key", Text, primary_key=True),
    Column("url", Text, primary_key=True),
    Column(
        "kind",
        String,
        nullable=False,
        comment="feed, wordpress, sitemap, search, author, ...",
    ),
    comment="machine-readable doors that an outlet's pages declare",
)

NEIGHBOUR = Table(
    "neighbour",
    METADATA,
    Column("outlet_key", Text, primary_key=True),
    Column("origin", Text, primary_key=True),
    comment="sites of other outlets that an outlet's pages link to",
)

SNAPSHOT = Table(
    "snapshot",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("url", Text, nullable=False),
    Column("url_key", Text, nullable=False),
    Column("fetched_at", String, nullable=False),
    Column("status", Integer, nullable=False),
    Column("content_type", Text, nullable=False),
    Column("digest", String, nullable=False),
    Column("warc", Text, nullable=False),
    Column("offset", BigInteger, nullable=False),
    Column("truncated", Boolean, nullable=False),
    Column("revisits", Text, nullable=False, default=""),
    UniqueConstraint("warc", "offset"),
    Index("snapshot_url_key", "url_key", "digest"),
)

ARTICLE = Table(
    "article",
    METADATA,
    Column("id", String(16), primary_key=True),
    Column("url", Text, nullable=True),
    Column("canonical", Text, nullable=True),
    Column("outlet_key", ForeignKey("outlet.key"), nullable=True),
    Column("status", String, nullable=False),
    Column("outcome", String, nullable=True, comment="null where only cited"),
    Column("headline", Text, nullable=False, default=""),
    Column("headline_key", Text, nullable=False, default=""),
    *_date("published"),
    Column("language", String, nullable=True),
    Column("words", Integer, nullable=False, default=0),
    Column("text", Text, nullable=False, default=""),
    Column("topics", JSON, nullable=False, default=list),
    Column("rights", Text, nullable=False, default=""),
    Column("first_seen", String, nullable=False),
    Column("snapshot_id", ForeignKey("snapshot.id"), nullable=True),
    Column("story", String, nullable=True),
    Index("article_outlet_key", "outlet_key"),
    Index("article_headline_key", "headline_key"),
    Index("article_story", "story"),
    Index("article_status", "status"),
)

ADDRESS = Table(
    "address",
    METADATA,
    Column("url_key", Text, primary_key=True),
    Column("url", Text, nullable=False),
    Column("article_id", ForeignKey("article.id"), nullable=False),
    Index("address_article_id", "article_id"),
    comment="every spelling under which an article was met",
)

AUTHOR = Table(
    "author",
    METADATA,
    Column("key", Text, primary_key=True),
    Column("name", Text, nullable=False),
)

BYLINE = Table(
    "byline",
    METADATA,
    Column("article_id", ForeignKey("article.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("author_key", ForeignKey("author.key"), nullable=False),
    Column("name", Text, nullable=False),
    Index("byline_author_key", "author_key"),
)

CLAIM = Table(
    "claim",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("article_id", ForeignKey("article.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("relation", String, nullable=False),
    Column("cue", String, nullable=False),
    Column("strength", Float, nullable=False),
    Column("outlet", Text, nullable=True),
    Column("outlet_key", Text, nullable=True),
    Column("url", Text, nullable=True),
    Column("author", Text, nullable=True),
    *_date("date"),
    Column("places", JSON, nullable=False),
    UniqueConstraint("article_id", "position"),
    Index("claim_outlet_key", "outlet_key"),
)

SEARCH = Table(
    "search",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("direction", String, nullable=False, comment="up or down"),
    Column("article_id", ForeignKey("article.id"), nullable=False),
    Column("claim_position", Integer, nullable=True, comment="up: which claim"),
    Column("outlet_key", Text, nullable=False, comment="the outlet that is asked"),
    Column("home", Text, nullable=False),
    Column("stage", Integer, nullable=False, default=0),
    Column("state", String, nullable=False, comment="open, found or abstained"),
    Column("depth", Integer, nullable=False, default=0),
    Column("found", Text, nullable=True, comment="the URL it ended with"),
    Column("score", Float, nullable=True),
    Column("alternatives", JSON, nullable=False, default=list),
    UniqueConstraint("direction", "article_id", "outlet_key"),
    Index("search_state", "state"),
    comment="an article looked for on an outlet: a claim's source, or a copy",
)

SEARCH_PROBE = Table(
    "search_probe",
    METADATA,
    Column("search_id", ForeignKey("search.id"), primary_key=True),
    Column("url_key", Text, primary_key=True),
    Index("search_probe_url_key", "url_key"),
    comment="the lists that a search reads",
)

LISTING = Table(
    "listing",
    METADATA,
    Column("probe", Text, primary_key=True, comment="url_key of the list"),
    Column("position", Integer, primary_key=True),
    Column("url", Text, nullable=False),
    Column("headline", Text, nullable=False),
    Column("authors", JSON, nullable=False),
    *_date("published"),
    Column("text", Text, nullable=False),
    Column("source", String, nullable=False),
    comment="what a feed, sitemap, search answer or front page listed",
)

LISTED_CLAIM = Table(
    "listed_claim",
    METADATA,
    Column("url_key", Text, primary_key=True, comment="of the article"),
    Column("probe", Text, primary_key=True, comment="url_key of the list"),
    Column("claim", JSON, nullable=False),
    Index("listed_claim_probe", "probe"),
    comment="what a list says of an article's origin, such as a feed's <source>",
)

OVERLAP = Table(
    "overlap",
    METADATA,
    Column("source_id", ForeignKey("article.id"), primary_key=True),
    Column("copy_id", ForeignKey("article.id"), primary_key=True),
    Column("of_original", Float, nullable=False),
    Column("of_copy", Float, nullable=False),
    Column("words", Integer, nullable=False),
    Column("quoted", Float, nullable=False, server_default="0"),
    Column("spans", JSON, nullable=False, server_default="[]"),
    Column("reuse", String, nullable=True),
    Column("joins", Boolean, nullable=False, server_default=false()),
    Column("reuse_reasons", JSON, nullable=False, server_default="[]"),
    Index("overlap_copy_id", "copy_id"),
)

PARALLEL = Table(
    "parallel",
    METADATA,
    Column("one_id", ForeignKey("article.id"), primary_key=True),
    Column("other_id", ForeignKey("article.id"), primary_key=True),
    Column("anchors", Integer, nullable=False, comment="in one order in both texts"),
    Column("order", Float, nullable=False, comment="0 as by chance, to 1"),
    Index("parallel_other_id", "other_id"),
    comment="articles in two languages that say the same, the smaller id first",
)

ANCHOR = Table(
    "anchor",
    METADATA,
    Column("hash", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("language", String, nullable=False),
    sqlite_with_rowid=False,
    comment="names and figures to find parallel texts by; numbers are of sketches",
)

SKETCH = Table(
    "sketch",
    METADATA,
    Column("number", Integer, primary_key=True, comment="counts up, never used twice"),
    Column("article_id", ForeignKey("article.id"), nullable=False, unique=True),
    Column("outlet_key", Text, nullable=True),
    Column("size", Integer, nullable=False, comment="fingerprints that count"),
    Column("alike", Integer, nullable=True, comment="number of the first like it"),
    Column("digest", String, nullable=False, comment="of the text that was read"),
    sqlite_autoincrement=True,
    comment="articles whose text is in the index of fingerprints",
)

FINGERPRINT = Table(
    "fingerprint",
    METADATA,
    Column("hash", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
    comment="what is newest in the index, a row each",
)

POSTING = Table(
    "posting",
    METADATA,
    Column("bucket", Integer, primary_key=True, autoincrement=False),
    Column("level", Integer, primary_key=True, autoincrement=False),
    Column("block", LargeBinary, nullable=False, comment="64 bits each, ascending"),
    comment="the rest of the index, many fingerprints a row",
)

POSTING_LEVEL = Table(
    "posting_level",
    METADATA,
    Column("level", Integer, primary_key=True, autoincrement=False),
    Column("size", BigInteger, nullable=False, comment="fingerprints in it"),
)

BOILERPLATE = Table(
    "boilerplate",
    METADATA,
    Column("hash", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
    comment="fingerprints that too many unrelated articles share",
)

REPUBLICATION = Table(
    "republication",
    METADATA,
    Column("id", String(16), primary_key=True),
    Column("source_id", ForeignKey("article.id"), nullable=True),
    Column("source_outlet", Text, nullable=True),
    Column("copy_id", ForeignKey("article.id"), nullable=False),
    Column("relation", String, nullable=False),
    Column("declared", Boolean, nullable=False),
    Column("inferred", Boolean, nullable=False),
    Column("verdict", String, nullable=False),
    Column("credit", String, nullable=False),
    Column("quote", Text, nullable=False),
    Column("cue", String, nullable=False),
    Column("of_original", Float, nullable=True),
    Column("of_copy", Float, nullable=True),
    Column("shared_words", Integer, nullable=True),
    Column("reasons", JSON, nullable=False),
    Column(
        "nearest",
        Boolean,
        nullable=False,
        server_default=false(),
        comment="whether the story's tree hangs the copy here",
    ),
    Column(
        "rooted",
        Float,
        nullable=True,
        comment="where nearest: how sure the tree's first source is, 0 to 1",
    ),
    Index("republication_source_id", "source_id"),
    Index("republication_copy_id", "copy_id"),
    Index("republication_source_outlet", "source_outlet"),
)

UNSETTLED = Table(
    "unsettled",
    METADATA,
    Column("article_id", String(16), primary_key=True),
    comment="articles whose evidence has changed since their story's tree was made",
)

HABIT = Table(
    "habit",
    METADATA,
    Column("source_outlet", Text, primary_key=True),
    Column("copy_outlet", Text, primary_key=True),
    Column("count", Integer, nullable=False, comment="republications that tell it"),
    comment="how often one outlet takes from another, as the trees have used it",
)

UNLEANED = Table(
    "unleaned",
    METADATA,
    Column("article_id", String(16), primary_key=True),
    comment="articles whose evidence has changed since their leanings were found",
)

LEANING = Table(
    "leaning",
    METADATA,
    Column("copy_id", String(16), primary_key=True),
    Column("source_outlet", Text, primary_key=True),
    Column("share", Float, nullable=False, comment="how likely, 0 to 1"),
    comment="from whom an article that credits nobody seems to have its text",
)

INCLINATION = Table(
    "inclination",
    METADATA,
    Column("source_outlet", Text, primary_key=True),
    Column("copy_outlet", Text, primary_key=True),
    Column("count", Float, nullable=False, comment="the shares that tell it, added"),
    comment="how often one outlet seems to take from another without a credit",
)

ROLE = Table(
    "role",
    METADATA,
    Column("outlet_key", Text, primary_key=True),
    Column("begun", Integer, nullable=False, comment="stories that it began"),
    Column("taken", Integer, nullable=False, comment="stories that it took"),
    comment="whether an outlet begins stories, or relays, as the trees have used it",
)

HOME = Table(
    "home",
    METADATA,
    Column("author_key", Text, primary_key=True),
    Column("outlet_key", Text, primary_key=True),
    Column("count", Integer, nullable=False, comment="stories that tell it"),
    comment="for which outlets an author writes, as the trees have used it",
)

JUDGEMENT = Table(
    "judgement",
    METADATA,
    Column("kind", String, primary_key=True, comment="article, outlet or author"),
    Column("one", Text, primary_key=True, comment="article: the source's id; else key"),
    Column("other", Text, primary_key=True, comment="article: the copy's id; else key"),
    Column("verdict", String, nullable=False, comment="yes, no or unsure"),
    Column("note", Text, nullable=False, default=""),
    Column("one_name", Text, nullable=False, comment="as it was given"),
    Column("other_name", Text, nullable=False, comment="as it was given"),
    Column("judged_at", String, nullable=False),
    comment="what analysts decided; no run changes it",
)

ALIAS = Table(
    "alias",
    METADATA,
    Column("kind", String, primary_key=True, comment="outlet or author"),
    Column("one", Text, primary_key=True, comment="the lesser key"),
    Column("other", Text, primary_key=True, comment="the greater key"),
    Column("source", String, primary_key=True, comment="what says so"),
    Column("detail", Text, nullable=False, default=""),
    Index("alias_other", "kind", "other"),
    comment="statements that two keys mean one; none is merged",
)

FRONTIER = Table(
    "frontier",
    METADATA,
    Column("position", Integer, primary_key=True),
    Column("url_key", Text, nullable=False, unique=True),
    Column("url", Text, nullable=False),
    Column("host", Text, nullable=False),
    Column("kind", String, nullable=False),
    Column("state", String, nullable=False, comment="queued, leased or done"),
    Column("priority", Integer, nullable=False, default=0),
    Column("depth", Integer, nullable=False, default=0),
    Column("seed", Boolean, nullable=False, default=False),
    Column("cause", Text, nullable=False, default="", comment="why it was added"),
    Column("outcome", String, nullable=True),
    Column("detail", Text, nullable=False, default=""),
    Column("owner", Text, nullable=True),
    Column("lease_until", String, nullable=True),
    Column("settled_at", String, nullable=True),
    # A host's next URL is the first one here, however many wait.
    Index("frontier_next", "state", "host", desc("priority"), "position"),
    comment="every URL ever queued, with the one outcome it ended with",
)

HOST = Table(
    "host",
    METADATA,
    Column("host", Text, primary_key=True),
    Column("hold_until", String, nullable=False),
    Column("detail", Text, nullable=False, default=""),
    Column("robots", String, nullable=True, comment="how robots.txt was decided"),
    Column("delay", Float, nullable=True, comment="seconds that robots.txt asks for"),
    comment="hosts that are left alone for a while, and what their robots.txt told",
)

VALIDATOR = Table(
    "validator",
    METADATA,
    Column("url_key", Text, primary_key=True, comment="the frontier's"),
    Column("etag", Text, nullable=False, default=""),
    Column("modified", Text, nullable=False, default="", comment="Last-Modified"),
    Column("checked_at", String, nullable=False),
    comment="by what a server tells whether a URL has changed (RFC 9110, 8.8)",
)

WATCHED = Table(
    "watched",
    METADATA,
    Column("outlet_key", Text, primary_key=True),
    Column("home", Text, nullable=False),
    Column("added_at", String, nullable=False),
    Column("updated_at", String, nullable=True, comment="when it was last asked"),
    comment="outlets that are asked again and again for what is new",
)

REVISION = Table(
    "revision",
    METADATA,
    Column("article_id", ForeignKey("article.id"), primary_key=True),
    Column("number", Integer, primary_key=True, comment="from 1, oldest first"),
    Column("snapshot_id", ForeignKey("snapshot.id"), nullable=True),
    Column("seen_at", String, nullable=False, comment="when the change was seen"),
    Column("changes", JSON, nullable=False, comment="field, before and after"),
    comment="what an article was before its page changed",
)

INTAKE = Table(
    "intake",
    METADATA,
    Column("file", Text, primary_key=True, comment="its absolute path"),
    Column("size", BigInteger, nullable=False),
    Column("modified", BigInteger, nullable=False, comment="nanoseconds since 1970"),
    Column("offset", BigInteger, nullable=False, comment="what lies before was taken"),
    Column("done", Boolean, nullable=False, default=False),
    comment="files that were taken in, and how far",
)
