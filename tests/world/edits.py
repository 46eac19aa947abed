"""What happens to a text on its way; each edit leaves its id where it can be seen."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from tests.world.prose import Writer
from tests.world.texts import (
    Paragraph,
    Sentence,
    Text,
    first_words,
    printed,
    words_in,
)

FIRST_CHANGE = 100
"""Ids below are those of house styles: whoever follows one makes the same change."""

_SPELLINGS = {
    "theatre": "theater",
    "harbour": "harbor",
    "criticised": "criticized",
    "grey": "gray",
    "licence": "license",
}
_AMERICAN = re.compile(r"\b(?:" + "|".join(_SPELLINGS) + ")")
_BRITISH = {there: here for here, there in _SPELLINGS.items()}
_TO_BRITISH = re.compile(r"\b(?:" + "|".join(_BRITISH) + ")")
_PLAIN = str.maketrans("“”„’", '"""\'')
_GROUPED = re.compile(r"(?<=\d),(?=\d\d\d)")
_LONG = re.compile(r"\b\d{4,}\b")


def _american(words: str) -> str:
    return _AMERICAN.sub(lambda found: _SPELLINGS[found[0]], words)


def _british(words: str) -> str:
    return _TO_BRITISH.sub(lambda found: _BRITISH[found[0]], words)


def _straight(words: str) -> str:
    return words.translate(_PLAIN)


def _bare(words: str) -> str:
    return _GROUPED.sub("", words)


def _grouped(words: str) -> str:
    return _LONG.sub(lambda found: f"{int(found[0]):,}", words)


def _as_it_is(words: str) -> str:
    return words


Rule = tuple[str, Callable[[str], str], Callable[[str], str]]
HOUSE_STYLE: tuple[Rule, ...] = (
    ("american", _american, _british),
    ("straight", _straight, _as_it_is),
    ("bare-figures", _bare, _grouped),
)
"""A habit of spelling, what it does to words, and what those do who lack it."""


def restyled(text: Text, spelling: frozenset[str], *, noted: bool = True) -> Text:
    """The text in an outlet's house style; as an edit only where it is ``noted``."""
    whole = printed(text)
    for number, (name, there, back) in enumerate(HOUSE_STYLE):
        done = name in spelling
        rule = there if done else back
        if rule(whole) == whole:
            continue
        made, unmade = (2 * number + 1 + done, 2 * number + 1 + (not done))
        text = tuple(
            tuple(
                _restyled(each, rule, made, unmade, noted=noted) for each in paragraph
            )
            for paragraph in text
        )
    return text


def _restyled(
    sentence: Sentence,
    rule: Callable[[str], str],
    made: int,
    unmade: int,
    *,
    noted: bool,
) -> Sentence:
    """A sentence after one rule; to undo an earlier change is no change."""
    words, changes = rule(sentence.words), sentence.changes
    if words == sentence.words:
        return sentence
    if not noted:
        return Sentence(words, changes)
    if unmade in changes:
        return Sentence(words, changes - {unmade})
    return Sentence(words, changes | {made})


def reworded(text: Text, change: int, writer: Writer, chance: Random) -> Text:
    """A few words of one sentence are others."""
    row, column = _spot(text, chance)
    words = text[row][column].words.split(" ")
    for _ in range(chance.randint(2, 4)):
        _replace_one(words, writer, chance)
    return _with(text, row, column, text[row][column].changed(" ".join(words), change))


def slipped(text: Text, change: int, writer: Writer, chance: Random) -> Text:
    """One word is another."""
    row, column = _spot(text, chance)
    words = text[row][column].words.split(" ")
    _replace_one(words, writer, chance)
    return _with(text, row, column, text[row][column].changed(" ".join(words), change))


def added(text: Text, change: int, writer: Writer, chance: Random) -> Text:
    """A sentence more."""
    row, column = _spot(text, chance)
    new = Sentence(writer.sentence().words, frozenset({change}))
    told = (*text[row][: column + 1], new, *text[row][column + 1 :])
    return _with_paragraph(text, row, told)


def dropped(text: Text, change: int, writer: Writer, chance: Random) -> Text:
    """A sentence less; its neighbour shows it."""
    row, column = _spot(text, chance)
    if len(text[row]) == 1:
        return reworded(text, change, writer, chance)
    left = list(text[row])
    del left[column]
    column = max(column - 1, 0)
    left[column] = left[column].changed(left[column].words, change)
    return _with_paragraph(text, row, tuple(left))


def shortened(text: Text, change: int, writer: Writer, chance: Random) -> Text:
    """A sentence ends at its last comma."""
    row, column = _spot(text, chance)
    words = text[row][column].words
    start, comma, _ = words.rpartition(", ")
    if not comma or len(start) < 30 or "“" in words:
        return reworded(text, change, writer, chance)
    return _with(text, row, column, text[row][column].changed(start + ".", change))


def moved(text: Text, change: int, writer: Writer, chance: Random) -> Text:
    """A paragraph stands elsewhere."""
    if len(text) < 4:
        return reworded(text, change, writer, chance)
    start, end = chance.sample(range(1, len(text)), 2)
    rest = list(text)
    paragraph = tuple(
        sentence.changed(sentence.words, change) for sentence in rest.pop(start)
    )
    rest.insert(end, paragraph)
    return tuple(rest)


def cut(text: Text, change: int, writer: Writer, chance: Random) -> Text:  # noqa: ARG001
    """The last paragraphs are gone."""
    kept = int(words_in(text) * chance.uniform(0.5, 0.85))
    return ended(text, first_words(text, max(kept, 80)), change)


def excerpted(text: Text, change: int, chance: Random) -> Text:
    """The first paragraphs alone; enough of them to be worth a page."""
    count = chance.randint(1, 3)
    while count < len(text) and words_in(text[:count]) < 30:
        count += 1
    return ended(text, text[:count], change)


def ended(text: Text, kept: Text, change: int) -> Text:
    """What was kept of a text; its last sentence shows the cut, if there was one."""
    if len(kept) == len(text):
        return text
    last = kept[-1][-1]
    return _with(
        kept, len(kept) - 1, len(kept[-1]) - 1, last.changed(last.words, change)
    )


EDITS = (reworded, reworded, added, dropped, shortened, moved, cut)


def _replace_one(words: list[str], writer: Writer, chance: Random) -> None:
    """Put another noun for a word that is no name."""
    places = [
        place for place, word in enumerate(words) if word.islower() and len(word) > 4
    ]
    if not places:
        return
    place = chance.choice(places)
    stripped = words[place].rstrip('.,;:”"!?')
    words[place] = writer.word() + words[place][len(stripped) :]


def _spot(text: Text, chance: Random) -> tuple[int, int]:
    row = int(chance.random() * len(text))
    return row, int(chance.random() * len(text[row]))


def _with(text: Text, row: int, column: int, sentence: Sentence) -> Text:
    told = (*text[row][:column], sentence, *text[row][column + 1 :])
    return _with_paragraph(text, row, told)


def _with_paragraph(text: Text, row: int, paragraph: Paragraph) -> Text:
    return (*text[:row], paragraph, *text[row + 1 :])
