"""Reporters that East Asian pages name in or beside their prose."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.block import Zone
from crawler.page import Page

_HAN = "[\u4e00-\u9fff·]"
# "（记者 王小明、李海）", "〔記者王小明／台北報導〕", "新华社记者王小明".
_CHINESE = re.compile(
    r"(?:^|[\s（(【〔［\[]|(?<=社)|(?<=本[报報刊]))[^（(【〔［\[）)、，。：]{0,8}?"
    rf"(?:记者|記者)(?!们|們)[：:\s]?({_HAN}{{2,4}}(?:[、\s]{{1,2}}{_HAN}{{2,4}})*)"
    r"(?=$|[）)】〕］\]／/、\s])(?!\s?[摄攝图圖])"
)
# "김민수 기자", at an end of the text or inside brackets.
_KOREAN = re.compile(
    "([\uac00-\ud7a3]{2,4})\\s?(?:선임|수습|인턴|객원)?\\s?(?:기자|특파원|통신원)(?![\uac00-\ud7a3])"
)
_EDGE = 60


def reporters(page: Page) -> Iterator[str]:
    """Names beside the word for reporter, at the edges of the article's text."""
    for text in _edges(page):
        chinese = _CHINESE.search(text)
        names = [chinese[1].replace(" ", "、")] if chinese else _KOREAN.findall(text)
        if names:
            yield "、".join(names)
            return


def _edges(page: Page) -> Iterator[str]:
    """Lines of the head and foot, and how the prose begins and ends."""
    body = [block.text for block in page.blocks if block.zone is Zone.BODY]
    for block in page.blocks:
        if block.zone is Zone.HEAD and len(block.text) <= 2 * _EDGE:
            yield block.text
    if body:
        yield body[0][:_EDGE]
        yield body[-1][-_EDGE:]
    for block in page.blocks:
        if block.zone is Zone.FOOT and len(block.text) <= 2 * _EDGE:
            yield block.text
