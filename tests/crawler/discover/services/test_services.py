"""Services' answers in the shapes that are documented, and in all others."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Callable, Mapping

import pytest

from crawler.discover import Answer, Site, Sought, source
from crawler.discover.services import (
    COPIES,
    SERVICES,
    ccnews,
    commoncrawl,
    gdelt,
    gkg,
    service_of,
    wayback,
)
from crawler.discover.services.terms import chosen, known
from graph.errors import UsageError
from graph.model import Date, Precision
from tests.crawler.discover.services.packed import zipped

HERE = Site(home="https://service.example/")
URL = "https://herald.example/2022/ferry?page=1"
DAY = Date(value="2022-02-18", precision=Precision.DAY)

CDX = [["timestamp", "original"], ["20220218093000", "http://herald.example:80/ferry"]]
CC = {
    "urlkey": "example,herald)/ferry",
    "timestamp": "20220219120000",
    "url": "https://herald.example/ferry",
    "mime": "text/html",
    "mime-detected": "text/html",
    "status": "200",
    "digest": "FM7M2JDBADOQIHKCSFKVTAML4FL2HPHT",
    "length": "5365",
    "offset": "81614902",
    "filename": "crawl-data/CC-MAIN-2022-09/segments/16.40/warc/CC-MAIN-00494.warc.gz",
}
CRAWLS = [
    {"id": "CC-MAIN-2022-09", "cdx-api": "https://x/", "from": "2022-02-16T00:00:00"},
    {"id": "CC-MAIN-2012", "from": None},
    {"id": "../../etc"},
]
DOC = {
    "articles": [
        {
            "url": "https://copy.example/a",
            "title": "The ferry , gone\u0001",
            "seendate": "20220219T101500Z",
            "domain": "copy.example",
        }
    ]
}


def line(url: str, extras: str, collection: str = "1") -> str:
    columns = [""] * 27
    columns[1], columns[2], columns[4] = "20220219093000", collection, url
    columns[26] = extras
    return "\t".join(columns)


KNOWLEDGE = [
    line(
        "https://copy.example/a",
        "<PAGE_LINKS>https://a.example/1;https://b.example/2?x=1&amp;y=2</PAGE_LINKS>"
        "<PAGE_AUTHORS>Ann Lee;Zo&#xEB; Kay</PAGE_AUTHORS>"
        "<PAGE_PRECISEPUBTIMESTAMP>20220219091500</PAGE_PRECISEPUBTIMESTAMP>"
        "<PAGE_TITLE>The ferry &amp; the quay</PAGE_TITLE>",
    ),
    line("https://copy.example/b", ""),
    line("a broadcast of that day", "", "2"),
    "a line that was cut",
]
FOLDER = "crawl-data/CC-NEWS/2022/02"
FILE = f"{FOLDER}/CC-NEWS-20220218010203-00044.warc.gz"


def test_each_service_has_its_terms_and_no_kind_belongs_to_two() -> None:
    assert [service.name for service in SERVICES] == list(known())
    kinds = [kind for service in SERVICES for kind in service.kinds]
    assert len(kinds) == len(set(kinds))
    assert all(service_of(kind) for kind in kinds)
    assert service_of("page") is service_of("feed") is None
    assert {source(kind).name for kind in kinds if kind not in COPIES} < set(kinds)


def test_services_are_chosen_by_name_and_none_by_default() -> None:
    assert chosen("") == ()
    assert [terms.name for terms in chosen("GDELT,wayback,")] == ["wayback", "gdelt"]
    assert chosen("all") == tuple(known().values())
    (moved,) = chosen("commoncrawl", ["commoncrawl=http://127.0.0.1:8000"])
    assert moved.base == moved.root_of_files == "http://127.0.0.1:8000/"


@pytest.mark.parametrize("names, bases", [("archive", []), ("gdelt", ["gdelt"]),
    ("gdelt", ["gdelt=file:///"]), ("gdelt", ["news=https://a.example/"])])  # fmt: skip
def test_what_is_no_service_is_wrong_usage(names: str, bases: list[str]) -> None:
    with pytest.raises(UsageError):
        chosen(names, bases)


@pytest.mark.parametrize("name, a_minute", [("wayback", 24), ("gdelt", 12)])
def test_the_pause_keeps_what_a_service_asks_for(name: str, a_minute: int) -> None:
    assert known()[name].pause >= 60 / a_minute


def test_the_first_whole_capture_is_asked_for_and_dated() -> None:
    (asked,) = wayback.ask(HERE, Sought(url=URL))
    assert "url=https%3A%2F%2Fherald.example%2F2022%2Fferry%3Fpage%3D1&" in asked
    assert "statuscode:200" in asked
    assert asked.endswith("limit=1")
    answer = wayback.read(json.dumps(CDX).encode(), asked)
    (found,) = answer.candidates
    assert found.url == "http://herald.example/ferry"
    assert found.published is not None
    assert found.published.value == "2022-02-18T09:30+00:00"
    place = "web/20220218093000id_/http://herald.example/ferry"
    assert answer.endpoints == (("capture", place),)


@pytest.mark.parametrize("url, is_copy", [
    ("https://a.example/web/20220218093000id_/http://www.herald.example/ferry/", True),
    ("https://a.example/web/20220218093000id_/http://herald.example/other", False),
    ("https://a.example/web/20220218093000/http://herald.example/ferry", False),
    ("https://herald.example/ferry", False),
])  # fmt: skip
def test_a_copy_is_only_that_of_its_own_page(url: str, is_copy: bool) -> None:  # noqa: FBT001
    assert wayback.is_copy_of(url, "https://herald.example/ferry") is is_copy


def test_too_long_an_address_is_not_asked() -> None:
    long = Sought(url=f"https://herald.example/{'a' * 1000}")
    assert wayback.ask(HERE, long) == commoncrawl.ask(HERE, long) == []
    assert wayback.ask(HERE, Sought()) == commoncrawl.ask(HERE, Sought()) == []


def test_crawls_are_listed_under_the_root_that_was_asked() -> None:
    (asked,) = commoncrawl.ask_crawls(HERE, Sought())
    found = commoncrawl.read_crawls(json.dumps(CRAWLS).encode(), asked).candidates
    assert [crawl.url for crawl in found] == [
        "https://service.example/CC-MAIN-2022-09-index",
        "https://service.example/CC-MAIN-2012-index",
    ]
    assert found[0].published is not None
    assert found[0].published.value == "2022-02-16"


def test_a_record_is_told_by_its_file_and_bytes() -> None:
    missing = {"message": "No Captures found"}
    other = CC | {"filename": "https://evil.example/x.warc.gz"}
    climbing = CC | {"filename": "crawl-data/CC-../../x.warc.gz"}
    huge = CC | {"length": str(1024**3)}
    rows = [CC, missing, other, climbing, huge, CC | {"mime": "application/pdf"}]
    body = "\n".join(json.dumps(row) for row in rows).encode()
    answer = commoncrawl.read(body, "")
    place = f"{CC['filename']}#bytes=81614902-81620266"
    assert answer.endpoints == (("record", place),)
    assert [one.url for one in answer.candidates] == ["https://herald.example/ferry"]


def test_gdelt_is_asked_by_the_longest_words_near_each_other() -> None:
    headline = "The last ferry leaves the quiet island harbour"
    (asked,) = gdelt.ask(HERE, Sought(headline=headline, date=DAY))
    assert "near20%3A%22last%20ferry%20leaves%20quiet%20island%20harbour%22" in asked
    assert "&startdatetime=20220217100000&enddatetime=2022" in asked
    assert gdelt.ask(HERE, Sought(headline="Ferry gone")) == []
    old = Date(value="2009-02-18", precision=Precision.DAY)
    (asked,) = gdelt.ask(HERE, Sought(headline=headline, date=old))
    assert "datetime" not in asked


def test_gdelt_tells_when_it_saw_an_article() -> None:
    body = json.dumps(DOC).replace("\\u0001", "\u0001").encode()
    (found,) = gdelt.read(body, "").candidates
    assert (found.url, found.headline) == ("https://copy.example/a", "The ferry , gone")
    assert found.published is not None
    assert found.published.value == "2022-02-19T10:15+00:00"
    assert gdelt.read(b"Your query was too short or too long.", "") == Answer()


def test_the_newest_file_is_named_and_nothing_else_is_followed() -> None:
    rows = (
        "1 x http://data.gdeltproject.org/gdeltv2/20220219093000.export.CSV.zip\n"
        "2 y http://elsewhere.example/a/20220219093000.gkg.csv.zip\n"
    )
    answer = gkg.read_latest(rows.encode(), "")
    assert answer.endpoints == (("gkg", "gdeltv2/20220219093000.gkg.csv.zip"),)
    assert gkg.read_latest(b"1 x http://[/ http://a/../x.gkg.csv.zip", "") == Answer()


def test_a_line_of_the_knowledge_graph_gives_what_its_page_says() -> None:
    first, second = gkg.read(zipped(KNOWLEDGE), "").candidates
    assert first.links == ("https://a.example/1", "https://b.example/2?x=1&y=2")
    assert first.authors == ("Ann Lee", "Zoë Kay")
    assert first.headline == "The ferry & the quay"
    assert first.published is not None
    assert first.published.value == "2022-02-19T09:15+00:00"
    assert (second.links, second.headline) == ((), "")


def test_the_files_of_a_month_are_listed_with_their_begin() -> None:
    (asked,) = ccnews.ask(HERE, Sought(date=DAY))
    assert asked == f"https://service.example/{FOLDER}/warc.paths.gz"
    listed = gzip.compress(f"{FILE}\n\ncrawl-data/CC-NEWS/x.warc.gz\n".encode())
    (found,) = ccnews.read(listed, asked).candidates
    assert found.url == f"https://service.example/{FILE}"
    assert found.published is not None
    assert found.published.value == "2022-02-18T01:02+00:00"
    assert ccnews.ask(HERE, Sought()) == []


READERS: Mapping[str, tuple[Callable[[bytes, str], Answer], bytes]] = {
    "wayback": (wayback.read, json.dumps(CDX).encode()),
    "crawls": (commoncrawl.read_crawls, json.dumps(CRAWLS).encode()),
    "commoncrawl": (commoncrawl.read, json.dumps(CC).encode()),
    "gdelt": (gdelt.read, json.dumps(DOC).encode()),
    "gkg-latest": (gkg.read_latest, b"1 x http://a.example/20220219093000.gkg.csv.zip"),
    "gkg": (gkg.read, zipped(KNOWLEDGE)),
    "ccnews": (ccnews.read, gzip.compress(FILE.encode())),
}


@pytest.mark.parametrize("name", READERS)
def test_no_other_body_raises(name: str) -> None:
    read, good = READERS[name]
    strange = [b"", b"[]", b"[[]]", b"{}", b"[" * 100_000, b"\xff\xfe", b"PK\x03\x04",
        b"\x1f\x8b", b"null", b'[["timestamp", "original"], 7]', b'{"articles": [1]}',
        b'[["timestamp", "original"], ["x", null]]', b'[{"id": 7}, 7]', b"9" * 5000,
    ]  # fmt: skip
    for body in strange:
        assert read(body, "https://service.example/x").candidates == ()
    dice = random.Random(name)  # noqa: S311 - no secret
    for _ in range(300):
        changed = bytearray(good)
        for _ in range(dice.randint(1, 8)):
            changed[dice.randrange(len(changed))] = dice.randrange(256)
        read(
            bytes(changed[: dice.randint(0, len(changed))]), "https://service.example/x"
        )
        read(bytes(changed), "https://service.example/x")
