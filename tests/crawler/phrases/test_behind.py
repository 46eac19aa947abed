"""What stands behind a credit names another source of it."""

from __future__ import annotations

import pytest

from crawler.phrases import search


@pytest.mark.parametrize(
    "text",
    [
        "Source: Elden Herald, via Harbour Post",
        "Source: Elden Herald via Harbour Post",
        "First published by Elden Herald, and reposted here from Harbour Post.",
        "Originally published by Elden Herald; republished from Harbour Post",
    ],
)
def test_who_passed_a_text_on_is_read_with_who_wrote_it(text: str) -> None:
    (found,) = search(text, language="en")
    assert (found.slots.get("outlet") or found.slots["source"]) == "Elden Herald"
    assert found.slots["relay"] == "Harbour Post"
    assert text[slice(*found.spans["relay"])] == "Harbour Post"


def test_two_outlets_may_have_published_it_first() -> None:
    text = "This article was first published by Elden Herald and by Harbour Post."
    (found,) = search(text, language="en")
    assert (found.slots["outlet"], found.slots["other"]) == (
        "Elden Herald",
        "Harbour Post",
    )


@pytest.mark.parametrize(
    "text",
    [
        "We flew via Elden to the coast.",
        "The ferry came via Harbour Post.",
        "Photo: Ann Lee, via Harbour Post",
    ],
)
def test_without_a_credit_it_says_nothing(text: str) -> None:
    assert search(text, language="en") == ()


def test_a_network_passes_nothing_on() -> None:
    (found,) = search("First published by Elden Herald, via Facebook.", language="en")
    assert found.slots["outlet"] == "Elden Herald"
