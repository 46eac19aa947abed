"""Which sitemaps are asked first."""

from __future__ import annotations

from crawler.discover.maps import chosen, has_articles
from graph.model import Date, Precision

DAY = Date(value="2022-02-18", precision=Precision.DAY)


def at(*names: str) -> list[str]:
    return [f"https://herald.example/{name}" for name in names]


def test_a_map_of_the_month_or_the_year_comes_first() -> None:
    maps = at("m-2021-02.xml", "m-2022-02.xml", "m-2022.xml", "m-2022-03.xml", "m.xml")
    wanted = at("m-2022-02.xml", "m-2022.xml", "m.xml")
    assert chosen(maps, DAY, 3) == wanted
    assert chosen(at("sitemap/2022/2/", "sitemap/2022/12/"), DAY, 1) == at(
        "sitemap/2022/2/"
    )


def test_else_news_and_then_the_newest_by_number() -> None:
    maps = at("post-9.xml", "post-10.xml", "news.xml", "post-1.xml")
    assert chosen(maps, None, 3) == at("news.xml", "post-10.xml", "post-9.xml")
    assert chosen([*maps, *maps], DAY, 9) == at(
        "news.xml", "post-10.xml", "post-9.xml", "post-1.xml"
    )


def test_other_pages_have_maps_of_their_own() -> None:
    others = at("category.xml", "post_tag-1.xml", "author-sitemap.xml", "image.xml")
    assert not any(map(has_articles, others))
    assert all(map(has_articles, at("tagesschau.xml", "category/posts.xml")))
