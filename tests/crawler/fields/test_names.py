"""Names out of bylines, and nothing but names."""

from __future__ import annotations

import pytest

from crawler.fields.by import after_by
from crawler.fields.names import split_names


@pytest.mark.parametrize(
    "text, names",
    [
        ("By Ann Lee", ["Ann Lee"]),
        ("by M. K. BHADRAKUMAR", ["M. K. BHADRAKUMAR"]),
        ("Written by: Ann Lee", ["Ann Lee"]),
        ("Von Ute Kern und Jan Roth", ["Ute Kern", "Jan Roth"]),
        ("Par M.K. Bhadrakumar", ["M.K. Bhadrakumar"]),
        ("Por José Ortega y Gasset", ["José Ortega y Gasset"]),
        ("Por Ana María Ruiz y Luis Gil Paz", ["Ana María Ruiz", "Luis Gil Paz"]),
        ("Автор: Анна Петрова", ["Анна Петрова"]),
        ("作者：王小明", ["王小明"]),
        ("Ann Lee, Bob de Witt & Ute Kern", ["Ann Lee", "Bob de Witt", "Ute Kern"]),
        ("Ann Lee | Staff Writer", ["Ann Lee"]),
        ("Ann Lee, Senior Politics Reporter", ["Ann Lee"]),
        ("Ann Lee (ann@x.example)", ["Ann Lee"]),
        ("By Ann Lee Updated 3 May 2021", ["Ann Lee"]),
        ("By Ann Lee December 3, 2021", ["Ann Lee"]),
        ("Par Loïc Le Clerc le 3 mai 2021", ["Loïc Le Clerc"]),
        ("By April May", ["April May"]),
        ("December", []),
        ("Ann Lee Associated Press", ["Ann Lee"]),
        ("By Associated Press", ["Associated Press"]),
        ("Ann Lee, ann lee", ["Ann Lee"]),
        ("admin", []),
        ("Redaktion", []),
        ("12 May 2021", []),
        ("This is a whole sentence about something else", []),
        ("https://x.example/ann", []),
        ("", []),
    ],
)
def test_bylines(text: str, names: list[str]) -> None:
    assert split_names(text) == names


def test_an_outlet_behind_a_person_is_left_out() -> None:
    assert split_names("Ann Lee, Valley News", known=["Valley News"]) == ["Ann Lee"]
    assert split_names("Valley News", known=["Valley News"]) == ["Valley News"]


@pytest.mark.parametrize("text", ["Byron Smith", "Ann Lee", "Vonnegut", "by", ""])
def test_words_that_only_begin_like_by(text: str) -> None:
    assert after_by(text) is None


@pytest.mark.parametrize(
    "text, names",
    [
        ("Ann Lee Blue Lake Gazette", ["Ann Lee"]),
        ("KIT LUND Gazette Staff Writer", ["KIT LUND"]),
        ("Haber Merkezi", []),
        ("3/12 19:05 配信", []),
        ("9:05 EST Ann Lee", ["Ann Lee"]),
        ("文=長谷部りん", ["長谷部りん"]),
        ("Jornal Blue Lake Gazette", ["Jornal Blue Lake Gazette"]),
    ],
)
def test_a_name_is_cut_off_whole_or_not_at_all(text: str, names: list[str]) -> None:
    assert split_names(text, known=["Blue Lake Gazette", "Gazette"]) == names
