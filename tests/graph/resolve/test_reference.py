"""The article that is meant is chosen where it is sure, else none is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Candidate, Date
from graph.resolve.reference import MARGIN, THRESHOLD, Wanted, choose, rank
from tests.graph.store.facts import LONG, OTHER, day

HEADLINE = "Moscow spells out its red lines again"
WANTED = Wanted(headline=HEADLINE, text=LONG, authors=("M. K. Bhadrakumar",))
URL = "https://o.example/a"


def offer(number: int = 1, **fields: object) -> Candidate:
    return Candidate(url=f"https://o.example/{number}", **fields)  # type: ignore[arg-type]


def score(candidate: Candidate, wanted: Wanted = WANTED) -> float:
    return rank(wanted, [candidate])[0].score


def chosen(*candidates: Candidate, wanted: Wanted = WANTED) -> str | None:
    found = choose(rank(wanted, candidates))
    return found.candidate.url if found else None


@pytest.mark.parametrize(
    "candidate",
    [
        offer(headline=HEADLINE),
        offer(headline=HEADLINE.upper() + "!"),
        offer(headline="Something else", text=LONG),
        offer(text=" ".join(LONG.split()[20:80])),
    ],
    ids=["headline", "its case", "text", "excerpt"],
)
def test_one_good_sign_is_enough(candidate: Candidate) -> None:
    assert chosen(candidate, offer(2, headline="Weather", text=OTHER)) == candidate.url


@pytest.mark.parametrize(
    "candidate",
    [
        offer(),
        offer(headline="Moscow spells disaster for tennis fans"),
        offer(headline="Opinion"),
        offer(text=OTHER),
        offer(text=" ".join(LONG.split()[:10])),
        offer(authors=("MK Bhadrakumar",)),
    ],
    ids=["nothing", "some words", "one word", "other text", "few words", "author"],
)
def test_a_weak_sign_is_not(candidate: Candidate) -> None:
    assert chosen(candidate) is None


def test_a_headline_of_one_word_is_shared_by_chance() -> None:
    wanted = Wanted(headline="Opinion", text="")
    assert chosen(offer(headline="Opinion"), wanted=wanted) is None


def test_signs_add_up() -> None:
    title = offer(headline="Moscow spells its red lines")
    both = offer(headline=title.headline, authors=("MK Bhadrakumar",))
    assert score(both) > score(title) > 0


def test_a_date_helps_where_it_is_the_credited_one() -> None:
    wanted = Wanted(
        headline="Four words say something", text="", date=day("2022-02-18")
    )
    near = offer(headline="Four words say anything", published=day("2022-02-18"))
    unknown = offer(headline="Four words say anything")
    far = offer(headline="Four words say anything", published=day("2022-05-18"))
    assert score(near, wanted) > score(unknown, wanted) > score(far, wanted)


@pytest.mark.parametrize(
    "limits, published",
    [
        ({"date": day("2022-02-18")}, "2022-03-18"),
        ({"before": day("2022-02-18")}, "2022-03-18"),
        ({"after": day("2022-02-18")}, "2022-01-18"),
    ],
)
def test_impossible_dates_rule_out(limits: dict[str, Date], published: str) -> None:
    wanted = Wanted(headline=HEADLINE, text=LONG, **limits)  # type: ignore[arg-type]
    fits = offer(headline=HEADLINE, text=LONG, published=day("2022-02-18"))
    late = offer(headline=HEADLINE, text=LONG, published=day(published))
    assert chosen(fits, wanted=wanted) == fits.url
    assert chosen(late, wanted=wanted) is None


def test_two_that_fit_alike_are_ambiguous() -> None:
    one, two = offer(1, headline=HEADLINE), offer(2, headline=HEADLINE)
    assert chosen(one, two) is None
    assert chosen(one, offer(2, headline=HEADLINE, text=LONG)) == "https://o.example/2"


def test_two_spellings_of_one_article_are_not() -> None:
    spelling = "http://www.o.example/1/?utm_source=feed"
    twice = Candidate(url=spelling, headline=HEADLINE, text=LONG)
    assert chosen(offer(1, headline=HEADLINE), twice) == spelling


@pytest.mark.parametrize(
    "url, number, found",
    [
        ("https://o.example/news/red-lines-175345", "175345", True),
        ("https://o.example/?p=175345", "175345", True),
        ("https://o.example/175345/", "175345", True),
        ("https://o.example/red-lines-9175345", "175345", False),
        ("https://o.example/175345-red-lines", "175345", False),
        ("https://o.example/a", "", False),
        ("https://o.example/a.b", "a.b", True),
        ("https://o.example/axb", "a.b", False),
    ],
)
def test_a_pixel_tells_the_number(url: str, number: str, *, found: bool) -> None:
    wanted = Wanted(headline="", text="", number=number)
    assert (chosen(Candidate(url=url), wanted=wanted) == url) is found


def test_nothing_offered_is_nothing_chosen() -> None:
    assert choose(rank(WANTED, [])) is None


OFFERS = st.lists(
    st.builds(
        offer,
        st.integers(1, 5),
        headline=st.sampled_from(["", HEADLINE, "Moscow spells out red lines"]),
        text=st.sampled_from(["", LONG, OTHER, LONG[: len(LONG) // 2]]),
        published=st.sampled_from([None, day("2022-02-18"), day("2023-01-01")]),
    ),
    max_size=6,
)


@given(OFFERS, st.randoms(use_true_random=False))
def test_the_choice_does_not_depend_on_the_order_of_offers(
    offers: list[Candidate], random: object
) -> None:
    mixed = list(offers)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert chosen(*offers) == chosen(*mixed)


@given(OFFERS)
def test_a_choice_is_sure_and_clearly_ahead(offers: list[Candidate]) -> None:
    ranked = rank(WANTED, offers)
    scores = [match.score for match in ranked]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= value <= 1 for value in scores)
    found = choose(ranked)
    if found:
        assert found is ranked[0]
        assert found.score >= THRESHOLD
        assert len(ranked) == 1 or found.score - ranked[1].score >= MARGIN
