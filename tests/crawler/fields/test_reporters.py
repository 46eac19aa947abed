"""Reporters named in or beside East Asian prose."""

from __future__ import annotations

import pytest

from crawler.fields.reporters import reporters
from crawler.page import Page

CHINESE = (
    "这条新的渡轮航线今天开通，连接海港和岛屿，居民们已经等待了很多年，大家都很高兴。"
)
KOREAN = (
    "새로운 여객선 항로가 오늘 개통되어 항구와 섬을 연결한다. "
    "주민들은 오래 기다렸다고 말했다."
)


@pytest.mark.parametrize(
    "first, last, names",
    [
        ("", f"{CHINESE}（记者 王小明、李海）", "王小明、李海"),
        ("", f"{CHINESE}（本报记者王小明）", "王小明"),
        (f"〔記者王小明／台北報導〕{CHINESE}", "", "王小明"),
        (f"新华社记者王小明 {CHINESE}", "", "王小明"),
        (f"[항구=뉴스] 김민수 기자 = {KOREAN}", "", "김민수"),
        ("", f"{KOREAN} 김민수 기자", "김민수"),
        (CHINESE, "记者们都说，这条航线很好，居民们都很高兴，大家一起庆祝。", None),
        (CHINESE, f"{CHINESE}（记者 王小明 摄）", None),
        (KOREAN, "기자들은 항로가 좋다고 말했다. 주민들은 오래 기다렸다고 했다.", None),
    ],
)
def test_edges_of_the_prose(first: str, last: str, names: str | None) -> None:
    middle = KOREAN if "기자" in first + last else CHINESE
    paragraphs = "".join(f"<p>{text}</p>" for text in (first, middle, middle, last))
    page = Page.from_html(f"<article><h1>航线 항로</h1>{paragraphs}</article>")
    assert next(iter(reporters(page)), None) == names
