"""Paths that go round in circles are refused, ordinary ones are not."""

from __future__ import annotations

import pytest

from crawler.door.traps import (
    LONGEST_URL,
    MOST_QUERIES,
    MOST_SEGMENTS,
    Paths,
    is_trap,
)


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


def test_a_path_is_asked_under_fifty_queries_in_a_run() -> None:
    paths = Paths()
    urls = [f"https://example.org/story?n={n}" for n in range(60)]
    assert sum(paths.take(url) for url in urls) == MOST_QUERIES
    assert paths.take("https://example.org/other?n=1")
    assert all(paths.take("https://example.org/story") for _ in range(60))
