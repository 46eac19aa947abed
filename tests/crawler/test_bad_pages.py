"""Of pages that are broken or made to be slow the article is read all the same."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping

import pytest
from _pytest.mark import ParameterSet

from benchmarks import hostile
from benchmarks.hostile import MANY, Damage
from crawler.record import to_record
from crawler.workers import DEADLINE, Job, Workers
from graph.model import Article, Outcome

FEW = MANY // 10
FIELDS = {"outlet", "headline", "authors", "published", "language", "claims"}
# Machines differ; a page at ten times its deadline is slow on all of them.
PATIENCE = 10


@pytest.fixture(scope="module")
def pool() -> Iterator[Workers]:
    with Workers(2, deadline=DEADLINE * PATIENCE) as started:
        yield started


def read(pool: Workers, body: bytes, content_type: str = "") -> dict[str, object]:
    job = Job(body=body, url=hostile.URL, content_type=content_type)
    return to_record(asyncio.run(_article(pool, job)))


async def _article(pool: Workers, job: Job) -> Article:
    return await pool.article(job)


@pytest.fixture(scope="module")
def good(pool: Workers) -> dict[str, object]:
    return read(pool, hostile.good())


def told(record: Mapping[str, object], lost: frozenset[str]) -> dict[str, object]:
    """What a record says of the article, without the spots where it stands."""
    found = {field: record[field] for field in FIELDS - lost}
    if "claims" in found:
        claims = record["claims"]
        assert isinstance(claims, list)
        found["claims"] = [(c["relation"], c["outlet"], c["url"]) for c in claims]
    return found


def missing(text: object, damage: Damage) -> list[str]:
    """The paragraphs of the article that a text lacks; signs that are none count."""
    if "text" in damage.lost:
        return []
    kept = str(text).replace("\ufffd", "")
    return [paragraph for paragraph in hostile.PROSE if paragraph not in kept]


def check(pool: Workers, good: Mapping[str, object], damage: Damage, many: int) -> None:
    record = read(pool, damage.make(many), damage.content_type)
    assert record["outcome"] == damage.outcome
    assert told(record, damage.lost) == told(good, damage.lost)
    assert missing(record["text"], damage) == []


def test_the_page_without_damage_says_everything(good: Mapping[str, object]) -> None:
    assert good["outcome"] == Outcome.KEPT
    assert good["outlet"] == {"key": "coastreview.example", "name": "Coast Review"}
    assert good["headline"] == hostile.HEADLINE
    assert good["authors"] == [{"name": "Ines Harlow"}]
    assert told(good, frozenset())["claims"] == [
        (
            "republishes",
            "Harbour News",
            "https://harbournews.example/2021/05/03/late-ferry",
        )
    ]


def parameter(damage: Damage) -> ParameterSet:
    """A damage by its name."""
    return pytest.param(damage, id=damage.name)


BROKEN = (*hostile.STRUCTURE, *hostile.DATA, *hostile.CHARACTERS)
MUCH = (*hostile.AMOUNT, *hostile.WORDS)
# One language of each kind of script; `make slow` has them all.
SOME = {f"near misses in {language}" for language in "ar en ru th zh".split()}
QUICK = [one for one in MUCH if one in hostile.AMOUNT or one.name in SOME]


@pytest.mark.parametrize("damage", [parameter(one) for one in BROKEN])
def test_a_broken_page_is_read(
    pool: Workers, good: Mapping[str, object], damage: Damage
) -> None:
    check(pool, good, damage, MANY)


@pytest.mark.parametrize("damage", [parameter(one) for one in QUICK])
def test_a_page_with_much_on_it_is_read(
    pool: Workers, good: Mapping[str, object], damage: Damage
) -> None:
    check(pool, good, damage, FEW)


@pytest.mark.slow
@pytest.mark.parametrize("damage", [parameter(one) for one in MUCH])
def test_a_page_with_very_much_on_it_is_read(
    pool: Workers, good: Mapping[str, object], damage: Damage
) -> None:
    check(pool, good, damage, MANY)
