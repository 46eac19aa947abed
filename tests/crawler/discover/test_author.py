"""Lists of one author's articles: archives that pages link, and REST's people."""

from __future__ import annotations

import json

import pytest

from crawler.discover import Site, Sought, author

HOME = "https://herald.example/"
PEOPLE = "https://herald.example/wp-json/wp/v2/users?search=Ann%20Lee&per_page=5"


def test_the_archive_of_the_author_is_asked_and_no_others() -> None:
    site = Site(
        home=HOME,
        authors=(
            "https://herald.example/author/17#Ann%20Lee",
            "https://herald.example/author/bo-lee/#Bo%20Lee",
        ),
    )
    sought = Sought(authors=("Ann Lee",))
    assert author.ask(site, sought) == ["https://herald.example/author/17"]
    assert author.ask(site, Sought()) == []
    assert author.ask(site, Sought(authors=("!",))) == []


@pytest.mark.parametrize(
    "whose, name, same",
    [
        ("bhadrakumar", "M. K. Bhadrakumar", True),
        ("MK BHADRAKUMAR", "M. K. Bhadrakumar", True),
        ("Ann Lee", "Bo Lee", False),
        ("Ann", "Ann Lee", False),
        ("", "Ann Lee", False),
        ("Ann Lee, reporter", "Ann Lee", False),
    ],
)
def test_a_list_is_an_authors_by_the_family_name(
    whose: str,
    name: str,
    same: bool,  # noqa: FBT001
) -> None:
    assert author.is_of(whose, name) is same


def test_rest_is_asked_who_they_are_and_then_for_their_articles() -> None:
    site = Site(home=HOME, wordpress=("https://herald.example/wp-json/",))
    (people,) = author.ask(site, Sought(authors=("Ann Lee",)))
    assert people.startswith(
        "https://herald.example/wp-json/wp/v2/users?search=Ann%20Lee"
    )
    body = json.dumps([{"id": 7, "name": "Ann Lee"}, {"id": "x"}, 1, {"id": 8}])
    ((kind, articles),) = author.read(body.encode(), PEOPLE).endpoints
    assert kind == "author"
    assert "/wp-json/wp/v2/posts?author=7&" in articles
    met = Site(home=HOME, authors=(articles,))
    (asked,) = author.ask(met, Sought(authors=("Ann Lee",)))
    assert "#" not in asked


def test_an_answer_may_be_posts_or_a_page_of_links() -> None:
    post = {"link": "https://herald.example/ferry", "title": {"rendered": "Ferry"}}
    posts = json.dumps([post]).encode()
    page = b'<a href="/ferry">The last ferry leaves the harbour</a>'
    for body in (posts, page):
        (found,) = author.read(body, "https://herald.example/author/7").candidates
        assert found.url == "https://herald.example/ferry"
