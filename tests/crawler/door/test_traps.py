"""Paths that go round in circles are refused, ordinary ones are not."""

from __future__ import annotations

import pytest

from crawler.door.traps import LONGEST_URL, MOST_SEGMENTS, is_trap


@pytest.mark.parametrize(
    "path",
    [
        "2022/02/18/the-last-ferry/",
        "02/02/02/02/story",
        "news/2022/news/the-last-ferry",
        "a/b/a/b",
        "/".join(f"part-{n}" for n in range(MOST_SEGMENTS)),
        "",
    ],
)
def test_ordinary_paths_pass(path: str) -> None:
    assert not is_trap(f"https://example.org/{path}")


@pytest.mark.parametrize(
    "path",
    [
        "a/b/a/b/a/b",
        "calendar/next/next/next",
        "/".join(f"part-{n}" for n in range(MOST_SEGMENTS + 1)),
        "story?" + "x" * LONGEST_URL,
    ],
)
def test_endless_sites_are_refused(path: str) -> None:
    assert is_trap(f"https://example.org/{path}")
