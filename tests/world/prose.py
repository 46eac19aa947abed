"""Writers: they make sentences, articles and headlines out of an event."""

from __future__ import annotations

from random import Random

from tests.world import grammar
from tests.world.dice import Urn, zipf
from tests.world.events import Event
from tests.world.texts import Paragraph, Sentence, Text, words_in
from tests.world.tongues import translated


class Writer:
    """Writes about one event in one language."""

    def __init__(self, event: Event, language: str, chance: Random) -> None:
        self.language = language
        self._event = event
        self._chance = chance
        people = [name for name, _ in event.people]
        roles = [f"{name}, the {role}," for name, role in event.people]
        self._facts = {
            "N": event.nouns,
            "P": _urn(people),
            "R": _urn(roles),
            "L": _urn(event.towns),
            "O": _urn(event.bodies),
            "F": _urn(event.figures),
        }

    def text(self, words: int) -> Text:
        """An article of about so many words."""
        text: list[Paragraph] = []
        quotes = list(self._event.quotes)
        self._chance.shuffle(quotes)
        count = 0
        while count < words or len(text) < 3:
            quote = quotes.pop() if quotes and self._chance.random() < 0.22 else None
            paragraph = self._paragraph(quote)
            count += words_in((paragraph,))
            text.append(paragraph)
        return tuple(text)

    def sentence(self) -> Sentence:
        """One sentence of prose."""
        return Sentence(self._said(self._fill(grammar.told(self._chance)) + "."))

    def headline(self) -> str:
        """A headline."""
        words = self._fill(grammar.headline(self._chance)).replace("the the", "the")
        return self._said(words.replace(",,", ",").rstrip(","))

    def word(self) -> str:
        """A noun of the event's in this language."""
        return self._said(self._event.nouns.draw(self._chance))

    def translation(self, text: Text, source: str, change: int) -> Text:
        """A text out of another language."""
        return tuple(
            tuple(
                sentence.changed(self.translated(sentence.words, source), change)
                for sentence in paragraph
            )
            for paragraph in text
        )

    def translated(self, words: str, source: str) -> str:
        """Words of another language in the writer's."""
        if source == self.language:
            return words
        kept = self._event.kept
        return translated(words, source, self.language, self._chance, kept)

    def _paragraph(self, quote: str | None) -> Paragraph:
        count = self._chance.choice((1, 2, 2, 3, 3, 4))
        told = [self.sentence() for _ in range(count)]
        if quote is not None:
            name = self._facts["P"].draw(self._chance)
            told.append(Sentence(self._said(f"“{quote},” said {name}.")))
        return tuple(told)

    def _fill(self, pattern: grammar.Pattern) -> str:
        words = grammar.fill(pattern, self._chance, self._facts)
        return words.replace(",,", ",").rstrip(",")

    def _said(self, english: str) -> str:
        return self.translated(english, "en")


def _urn(things: list[str] | tuple[str, ...]) -> Urn[str]:
    return Urn(things, zipf(len(things), 1.5))
