"""F-36 to F-40: whatever stands on a page, it is read, once, and the same way."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import networkx as nx
import pytest

from cli.main import run
from cli.output import printable
from crawler import ingest as ingesting
from crawler import rebuild as rebuilding
from crawler.extract import read_html
from graph.model import Article
from graph.text import clean
from tests.crawler.here import Here
from tests.hostile.bounds import within_bounds
from tests.hostile.pages import article, credit
from tests.hostile.row import Row
from tests.hostile.rows_store import READING, ROWS
from tests.hostile.world import World

URL = "https://herald.example/ferry"
TITLE = "The last ferry leaves the harbour"


@pytest.fixture(autouse=True)
def _no_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingesting, "Workers", Here)
    monkeypatch.setattr(rebuilding, "Workers", Here)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path)
    yield made
    made.store.close()


def test_every_fault_of_the_reader_the_store_and_the_exports_has_a_row() -> None:
    assert {row.id for row in ROWS} == {f"F-{n}" for n in range(36, 61)}
    names = [row.name for row in ROWS]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("row", READING, ids=lambda row: f"{row.id} {row.name}")
def test_what_is_read(
    row: Row, world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    with within_bounds(row):
        if row.id == "F-36":
            assert everywhere(world, HEADLINES[row.name], capsys) == row.expected
        elif row.id == "F-37":
            assert stated(DATA[row.name]) == row.expected
        elif row.id == "F-38":
            assert dated(DATES.get(row.name, row.name)) == row.expected
        elif row.name in BODIES:
            assert read_html(BODIES[row.name], url=URL).outcome == row.expected
        else:
            assert CASES[row.name](world) == row.expected


HEADLINES = {
    "control characters in a headline": "The\0 last\x0b ferry\x1b[2J\x9b leaves\x7f",
    "surrogates in a headline": "The last\ud800 ferry \udfffleaves",
    "noncharacters in a headline": "The last\ufffe ferry\ufdd0 leaves\U0010ffff",
    "direction overrides in a headline": "The \u202elast\u2066 ferry\u202c leaves",
    "a headline of 1 MB": "The last ferry leaves " * 50_000,
}


def everywhere(world: World, headline: str, capsys: pytest.CaptureFixture[str]) -> str:
    """A headline through the store, each format and the terminal."""
    body = article("HEADLINE").decode().replace("HEADLINE", headline)
    world.take({URL: body})
    (row,) = world.lines("article")
    words = row["headline"]
    assert words == clean(words)
    assert words.split()[0] == "The"
    assert words.endswith("leaves") or len(words) <= 1000
    world.export("out.graphml")
    nodes = nx.read_graphml(world.folder / "out.graphml").nodes.values()
    assert words in {node.get("headline") for node in nodes}
    assert run(["--db", world.path, "origin", URL]) == 0
    shown = capsys.readouterr().out
    assert shown == "\n".join(map(printable, shown.split("\n")))
    copy = credit(URL, "Herald")
    world.take({"https://mirror.example/ferry": article("Again", credit=copy).decode()})
    world.export("out.csv")
    with (world.folder / "out.csv").open(newline="", encoding="utf-8") as file:
        assert {row["source_headline"] for row in csv.DictReader(file)} == {
            words.strip()
        }
    return "the same clean words everywhere"


_NODE = '"@type": "NewsArticle", "author": {"@type": "Person", "name": "Cy Roe"}'
DATA = {
    "comments and commas in JSON-LD": f"/* a */ {{{_NODE},}} // b",
    "a semicolon behind JSON-LD": f"{{{_NODE}}};",
    "HTML references in JSON-LD": f"{{{_NODE}}}".replace('"', "&quot;"),
    "line ends within JSON-LD": f'{{"description": "a\nb\tc", {_NODE}}}',
    "NaN in JSON-LD": f'{{"wordCount": NaN, {_NODE}}}',
    "an @id in a circle": json.dumps(
        {
            "@graph": [
                {"@type": "NewsArticle", "@id": "#a", "author": {"@id": "#b"}},
                {"@type": "Person", "@id": "#b", "name": "Cy Roe", "of": {"@id": "#c"}},
                {"@type": "Organization", "@id": "#c", "founder": {"@id": "#b"}},
            ]
        }
    ),
    "100,000 brackets of JSON-LD": "[" * 100_000,
    "10 MB of JSON-LD": f'{{{_NODE}, "x": "{"x" * 10**7}"}}',
    "JSON-LD cut short": f"{{{_NODE}",
}


def stated(data: str) -> str:
    """Whether structured data was read; all else on the page is, in any case."""
    tag = f'<script type="application/ld+json">{data}</script></head>'
    page = article(TITLE).decode().replace("</head>", tag)
    if "Cy Roe" in data:
        page = page.replace('<p class="byline">By Ann Lee, ', "<p>")
    found = read_html(page.encode(), url=URL)
    assert (found.outcome, found.headline) == ("kept", TITLE)
    assert "The ferry to the island" in found.text
    return "read" if [one.name for one in found.authors] == ["Cy Roe"] else "set aside"


DATES = {"next year": f"{datetime.now(UTC).year + 1}-06-01"}


def dated(stated: str) -> str:
    """The date that is read of a page that states this one, and no other."""
    meta = f'<meta property="article:published_time" content="{stated}"></head>'
    page = article(TITLE).decode().replace(", 18 February 2022", "")
    found = read_html(page.replace("</head>", meta).encode(), url=URL)
    assert found.outcome == "kept"
    return found.published.value[:10] if found.published else "no date"


_FEED = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>Herald</title>'
    + "<item><title>A boat</title><description>It has left.</description></item>" * 9
    + "</channel></rss>"
)
_CONSENT = "<html><title>Before you continue</title><p>We use cookies.</p><button>OK"
BODIES = {
    "a PDF": b"%PDF-1.7\n" + b"\0\xff" * 900,
    "an image": b"\x89PNG\r\n\x1a\n" + b"\0\xff" * 900,
    "a feed": _FEED.encode(),
    "a page that says not found": b"<title>404 Not Found</title><h1>Page not found</h1>"
    b"<p>Sorry, the page that you are looking for can't be found. It may have been "
    b"moved or deleted, or perhaps the address was typed wrong.</p>",
    "a wall of consent": _CONSENT.encode(),
    "a shell for scripts": b"<html><title>App</title><div id=root></div>"
    b"<script src=/app.js></script><noscript>Please enable JavaScript.</noscript>",
    "nothing": b"",
}


def credited_wall(world: World) -> str:
    """A page that is none is in no answer as an article that was read."""
    wall = "https://weekly.example/ferry"
    world.take(
        {wall: _CONSENT, URL: article(TITLE, credit=credit(wall, "Weekly")).decode()}
    )
    known = {row["url"]: row["status"] for row in world.lines("article")}
    assert known == {wall: "cited", URL: "fetched"}
    return "no origin"


def again(world: World) -> str:
    """The same pages, read, matched and resolved a second and a third time."""
    small_world(world)
    before = world.export("one.jsonl"), world.export("one.graphml")
    for _ in range(2):
        world.rebuild()
        assert (world.export("two.jsonl"), world.export("two.graphml")) == before
    return "the same bytes"


def twice(world: World) -> str:
    small_world(world)
    before = world.lines("republication"), world.lines("overlap")
    small_world(world)
    assert (world.lines("republication"), world.lines("overlap")) == before
    return "the same edges"


def small_world(world: World) -> None:
    first, second = "https://weekly.example/a", "https://mirror.example/b"
    world.take(
        {
            first: article(TITLE).decode(),
            second: article(TITLE, credit=credit(first, "Weekly")).decode(),
            URL: article(TITLE, salt=4).decode(),
        }
    )


CASES: dict[str, Callable[[World], str]] = {
    "a wall that is credited": credited_wall,
    "everything again": again,
    "taken in twice": twice,
}


def test_an_article_is_what_a_reader_gives() -> None:
    assert isinstance(read_html(article(TITLE), url=URL), Article)
