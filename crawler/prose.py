"""Which runs of text are prose, and which element holds most of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from crawler.line import Node, Run

# A child that holds this share of a node's prose is the narrower container.
_DOMINANT = 0.75
_SENTENCE_END = re.compile(r"[.!?…。！？।؟:;»”\"'’)]\W*$")
_SENTENCE_SIGN = re.compile(
    r"[.!?,;:](?:\s|$)|[。！？，、；：।،؟…”»]|[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]"
)
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_NEVER_PROSE = HEADINGS | {"th", "address"}
ARTICLE_FRAMES = frozenset({"article", "main"})


def is_prose(run: Run, least: int) -> bool:
    """Whether the run reads like a sentence or more, of ``least`` weight or more."""
    if len(run.text) < least // 2 or run.tag in _NEVER_PROSE:
        return False
    heavy = run.weight
    if heavy < least or run.linked * 2 > len(run.text):
        return False
    if _SENTENCE_END.search(run.text[-8:]):
        return True
    # A long row of menu entries has no sign between its words.
    return heavy >= 2 * least and bool(_SENTENCE_SIGN.search(run.text))


def weight(run: Run) -> int:
    """Length in letters; one of East Asian writing says as much as three."""
    return run.weight


def inside(node: Node | None, frame: Node | None) -> bool:
    """Whether the element lies in ``frame``; everything lies in no frame."""
    if frame is None:
        return True
    return node is not None and any(inner is frame for inner in node.lineage())


def container(runs: Sequence[Run], prose: Sequence[int]) -> Node | None:
    """The innermost element that holds nearly all of the prose."""
    weights: Counter[int] = Counter()
    nodes: dict[int, Node] = {}
    for i in prose:
        node = runs[i].node
        for inner in () if node is None else node.lineage():
            weights[id(inner)] += weight(runs[i])
            nodes[id(inner)] = inner
    total = sum(weight(runs[i]) for i in prose)
    direct = {id(runs[i].node) for i in prose if runs[i].tag == "p"}
    fitting = [
        node
        for key, node in nodes.items()
        if weights[key] >= _DOMINANT * total and key not in direct
    ]
    return max(fitting, key=lambda node: node.depth, default=None)
