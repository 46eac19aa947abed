"""Offices and agencies sign texts, and are no people."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from graph.identity.desk import is_desk

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize(
    "name",
    [
        "Staff",
        "STAFF WRITER",
        "Harbour News Staff",
        "Staff of the Harbour News",
        "Web Desk",
        "AFP desk",
        "News Desk",
        "Die Redaktion",
        "Online-Redaktion",
        "La rédaction",
        "Redacción",
        "Agencias",
        "Agencies",
        "Редакция",
        "Haber Merkezi",
        "编辑部",
        "न्यूज़ डेस्क",
        "التحرير",
        "Our Correspondent",
        "Express News Service",
        "Reuters",
        "AP",
        "The Associated Press",
        "Agence France-Presse",
        "ТАСС",
        "新华社",
        "",
    ],
)
def test_an_office_or_an_agency_is_a_desk(name: str) -> None:
    assert is_desk(name)


@pytest.mark.parametrize(
    "name",
    [
        "Ann Lee",
        "M. K. Bhadrakumar",
        "Frida Deskova",
        "Ap Verhoeven",
        "Ana Redondo",
        "Editha Moss",
        "Teamer Singh",
        "Stafford Lee",
        "Иван Редакин",
        "王小明",
    ],
)
def test_a_person_is_none(name: str) -> None:
    assert not is_desk(name)


def test_every_desk_that_reading_knows_is_one() -> None:
    words = (ROOT / "crawler" / "fields" / "byline.toml").read_text("utf-8")
    assert [d for d in tomllib.loads(words)["desks"] if not is_desk(d)] == []
