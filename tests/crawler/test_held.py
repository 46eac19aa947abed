"""Which hosts this worker holds, and when it asks them again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from crawler.held import Held
from tests.graph.store.facts import NOW, entry

FIRST, SECOND = entry("https://a.org/1"), entry("https://a.org/2")
OTHER = entry("https://b.org/1")
SOON = NOW + timedelta(seconds=1)


def test_a_host_is_not_asked_again_before_its_answer_is_here() -> None:
    held = Held()
    held.ask(FIRST)
    assert held.free(NOW) == []
    held.answered(FIRST, NOW)
    assert held.free(NOW) == ["a.org"]
    held.ask(SECOND)
    assert held.free(NOW) == []


def test_a_host_is_free_when_its_pause_is_over() -> None:
    held = Held()
    held.ask(FIRST)
    held.answered(FIRST, SOON)
    assert held.free(NOW) == []
    assert held.first_free(NOW) == SOON
    assert held.free(SOON) == ["a.org"]
    assert held.first_free(SOON) is None


def test_a_host_is_given_back_with_the_last_of_its_pages() -> None:
    held = Held()
    held.ask(FIRST)
    held.answered(FIRST, NOW)
    held.ask(SECOND)
    held.answered(SECOND, NOW)
    held.end(FIRST)
    assert held.free(NOW) == ["a.org"]
    held.end(SECOND)
    assert held.free(NOW) == []


def test_it_counts_what_is_under_way() -> None:
    held = Held()
    for one in (FIRST, SECOND, OTHER):
        held.ask(one)
    assert len(held) == 3
    held.end(OTHER)
    held.end(OTHER)
    held.end(replace(OTHER, url="https://c.org/never-asked"))
    assert len(held) == 2
