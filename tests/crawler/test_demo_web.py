"""The demo web is what its sources and its table of truth say."""

from __future__ import annotations

import gzip
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from lxml import etree, html
from warcio.archiveiterator import ArchiveIterator

from crawler.demo import WEB, seed, truth
from crawler.demo.render import render
from crawler.demo.sources import Post, Site, read_labels, read_sites, read_text
from crawler.replay import Archive, answer

SITES = read_sites()
ARTICLES = [(site, post) for site in SITES for post in site.posts]
EDGES: list[dict[str, Any]] = truth()["edges"]


@pytest.fixture(scope="module")
def archive() -> Archive:
    return Archive.of([WEB])


def tree(archive: Archive, url: str) -> Any:  # noqa: ANN401 - lxml's elements
    given = answer(archive, url)
    assert given.status == 200, url
    return html.fromstring(given.body)


def words(element: Any) -> str:  # noqa: ANN401 - as above
    return " ".join(str(element.xpath("string()")).split())


def links(archive: Archive, url: str) -> set[str]:
    hrefs = tree(archive, url).xpath("//a/@href")
    return {urljoin(url, href) for href in hrefs if not href.startswith("#")}


def name(value: object) -> str:
    if isinstance(value, Post):
        return value.path
    return value.host if isinstance(value, Site) else str(value)


each_site = pytest.mark.parametrize("site", SITES, ids=name)
each_article = pytest.mark.parametrize("site, post", ARTICLES, ids=name)


def test_rendering_again_gives_the_same_bytes() -> None:
    assert render() == render()


def test_the_shipped_web_is_what_the_sources_say() -> None:
    # Unpacked, because libraries pack in different ways.
    assert gzip.decompress(WEB.read_bytes()) == gzip.decompress(render())


def test_the_shipped_web_is_small() -> None:
    assert WEB.stat().st_size < 300_000


def test_every_record_is_whole_and_has_an_id_of_its_own() -> None:
    ids = []
    with WEB.open("rb") as file:
        for record in ArchiveIterator(file, check_digests="raise"):
            record.content_stream().read()
            ids.append(record.rec_headers["WARC-Record-ID"])
    assert len(ids) == len(set(ids)) > 100


def test_there_are_a_dozen_outlets_in_several_templates_and_languages() -> None:
    assert len(SITES) >= 12
    assert len({site.template for site in SITES}) >= 5
    assert {site.language for site in SITES} >= {"en", "de", "fr", "es", "ru"}


def test_every_host_is_reserved() -> None:
    assert {site.host.rsplit(".", 1)[-1] for site in SITES} == {"example"}


@each_article
def test_an_article_has_its_headline_and_its_whole_text(
    archive: Archive, site: Site, post: Post
) -> None:
    text = words(tree(archive, site.home + post.path))
    assert post.title in text
    for paragraph in post.paragraphs:
        assert words(html.fromstring(f"<p>{paragraph}</p>")) in text


@pytest.mark.parametrize("text", sorted({post.text for _, post in ARTICLES}))
def test_a_text_has_the_length_of_a_news_story(text: str) -> None:
    assert 250 <= sum(len(part.split()) for part in read_text(text)[1]) <= 500


@each_article
def test_nothing_is_left_unfilled(archive: Archive, site: Site, post: Post) -> None:
    body = answer(archive, site.home + post.path).body
    assert b"$label" not in body
    assert b"$home" not in body


@each_site
def test_a_front_page_links_every_article_and_every_partner(
    archive: Archive, site: Site
) -> None:
    linked = links(archive, f"{site.home}/")
    assert {site.home + post.path for post in site.posts} <= linked
    assert {f"https://{host}/" for host in site.partners} <= linked
    assert 2 <= len(site.partners) <= 3


@each_site
def test_every_link_inside_the_web_is_answered(archive: Archive, site: Site) -> None:
    pages = [f"{site.home}/", *(site.home + post.path for post in site.posts)]
    for target in {link for page in pages for link in links(archive, page)}:
        if urlsplit(target).netloc.endswith(".example"):
            assert answer(archive, target).status == 200, target


@each_site
def test_a_host_answers_machines(archive: Archive, site: Site) -> None:
    urls = {site.home + post.path for post in site.posts}
    feed = etree.fromstring(answer(archive, f"{site.home}/feed/").body)
    sitemap = etree.fromstring(answer(archive, f"{site.home}/sitemap.xml").body)
    assert {link.text for link in feed.iterfind(".//item/link")} == urls
    assert {link.text for link in sitemap.iterfind(".//{*}loc")} == urls
    assert b"User-agent: *" in answer(archive, f"{site.home}/robots.txt").body


