"""The labelled real stories: which articles the store makes one story of.

A text goes the way of ``whence ingest``, but all in one batch: what is found hangs on
no clock.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Connection, select

from benchmarks.pairs import Pair, Pairs, told
from crawler.items import item_of_line
from crawler.reading import read_item
from graph.resolve import stage
from graph.store import overlaps, write
from graph.store.engine import Store, open_store
from graph.store.schema import ADDRESS, ARTICLE

PLACE = Path("stories") / "dev"
"""Where they lie below the folder of all that is labelled."""
_GOV = "gov_crosspost"
"""A family of near verbatim copies, so many that they are scored apart."""
_MOMENT = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True, slots=True)
class Labelled:
    """An article of a story, or one that looks like it."""

    url: str
    """Its address; a made one where none is known."""
    story: str | None
    """Its story; None where it has none."""
    group: str
    """The story that it belongs to, or is easily taken for."""
    gov: bool
    """Whether its pairs are scored apart."""
    relation: str
    """How the copy differs, in a word."""
    line: bytes
    """What is taken in: a line of JSON."""


def measure_stories(folder: Path) -> list[Pairs]:
    """The stories below a folder, taken into a new store; none where there are none."""
    place = folder / PLACE
    if not (place / "stories.jsonl").is_file():
        return []
    articles = list(labelled(place))
    with TemporaryDirectory() as where:
        store = open_store(str(Path(where) / "stories.db"))
        try:
            take_in(store, [article.line for article in articles])
            with store.read() as connection:
                return [_measured(connection, articles)]
        finally:
            store.close()


def labelled(place: Path) -> Iterator[Labelled]:
    """Every copy of a story that is no translation, and every look-alike."""
    seen: set[str] = set()
    for story in _lines(place / "stories.jsonl"):
        if not story["translation"]:
            for number, copy in enumerate(story["copies"]):
                yield _article(copy, f"{story['story_id']}-{number}", story, seen)
    for item in _lines(place / "negatives.jsonl"):
        yield _article(item, item["id"], {}, seen)


def _lines(path: Path) -> list[dict[str, Any]]:
    lines = path.read_text("utf-8").split("\n") if path.is_file() else []
    return [json.loads(line) for line in lines if line.strip()]


def _article(
    copy: Mapping[str, Any], name: str, story: Mapping[str, Any], seen: set[str]
) -> Labelled:
    url = copy["url"] or f"http://{copy['host']}/{name}"
    # Two texts of one address are parts of one page.
    url = f"{url}#{name}" if url in seen else url
    seen.add(url)
    given = {
        "url": url,
        "headline": copy["title"],
        "text": copy["text"],
        "published": copy.get("published"),
        "authors": [copy["author"]] if copy.get("author") else [],
        "language": (story or copy).get("lang"),
    }
    return Labelled(
        url=url,
        story=story.get("story_id"),
        group=story.get("story_id") or str(copy.get("confusable_with") or name),
        gov=story.get("family") == _GOV,
        relation=str(copy.get("relation") or "?") if story else "look-alike",
        line=json.dumps(given).encode(),
    )


def take_in(store: Store, lines: Iterable[bytes]) -> None:
    """Take texts into a store, all of them in one transaction."""
    items = [item_of_line(line, folder=Path(), label="stories") for line in lines]
    with store.write() as connection:
        ids = [
            write.put_article(connection, read_item(item), now=_MOMENT)
            for item in items
        ]
        stage.resolve_all(connection, list(dict.fromkeys(ids)), now=_MOMENT)
        stage.resolve_names(connection, now=_MOMENT)


def _measured(connection: Connection, articles: Sequence[Labelled]) -> Pairs:
    homes = _homes(connection)
    found = [
        _pair(connection, ends, homes, joined=joined)
        for ends in combinations(articles, 2)
        if (joined := _joined(*ends, homes)) or _is_story(*ends)
    ]
    kept = sum(article.url in homes for article in articles)
    return Pairs(
        name="stories",
        pairs=found,
        counts={"articles": kept},
        details={"relations": _relations(found)},
    )


def _homes(connection: Connection) -> dict[str, tuple[str, str]]:
    """By each address, the article's id and story; its id where it stands alone."""
    rows = connection.execute(
        select(ADDRESS.c.url, ARTICLE.c.id, ARTICLE.c.story).join_from(
            ADDRESS, ARTICLE, ADDRESS.c.article_id == ARTICLE.c.id
        )
    )
    return {url: (identity, story or identity) for url, identity, story in rows}


def _joined(
    one: Labelled, other: Labelled, homes: Mapping[str, tuple[str, str]]
) -> bool:
    here, there = homes.get(one.url), homes.get(other.url)
    return here is not None and there is not None and here[1] == there[1]


def _is_story(one: Labelled, other: Labelled) -> bool:
    return one.story is not None and one.story == other.story


def _pair(
    connection: Connection,
    ends: tuple[Labelled, Labelled],
    homes: Mapping[str, tuple[str, str]],
    *,
    joined: bool,
) -> Pair:
    one, other = ends
    copied = _is_story(one, other)
    relations = sorted({one.relation, other.relation})
    return Pair(
        one=one.url,
        other=other.url,
        group=one.group,
        label="+".join(relations),
        copied=copied,
        joined=joined,
        apart="gov_" if one.gov or other.gov else "",
        found=_told(connection, homes.get(one.url), homes.get(other.url)),
    )


def _told(
    connection: Connection, one: tuple[str, str] | None, other: tuple[str, str] | None
) -> str:
    """What the store has of two articles."""
    if one is None or other is None:
        return "one of them is not in the store"
    overlap = overlaps.between_two(connection, one[0], other[0])
    return told(overlap) if overlap else "nothing in common that is kept"


def _relations(pairs: Sequence[Pair]) -> dict[str, Any]:
    """Of the pairs of a story that are not told apart: how many of each were found."""
    some = [pair for pair in pairs if pair.copied and not pair.apart]
    whole = Counter(pair.label for pair in some)
    right = Counter(pair.label for pair in some if pair.joined)
    return {
        name: {"pairs": count, "joined": right[name]}
        for name, count in sorted(whole.items())
    }
