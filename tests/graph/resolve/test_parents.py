"""Whom a copy may have its text from, and what speaks for and against each."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from graph.model import Date, Precision, Reason, Relation, Reuse, Witness
from graph.resolve.parents import possible
from graph.resolve.story import Story
from graph.reuse.parallel import Parallel
from tests.graph.resolve.telling import (
    FIRST,
    FOURTH,
    PARTS,
    SECOND,
    THIRD,
    WHOLE,
    judged_to_be,
    story,
    swapped,
)

TWO = {"a": WHOLE, "b": WHOLE}
THREE = TWO | {"c": WHOLE}
FOUR = THREE | {"d": WHOLE}
ORDER = {"a": FIRST, "b": SECOND, "c": THIRD, "d": FOURTH}


def sources(told: Story) -> dict[str, set[str]]:
    """Who may be whose source."""
    return {copy: set(why) for copy, why in possible(told).reasons.items()}


def reasons(told: Story, source: str, copy: str) -> dict[str, float]:
    return {r.name: r.weight for r in possible(told).reasons[copy][source]}


def test_texts_that_were_copied_may_be_each_others_sources() -> None:
    assert sources(story(TWO)) == {"a": {"b"}, "b": {"a"}}


def test_an_article_that_nobody_is_near_has_no_source() -> None:
    assert sources(story({"a": WHOLE})) == {"a": set()}
    assert sources(story({})) == {}


@pytest.mark.parametrize(
    "reuse", [Reuse.QUOTATION, Reuse.SAME_EVENT, Reuse.BOILERPLATE, None]
)
def test_words_that_were_not_copied_make_no_source(reuse: Reuse) -> None:
    told = judged_to_be(story(TWO, ORDER), reuse)
    assert sources(told) == {"a": set(), "b": set()}


def test_an_outlet_is_its_own_source_only_where_it_says_so() -> None:
    same = {"a": "same.example", "b": "same.example"}
    assert sources(story(TWO, ORDER, outlets=same)) == {"a": set(), "b": set()}
    assert sources(story(TWO, ORDER, [("b", "a")], outlets=same))["b"] == {"a"}


def test_a_source_that_was_never_read_is_possible_by_its_credit() -> None:
    assert sources(story({"a": "", "b": WHOLE}, credited=[("b", "a")]))["b"] == {"a"}


def test_dates_speak_for_and_against() -> None:
    told = story(TWO, ORDER)
    assert reasons(told, "a", "b")["earlier"] > 0
    assert reasons(told, "b", "a")["later"] < 0
    undated = story(TWO, {"a": FIRST})
    assert not {"earlier", "later"} & reasons(undated, "a", "b").keys()


def test_two_texts_of_one_day_have_equal_odds_in_both_directions() -> None:
    told = possible(story(TWO, {"a": FIRST, "b": FIRST}))
    assert told.scores["a"]["b"] == told.scores["b"]["a"]


def test_a_credit_speaks_for_its_source_and_against_the_others() -> None:
    told = story(THREE, ORDER, [("c", "a")])
    assert "declared-link" in reasons(told, "a", "c")
    assert {"credits-another", "credits-its-source"} & reasons(told, "b", "c").keys()
    assert possible(told).scores["c"]["a"] > possible(told).scores["c"]["b"]


def test_one_who_may_have_it_from_the_credited_source_is_less_spoken_against() -> None:
    by_b = [("c", "a"), ("b", "a")]
    assert "credits-its-source" in reasons(story(THREE, ORDER, by_b), "b", "c")
    apart = story(THREE, {"b": FIRST, "a": THIRD, "c": FOURTH}, [("c", "a")])
    assert "credits-another" in reasons(apart, "b", "c")


def test_who_credits_a_copy_is_not_its_source_however_far_off() -> None:
    told = story(THREE, credited=[("b", "a"), ("c", "b")])
    assert "credits-the-copy" in reasons(told, "b", "a")
    assert "credits-the-copy" in reasons(told, "c", "a")
    assert "credits-the-copy" not in reasons(told, "a", "c")


def test_of_two_credits_the_via_is_nearer() -> None:
    told = story(THREE, ORDER, [("c", "a"), ("c", "b", Relation.RELAYS)])
    assert "via-another" in reasons(told, "a", "c")
    assert "via-another" not in reasons(told, "b", "c")


def test_an_outlet_that_is_named_means_its_article_in_the_story() -> None:
    told = story(THREE, ORDER, [("c", "B")])
    assert "declared-name" in reasons(told, "b", "c")
    assert "declared-name" not in reasons(told, "a", "c")


def unknown(copy: str, *credited: tuple[str, str]) -> float:
    """The log odds that one of three articles has no source among the others."""
    return possible(story(THREE, ORDER, credited)).unknown[copy]


def test_a_credit_of_an_outlet_that_is_not_there_speaks_for_the_unknown() -> None:
    assert unknown("b", ("b", "Wire")) > unknown("b")
    assert unknown("c", ("b", "Wire")) > unknown("c")


def test_a_credit_in_the_story_speaks_against_the_unknown_of_others_too() -> None:
    assert unknown("c", ("b", "a")) < unknown("c")
    assert unknown("a", ("b", "a")) > unknown("a")


def test_a_page_that_credits_nobody_is_rather_an_original_than_one_that_does() -> None:
    assert unknown("b", ("c", "a")) > unknown("b", ("b", "a"))


def test_a_credited_article_that_was_never_read_is_taken_at_its_word() -> None:
    credited = [("b", "a")]
    read, unread = (
        possible(story({"a": text, "b": WHOLE}, credited=credited)).unknown["b"]
        for text in (WHOLE, "")
    )
    assert unread < read - 2.0


def test_who_is_credited_by_others_is_likelier_a_source() -> None:
    told = story(FOUR, ORDER, [("b", "a"), ("d", "a")])
    assert "widely-credited" in reasons(told, "a", "c")
    assert "widely-credited" not in reasons(told, "b", "c")
    assert (
        reasons(told, "a", "b")["widely-credited"]
        < (reasons(told, "a", "c")["widely-credited"])
    )


@pytest.mark.parametrize("by_minute", [False, True])
def test_later_days_may_be_wrong_and_later_minutes_hardly(*, by_minute: bool) -> None:
    """A source of the same words is compared with others, but for what came later."""
    texts = {"a": swapped(WHOLE, 20, 90), "b": WHOLE, "c": WHOLE}
    told = story(texts, {"a": FIRST, "b": FOURTH, "c": SECOND})
    if by_minute:
        told = replace(told, articles={o: _timed(a) for o, a in told.articles.items()})
    assert ("lacks-variants" in reasons(told, "a", "c")) is not by_minute


def _timed(article: Witness) -> Witness:
    """The same article, which tells the minute."""
    assert article.published
    value = f"{article.published.value}T09:30Z"
    return replace(article, published=Date(value=value, precision=Precision.MINUTE))


def test_the_habit_of_an_outlet_speaks_for_its_usual_source() -> None:
    pair = ("a.example", "b.example")
    seldom, often = (
        reasons(story(TWO, habits={pair: count}), "a", "b")["habit"]
        for count in (1, 16)
    )
    assert 0 < seldom < often
    assert "habit" not in reasons(story(TWO, habits={pair: 16}), "b", "a")


def test_what_outlets_seem_to_take_counts_with_what_they_credit() -> None:
    pair = ("a.example", "b.example")
    told, seeming, both = (
        one(replace(story(TWO, habits={pair: count}), inclinations=inclined))
        for count, inclined in ((2, {}), (0, {pair: 2.0}), (2, {pair: 2.0}))
    )
    assert told.detail == "2 times"
    assert seeming.detail == "never credited, and seemingly about 2 times more"
    assert both.detail == "2 times, and seemingly about 2 times more"
    assert told.weight == seeming.weight < both.weight


def one(told: Story) -> Reason:
    """What the habit of ``b`` says of ``a``."""
    why = possible(told).reasons["b"]["a"]
    return next(reason for reason in why if reason.name == "habit")


def test_the_first_text_of_a_story_is_told() -> None:
    told = story(THREE, ORDER)
    assert "first" in reasons(told, "a", "c")
    assert "first" not in reasons(told, "b", "c")
    unordered = story(THREE, {"a": FIRST, "b": FIRST, "c": SECOND})
    assert "first" not in reasons(unordered, "a", "c")


def test_a_change_that_a_copy_has_too_speaks_for_who_made_it() -> None:
    edited = swapped(WHOLE, 20, 90, 150)
    told = story({"a": WHOLE, "b": edited, "c": swapped(edited, 200)}, ORDER)
    assert reasons(told, "b", "c")["shared-variants"] > 0
    assert reasons(told, "a", "c")["lacks-variants"] < 0
    assert "lacks-variants" not in reasons(told, "b", "c")


def test_a_change_that_a_copy_lacks_speaks_against_who_made_it() -> None:
    edited = swapped(WHOLE, 20, 90, 150)
    told = story({"a": WHOLE, "b": edited, "c": swapped(WHOLE, 200)}, ORDER)
    assert reasons(told, "b", "c")["lacks-variants"] < 0
    assert "lacks-variants" not in reasons(told, "a", "c")


def test_another_headline_speaks_against_a_source() -> None:
    told = story(THREE, ORDER, heads={"a": "Old", "b": "New", "c": "new!"})
    assert reasons(told, "a", "c")["other-headline"] < 0
    assert "same-headline" in reasons(told, "b", "c")
    told = story(THREE, ORDER, heads={"a": "Old", "b": "New", "c": "Its own"})
    assert "other-headline" not in reasons(told, "a", "c")


@pytest.mark.parametrize("said", ["yes", "no", "unsure"])
def test_what_an_analyst_said_is_one_more_reason(said: str) -> None:
    told = story(TWO, ORDER, judged={("b", "a"): said})
    assert f"judged-{said}" in reasons(told, "b", "a")
    assert reasons(told, "b", "a").keys() > {"later", f"judged-{said}"}


def test_an_analyst_may_name_a_source_that_shares_nothing() -> None:
    told = story({"a": PARTS[4], "b": WHOLE}, judged={("a", "b"): "yes"})
    assert sources(told) == {"a": set(), "b": {"a"}}


def test_each_of_many_sources_is_less_likely_than_one_alone() -> None:
    alone = possible(story(TWO, ORDER)).scores["b"]["a"]
    many = dict.fromkeys("abcdefgh", WHOLE)
    among = possible(story(many, dict.fromkeys("acdefgh", FIRST) | {"b": FOURTH}))
    assert among.scores["b"]["a"] < alone - 1.0
    assert len(set(among.scores["b"].values())) == 1


def test_a_text_that_was_merged_from_two_may_have_either_as_its_source() -> None:
    parts = "\n".join(PARTS[:3]), "\n".join(PARTS[3:])
    told = story({"a": parts[0], "b": parts[1], "c": "\n".join(parts)})
    assert sources(told) == {"a": {"c"}, "b": {"c"}, "c": {"a", "b"}}


def test_whom_most_pages_credit_is_likelier_a_source_than_a_copy() -> None:
    """Of texts of one day; the one credited by two has its text from nobody."""
    told = story(
        dict.fromkeys("abcde", WHOLE),
        dict.fromkeys("abcde", FIRST),
        [("b", "a"), ("c", "a")],
    )
    found = possible(told)
    assert reasons(told, "d", "a")["credited-more"] < 0
    assert "credited-more" not in reasons(told, "a", "d")
    assert found.scores["d"]["a"] > found.scores["d"]["e"] + 0.5
    assert found.scores["a"]["d"] < found.scores["d"]["a"] - 1.0


def test_what_chooses_between_sources_does_not_make_them_unknown() -> None:
    def together(told: Story) -> float:
        """The log odds that one of all known sources is the copy's."""
        return math.log(sum(map(math.exp, possible(told).scores["c"].values())))

    edited = story(THREE | {"b": swapped(WHOLE, 9, 40, 90)}, ORDER)
    assert reasons(edited, "b", "c")["lacks-variants"] < -1.0
    assert together(edited) == pytest.approx(together(story(THREE, ORDER)), abs=0.1)


