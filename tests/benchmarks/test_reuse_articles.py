"""A world of articles: the same in every run, with copies of known kinds."""

from __future__ import annotations

import pytest

from benchmarks.reuse.articles import KINDS, Kind, World

WORLD = World(size=3000)


def first(kind: Kind, world: World = WORLD) -> int:
    return next(n for n in range(world.size) if world.kind(n) is kind)


def words(world: World, number: int) -> list[str]:
    text = world.article(number).text.replace("“", "").replace("”", "")
    return list(text) if world.script == "han" else text.split()


def runs(text: list[str], length: int) -> set[tuple[str, ...]]:
    return set(zip(*(text[start:] for start in range(length)), strict=False))


def share(world: World, copy: int, source: int, length: int) -> bool:
    """Whether two articles have a run of that many words in common."""
    here, there = words(world, copy), words(world, source)
    return not runs(here, length).isdisjoint(runs(there, length))


def test_an_article_is_the_same_whatever_was_made_before() -> None:
    forward = [WORLD.article(number) for number in range(40)]
    backward = [World(size=3000).article(number) for number in reversed(range(40))]
    assert forward == backward[::-1]


def test_another_seed_is_another_world() -> None:
    assert World(size=3000, seed=2).article(7).text != WORLD.article(7).text


def test_articles_have_some_400_words() -> None:
    lengths = [len(words(WORLD, number)) for number in range(300)]
    assert 380 < sum(lengths) / len(lengths) < 460


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_its_share(kind: Kind) -> None:
    kinds = [WORLD.kind(number) for number in range(WORLD.size)]
    assert kinds.count(kind) / WORLD.size == pytest.approx(0.03, abs=0.01)


@pytest.mark.parametrize(
    "kind, shared",
    [
        (Kind.VERBATIM, 200),
        (Kind.EDITED, 25),
        (Kind.EXCERPT, 80),
        (Kind.LONG_QUOTE, 150),
        (Kind.SHORT_QUOTE, 60),
        (Kind.COMPOSITE, 120),
    ],
)
def test_a_copy_shares_words_with_its_original(kind: Kind, shared: int) -> None:
    copy = first(kind)
    # A paragraph's end may fall to the passage's edge, where a page has more.
    assert all(share(WORLD, copy, s, shared - 2) for s in WORLD.sources(copy))


def test_an_edited_copy_has_one_of_twenty_words_replaced() -> None:
    copy = first(Kind.EDITED)
    (source,) = WORLD.sources(copy)
    assert not share(WORLD, copy, source, 200)


def test_a_quote_stands_in_quotation_marks_in_a_text_of_its_own() -> None:
    text = WORLD.article(first(Kind.SHORT_QUOTE)).text
    before, _, rest = text.partition("“")
    quote, _, after = rest.partition("”")
    assert len(quote.split()) == 60
    assert min(len(before.split()), len(after.split())) > 100


def test_two_originals_share_no_more_than_everybody_repeats() -> None:
    bodies = [WORLD._own(n).split() for n in range(50) if not WORLD.sources(n)]
    seen = [runs(body, 8) for body in bodies]
    assert len(set.union(*seen)) == sum(map(len, seen))


def test_a_copy_has_other_outlets_before_it() -> None:
    for number in range(600):
        copy = WORLD.article(number)
        for source in map(WORLD.article, WORLD.sources(number)):
            assert WORLD.kind(source.number) is None
            assert source.outlet != copy.outlet
            assert source.published <= copy.published


def test_many_originals_come_in_after_their_copy() -> None:
    copies = [n for n in range(WORLD.size) if WORLD.sources(n)]
    late = sum(max(WORLD.sources(n)) > n for n in copies)
    assert 0.3 < late / len(copies) < 0.8


def test_a_composite_has_two_originals_and_no_other_kind_has() -> None:
    for number in range(WORLD.size):
        several = len(set(WORLD.sources(number))) == 2
        assert several == (WORLD.kind(number) is Kind.COMPOSITE)


def test_an_outlet_has_one_footer_and_all_have_one_notice() -> None:
    pages = [WORLD.article(number).text.split("\n\n") for number in range(200)]
    outlets = [WORLD.article(number).outlet for number in range(200)]
    assert len({page[0] for page in pages}) == 1
    ends = {(outlet, page[-1]) for outlet, page in zip(outlets, pages, strict=True)}
    assert len(ends) == len(set(outlets)) > 10


@pytest.mark.parametrize("size, pages", [(3000, 300), (1_000_000, 10_000)])
def test_a_template_stands_on_a_tenth_or_on_ten_thousand_pages(
    size: int, pages: int
) -> None:
    world = World(size=size)
    template = world._shared(1, 120)
    found = sum(template in world.article(n).text for n in range(3000))
    # No copy has it: a fifth of the articles.
    assert found / 3000 == pytest.approx(0.82 * pages / size, rel=0.4)


def test_new_articles_copy_out_of_the_world() -> None:
    new = range(WORLD.size, WORLD.size + 300)
    sources = {source for number in new for source in WORLD.sources(number)}
    assert len(sources) > 30
    assert max(sources) < WORLD.size


def test_a_script_without_spaces() -> None:
    world = World(size=500, script="han")
    copy = first(Kind.SHORT_QUOTE, world)
    assert " " not in world.article(copy).text
    assert share(world, copy, world.sources(copy)[0], 58)


def test_the_truth_is_what_each_article_says() -> None:
    truth = WORLD.truth()
    for number in range(WORLD.size):
        kind, sources = WORLD.kind(number), WORLD.sources(number) or (number,)
        assert truth.kinds[number] == (-1 if kind is None else KINDS.index(kind))
        assert set(truth.sources[number].tolist()) == set(sources)


def test_the_smallest_world_has_no_copies() -> None:
    assert World(size=2, share=0.15).truth().kinds.tolist() == [-1, -1]


@pytest.mark.parametrize("size, share", [(1, 0.03), (100, 0.2), (100, -0.1)])
def test_what_makes_no_world_is_refused(size: int, share: float) -> None:
    with pytest.raises(ValueError, match="no world"):
        World(size=size, share=share)
