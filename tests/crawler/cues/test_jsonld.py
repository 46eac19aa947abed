"""What the JSON-LD of the page's own article says."""

from __future__ import annotations

import json

import pytest

from crawler.cues import read_claims
from crawler.page import Page
from graph.model import Article, Claim, Relation

OWN = "https://daily.example/2022/bridge"


def read(node: dict[str, object]) -> tuple[Claim, ...]:
    base: dict[str, object] = {
        "@type": "NewsArticle",
        "headline": "Bridge approved",
        "mainEntityOfPage": OWN,
    }
    data = json.dumps(base | node)
    page = Page.from_html(
        f'<head><title>Bridge approved</title><script type="application/ld+json">{data}'
        "</script></head><body><p>x</p></body>",
        OWN,
    )
    return read_claims(page, Article(url=OWN))


def test_the_work_it_is_based_on() -> None:
    (claim,) = read({"isBasedOn": "https://hill.example/a"})
    assert claim.reference.url == "https://hill.example/a"
    assert claim.relation is Relation.REPUBLISHES


def test_the_work_it_translates() -> None:
    (claim,) = read({"translationOfWork": {"@id": "https://colline.example/a"}})
    assert claim.relation is Relation.TRANSLATES


def test_an_agency_as_author_or_holder() -> None:
    (claim,) = read({"author": {"@type": "Organization", "name": "Reuters"}})
    assert claim.reference.outlet_key == "reuters.com"


def test_people_publishers_and_own_works_are_none() -> None:
    assert read({"author": {"@type": "Person", "name": "Ann Lee"}}) == ()
    assert read({"publisher": {"@type": "Organization", "name": "Daily Ltd"}}) == ()
    assert read({"isBasedOn": "https://daily.example/2021/draft"}) == ()
    assert read({"isBasedOn": ["nothing", 7, None]}) != ()
    assert read({"isBasedOn": [7, None, {}]}) == ()


@pytest.mark.parametrize(
    "node",
    [
        {"sourceOrganization": {"name": "The Harbour Ledger"}},
        {
            "provider": {
                "name": "Harbour Ledger",
                "url": "https://harbourledger.example/",
            }
        },
        {"creditText": "The Harbour Ledger"},
        {"author": {"@type": "Organization", "name": "The Harbour Ledger"}},
    ],
)
def test_a_provider_that_is_an_outlet(node: dict[str, object]) -> None:
    publisher = {"@type": "Organization", "name": "Daily Example"}
    (claim,) = read({**node, "publisher": publisher})
    assert claim.reference.outlet in {"The Harbour Ledger", "Harbour Ledger"}


def test_a_publisher_that_the_world_knows_as_another() -> None:
    (claim,) = read({"publisher": {"@type": "Organization", "name": "Reuters"}})
    assert claim.reference.outlet_key == "reuters.com"


def test_an_article_whose_own_address_is_elsewhere() -> None:
    url = "https://hill.example/bridge"
    (claim,) = read({"mainEntityOfPage": {"@id": url}, "url": url})
    assert claim.reference.url == url


@pytest.mark.parametrize(
    "node",
    [
        {"provider": {"name": "Newsroom Cloud", "url": "https://cms.example/"}},
        {"sourceOrganization": {"name": "Hill Media Group"}},
        {"creditText": "Ann Lee"},
        {"author": {"@type": "Organization", "name": "News Desk"}},
        {"author": {"@type": "Person", "name": "Hill Herald"}},
        {"image": {"@type": "ImageObject", "creditText": "Reuters"}},
        {"citation": "https://hill.example/a", "sameAs": "https://hill.example/b"},
    ],
)
def test_vendors_groups_desks_and_pictures_are_none(node: dict[str, object]) -> None:
    assert read(node) == ()


def test_a_second_node_about_the_same_address() -> None:
    work = {"isBasedOn": "https://hill.example/a", "@type": "CreativeWork"}
    (claim,) = read({"hasPart": [work | {"@id": OWN}]})
    assert claim.reference.url == "https://hill.example/a"
    assert read({"hasPart": [work | {"@id": f"{OWN}/other"}]}) == ()


def test_an_address_on_a_makers_machine_is_none() -> None:
    url = "http://localhost:3000/bridge"
    assert read({"mainEntityOfPage": {"@id": url}, "url": url}) == ()
