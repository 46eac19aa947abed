"""JSON-LD is used as far as it can be read."""

from __future__ import annotations

import pytest

from crawler import jsonld


@pytest.mark.parametrize(
    "script",
    [
        '{"@type": "NewsArticle", "headline": "Hi"}',
        '[{"@type": "NewsArticle", "headline": "Hi",},]',
        '/* note */ {"@type": "NewsArticle", "headline": "Hi"};',
        '<!-- {"@type": "NewsArticle", "headline": "Hi"} -->',
        "{&quot;@type&quot;:&quot;Article&quot;, &quot;headline&quot;:&quot;Hi&quot;}",
        '{"@graph": [{"@type": "WebSite"}, {"@type": "Article", "headline": "Hi"}]}',
        '{"@type": "NewsArticle", "headline": "Hi", "x": NaN}',
        '{"@type": "NewsArticle", "headline": "Hi",\n"text": "raw\nline"}',
        '{"@type": "NewsArticle", "headline": "Hi"} {"broken": ',
    ],
)
def test_the_article_is_found(script: str) -> None:
    known = jsonld.nodes([script])
    found = jsonld.article(known, None, ["Hi"])
    assert found is not None
    assert jsonld.text(found["headline"]) == "Hi"


@pytest.mark.parametrize("script", ["", "[" * 100_000, "{", "null", "hello", '"text"'])
def test_what_holds_no_node_gives_none(script: str) -> None:
    assert jsonld.nodes([script]) == ()


def test_the_node_of_this_address_wins_over_others() -> None:
    known = jsonld.nodes(
        [
            (
                '[{"@type": "Article", "headline": "Other", "url": "https://x.example/2"},'
                '{"@type": "Article", "headline": "Mine", "url": "http://www.x.example/1/"}]'
            ),
        ],
    )
    found = jsonld.article(known, "https://x.example/1", [])
    assert found is not None
    assert found["headline"] == "Mine"


def test_several_foreign_articles_are_none_of_this_page() -> None:
    known = jsonld.nodes(
        [
            (
                '[{"@type": "Article", "headline": "A thing"},'
                ' {"@type": "Article", "headline": "B thing"}]'
            )
        ],
    )
    assert jsonld.article(known, None, ["Something else"]) is None


def test_an_id_stands_for_its_node() -> None:
    known = jsonld.nodes(
        ['{"@graph": [{"@type": "Person", "@id": "#a", "name": "Ann"}]}']
    )
    assert jsonld.text(jsonld.resolve({"@id": "#a"}, known)) == "Ann"
    assert jsonld.resolve({"@id": "#b"}, known) == {"@id": "#b"}


def test_an_id_that_names_itself_ends() -> None:
    known = jsonld.nodes(['{"@id": "#a", "author": {"@id": "#a"}}'])
    assert jsonld.resolve({"@id": "#a"}, known) == known[0]


def test_text_of_odd_values() -> None:
    assert jsonld.text(["", "b"]) == ""
    assert jsonld.text([{"@value": "A &amp; B"}]) == "A & B"
    assert jsonld.text(7) == ""
