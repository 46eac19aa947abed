"""What is true of the golden pages is what the reader finds there."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from _pytest.mark import ParameterSet

from benchmarks.golden import (
    FOLDER,
    Golden,
    golden,
    goldens,
    known,
    plain,
    read,
    wrong_fields,
)
from benchmarks.texts import text_f1

KNOWN = known()


@cache
def record(name: str) -> dict[str, Any]:
    return read(golden(name))


def mistake(name: str, field: str, reason: str) -> ParameterSet:
    mark = pytest.mark.xfail(reason=reason, strict=True)
    return pytest.param(name, field, id=f"{name}-{field}", marks=mark)


MISTAKES = [mistake(*place, reason) for place, reason in KNOWN.items()]


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    logging.disable()
    yield
    logging.disable(logging.NOTSET)


@pytest.mark.parametrize("page", goldens(), ids=lambda page: page.name)
def test_a_page_is_read_as_it_is(page: Golden) -> None:
    found = record(page.name)
    fields = wrong_fields(page.expected, found)
    wrong = [field for field in fields if (page.name, field) not in KNOWN]
    true = {field: page.expected[field] for field in wrong}
    assert {field: plain(found)[field] for field in wrong} == true


@pytest.mark.parametrize("name, field", MISTAKES)
def test_a_known_mistake_is_still_made(name: str, field: str) -> None:
    assert field not in wrong_fields(golden(name).expected, record(name))


def test_there_are_enough_pages_and_many_are_traps() -> None:
    traps = [page for page in goldens() if page.expected["claims"] == []]
    assert len(goldens()) >= 60
    assert len(traps) * 5 >= len(goldens()) * 2


def test_every_page_has_its_truth_and_every_truth_its_page() -> None:
    assert {p.stem for p in FOLDER.glob("*.html")} == {page.name for page in goldens()}


def test_every_page_says_what_it_is_for() -> None:
    assert [page.name for page in goldens() if not page.about] == []


def test_a_known_mistake_is_one_of_a_page_that_is_there() -> None:
    fields = {(page.name, field) for page in goldens() for field in page.expected}
    assert set(KNOWN) <= fields
    assert all(KNOWN.values())


TRUE = {"headline": "A", "authors": ["Ann"], "published": "2022-02-20", "claims": []}
RECORD = {
    "headline": "A",
    "outlet": None,
    "authors": [{"name": "Ann"}],
    "published": {"value": "2022-02-20T09:30+01:00"},
    "claims": [],
    "text": "One two.",
}
CLAIM = {"outlet": "Hill News", "url": None, "relation": "republishes"}


def test_a_date_is_right_as_far_as_the_truth_goes() -> None:
    assert wrong_fields(TRUE, RECORD) == []
    assert wrong_fields(TRUE | {"published": "2022-02-21"}, RECORD) == ["published"]
    assert wrong_fields(TRUE | {"published": None}, RECORD) == ["published"]


def test_claims_are_right_in_any_order_and_none_is_left_over() -> None:
    other = CLAIM | {"outlet": "Lake News"}
    read = RECORD | {"claims": [CLAIM, other]}
    assert wrong_fields({"claims": [{"outlet": "Lake News"}, CLAIM]}, read) == []
    assert wrong_fields({"claims": [CLAIM]}, read) == ["claims"]
    assert wrong_fields({"claims": [CLAIM, CLAIM]}, read) == ["claims"]


def test_a_linked_claim_may_spell_the_address_in_another_way() -> None:
    read = RECORD | {"claims": [CLAIM | {"url": "http://www.hill.example/a/?utm_id=1"}]}
    assert wrong_fields({"claims": [{"url": "https://hill.example/a"}]}, read) == []
    assert wrong_fields({"claims": [{"url": "https://hill.example/b"}]}, read)


def test_a_text_may_differ_a_little() -> None:
    assert wrong_fields({"text": ["One two."]}, RECORD) == []
    assert wrong_fields({"text": ["Three four."]}, RECORD) == ["text"]
    assert text_f1("日本語", "日本語") == 1
    assert text_f1("", "x") == 0
