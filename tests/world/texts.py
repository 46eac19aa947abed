"""A text as a row of paragraphs of sentences, each knowing the edits in it."""

from __future__ import annotations

from dataclasses import dataclass

UNCHANGED: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, and the ids of all edits that can be seen at it."""

    words: str
    changes: frozenset[int] = UNCHANGED

    def changed(self, words: str, change: int) -> Sentence:
        """The sentence after one more edit."""
        return Sentence(words, self.changes | {change})


Paragraph = tuple[Sentence, ...]
Text = tuple[Paragraph, ...]


def printed(text: Text) -> str:
    """As it stands on a page: a line for each paragraph."""
    return "\n".join(
        " ".join(sentence.words for sentence in paragraph) for paragraph in text
    )


def changes_in(text: Text) -> frozenset[int]:
    """All edits that can be seen in it."""
    return UNCHANGED.union(
        *(sentence.changes for paragraph in text for sentence in paragraph)
    )


def words_in(text: Text) -> int:
    """About how many words it has."""
    return sum(each.words.count(" ") + 1 for paragraph in text for each in paragraph)


def first_words(text: Text, most: int) -> Text:
    """Whole paragraphs from the beginning, of about so many words; one at least."""
    kept: list[Paragraph] = []
    count = 0
    for paragraph in text:
        count += words_in((paragraph,))
        if kept and count > most:
            break
        kept.append(paragraph)
    return tuple(kept)
