"""What the class words of an element say that it holds."""

from __future__ import annotations

import pytest

from crawler.fields.beside import kind


@pytest.mark.parametrize(
    "own, says",
    [
        ("c-article__body", "text"),
        ("entry-content clear", "text"),
        ("comment-list", "comments"),
        ("site-footer", "everywhere"),
        ("box related-articles", "strange"),
        ("newsletter_signup", "strange"),
        ("post-meta", "beside"),
        ("lire-aussi", "beside"),
        ("storyimage wide", "picture"),
        ("article__standfirst", "standfirst"),
        ("sr-only", "hidden"),
    ],
)
def test_words_name_what_an_element_holds(own: str, says: str) -> None:
    assert getattr(kind(own), says)


@pytest.mark.parametrize(
    "own",
    [
        "",
        "commentary",
        "post content",
        "overflow-hidden",
        "tag-newsletter has-sidebar no-comments",
        "elementor-widget",
        "shareholder",
        "adventure",
    ],
)
def test_words_that_only_look_like_others_say_nothing(own: str) -> None:
    assert not any(kind(own))


def test_what_large_screens_show_is_not_hidden() -> None:
    assert kind("hidden").hidden
    assert not kind("hidden md:block").hidden
