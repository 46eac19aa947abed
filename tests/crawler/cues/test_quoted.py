"""A credit in somebody else's words is none of this page."""

from __future__ import annotations

import pytest

from crawler.extract import read_html
from tests.hostile.pages import article

SAID = "This article was originally published by Island Weekly"


def credited(markup: str) -> list[str | None]:
    page = article("The last ferry leaves the harbour", credit=markup)
    read = read_html(page, url="https://herald.example/a")
    return [claim.reference.outlet for claim in read.claims]


@pytest.mark.parametrize(
    "marks", ["“{},”", "„{}“", "«{}»", '"{}"'], ids=["en", "de", "fr", "straight"]
)
def test_a_quoted_credit_is_no_credit(marks: str) -> None:
    quoted = marks.format(SAID)
    assert credited(f"<p>{quoted} a note on the old wall said.</p>") == []
    assert credited(f"<p>Somebody had written: {quoted}.</p>") == []


def test_a_credit_in_marks_as_a_whole_is_one() -> None:
    assert credited(f"<p>“{SAID}”</p>") == ["Island Weekly"]
    assert credited(f"<p>{SAID} as “The boat”.</p>") == ["Island Weekly"]


def test_a_block_quote_counts_at_the_end_only() -> None:
    quote = f"<blockquote><p>{SAID}.</p></blockquote>"
    assert credited(quote) == ["Island Weekly"]
    assert credited(paragraphs(0) + quote + paragraphs(20)) == []


def paragraphs(first: int) -> str:
    """Prose on both sides of something."""
    told = "nobody on the long crossing of the sound, as the purser wrote in report"
    return "".join(
        f"<p>The company gave no reason for {n} days, since {told} {n}, had asked.</p>"
        for n in range(first, first + 9)
    )
