"""What a story's texts say of the credits on its pages."""

from __future__ import annotations

from dataclasses import replace

from graph.model import Relation, Republication, Verdict
from graph.resolve.reasons import reason
from graph.resolve.story import Known, Story
from graph.resolve.telling import weighed
from graph.reuse.parallel import Parallel
from tests.graph.resolve.telling import FIRST, PARTS, SECOND, THIRD, WHOLE, story
from tests.graph.reuse.test_parallel import ENGLISH, GERMAN, SAME_EVENT

DAYS = {"a": FIRST, "b": SECOND, "c": THIRD}


def told(one: Story) -> Republication:
    """The one credit, with what the texts say of it."""
    (edge,) = weighed(Known(one))
    return edge


def names(edge: Republication) -> set[str]:
    return {reason.name for reason in edge.reasons}


def test_a_translation_is_told_by_its_names() -> None:
    two = story(
        {"a": ENGLISH, "b": GERMAN},
        DAYS,
        [("b", "a")],
        languages={"b": "de"},
        parallels={("a", "b"): Parallel(14, 1.0)},
    )
    edge = told(two)
    assert "parallel-text" in names(edge)
    assert (edge.relation, edge.verdict) == (Relation.TRANSLATES, Verdict.CERTAIN)
    assert edge.inferred


def test_another_text_in_another_language_speaks_against_its_credit() -> None:
    two = story(
        {"a": SAME_EVENT, "b": GERMAN}, DAYS, [("b", "a")], languages={"b": "de"}
    )
    assert "not-parallel" in names(told(two))
    assert told(two).verdict is Verdict.POSSIBLE


def test_short_texts_and_unknown_languages_tell_nothing() -> None:
    short = {"a": "One Ferry for Norrvik.", "b": GERMAN}
    two = story(short, DAYS, [("b", "a")], languages={"b": "de"})
    assert names(told(two)).isdisjoint({"not-parallel", "parallel-text"})
    unread = story({"a": "", "b": GERMAN}, DAYS, [("b", "a")], languages={"b": "de"})
    assert names(told(unread)).isdisjoint({"not-parallel", "parallel-text"})


def test_who_has_the_text_of_another_hardly_has_it_from_whom_it_credits() -> None:
    three = story({"a": PARTS[4], "b": WHOLE, "c": WHOLE}, DAYS, [("c", "a")])
    assert "text-elsewhere" in names(told(three))
    fitting = story({"a": WHOLE, "b": WHOLE, "c": WHOLE}, DAYS, [("c", "a")])
    assert "text-elsewhere" not in names(told(fitting))


def test_what_shares_no_word_is_not_spoken_against_twice() -> None:
    three = story({"a": PARTS[4], "b": WHOLE, "c": WHOLE}, DAYS, [("c", "a")])
    said = [
        replace(edge, reasons=(*edge.reasons, reason("no-shared-text")))
        for edge in three.declared
    ]
    assert "text-elsewhere" not in names(told(replace(three, declared=said)))


def test_a_story_never_takes_away_what_a_page_alone_lets_stand() -> None:
    three = story({"a": PARTS[4], "b": WHOLE, "c": WHOLE}, DAYS, [("c", "a")])
    weak = reason("declared-name", scale=0.5)
    named = [
        replace(edge, reasons=(weak,), verdict=Verdict.POSSIBLE)
        for edge in three.declared
    ]
    edge = told(replace(three, declared=named))
    assert sum(one.weight for one in edge.reasons) < 0
    assert edge.verdict is Verdict.POSSIBLE
    refused = [replace(edge, verdict=Verdict.REJECTED) for edge in named]
    assert told(replace(three, declared=refused)).verdict is Verdict.REJECTED
