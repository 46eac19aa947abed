"""Texts of the world are alike where they should be, and nowhere else."""

from __future__ import annotations

from itertools import combinations

from graph.model import Reuse
from graph.reuse.comparing import Text, Work, compared
from graph.text import words
from tests.world import Page, Story, World

_COPIED = {Reuse.COPY, Reuse.EDITED, Reuse.EXCERPT, Reuse.COMPOSITE}


def english(count: int) -> list[Story]:
    told = World(4000, 11).stories()
    return [s for s, _ in zip(told, range(count), strict=False) if _is_english(s)]


def _is_english(story: Story) -> bool:
    return story.pages[0].language == "en"


def judged(pairs: list[tuple[Page, Page]]) -> list[Reuse | None]:
    texts = {
        page.url: Text(id=page.url, outlet=page.outlet, published=None, text=page.text)
        for pair in pairs
        for page in pair
    }
    work = Work(pairs=[(one.url, other.url) for one, other in pairs], texts=texts)
    return [overlap.reuse for overlap in compared(work).values()]


def test_stories_that_have_nothing_to_do_with_each_other_are_no_copies() -> None:
    firsts = [story.pages[0] for story in english(60)]
    pairs = list(combinations(firsts, 2))[:600]
    assert not _COPIED & {*judged(pairs)}


def test_copies_are_known_as_copies() -> None:
    pairs = [
        (story.pages[0], page)
        for story in english(80)
        for page in story.pages
        if story.pages[0].url in page.truth.parents
        and page.language == "en"
        and page.truth.kind in {"copy", "edited", "truncated"}
    ][:80]
    assert len(pairs) > 30
    assert {*judged(pairs)} <= _COPIED


def test_articles_have_the_length_of_articles() -> None:
    lengths = sorted(len(story.pages[0].text.split()) for story in english(90))
    whole = lengths[len(lengths) // 10 :]
    assert whole[0] > 100
    assert 300 < whole[len(whole) // 2] < 500
    assert whole[-1] < 1000


def test_words_are_as_unequal_as_in_any_language() -> None:
    """The hundred most frequent words make up about half of a text."""
    counts: dict[str, int] = {}
    for story in english(80):
        for word in words(story.pages[0].text):
            counts[word] = counts.get(word, 0) + 1
    often = sorted(counts.values(), reverse=True)
    assert 0.4 < sum(often[:100]) / sum(often) < 0.75
    assert len(often) > 1500


def test_two_translations_of_a_text_are_not_the_same() -> None:
    found = 0
    for story in World(2000, 2).stories():
        made = [p for p in story.pages if p.truth.kind == "translation"]
        for one, other in combinations(made, 2):
            if one.language == other.language:
                found += 1
                assert one.text != other.text
    assert found > 2