def test_one_host_forbids_a_folder_and_one_asks_for_patience(archive: Archive) -> None:
    rules = [answer(archive, f"{site.home}/robots.txt").body for site in SITES]
    assert sum(b"Disallow: /private/" in rule for rule in rules) == 1
    assert sum(b"Crawl-delay:" in rule for rule in rules) == 1


@pytest.mark.parametrize(
    "site, post", [pair for pair in ARTICLES if pair[0].wordpress], ids=name
)
def test_wordpress_finds_an_article_in_every_way(
    archive: Archive, site: Site, post: Post
) -> None:
    url = site.home + post.path
    title = post.title.replace(" ", "+")
    rest = f"{site.home}/wp-json/wp/v2/posts?search={title}"
    by_feed = f"{site.home}/?s={title}&feed=rss2"
    by_day = f"{site.home}{post.published:/%Y/%m/%d/}"
    assert url in answer(archive, rest).body.decode()
    assert url in answer(archive, by_feed).body.decode()
    assert url in links(archive, by_day)
    short = answer(archive, f"{site.home}/?p={post.id}")
    assert (short.status, dict(short.headers)["Location"]) == (301, url)


@pytest.mark.parametrize("edge", EDGES, ids=lambda edge: edge["copy"])
def test_a_true_edge_joins_articles_of_the_web(
    archive: Archive, edge: dict[str, Any]
) -> None:
    source = edge.get("source") or f"https://{edge['source_outlet']}/"
    assert answer(archive, edge["copy"]).status == 200
    assert answer(archive, source).status == 200
    assert edge["relation"] in {"republishes", "translates"}


@pytest.mark.parametrize("edge", EDGES, ids=lambda edge: edge["copy"])
def test_a_credit_stands_on_its_page_as_the_truth_says(
    archive: Archive, edge: dict[str, Any]
) -> None:
    page = answer(archive, edge["copy"]).body.decode("utf-8", errors="replace")
    outlet = urlsplit(edge.get("source", "")).netloc or edge["source_outlet"]
    by_host = {site.host: site for site in SITES}
    named = by_host[outlet].name in page or f"https://{outlet}/" in page
    assert named is edge["declared"]
    credit = edge.get("credit")
    if credit is not None:
        linked = f'href="{edge.get("source")}"' in page
        assert linked is (credit == "linked")


def test_every_article_is_an_original_or_a_copy() -> None:
    copies = {edge["copy"] for edge in EDGES}
    originals = set(truth()["originals"])
    assert copies | originals == {site.home + post.path for site, post in ARTICLES}
    assert not copies & originals


def test_the_seed_is_the_end_of_a_chain_of_three_hops() -> None:
    parents = {edge["copy"]: edge["source"] for edge in EDGES if "source" in edge}
    chain = [seed()]
    while chain[-1] in parents:
        chain.append(parents[chain[-1]])
    assert len(chain) == 4
    assert chain[-1] in truth()["originals"]


def test_a_wire_story_runs_on_five_outlets() -> None:
    wire = [edge for edge in EDGES if edge.get("source_outlet")]
    assert len({urlsplit(edge["copy"]).netloc for edge in wire}) == 5


def test_a_stripped_copy_can_be_found_by_the_original_headline(
    archive: Archive,
) -> None:
    (stripped,) = [edge for edge in EDGES if not edge["declared"]]
    headline = read_text("ferry.en")[0].replace(" ", "+")
    home = f"https://{urlsplit(stripped['copy']).netloc}"
    found = answer(archive, f"{home}/wp-json/wp/v2/posts?search={headline}")
    assert stripped["copy"] in found.body.decode()


def test_a_pixel_leads_to_its_original(archive: Archive) -> None:
    pixel = "https://river-commons.example/?republication-pixel=true&post=4182"
    bearers = [
        post.path for _, post in ARTICLES if pixel.replace("&", "&amp;") in post.foot
    ]
    short = answer(archive, "https://river-commons.example/?p=4182")
    assert len(bearers) == 2
    assert dict(short.headers)["Location"] in truth()["originals"]


def test_every_language_has_the_same_labels() -> None:
    languages = {site.language for site in SITES}
    labels = {frozenset(read_labels(language)) for language in languages}
    assert len(labels) == 1