def test_who_names_an_outlet_of_the_story_has_hardly_an_unknown_source() -> None:
    found = possible(story(TWO, credited=[("b", "A")]))
    assert found.unknown["b"] < possible(story(TWO)).unknown["b"] - 2.0


def test_another_headline_says_nothing_of_a_source_in_another_language() -> None:
    heads = {"a": "Alt", "b": "New", "c": "New"}
    told = story(THREE, ORDER, [("c", "a")], heads=heads)
    german = replace(told.articles["a"], language="de")
    foreign = replace(told, articles={**told.articles, "a": german})
    assert "other-headline" in reasons(told, "a", "c")
    assert "other-headline" not in reasons(foreign, "a", "c")


def test_a_via_that_is_only_named_is_nearer_too() -> None:
    told = story(THREE, ORDER, [("c", "a"), ("c", "B", Relation.RELAYS)])
    assert "via-another" in reasons(told, "a", "c")
    assert "via-another" not in reasons(told, "b", "c")


def test_the_copys_own_credit_is_no_habit() -> None:
    pair = ("a.example", "b.example")
    once, twice = (
        reasons(story(TWO, ORDER, [("b", "a")], habits={pair: count}), "a", "b")
        for count in (1, 2)
    )
    assert "habit" not in once
    assert "habit" in twice


