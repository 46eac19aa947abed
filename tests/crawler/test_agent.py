"""A contact is an address that can be sent in a header, and nothing else."""

from __future__ import annotations

import pytest

from crawler.agent import checked_contact, user_agent
from graph.errors import UsageError


@pytest.mark.parametrize(
    "contact", ["ann@herald.example", "https://herald.example/crawl?a=1", "a+b@c.org "]
)
def test_a_contact_stands_in_the_agent(contact: str) -> None:
    assert f"(+{contact.strip()}; " in user_agent(checked_contact(contact))


@pytest.mark.parametrize(
    "contact",
    ["", "me", "ann@a.example\r\nX: y", "ann@a.example)", "a;b@a.example",
     "ann@héral.example", "https://a.example/" + "x" * 300, "file:///a.b"],
)  # fmt: skip
def test_what_is_no_contact_is_refused(contact: str) -> None:
    with pytest.raises(UsageError, match="mail address or a URL"):
        checked_contact(contact)
