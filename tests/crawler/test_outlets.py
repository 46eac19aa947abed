"""What the world knows of outlets is sound, and found by any of its names."""

from __future__ import annotations

from collections import Counter

import pytest

from crawler.outlets import Known, by_key, everything, find
from graph.identity import name_key, outlet_key


def test_the_world_is_large_enough_to_be_useful() -> None:
    kinds = Counter((known.agency, known.portal) for known in everything())
    assert kinds[(True, False)] >= 30
    assert kinds[(False, False)] >= 60
    assert kinds[(False, True)] >= 10


def test_no_two_outlets_share_a_name() -> None:
    names = Counter(
        name_key(name).replace("-", "")
        for known in everything()
        for name in (known.name, *known.names)
    )
    assert [name for name, count in names.items() if count > 1 or not name] == []


def test_no_two_outlets_share_an_abbreviation_or_a_host() -> None:
    shorts = Counter(short for known in everything() for short in known.short)
    hosts = Counter(
        outlet_key(f"https://{host}/") for known in everything() for host in known.hosts
    )
    assert [x for x, count in (shorts + hosts).items() if count > 1 or not x] == []


@pytest.mark.parametrize("known", everything(), ids=lambda known: known.key)
def test_every_outlet_is_found_by_everything_it_is_called(known: Known) -> None:
    names = (known.name, *known.names, *known.short)
    assert {find(name) for name in names} == {known}
    for host in known.hosts:
        assert by_key(outlet_key(f"https://{host}/")) == known


@pytest.mark.parametrize(
    "name, key",
    [
        ("the associated press", "apnews.com"),
        ("AP", "apnews.com"),
        ("Indian Punchline", "indianpunchline.com"),
        ("IndianPunchline", "indianpunchline.com"),
        ("Counter Currents", "countercurrents.org"),
        ("www.globalresearch.ca", "globalresearch.ca"),
        ("agência lusa", "lusa.pt"),
    ],
)
def test_case_accents_gaps_and_articles_do_not_count(name: str, key: str) -> None:
    found = find(name)
    assert found is not None
    assert found.key == key


@pytest.mark.parametrize("name", ["Ap", "Sid", "Hina", "Unheard of Gazette", "", "."])
def test_what_is_not_known_is_not_found(name: str) -> None:
    assert find(name) is None
