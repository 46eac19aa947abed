"""Which runs of text stand beside the article: in menus, teasers, comments."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from crawler.line import Node, Run
from crawler.prose import ARTICLE_FRAMES, is_prose, weight
from crawler.unseen import is_unseen

_OUTSIDE_TAGS = frozenset({"nav", "aside", "dialog", "form", "figcaption"})
_OUTSIDE_ROLES = frozenset(
    "navigation banner contentinfo complementary dialog alertdialog search"
    " menu".split(),
)
# Whole class words, or parts of them between hyphens, that name other things.
_OUTSIDE_HINT = re.compile(
    r"(?:^|[\s_-])(?:comments?|commentlist|disqus(?:_thread)?|respond|related\w*|recommend\w*"
    r"|read-?more-?list|more-?(?:stories|news|articles|from)|most-?(?:read|popular)|trending"
    r"|popular|sidebar\w*|breadcrumbs?|nav|navbar|navigation|menu|newsletter\w*|subscri(?:be|ption)\w*"
    r"|cookies?|consent|gdpr|modal|popup|lightbox|dialog|promo|advert\w*|sponsored|outbrain|taboola"
    r"|jp-relatedposts|sharedaddy|share-?(?:bar|buttons?|tools?|links?)|social-?\w*"
    r"|(?:site|page|global|main)-?(?:footer|header)|masthead|skip-link|screen-reader-text"
    r"|visually-hidden|sr-only|wp-caption-text|caption|pagination|post-navigation)(?=$|[\s_-])",
)
_COMMENT_HINT = re.compile(
    r"(?:^|[\s_-])(?:comments?|commentlist|disqus\w*)(?=$|[\s_-])"
)
# An element with this share of the page's sentences, in percent, is no box.
_MOST = 50
_FRAMES = frozenset({"html", "body", "article", "main"})
# What is weighed when boxes are judged.
_LEAST = 40


def outside(runs: Sequence[Run]) -> list[bool]:
    """For each run, whether its element belongs to something else than an article."""
    weights = _weights(runs)
    known: dict[int, bool] = {}

    def judge(node: Node | None) -> bool:
        chain: list[Node] = []
        while node is not None and id(node) not in known:
            chain.append(node)
            node = node.parent
        verdict = known[id(node)] if node is not None else False
        for inner in reversed(chain):
            verdict = verdict or _is_outside(inner, weights[id(inner)])
            known[id(inner)] = verdict
        return verdict

    return [judge(run.node) for run in runs]


def shown(runs: Sequence[Run]) -> tuple[Run, ...]:
    """The runs without those in elements that are not shown.

    Where such an element holds most of the page's sentences, a script will show it.
    """
    if not any(run.node is not None and run.node.unseen for run in runs):
        return tuple(runs)
    weights = _weights(runs)
    return tuple(run for run in runs if not _is_unseen(run.node, weights))


def _is_unseen(node: Node | None, weights: Counter[int]) -> bool:
    while node is not None and node.unseen:
        if is_unseen(node.element) and weights[id(node)] < _MOST:
            return True
        node = node.parent
    return False


def _weights(runs: Sequence[Run]) -> Counter[int]:
    """The share, in percent, of the page's sentences that each element holds."""
    found: Counter[int] = Counter()
    total = 0
    for run in runs:
        if run.node is None or not is_prose(run, _LEAST):
            continue
        heavy = weight(run)
        total += heavy
        for node in run.node.lineage():
            found[id(node)] += heavy
    return Counter({key: 100 * heavy // total for key, heavy in found.items()})


def _is_outside(node: Node, share: int) -> bool:
    """Whether an element that holds ``share`` percent of the sentences is a box."""
    if node.tag == "textarea":
        return True
    own = f"{node.element.get('class') or ''} {node.element.get('id') or ''}".lower()
    if node.tag in _FRAMES or (share >= _MOST and not _COMMENT_HINT.search(own)):
        return False
    if node.tag == "aside" and node.element.find(".//a[@rel='author']") is not None:
        return False
    if node.tag in _OUTSIDE_TAGS or _is_hidden(node) or _is_page_frame(node):
        return True
    return bool(_OUTSIDE_HINT.search(own)) and node.element.find(".//h1") is None


def _is_hidden(node: Node) -> bool:
    get = node.element.get
    style = (get("style") or "").lower().replace(" ", "")
    role = (get("role") or "").lower()
    return (
        role in _OUTSIDE_ROLES or get("hidden") is not None or "display:none" in style
    )


def _is_page_frame(node: Node) -> bool:
    return node.tag in {"header", "footer"} and not _in_article(node)


def _in_article(node: Node) -> bool:
    if any(inner.tag in ARTICLE_FRAMES for inner in node.lineage()):
        return True
    if node.tag == "header":
        return node.element.find(".//h1") is not None
    own = (node.element.get("class") or "").lower()
    return any(word in own for word in ("entry", "article", "post", "story"))
