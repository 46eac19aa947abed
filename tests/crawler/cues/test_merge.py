"""Claims that name one source become one."""

from __future__ import annotations

from crawler.cues.making import claim, place
from crawler.cues.merge import merge
from graph.model import Claim, Relation, Where


def say(
    strength: float,
    *,
    name: str | None = None,
    url: str | None = None,
    author: str | None = None,
    relation: Relation = Relation.REPUBLISHES,
) -> Claim:
    places = (place(f"{name} {url} {strength}", Where.TEXT),)
    return claim("x", relation, strength, places, name=name, url=url, author=author)


def test_the_best_parts_of_each_are_kept() -> None:
    (merged,) = merge(
        [
            say(0.5, name="Hill News", url="https://hillnews.example/a", author="Ann"),
            say(0.9, name="hill news"),
            say(0.7, url="https://hillnews.example/"),
        ]
    )
    assert merged.strength == 0.9
    assert merged.reference.url == "https://hillnews.example/a"
    assert merged.reference.author == "Ann"
    assert [p.quote[-3:] for p in merged.places] == ["0.9", "0.7", "0.5"]


def test_a_more_exact_relation_wins() -> None:
    exact = say(0.8, name="Hill", relation=Relation.EXCERPTS)
    (merged,) = merge([say(0.9, name="Hill"), exact])
    assert merged.relation is Relation.EXCERPTS


def test_different_sources_stay_apart_in_any_order() -> None:
    claims = [say(0.9, name="Hill News"), say(0.8, name="Lake News")]
    assert merge(claims) == merge(claims[::-1])
    assert len(merge(claims)) == 2
