"""The word "by" at the start of a line, and inside one."""

from __future__ import annotations

import pytest

from crawler.fields.by import after_by, behind_by


@pytest.mark.parametrize(
    "text, rest",
    [
        ("By Ann Lee", "Ann Lee"),
        ("Posted by: Ann Lee", "Ann Lee"),
        ("By: by Ann Lee", "by Ann Lee"),
        ("取材・文＝田中花子", "田中花子"),
        ("Piše: Ivana Horvat", "Ivana Horvat"),
        ("โดย สมชาย ใจดี", "สมชาย ใจดี"),
        ("Oleh Budi Santoso", "Budi Santoso"),
        ("Oleh Kovalenko", None),
        ("di Rossi", "Rossi"),
        ("Di Marzo", None),
        ("Piše Ivana Horvat", None),
        ("By" * 3000, None),
    ],
)
def test_lines_that_begin_with_it(text: str, rest: str | None) -> None:
    assert after_by(text) == rest


def test_many_in_a_row_end() -> None:
    assert len(after_by("by " * 9000) or "") < 500


@pytest.mark.parametrize(
    "text, rest",
    [
        ("Posted on March 4, 2021 by Ann Lee", "Ann Lee"),
        ("10. Dezember 2019 · von Ute Kern · in Allgemein", "Ute Kern · in Allgemein"),
        ("2019-08-07 来源：海港新闻 作者：王小明", "王小明"),
        ("3 May 2021 | Edited by Bo Reed", None),
        ("3 May 2021 | Photo by Bo Reed", None),
        ("The bridge was built by Bo Reed", None),
    ],
)
def test_lines_that_have_it_inside(text: str, rest: str | None) -> None:
    assert behind_by(text) == rest