def test_who_begins_stories_elsewhere_hardly_took_this_one() -> None:
    roles = {"a.example": (8, 0), "b.example": (0, 8)}
    told = story(TWO, roles=roles)
    assert reasons(told, "a", "b")["begins-more"] > 1
    assert reasons(told, "b", "a")["takes-more"] < -1
    alike = story(TWO, roles={"a.example": (4, 4), "b.example": (8, 8)})
    assert not {"begins-more", "takes-more"} & reasons(alike, "a", "b").keys()


def test_an_author_speaks_for_the_outlet_that_prints_his_other_stories() -> None:
    told = story(
        TWO,
        authors={"a": "Ada Sander", "b": "Ada Sander"},
        homes={"ada-sander": {"a.example": 4, "b.example": 1}},
    )
    assert reasons(told, "a", "b")["author-of-source"] > 0
    assert reasons(told, "b", "a")["author-of-copy"] < 0


def test_this_story_alone_tells_of_no_authors_home() -> None:
    told = story(TWO, authors={"b": "Ada Sander"}, homes={"ada-sander": {"b": 1}})
    both = story(
        TWO,
        authors={"b": "Ada Sander"},
        homes={"ada-sander": {"b.example": 1}},
    )
    for one in (told, both):
        assert "author-of-copy" not in reasons(one, "a", "b")


def test_two_languages_say_the_same_by_names_and_figures() -> None:
    told = story(
        {"a": PARTS[4], "b": PARTS[1]},
        ORDER,
        languages={"b": "de"},
        parallels={("a", "b"): Parallel(20, 0.8)},
    )
    assert sources(told) == {"a": {"b"}, "b": {"a"}}
    assert reasons(told, "a", "b")["parallel-text"] == pytest.approx(0.8 * 3.5)


def test_who_has_an_older_text_in_his_own_language_has_not_translated() -> None:
    told = story(
        {"a": PARTS[4], "b": WHOLE, "c": WHOLE},
        ORDER,
        languages={"a": "de"},
        parallels={("a", "b"): Parallel(20, 1.0), ("a", "c"): Parallel(20, 1.0)},
    )
    assert sources(told)["b"] == {"a", "c"}
    assert sources(told)["c"] == {"b"}
