"""Plain or Markdown text into runs: one for each paragraph or line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.block import Link
from crawler.line import Run
from crawler.markup import absolute

_LINK = re.compile(
    r"!?\[([^\[\]\n]{0,500})\]\(([^()\s]{0,2000}(?:\([^()\s]{0,200}\))?[^()\s]{0,2000})(?:\s+\"[^\"\n]{0,200}\")?\)"
)
_BARE = re.compile(r"https?://[^\s<>()\[\]\"']{4,2000}")
_MARKS = re.compile(r"\*\*|__|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)|`")
_ITALIC = re.compile(r"^([*_])(?!\1)[^*_]{4,}\1$")
_LEAD = re.compile(r"^\s{0,3}(?:(#{1,6})\s+|>\s?|[-*+]\s+|\d{1,3}[.)]\s+(?=\[))")
# A line that says something new, though no empty line stands before it.
_FRESH = re.compile(
    r"^(?:copyright\b|©|\(c\)|[^\W\d][\w .'’-]{1,30}:\s|[#>*-]\s|\[\d)", re.IGNORECASE
)
_LINKS_ONLY = re.compile(
    r"^(?:\[[^\[\]\n]{0,500}\]\([^()\n]{0,2000}\)[\s,;|·]*){1,50}$"
)
# A text that was made one long line may end with what was a line of credit:
# "(Source: Blue Lake)", "Source: Blue Lake", "(AP, 3.4.2020)".
_LAST_LINE = re.compile(
    r"(?:[.!?…”\"»)]\s{1,3}|[。！？」』”]\s{0,3})"
    r"(?P<line>[(\[（【][^()\[\]（）【】\n]{2,90}[^()\[\]（）【】\n.!?。！？][)\]）】]\s?[.:]?"
    r"|(?:[^\W\d_]{2,20}\s){0,3}[^\W\d_]{2,20}\s?[:：]\s?"
    r"(?:https?://[^\s.]|(?!//)[^.!?:\n。！？])(?:[^.!?:\n。！？]|\.(?=\w)){1,80}[.]?"
    r"|[^\W\d_a-z][^.!?:…“”\"«»()\n]{6,80})$"
)
_LEAST_FLAT = 300
_DENSE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{4}")
_LEAST_DENSE = 100
_TAIL = 120
# Lines up to this long in a whole text mean that it was wrapped for a screen.
_WRAPPED = 100


def read_runs(text: str) -> Iterator[Run]:
    """Every paragraph of ``text``; every line where lines are not just wrapped."""
    number = 0
    for raw in _apart(list(_paragraphs(text))):
        run = _run(raw, number)
        if run is not None:
            yield run
            number += 1


def _apart(paragraphs: list[str]) -> list[str]:
    """The paragraphs, a short line at the end of a long last one as one more."""
    whole = paragraphs[-1] if paragraphs else ""
    least = _LEAST_DENSE if _DENSE.search(whole[-_TAIL:]) else _LEAST_FLAT
    last = _LAST_LINE.search(whole, max(len(whole) - _TAIL, 0))
    if last is None or len(whole) < least:
        return paragraphs
    return [*paragraphs[:-1], whole[: last.start("line")].rstrip(), last["line"]]


def _paragraphs(text: str) -> Iterator[str]:
    lines = text.split("\n")
    longest = max((len(line) for line in lines), default=0)
    parted = "\n\n" in text
    held = ""
    for line in map(str.strip, lines):
        if held and not (line and parted and _goes_on(held, line, longest)):
            yield held
            held = ""
        if line:
            held = f"{held} {line}" if held else line
    if held:
        yield held


def _goes_on(held: str, line: str, longest: int) -> bool:
    """Whether ``line`` continues the paragraph that ``held`` began."""
    if _FRESH.match(line) or held.startswith("#"):
        return False
    if _LINKS_ONLY.match(line) and "](" in held:
        return True
    return longest <= _WRAPPED and len(held) > longest // 2


def _run(raw: str, number: int) -> Run | None:
    lead = _LEAD.match(raw)
    heading = len(lead.group(1)) if lead and lead.group(1) else 0
    body = raw[lead.end() :].strip() if lead else raw
    text, links = _linked(body)
    if not text:
        return None
    return Run(
        text=text,
        links=links,
        tag=f"h{heading}" if heading else "p",
        hints="",
        path=f"block {number}",
        emphasised=len(text) if _ITALIC.match(body) else 0,
    )


def _linked(raw: str) -> tuple[str, tuple[Link, ...]]:
    """The words without marks, and the links with their place among the words."""
    text = ""
    links: list[Link] = []
    end = 0
    for match in _LINK.finditer(raw):
        text = _join(text, _bare(raw[end : match.start()], text, links))
        end = match.end()
        words = " ".join(_MARKS.sub("", match.group(1)).split())
        if not words or match.group(0).startswith("!"):
            continue
        text = _join(text, words)
        start = len(text) - len(words)
        href = absolute(match.group(2), None)
        links.append(Link(text=words, href=href, start=start, end=len(text)))
    text = _join(text, _bare(raw[end:], text, links)).rstrip()
    return text, tuple(links)


def _bare(raw: str, before: str, links: list[Link]) -> str:
    """The words of ``raw``; addresses written out in it become links."""
    words = re.sub(r"\s+", " ", raw)
    plain = ""
    end = 0
    for match in _BARE.finditer(words):
        address = match.group().rstrip(".,;:!?")
        plain += _MARKS.sub("", words[end : match.start()])
        start = len(_join(before, plain + address)) - len(address)
        links.append(
            Link(text=address, href=address, start=start, end=start + len(address)),
        )
        plain += address
        end = match.start() + len(address)
    return plain + _MARKS.sub("", words[end:])


def _join(text: str, more: str) -> str:
    if not text or text.endswith(" "):
        return text + more.lstrip()
    return text + more
