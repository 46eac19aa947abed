"""Claims in the making: what the outlet of a name is, and how it is spelt."""

from __future__ import annotations

import pytest

from crawler.cues.making import claim
from graph.model import Relation


def made(name: str) -> tuple[str | None, str | None]:
    found = claim("credit_line", Relation.REPUBLISHES, 0.9, (), name=name).reference
    return found.outlet, found.outlet_key


@pytest.mark.parametrize(
    "name, spelt",
    [
        ("Deutschen Presse-Agentur", "Deutsche Presse-Agentur"),
        ("Deutsche Presse-Agentur", "Deutsche Presse-Agentur"),
        ("BUSINESS WIRE", "BUSINESS WIRE"),
        ("New York Times", "New York Times"),
    ],
)
def test_a_declined_name_is_shown_as_its_owner_says_it(name: str, spelt: str) -> None:
    assert made(name)[0] == spelt


@pytest.mark.parametrize("name", ["Hill FM/PAP", "PAP/Hill News", "Grist/PAP"])
def test_of_several_that_sign_the_agency_gives_the_key(name: str) -> None:
    assert made(name) == (name, "pap.pl")


def test_an_unknown_name_has_no_key() -> None:
    assert made("Hill News") == ("Hill News", None)
