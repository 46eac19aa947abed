"""Names in bylines that are no person's."""

from __future__ import annotations

import pytest

from crawler.fields.desks import desk_of, is_desk


@pytest.mark.parametrize(
    "name",
    ["Reuters", "Blue Lake Gazette", "harbour.example.com", "Harbour News", "webby"],
)
def test_no_persons(name: str) -> None:
    assert is_desk(name, ["Harbour News"])


@pytest.mark.parametrize("name", ["Ann Lee", "王小明", "سمير حداد", "Emily Post"])
def test_persons(name: str) -> None:
    assert not is_desk(name, ["Harbour News"])


@pytest.mark.parametrize(
    "text, desk",
    [
        ("Redaktion", "Redaktion"),
        ("By the Editorial Board", "the Editorial Board"),
        ("Harbour staff reporter", "Harbour staff reporter"),
        ("HN-Redaktion", "HN-Redaktion"),
        ("Redazione Porto", "Redazione Porto"),
        ("编辑部", "编辑部"),
        ("admin", ""),
        ("Ann Lee", ""),
        ("The staff of the harbour told our staff writers", ""),
    ],
)
def test_desks(text: str, desk: str) -> None:
    assert desk_of(text) == desk
