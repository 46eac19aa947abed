"""What holds for every discovery source."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.discover import SOURCES, STAGES, Answer, Site, Sought, Source, source

_PARTS = """
    <rss> <item> <link> </link> https://a.org/x <a:b:c> <urlset> <url> <loc> </loc>
    <![CDATA[ ]]> &#0; &x; <!-- <?pi <a/href='/x'> [{ "link": \x0b \0 <sitemapindex>
    <sitemap> http://[::1/
""".split(" ")
_MARKUP = st.lists(st.sampled_from(_PARTS), max_size=30)


def test_every_source_is_known_by_its_own_name() -> None:
    names = [one.name for one in SOURCES]
    assert len(set(names)) == len(names)
    assert all(source(name).name == name for name in names)
    assert [one for stage in STAGES for one in stage] == list(SOURCES)
    assert all(one.doc for one in SOURCES)


@pytest.mark.parametrize("one", SOURCES, ids=lambda one: one.name)
@given(
    body=st.binary(max_size=300) | _MARKUP.map(lambda parts: "".join(parts).encode())
)
def test_reading_never_raises(one: Source, body: bytes) -> None:
    for url in ("https://herald.example/a", "https://127.0.0.1:8000/", ""):
        assert isinstance(one.read(body, url), Answer)


@pytest.mark.parametrize("one", SOURCES, ids=lambda one: one.name)
@given(headline=st.text(max_size=80), phrase=st.text(max_size=80))
def test_asking_never_raises(one: Source, headline: str, phrase: str) -> None:
    site = Site(
        home="https://a.org/", wordpress=("https://a.org/wp-json",), archives=True
    )
    for url in one.ask(site, Sought(headline=headline, phrase=phrase)):
        assert url.startswith("https://a.org/")
