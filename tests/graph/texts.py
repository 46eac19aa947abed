"""Texts for the tests of finding copies: made up, but with sentences and paragraphs."""

from __future__ import annotations

import random
from itertools import count

from graph.model import Article
from tests.graph.store.facts import article

_NAMES = count()


def prose(seed: int, words: int, language: str = "v") -> str:
    """So many words that no other seed says in the same order."""
    chance = random.Random(seed)  # noqa: S311 - texts, no secrets
    said: list[str] = []
    while len(said) < words:
        length = min(chance.randint(9, 22), words - len(said))
        sentence = [f"{language}{chance.randrange(5000)}" for _ in range(length)]
        sentence[0], sentence[-1] = sentence[0].title(), f"{sentence[-1]}."
        said += sentence
    return " ".join(said)


def edited(text: str, seed: int, share: float) -> str:
    """The text with this share of its words replaced, one by one."""
    chance = random.Random(seed)  # noqa: S311 - texts, no secrets
    words = text.split()
    for place in chance.sample(range(len(words)), round(share * len(words))):
        words[place] = f"other{seed}x{place}"
    return " ".join(words)


def page(outlet: str, text: str, date: str | None = None, name: str = "") -> Article:
    """An article of an outlet, with no more in common with others than its text."""
    name = name or f"n{next(_NAMES)}"
    url = f"https://{outlet}.example/{name}"
    return article(url, date, text=text, headline=f"About {name} {outlet}", authors=())
