"""Articles for the loopback sites: real sentences, a byline, a date, a credit."""

from __future__ import annotations

_SENTENCES = (
    "The ferry to the island left the harbour for the last time on Tuesday morning.",
    "Nobody on the quay had believed that the company would keep its word.",
    "Two fishermen offered to carry the mail, as their grandfathers had done.",
    "The council meets again in April, and its members expect a full hall.",
    "A teacher counted eleven pupils who would have to move to the mainland.",
    "The price of diesel had doubled within a year, the director wrote.",
    "Those who stayed painted the old boat shed and opened a small library.",
    "Letters from abroad arrived for weeks, most of them with photographs.",
)


def article(
    title: str, *, credit: str = "", outlet: str = "The Harbour Herald", salt: int = 0
) -> bytes:
    """The page of an article; ``credit`` is markup that ends it."""
    count = len(_SENTENCES)
    paragraphs = "".join(
        f"<p>{_told((i + salt) % count, salt)} {_told((i * 3 + salt) % count, salt)} "
        f"Report number {salt} of the week says so in its part {i}.</p>"
        for i in range(6)
    )
    return f"""<!doctype html><html lang="en"><head><title>{title} - {outlet}</title>
<meta property="og:type" content="article"><meta property="og:site_name"
content="{outlet}"><meta property="og:title" content="{title}"></head><body><article>
<h1>{title}</h1><p class="byline">By Ann Lee, 18 February 2022</p>{paragraphs}{credit}
</article></body></html>""".encode()


def _told(number: int, salt: int) -> str:
    """A sentence in words of this report's own, so that no two are copies."""
    words = _SENTENCES[number].split()
    if not salt:
        return " ".join(words)
    return " ".join(
        f"{word} of{salt}" if i % 3 else word for i, word in enumerate(words)
    )


def credit(url: str, outlet: str) -> str:
    """A sentence that credits another outlet's article."""
    return (
        f'<p>This article was originally published by <a href="{url}">{outlet}</a>.</p>'
    )
