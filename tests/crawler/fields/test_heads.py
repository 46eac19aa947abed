"""Bylines and dates as publishing systems and newsrooms around the world mark them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from crawler.fields import byline, published
from crawler.page import Page

URL = "https://harbour-news.example/a/ferry-line-opens"
TITLE = "Ferry line opens to the island"
HEADS = tomllib.loads(Path(__file__).with_name("heads.toml").read_text("utf-8"))["head"]
PROSE = {
    "zh": "这条新的渡轮航线今天开通，连接海港和岛屿，居民们已经等待了很多年。"
    "航运公司表示，每天将有六个班次往返。",
    "ja": "新しいフェリー航路が今日開通し、港と島を結ぶことになった。"
    "住民たちは長年待ち続けていたと話している。",
    "ko": "새로운 여객선 항로가 오늘 개통되어 항구와 섬을 연결한다. "
    "주민들은 오랫동안 기다려 왔다고 말했다. 하루 여섯 번 운항한다.",
    "th": "เส้นทางเรือข้ามฟากสายใหม่เปิดให้บริการวันนี้ เชื่อมท่าเรือกับเกาะ "
    "ชาวบ้านรอคอยมานานหลายปี บริษัทเดินเรือกล่าวว่าจะมีหกเที่ยวต่อวัน",
}
ENGLISH = (
    "The new ferry line between the harbour and the island opened today, and residents"
    " said that they had waited for it for many years, since the old boat was sold."
)


def told(known: dict[str, Any]) -> tuple[str, list[str]]:
    """The date and the authors of a page with a head as in the data."""
    lang = known.get("lang", "en")
    head = known.get("head", "")
    title = "" if "<title" in head else f"<title>{TITLE}</title>"
    prose = "".join(f"<p>{PROSE.get(lang[:2], ENGLISH)} {n}</p>" for n in "abcd")
    page = Page.from_html(
        f'<html lang="{lang}"><head>{title}{head}</head><body>'
        f"<nav><a href='/'>Home</a></nav><article><h1>{TITLE}</h1>"
        f"{known.get('above', '')}{prose}{known.get('foot', '')}"
        "</article><footer>Harbour News, Pier 1</footer></body></html>",
        known.get("url", URL) or None,
    )
    date = published.read(page)
    authors = byline.read(page, ["Harbour News"])
    return (date.value if date else ""), [author.name for author in authors]


@pytest.mark.parametrize("known", HEADS, ids=lambda known: known["name"])
def test_heads(known: dict[str, Any]) -> None:
    assert told(known) == (known["date"], known["authors"])
