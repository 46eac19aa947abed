"""The rows of F-36 to F-60: reading, deception, the store, what goes out.

The memory of a row is what its case adds to the process that runs it.
"""

from __future__ import annotations

from tests.hostile.row import Row


def _rows(
    fault: str, *cases: tuple[str, str], mb: int = 300, s: float = 60
) -> list[Row]:
    return [
        Row(id=fault, name=name, expected=expected, megabytes=mb, seconds=s)
        for name, expected in cases
    ]


READING: tuple[Row, ...] = (
    *_rows(
        "F-36",
        ("control characters in a headline", "the same clean words everywhere"),
        ("surrogates in a headline", "the same clean words everywhere"),
        ("noncharacters in a headline", "the same clean words everywhere"),
        ("direction overrides in a headline", "the same clean words everywhere"),
        ("a headline of 1 MB", "the same clean words everywhere"),
    ),
    *_rows(
        "F-37",
        ("comments and commas in JSON-LD", "read"),
        ("a semicolon behind JSON-LD", "read"),
        ("HTML references in JSON-LD", "read"),
        ("line ends within JSON-LD", "read"),
        ("NaN in JSON-LD", "read"),
        ("an @id in a circle", "read"),
        ("100,000 brackets of JSON-LD", "set aside"),
        ("10 MB of JSON-LD", "set aside"),
        ("JSON-LD cut short", "set aside"),
    ),
    *_rows(
        "F-38",
        ("0000-00-00", "no date"),
        ("2024-02-30", "no date"),
        ("2024-02-01T10:00:00+99:99", "2024-02-01"),
        ("9999-12-31T23:59:59-12:00", "no date"),
        ("1970-01-01T00:00:00Z", "no date"),
        ("next year", "no date"),
        ("-1", "no date"),
        ("99999999999999999999", "no date"),
    ),
    *_rows(
        "F-39",
        ("a PDF", "not-html"),
        ("an image", "not-html"),
        ("a feed", "no-text"),
        ("a page that says not found", "not-article"),
        ("a wall of consent", "no-text"),
        ("a shell for scripts", "no-text"),
        ("nothing", "empty"),
        ("a wall that is credited", "no origin"),
    ),
    *_rows(
        "F-40",
        ("everything again", "the same bytes"),
        ("taken in twice", "the same edges"),
    ),
)

ORIGIN: tuple[Row, ...] = (
    *_rows(
        "F-41",
        ("a canonical to the home page", "no edge"),
        ("canonicals in a ring", "at most possible"),
        ("a canonical to an unrelated story", "rejected"),
        ("a canonical to a stranger", "likely, rejected once it is read"),
        ("a canonical to the copied article", "certain"),
        ("a canonical within the outlet", "one article"),
    ),
    *_rows(
        "F-42",
        ("a copy dated before its original", "at most possible, later"),
        ("a copy with the right date", "certain"),
    ),
    *_rows(
        "F-43",
        ("a byline of an agency without its text", "at most possible"),
        ("a credit without shared text", "at most possible"),
        ("a hidden credit", "no claim"),
        ("a credit in a comment", "no claim"),
        ("a credit in a related box", "no claim"),
        ("a credit in a quotation", "no claim"),
        ("a negated credit", "no claim"),
    ),
    *_rows(
        "F-44",
        ("two pages that credit each other", "at most possible"),
        ("a page that credits itself", "no edge"),
        ("a circle of three", "ends"),
    ),
    *_rows(
        "F-45",
        ("a cookie notice on every page", "no edge"),
        ("a licence on every page", "no edge"),
        ("a press release in many articles", "no edge"),
        s=240,
    ),
)

STORE: tuple[Row, ...] = (
    *_rows(
        "F-46",
        ("ingest is killed", "the same bytes"),
        ("rebuild is killed", "as before, then complete"),
    ),
    *_rows("F-47", ("ingest is interrupted", "5, then complete"), s=90),
    *_rows("F-48", ("writers and a reader at once", "nothing lost"), s=90),
    *_rows(
        "F-49",
        ("a full disk under the store", "4, whole"),
        ("a quota on the archive", "4, whole"),
        ("a quota on an export", "1, whole"),
        ("a folder that is read-only", "4, whole"),
        s=90,
    ),
    *_rows(
        "F-50",
        ("a folder", "4, untouched"),
        ("a text", "4, untouched"),
        ("another program's database", "4, untouched"),
        ("a torn store", "4, untouched"),
    ),
    *_rows(
        "F-51",
        ("a store of version 1", "as a new one"),
        ("a store of version 2", "as a new one"),
        ("a store of version 3", "as a new one"),
        ("a store of version 4", "as a new one"),
        ("a store of version 5", "as a new one"),
        ("a newer store", "4, untouched"),
        ("a migration that fails", "as before"),
    ),
    *_rows(
        "F-52",
        ("a record that is missing", "queued again, all else as before"),
        ("a record that differs", "queued again, all else as before"),
        ("the same body comes again", "kept whole"),
    ),
    *_rows(
        "F-53",
        ("the n-th write of a crawled page", "as before or complete"),
        ("the n-th write of an ingest", "as before or complete"),
        ("the n-th write of a judgement", "as before or complete"),
        ("the n-th write of a rebuild", "as before or complete"),
        s=240,
    ),
)

GOING_OUT: tuple[Row, ...] = (
    *_rows(
        "F-54",
        ("control characters in every attribute", "read back"),
        ("numbers that are none", "read back"),
    ),
    *_rows(
        "F-55",
        ("an export that fails", "the old file"),
        ("an export that is killed", "the old file"),
    ),
    *_rows("F-56", ("formulas in headlines", "none is run, numbers stay")),
    *_rows("F-57", ("names that are paths", "no file but ours")),
    *_rows(
        "F-58",
        ("markup in two compared copies", "escaped"),
        ("HTML but for a comparison", "none"),
    ),
    *_rows("F-59", ("something that listens", "nothing")),
    *_rows(
        "F-60",
        ("signs of a query language", "answered or unknown"),
        ("escapes in every answer", "none"),
        ("nobody reads on", "no word"),
        s=240,
    ),
)

ROWS = (*READING, *ORIGIN, *STORE, *GOING_OUT)
